import {
  DEFAULT_SPEED_METERS_PER_SECOND,
  limitCentimeters,
  walkSeconds,
} from '../kernel/accessibility/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';

export { DEFAULT_SPEED_METERS_PER_SECOND };
export const DEFAULT_WALK_MINUTES = 15;
/** What may be asked for, both ends included. */
export const WALK_RANGES = { minutes: [1, 120], speed: [0.1, 3] } as const;

/** How far somebody walks: minutes at a speed, and the same as the engine's inclusive cost limit. */
export interface WalkLimit {
  readonly walkMinutes: number;
  readonly speedMetersPerSecond: number;
  readonly cutoffSeconds: number;
  /** Centimetres of level walking; covered ⇔ cost ≤ limit. */
  readonly limitCentimeters: number;
}

/**
 * Checks minutes (1–120) and speed (0.1–3 m/s) and derives the inclusive limit (METHODS E4).
 * @throws PlanningError BAD_USER_INPUT naming the field, what was expected and what came.
 */
export function walkLimit(
  walkMinutes: number = DEFAULT_WALK_MINUTES,
  speedMetersPerSecond: number = DEFAULT_SPEED_METERS_PER_SECOND,
): WalkLimit {
  demandWithin('walkMinutes', 'minutes', walkMinutes, WALK_RANGES.minutes);
  demandWithin('speedMetersPerSecond', 'm/s', speedMetersPerSecond, WALK_RANGES.speed);
  const cutoffSeconds = walkMinutes * 60;
  return {
    walkMinutes,
    speedMetersPerSecond,
    cutoffSeconds,
    limitCentimeters: limitCentimeters(cutoffSeconds, speedMetersPerSecond),
  };
}

/** Walking seconds of a cost, to the millisecond, which is finer than one centimetre at any allowed speed. */
export function walkSecondsOf(costCentimeters: number, speedMetersPerSecond: number): number {
  return Math.round(walkSeconds(costCentimeters, speedMetersPerSecond) * 1000) / 1000;
}

function demandWithin(
  field: string,
  unit: string,
  value: number,
  [least, most]: readonly [number, number],
): void {
  if (value >= least && value <= most) return;
  throw new PlanningError('BAD_USER_INPUT', `${field} must be ${least}–${most} ${unit}, got ${value}.`, {
    field,
    value,
    least,
    most,
  });
}

/** Reach of the ordinary circle: 15 minutes at 0.8 m/s. */
const ORDINARY_REACH_METERS = DEFAULT_WALK_MINUTES * 60 * DEFAULT_SPEED_METERS_PER_SECOND;

/** How many times more than the ordinary circle these arguments reach and so cost; what is walked grows with the square. */
export function reachFactor({
  walkMinutes,
  speedMetersPerSecond,
}: Partial<Pick<WalkLimit, 'walkMinutes' | 'speedMetersPerSecond'>>): number {
  const minutes = walkMinutes ?? DEFAULT_WALK_MINUTES;
  const speed = speedMetersPerSecond ?? DEFAULT_SPEED_METERS_PER_SECOND;
  const factor = ((minutes * 60 * speed) / ORDINARY_REACH_METERS) ** 2;
  // Arguments out of range are refused when they are read.
  return Number.isFinite(factor) ? Math.max(1, factor) : 1;
}
