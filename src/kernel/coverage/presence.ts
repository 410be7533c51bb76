import { invariant } from '../invariant.js';
import type { RatioTarget } from './ratio-target.js';

/** One member of the frozen unit set U_L; callers may carry more fields. */
export interface PresenceUnit {
  readonly code: string;
}

export interface PresenceCoverage {
  /** Units that have a qualifying facility. */
  readonly numerator: number;
  /** Units in the set. */
  readonly denominator: number;
  /** numerator ÷ denominator, null when the set is empty. */
  readonly ratio: number | null;
  /** Positions in `units` that count. */
  readonly counted: Int32Array;
  /** Positions in `units` that do not. */
  readonly missing: Int32Array;
}

/**
 * Presence coverage (METHODS E1): how many units have at least one qualifying facility located in them,
 * formally assigned to them or shared with them. `qualified` answers by unit code; a Map from code to the
 * facilities that qualify it also fits, and then says why a unit counts.
 */
export function presenceCoverage(
  units: readonly PresenceUnit[],
  qualified: { has(code: string): boolean },
): PresenceCoverage {
  const seen = new Set<string>();
  const counted: number[] = [];
  const missing: number[] = [];
  units.forEach((unit, index) => {
    invariant(!seen.has(unit.code), `unit ${unit.code} is listed twice in one unit set`);
    seen.add(unit.code);
    (qualified.has(unit.code) ? counted : missing).push(index);
  });
  return {
    numerator: counted.length,
    denominator: units.length,
    ratio: units.length === 0 ? null : counted.length / units.length,
    counted: Int32Array.from(counted),
    missing: Int32Array.from(missing),
  };
}

/** How many of `denominator` units a target asks for: ⌈τ·N⌉, in whole numbers. */
export function unitsNeeded(denominator: number, target: RatioTarget): number {
  invariant(
    Number.isSafeInteger(denominator) && denominator >= 0,
    `unit count ${denominator} is not a whole number`,
  );
  const product = BigInt(denominator) * target.numerator;
  return Number((product + target.denominator - 1n) / target.denominator);
}

/** Units still missing to a target: max(0, ⌈τ·N⌉ − n), compared as whole numbers (METHODS E1). */
export function unitsShort(numerator: number, denominator: number, target: RatioTarget): number {
  invariant(
    Number.isSafeInteger(numerator) && numerator >= 0 && numerator <= denominator,
    `${numerator} of ${denominator} units is not a count`,
  );
  return Math.max(0, unitsNeeded(denominator, target) - numerator);
}
