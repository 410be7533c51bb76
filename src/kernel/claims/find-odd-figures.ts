import { baseAmount, claimText } from './claim-amount.js';
import { type Claim, type ClaimFinding, type FindingCode, isNumber, type NumberClaim } from './claim.js';
import { isCounted, isScaledUp } from './claim-units.js';
import { compare, rational, ZERO } from '../rational.js';
import { foundFinding } from './relation-finding.js';

const GROWTH = /增|降|同比|环比|growth|change/i;
const ATTAINMENT = /完成率|完成比例|达成|超额|attain/i;
const AVERAGE = /均|每|average|mean|per /i;

/** What is odd about a figure alone: shares outside 0–100 %, counts below zero or not whole. */
export function findOddFigures(claims: readonly Claim[]): ClaimFinding[] {
  return claims.flatMap((claim) => {
    const oddity = isNumber(claim) ? oddityOf(claim) : null;
    if (oddity === null) return [];
    const actual = claimText(claim);
    const arithmetic = `${claim.label}: ${actual}`;
    return [foundFinding(oddity.code, [claim], { expected: oddity.expected, actual, arithmetic })];
  });
}

function oddityOf(claim: NumberClaim): { code: FindingCode; expected: string } | null {
  const amount = baseAmount(claim);
  const isNegative = compare(amount, ZERO) < 0;
  if (claim.unit.dimension === 'PERCENT') {
    const isTooLow = isNegative && !GROWTH.test(claim.label);
    const mayExceedWhole = GROWTH.test(claim.label) || ATTAINMENT.test(claim.label);
    const isTooHigh = compare(amount, rational(1)) > 0 && !mayExceedWhole;
    return isTooLow || isTooHigh ? { code: 'PERCENT_OUT_OF_RANGE', expected: '0–100%' } : null;
  }
  if (!isCounted(claim.unit.dimension)) return null;
  if (isNegative && !GROWTH.test(claim.label)) return { code: 'NEGATIVE_COUNT', expected: '≥ 0' };
  const isFraction = amount.denominator !== 1n && !isScaledUp(claim.unit) && !AVERAGE.test(claim.label);
  return isFraction ? { code: 'FRACTIONAL_COUNT', expected: '整数 a whole number' } : null;
}
