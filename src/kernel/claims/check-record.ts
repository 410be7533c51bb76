import { claimText, baseAmount, writtenRange } from './claim-amount.js';
import { type Claim, type ClaimFinding, isNumber } from './claim.js';
import type { Dimension } from './claim-units.js';
import { type Rational } from '../rational.js';
import { foundFinding } from './relation-finding.js';
import { contains } from './value-range.js';

/** A figure somebody keeps, to hold a claim against. */
export interface RecordedFigure {
  /** What it measures; null where no unit of a claim does. */
  readonly dimension: Dimension | null;
  /** In the dimension's base unit (元, 人, a share of 1). */
  readonly amount: Rational;
  /** The figure with its unit and where it is kept, to be shown. */
  readonly text: string;
}

/**
 * A claim against what is on record of the same thing: one of the figures must read as the claim at the places it
 * writes. Several figures are the targets of several clauses.
 * @returns null when it agrees
 */
export function checkRecord(claim: Claim, recorded: readonly RecordedFigure[]): ClaimFinding | null {
  const actual = claimText(claim);
  if (recorded.length === 0)
    return foundFinding('NOT_ON_RECORD', [claim], { expected: null, actual, arithmetic: actual });
  const expected = recorded.map(({ text }) => text).join(' | ');
  const said = { expected, actual, arithmetic: `${actual} ≠ ${expected}` };
  const alike = recorded.filter(({ dimension }) => dimension === claim.unit.dimension);
  if (!isNumber(claim) || alike.length === 0) return foundFinding('UNIT_MISMATCH', [claim], said);
  const range = writtenRange(claim);
  const agrees = alike.some(({ amount }) => contains(range, amount) || isExactly(amount, baseAmount(claim)));
  return agrees ? null : foundFinding('DIFFERS_FROM_RECORD', [claim], said);
}

function isExactly(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}
