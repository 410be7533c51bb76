import { invariant } from '../invariant.js';

/** Walking speed of older people in metres per second, where nothing else is said. */
export const DEFAULT_SPEED_METERS_PER_SECOND = 0.8;

/** The largest cost a search reports: 10,737 km of level walking. Larger limits mean the same as this one. */
export const UNBOUNDED_CENTIMETERS = 2 ** 30;

/** A limit as searches keep it: whole centimetres from -1 (nothing) to UNBOUNDED_CENTIMETERS. */
export function searchLimit(limitCentimeters: number): number {
  invariant(!Number.isNaN(limitCentimeters), 'a cost limit is a number');
  return Math.max(-1, Math.min(Math.floor(limitCentimeters), UNBOUNDED_CENTIMETERS));
}

/**
 * The largest cost still within a cutoff: floor(cutoffSeconds × speed × 100). Inclusive: a place whose cost equals it
 * is covered. The tiny allowance undoes binary fractions such as 900 × 0.64.
 */
export function limitCentimeters(cutoffSeconds: number, speedMetersPerSecond: number): number {
  return Math.floor(cutoffSeconds * speedMetersPerSecond * 100 + 1e-6);
}

/** Seconds it takes to walk a cost. */
export function walkSeconds(costCentimeters: number, speedMetersPerSecond: number): number {
  return costCentimeters / 100 / speedMetersPerSecond;
}
