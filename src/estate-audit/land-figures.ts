import type { DivisionTree } from '../coverage/index.js';
import type { CareLandBase } from '../estates/index.js';
import type { Target } from '../indicators/index.js';
import {
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  rationalOf,
  rationalOfText,
  subtract,
  ZERO,
} from '../kernel/rational.js';
import { RationalSum } from '../kernel/rational-sum.js';
import type { CareLandRow, PremisesRow } from './land.repository.js';

/** A figure held against its target; null where there is nothing to divide by or no target. */
export interface HeldFigure {
  readonly value: Rational | null;
  readonly target: Target | null;
  readonly isMet: boolean | null;
  /** What is missing of the numerator; 0 when met. */
  readonly lacking: Rational | null;
}

export interface CareLandFigure extends HeldFigure {
  /** Null: all divisions. */
  readonly divisionCode: string | null;
  /** Null: all zones. */
  readonly zone: string | null;
  readonly base: CareLandBase;
  readonly pieces: number;
  readonly area: Rational;
  readonly plannedPeople: number;
}

export interface PremisesFigure extends HeldFigure {
  readonly divisionCode: string | null;
  readonly premises: number;
  readonly area: Rational;
  readonly careArea: Rational;
  readonly unknownCareArea: number;
  readonly keptApart: number;
}

/** Indicators that hold the rules for land and premises, by what their area is measured as. */
export const LAND_INDICATORS: Readonly<Record<CareLandBase, string>> = {
  LAND: 'care-land-per-person',
  FLOOR: 'care-floor-per-person',
};
export const PREMISES_INDICATOR = 'community-premises-for-care';

type TargetOf = (indicatorKey: string, code: string) => Target | null;

/** Rows at or below a division; null: all. */
function rowsIn<T extends { readonly divisionCode: string | null }>(
  rows: readonly T[],
  tree: DivisionTree,
  division: number | null,
): readonly T[] {
  if (division === null) return rows;
  return rows.filter(({ divisionCode }) => {
    const number = tree.numberOf(divisionCode);
    return number >= 0 && tree.isWithin(number, division);
  });
}

/**
 * Care land per planned person (METHODS E8) of one division: of all its zones, then of each. A base is told where there
 * is land of it or a target asks for it; planned people are those of the zone whatever their land is measured as.
 */
export function careLandFigures(
  rows: readonly CareLandRow[],
  tree: DivisionTree,
  division: number | null,
  targetOf: TargetOf,
): CareLandFigure[] {
  const within = rowsIn(rows, tree, division);
  const zones = [...new Set(within.flatMap(({ zone }) => zone ?? []))].sort();
  const divisionCode = division === null ? null : tree.nodes[division].code;
  return [null, ...zones].flatMap((zone) => {
    const ofZone = zone === null ? within : within.filter((row) => row.zone === zone);
    const plannedPeople = ofZone.reduce((sum, row) => sum + row.plannedPeople, 0);
    return (['LAND', 'FLOOR'] as const).flatMap((base): CareLandFigure[] => {
      const ofBase = ofZone.filter((row) => row.base === base);
      const target = divisionCode === null ? null : targetOf(LAND_INDICATORS[base], divisionCode);
      if (ofBase.length === 0 && (target === null || ofZone.length === 0)) return [];
      const area = sumOf(ofBase.map((row) => row.area));
      const held = hold(area, rational(plannedPeople), target);
      const pieces = ofBase.reduce((sum, row) => sum + row.pieces, 0);
      return [{ divisionCode, zone, base, pieces, area, plannedPeople, ...held }];
    });
  });
}

/** Share of community premises that is used for care (METHODS E8) in one division; null where it has none. */
export function premisesFigure(
  rows: readonly PremisesRow[],
  tree: DivisionTree,
  division: number | null,
  targetOf: TargetOf,
): PremisesFigure | null {
  const within = rowsIn(rows, tree, division);
  if (within.length === 0) return null;
  const divisionCode = division === null ? null : tree.nodes[division].code;
  const area = sumOf(within.map((row) => row.area));
  const careArea = sumOf(within.map((row) => row.careArea));
  const target = divisionCode === null ? null : targetOf(PREMISES_INDICATOR, divisionCode);
  const count = (of: 'premises' | 'unknownCareArea' | 'keptApart') =>
    within.reduce((sum, row) => sum + row[of], 0);
  return {
    divisionCode,
    premises: count('premises'),
    area,
    careArea,
    unknownCareArea: count('unknownCareArea'),
    keptApart: count('keptApart'),
    ...hold(careArea, area, target),
  };
}

function sumOf(decimals: readonly string[]): Rational {
  const sum = new RationalSum();
  for (const decimal of decimals) sum.add(rationalOfText(decimal));
  return sum.value();
}

function hold(numerator: Rational, denominator: Rational, target: Target | null): HeldFigure {
  if (compare(denominator, ZERO) === 0) return { value: null, target, isMet: null, lacking: null };
  const value = divide(numerator, denominator);
  if (target === null) return { value, target, isMet: null, lacking: null };
  const missing = subtract(multiply(rationalOf(target.value), denominator), numerator);
  const isMet = compare(missing, ZERO) <= 0;
  return { value, target, isMet, lacking: isMet ? ZERO : missing };
}
