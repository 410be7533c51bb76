import { claimText } from './claim-amount.js';
import { type Claim, type ClaimFinding, isNumber, type NumberClaim } from './claim.js';
import { isEqual, multiply, powerOfTen } from '../rational.js';
import { foundFinding } from './relation-finding.js';

/** Whole numbers of this power of ten hold every number that can be written (24 digits). */
const SCALE = powerOfTen(24);

/**
 * Figures that are the sum of two others in digits but not in units: 524.6 元 beside 450 and 74.6 万元.
 * Looked for only where chance would bring about such a sum less than once in ten: pairs × 10 ≤ 10^(digits that count).
 * Time grows with claims × claims, in whole numbers only.
 */
export function findUnstatedUnitSlips(claims: readonly Claim[]): ClaimFinding[] {
  const numbers = claims.filter(isNumber).filter(({ unit }) => unit.dimension !== 'PERCENT');
  const groups = groupByUnit(numbers);
  return numbers.flatMap((claim) => {
    for (const group of groups) {
      const [{ unit }] = group;
      if (unit.dimension !== claim.unit.dimension || isEqual(unit.factor, claim.unit.factor)) continue;
      if (group.length * (group.length - 1) * 5 > 10 ** significantDigits(claim)) continue;
      const pair = pairThatSums(group, digitsOf(claim));
      if (pair) return [slipFinding(claim, pair)];
    }
    return [];
  });
}

function slipFinding(claim: NumberClaim, pair: readonly [NumberClaim, NumberClaim]): ClaimFinding {
  const { unit } = pair[0];
  const actual = claimText(claim);
  const expected = claimText({ ...claim, unit });
  const arithmetic = `${pair.map(claimText).join(' + ')} = ${expected} ≠ ${actual}`;
  const hints = [{ kind: 'UNIT' as const, key: claim.key, written: actual, unit: unit.word }];
  return foundFinding('UNIT_SLIP', [claim, ...pair], { expected, actual, arithmetic, hints });
}

function groupByUnit(numbers: readonly NumberClaim[]): NumberClaim[][] {
  const groups = new Map<string, NumberClaim[]>();
  for (const claim of numbers) {
    const { dimension, factor } = claim.unit;
    const key = `${dimension} ${factor.numerator}/${factor.denominator}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
}

function pairThatSums(group: readonly NumberClaim[], sum: bigint): [NumberClaim, NumberClaim] | null {
  const seen = new Map<bigint, NumberClaim>();
  for (const claim of group) {
    const digits = digitsOf(claim);
    if (digits <= 0n) continue;
    const other = seen.get(sum - digits);
    if (other) return [other, claim];
    seen.set(digits, claim);
  }
  return null;
}

function digitsOf({ number }: NumberClaim): bigint {
  return multiply(number.value, SCALE).numerator;
}

/** Digits without zeros at either end: 4 for 524.6, 2 for 2400. */
function significantDigits({ number }: NumberClaim): number {
  return String(number.value.numerator * (10n ** BigInt(number.decimals) / number.value.denominator)).replace(
    /^-|0+$/g,
    '',
  ).length;
}
