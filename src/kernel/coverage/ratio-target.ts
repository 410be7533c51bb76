import { commonDivisor } from '../common-divisor.js';

/** A promised share as an exact fraction in lowest terms: "70%" is 7/10. */
export interface RatioTarget {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type RatioTargetResult =
  { readonly ok: true; readonly target: RatioTarget } | { readonly ok: false; readonly message: string };

const DECIMAL_PLACES = 6;
const WRITTEN_SHARE = /^(\d{1,3}|\d{0,3}\.\d{1,6}|\d{1,3}\.)\s*([%％]?)$/;

/**
 * Reads a share between 0 and 1 exactly: "0.7", "70%", "70 %", "７０％" or the number 0.7, at most 6 decimals.
 * A number is read by its shortest decimal form, so 0.55 means 55/100 and not the nearest binary fraction.
 */
export function parseRatioTarget(written: string | number): RatioTargetResult {
  const text = String(written).normalize('NFKC').trim();
  const match = WRITTEN_SHARE.exec(text);
  if (!match) return refuse(written, `a share such as 0.7 or 70% with at most ${DECIMAL_PLACES} decimals`);
  const [whole, decimals = ''] = match[1].split('.');
  const numerator = BigInt(whole + decimals);
  const denominator = 10n ** BigInt(decimals.length) * (match[2] ? 100n : 1n);
  if (numerator > denominator) return refuse(written, 'a share of at most 1 (100%)');
  return { ok: true, target: reduced(numerator, denominator) };
}

/** The exact fraction `numerator / denominator` of two non-negative safe integers, numerator ≤ denominator. */
export function ratioTarget(numerator: number, denominator: number): RatioTargetResult {
  const whole = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  if (!whole || numerator < 0 || denominator <= 0 || numerator > denominator) {
    return refuse(
      `${numerator}/${denominator}`,
      'whole numbers with 0 ≤ numerator ≤ denominator and denominator > 0',
    );
  }
  return { ok: true, target: reduced(BigInt(numerator), BigInt(denominator)) };
}

/** A target in basis points (1/10000): 7000 is 70 %. */
export function basisPoints(points: number): RatioTargetResult {
  return ratioTarget(points, 10_000);
}

function reduced(numerator: bigint, denominator: bigint): RatioTarget {
  const common = commonDivisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

function refuse(written: string | number, expected: string): RatioTargetResult {
  return { ok: false, message: `Expected ${expected}, got "${written}".` };
}
