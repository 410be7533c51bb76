import type { Claim, ClaimRelation, ClaimRelationKind } from '../../../src/kernel/claims/claim.js';
import { findUnit } from '../../../src/kernel/claims/claim-units.js';
import { readDateSpan } from '../../../src/kernel/claims/date-span.js';
import { readWrittenNumber } from '../../../src/kernel/claims/written-number.js';

let next = 0;

/** A claim of a figure and its unit; its key is its label unless given. */
export function claim(value: string, unit: string, more: Partial<Claim> = {}): Claim {
  const found = findUnit(unit);
  if (!found) throw new Error(`no unit ${unit}`);
  const isDate = found.dimension === 'DATE';
  const label = more.label ?? `claim ${++next}`;
  const read = isDate ? readDateSpan(value) : readWrittenNumber(value);
  if (!read) throw new Error(`cannot read ${value}`);
  return {
    key: label,
    label,
    unit: found,
    number: isDate ? null : readWrittenNumber(value),
    date: isDate ? readDateSpan(value) : null,
    written: value,
    subject: null,
    scope: null,
    period: null,
    ...more,
  };
}

export function relation(kind: ClaimRelationKind, of: Claim, ...terms: Claim[]): ClaimRelation {
  return { kind, claim: of, terms };
}
