import type { Claim, ClaimFinding, ClaimRelation, RelationCheck } from './claim.js';
import { checkRelation } from './check-relation.js';
import { findDatesOutOfOrder } from './find-dates-out-of-order.js';
import {
  claimsBySubject,
  findContradictions,
  findPeopleAndVisits,
  findPlaceNames,
  findTotalsBelowParts,
  findUnstatedScopes,
} from './find-in-subjects.js';
import { findOddFigures } from './find-odd-figures.js';
import { findUnstatedUnitSlips } from './find-unit-slips.js';

/** Every stated relation with what became of it, and everything to look at, errors first. */
export interface ClaimCheck {
  readonly checks: readonly RelationCheck[];
  readonly findings: readonly ClaimFinding[];
}

const GRAVITY = { ERROR: 0, WARNING: 1, NOTE: 2 } as const;

/**
 * Checks the figures of a report: the stated relations exactly, then what shows by itself (docs/models/claims.md).
 * What a stated relation has flagged already is not found a second time. Findings come by severity, stated ones first.
 */
export function checkClaims(claims: readonly Claim[], relations: readonly ClaimRelation[]): ClaimCheck {
  const checks = relations.map(checkRelation);
  const stated = checks.flatMap(({ findings }, relation) => findings.map((one) => ({ ...one, relation })));
  const subjects = claimsBySubject(claims);
  const found = [
    ...findOddFigures(claims),
    ...findUnstatedUnitSlips(claims),
    ...findContradictions(claims),
    ...findPeopleAndVisits(claims),
    ...findDatesOutOfOrder(claims),
    ...findUnstatedScopes(claims),
    ...subjects.flatMap((subject) => [...findTotalsBelowParts(subject), ...findPlaceNames(subject)]),
  ].filter((finding) => !isSaid(stated, finding));
  return { checks, findings: byGravity([...stated, ...found]) };
}

/** Errors first; otherwise in the order they were found. */
export function byGravity(findings: readonly ClaimFinding[]): ClaimFinding[] {
  return [...findings].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
}

/** A unit slip is of one claim, whichever relation shows it; anything else is of all its claims, by one relation or several. */
function isSaid(stated: readonly ClaimFinding[], found: ClaimFinding): boolean {
  const alike = stated.filter(({ code }) => code === found.code);
  if (found.code === 'UNIT_SLIP')
    return alike.some(({ hints }) =>
      hints.some((hint) => hint.kind === 'UNIT' && hint.key === found.claims[0]),
    );
  if (found.code !== 'NAMES_DIFFER')
    return alike.some(({ claims }) => found.claims.every((key) => claims.includes(key)));
  const named = new Set(alike.flatMap(({ claims }) => claims));
  return found.claims.every((key) => named.has(key));
}
