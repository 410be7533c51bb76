import {
  claimText,
  baseAmount,
  amountText,
  factorRange,
  isCutOff,
  roundedText,
  termRange,
  writtenRange,
} from './claim-amount.js';
import type { NumberClaim, RelationOutcome } from './claim.js';
import { type ClaimUnit, otherUnits } from './claim-units.js';
import { add, compare, divide, isEqual, multiply, type Rational, ZERO } from '../rational.js';
import {
  addRanges,
  contains,
  divideRanges,
  multiplyRanges,
  overlap,
  type ValueRange,
} from './value-range.js';

/** The relations that calculate. */
export type CalculationKind = 'SUM' | 'PRODUCT' | 'RATIO';

/** A calculation over claims whose units fit (`unitProblem` said so); no denominator is zero. */
export interface Calculation {
  readonly kind: CalculationKind;
  readonly claim: NumberClaim;
  readonly terms: readonly NumberClaim[];
}

/** A term as it goes into the calculation: as written, and every value it may stand for. */
interface Operand {
  readonly amount: Rational;
  readonly range: ValueRange;
}

function operandOf(kind: CalculationKind, term: NumberClaim): Operand {
  return { amount: baseAmount(term), range: kind === 'PRODUCT' ? factorRange(term) : termRange(term) };
}

/** With the figures as written, in the base unit of the result. */
function calculated({ kind, terms }: Calculation): Rational {
  return amountOf(kind, terms.map(baseAmount));
}

function amountOf(kind: CalculationKind, amounts: readonly Rational[]): Rational {
  switch (kind) {
    case 'SUM':
      return amounts.reduce(add);
    case 'PRODUCT':
      return amounts.reduce(multiply);
    case 'RATIO':
      return divide(amounts[0], amounts[1]);
  }
}

function rangeOf(kind: CalculationKind, ranges: readonly ValueRange[]): ValueRange {
  switch (kind) {
    case 'SUM':
      return ranges.reduce(addRanges);
    case 'PRODUCT':
      return ranges.reduce(multiplyRanges);
    case 'RATIO':
      return divideRanges(ranges[0], ranges[1]);
  }
}

export function outcomeOf({ kind, claim, terms }: Calculation): RelationOutcome {
  return outcomeWith(
    kind,
    claim,
    terms.map((term) => operandOf(kind, term)),
  );
}

function outcomeWith(
  kind: CalculationKind,
  claim: NumberClaim,
  operands: readonly Operand[],
): RelationOutcome {
  const amount = amountOf(
    kind,
    operands.map((operand) => operand.amount),
  );
  const written = writtenRange(claim);
  if (contains(written, amount)) return 'HOLDS';
  const range = rangeOf(
    kind,
    operands.map((operand) => operand.range),
  );
  if (overlap(written, range)) return 'WITHIN_ROUNDING';
  return isCutOff(claim, amount) ? 'TRUNCATED' : 'FAILS';
}

const SIGNS = { SUM: '+', PRODUCT: '×', RATIO: '÷' } as const;

/** "450 万元 + 74.6 万元 = 524.6 万元 = 5246000 元 ≠ 524.6 元": terms, result, and how the written figure compares. */
export function arithmeticText(calculation: Calculation, outcome: RelationOutcome): string {
  const { kind, claim, terms } = calculation;
  const amount = calculated(calculation);
  const units = [ownUnit(calculation), claim.unit].filter(
    (unit, at, all) => at === 0 || !isEqual(unit.factor, all[0].factor),
  );
  const results = units.map((unit) => amountText(amount, unit));
  const steps = [terms.map(claimText).join(` ${SIGNS[kind]} `), ...results].join(' = ');
  const sign = outcome === 'FAILS' ? '≠' : '≈';
  const isAsWritten = isEqual(amount, baseAmount(claim));
  return isAsWritten && isEqual(units.at(-1)!.factor, claim.unit.factor)
    ? steps
    : `${steps} ${sign} ${claimText(claim)}`;
}

/** The unit the calculation itself gives: of the terms for a sum, of the amount among the factors for a product. */
function ownUnit({ kind, claim, terms }: Calculation): ClaimUnit {
  if (kind === 'RATIO') return claim.unit;
  return terms.find(({ unit }) => unit.dimension === claim.unit.dimension)?.unit ?? claim.unit;
}

/** The written result that would hold. */
export function expectedText(calculation: Calculation): string {
  return roundedText(calculated(calculation), calculation.claim);
}

export interface UnitSlip {
  readonly claim: NumberClaim;
  readonly unit: ClaimUnit;
}

/** Slips are looked for only in relations of so many terms: the time grows with their square. */
const MOST_TERMS_FOR_SLIPS = 8;

/** The one claim, and the unit it would have to be in, for a failing calculation to hold; the result is tried first. */
export function findUnitSlips({ kind, claim, terms }: Calculation): UnitSlip[] {
  if (terms.length > MOST_TERMS_FOR_SLIPS) return [];
  const operands = terms.map((term) => operandOf(kind, term));
  const ofResult = slipsOf(claim).map((slip) => ({ slip, outcome: outcomeWith(kind, mend(slip), operands) }));
  const ofTerms = terms.flatMap((term, at) =>
    slipsOf(term).map((slip) => {
      const mended = operands.with(at, operandOf(kind, mend(slip)));
      return { slip, outcome: outcomeWith(kind, claim, mended) };
    }),
  );
  const mended = [...ofResult, ...ofTerms];
  for (const wanted of ['HOLDS', 'WITHIN_ROUNDING'] as const) {
    const found = mended.filter(({ outcome }) => outcome === wanted);
    if (found.length > 0) return found.map(({ slip }) => slip);
  }
  return [];
}

function slipsOf(claim: NumberClaim): UnitSlip[] {
  return claim.unit.dimension === 'PERCENT' ? [] : otherUnits(claim.unit).map((unit) => ({ claim, unit }));
}

function mend({ claim, unit }: UnitSlip): NumberClaim {
  return { ...claim, unit };
}

/** Each factor as it would have to be for a product to hold, the others being right. */
export function impliedFactors({ claim, terms }: Calculation): { key: string; text: string }[] {
  return terms.flatMap((term) => {
    const others = terms.filter((other) => other !== term).map(baseAmount);
    const product = others.reduce(multiply);
    if (compare(product, ZERO) === 0) return [];
    const amount = divide(baseAmount(claim), product);
    return [
      { key: term.key, text: roundedText(amount, { ...term, number: { ...term.number, decimals: 2 } }) },
    ];
  });
}

/** The parts of a sum of nothing negative that are by themselves more than the whole. */
export function partsAboveTotal({ kind, claim, terms }: Calculation): NumberClaim[] {
  if (kind !== 'SUM' || terms.some((term) => compare(baseAmount(term), ZERO) < 0)) return [];
  const total = writtenRange(claim);
  return terms.filter(
    (term) => compare(baseAmount(term), baseAmount(claim)) > 0 && !overlap(writtenRange(term), total),
  );
}
