import type { Claim, ClaimRelation, ClaimRelationKind } from '../kernel/claims/claim.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { CLAIM_LIMITS, type ClaimRelationDraft } from './claim-draft.js';

/** Fewest and most terms of each kind. */
const TERMS: Readonly<Record<ClaimRelationKind, readonly [number, number]>> = {
  SUM: [2, 100],
  PRODUCT: [2, 8],
  RATIO: [2, 2],
  EQUAL: [1, 100],
  AT_LEAST: [1, 1],
  AT_MOST: [1, 1],
  BEFORE: [1, 1],
  SAME_NAME: [1, 100],
};

/** Kinds in which a claim cannot, by way of others, rest on itself. */
const ORDERED: ReadonlySet<ClaimRelationKind> = new Set(['SUM', 'PRODUCT', 'RATIO', 'BEFORE']);

/**
 * The relations between known claims, in order.
 * @throws PlanningError LIMIT_EXCEEDED for too many; BAD_USER_INPUT for unknown keys, too few or many terms, a claim
 *   among its own terms, a term twice, and circles, with `details.relation` (index from 0)
 */
export function readRelations(
  drafts: readonly ClaimRelationDraft[],
  claims: ReadonlyMap<string, Claim>,
): ClaimRelation[] {
  limit('relations', drafts.length, CLAIM_LIMITS.relations);
  const terms = drafts.reduce((sum, draft) => sum + draft.terms.length, 0);
  limit('terms of all relations', terms, CLAIM_LIMITS.terms);
  const relations = drafts.map((draft, at) => readRelation(draft, at, claims));
  for (const kind of ORDERED) refuseCircles(relations, kind);
  return relations;
}

function limit(what: string, count: number, most: number): void {
  if (count <= most) return;
  const message = `${what}: expected at most ${most} in one check; got ${count}.`;
  throw new PlanningError('LIMIT_EXCEEDED', message, { limit: most, count });
}

function readRelation(
  { kind, claim, terms }: ClaimRelationDraft,
  at: number,
  claims: ReadonlyMap<string, Claim>,
): ClaimRelation {
  const [fewest, most] = TERMS[kind];
  if (terms.length < fewest || terms.length > most) {
    const count = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
    throw refused(at, kind, `needs ${count} terms; got ${terms.length}`);
  }
  const find = (key: string): Claim => {
    const found = claims.get(key.trim());
    if (!found)
      throw refused(at, kind, `names "${key.slice(0, 80)}", which is no claim of this set`, { key });
    return found;
  };
  const relation = { kind, claim: find(claim), terms: terms.map(find) };
  if (relation.terms.includes(relation.claim))
    throw refused(at, kind, `names "${relation.claim.key}" as one of its own terms`, { key: claim });
  if (new Set(relation.terms).size !== terms.length) throw refused(at, kind, 'names one term twice');
  return relation;
}

/** Follows the terms of each claim downwards; meeting one that is still being followed closes a circle. */
function refuseCircles(relations: readonly ClaimRelation[], kind: ClaimRelationKind): void {
  const below = new Map<Claim, { terms: Claim[]; relation: number }>();
  relations.forEach((relation, at) => {
    if (relation.kind !== kind) return;
    const known = below.get(relation.claim);
    if (known) known.terms.push(...relation.terms);
    else below.set(relation.claim, { terms: [...relation.terms], relation: at });
  });
  const done = new Set<Claim>();
  const path = new Set<Claim>();
  const follow = (claim: Claim): void => {
    if (done.has(claim)) return;
    if (path.has(claim)) {
      const keys = [...path, claim].map(({ key }) => key);
      const circle = keys.slice(keys.indexOf(claim.key)).join(' → ');
      throw refused(below.get(claim)!.relation, kind, `goes in a circle: ${circle}`, { key: claim.key });
    }
    path.add(claim);
    for (const term of below.get(claim)?.terms ?? []) follow(term);
    path.delete(claim);
    done.add(claim);
  };
  for (const claim of below.keys()) follow(claim);
}

function refused(
  relation: number,
  kind: ClaimRelationKind,
  what: string,
  details: Readonly<Record<string, unknown>> = {},
): PlanningError {
  return badInput(`Relation ${relation + 1} (${kind}): ${what}.`, { relation, kind, ...details });
}
