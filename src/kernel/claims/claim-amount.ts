import type { Claim, NumberClaim } from './claim.js';
import { type ClaimUnit, isCounted, isScaledUp } from './claim-units.js';
import {
  absolute,
  compare,
  decimalText,
  divide,
  fixedText,
  multiply,
  powerOfTen,
  type Rational,
  subtract,
  ZERO,
} from '../rational.js';
import { exactly, roundedTo, type ValueRange } from './value-range.js';

/** Decimals of an exact result that is shown whole; more are cut with "…". */
const SHOWN_DECIMALS = 6;

/** The claim's value in the base unit of its dimension (元, 人, a share of 1). */
export function baseAmount({ number, unit }: NumberClaim): Rational {
  return multiply(number.value, unit.factor);
}

/** One unit of the last place written, in the base unit. */
export function writtenStep({ number, unit }: NumberClaim): Rational {
  return multiply(powerOfTen(-number.decimals), unit.factor);
}

/** All values that read as this claim when rounded to the places written. */
export function writtenRange(claim: NumberClaim): ValueRange {
  return roundedTo(baseAmount(claim), writtenStep(claim));
}

/**
 * What the claim may stand for as a term of a calculation: percentages, figures in 万 or 亿 and measured figures with
 * decimals are rounded ones; counts and amounts in 元 are exact.
 */
export function termRange(claim: NumberClaim): ValueRange {
  const { dimension } = claim.unit;
  const isMeasured = (dimension === 'AREA' || dimension === 'HOURS') && claim.number.decimals > 0;
  const isRounded = dimension === 'PERCENT' || isScaledUp(claim.unit) || isMeasured;
  return isRounded ? writtenRange(claim) : exactly(baseAmount(claim));
}

/** As `termRange`, for a factor of a product: a unit price in 万元 is a set figure, not a rounded one. */
export function factorRange(claim: NumberClaim): ValueRange {
  const isPrice = claim.unit.dimension === 'MONEY';
  return isPrice ? exactly(baseAmount(claim)) : termRange(claim);
}

/** True when `amount` reads as the claim if the places not written are cut off instead of rounded. */
export function isCutOff(claim: NumberClaim, amount: Rational): boolean {
  if (isCounted(claim.unit.dimension) && !isScaledUp(claim.unit)) return false;
  const written = baseAmount(claim);
  if (compare(amount, ZERO) * compare(written, ZERO) < 0) return false;
  const rest = subtract(absolute(amount), absolute(written));
  return compare(rest, ZERO) >= 0 && compare(rest, writtenStep(claim)) < 0;
}

/** The claim as written, with its unit: "524.6 元", "36.38%". */
export function claimText({ written, unit, date }: Claim): string {
  return date === null ? withUnit(written, unit) : date.text;
}

/** An amount of the base unit in the given unit, all decimals up to six. */
export function amountText(amount: Rational, unit: ClaimUnit): string {
  return withUnit(decimalText(divide(amount, unit.factor), SHOWN_DECIMALS), unit);
}

/** An amount rounded to the places a claim writes, in its unit. */
export function roundedText(amount: Rational, { number, unit }: NumberClaim): string {
  return withUnit(fixedText(divide(amount, unit.factor), number.decimals), unit);
}

function withUnit(text: string, { word }: ClaimUnit): string {
  return /^[%‰％]$/.test(word) ? `${text}${word}` : `${text} ${word}`;
}
