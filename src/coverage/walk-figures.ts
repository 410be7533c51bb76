import { type WalkLimit, walkSecondsOf } from '../accessibility/index.js';
import type { DemandStanding } from './coverage-view.js';

/** How far a place lies from care, and how far beyond the cutoff. */
export interface WalkFigures {
  /** However far; null when no facility can be walked to. */
  readonly walkSeconds: number | null;
  /** null unless TOO_FAR. */
  readonly secondsTooFar: number | null;
}

/** Why a place counts as covered or does not; -1 centimetres = no facility can be walked to. */
export function standingOf(
  isSnapped: boolean,
  costCentimeters: number,
  { limitCentimeters }: WalkLimit,
): DemandStanding {
  if (!isSnapped) return 'NOT_SNAPPED';
  if (costCentimeters < 0) return 'UNREACHABLE';
  return costCentimeters <= limitCentimeters ? 'COVERED' : 'TOO_FAR';
}

/** Seconds of a walk, to the millisecond. */
export function walkFigures(costCentimeters: number, limit: WalkLimit): WalkFigures {
  if (costCentimeters < 0) return { walkSeconds: null, secondsTooFar: null };
  const walkSeconds = walkSecondsOf(costCentimeters, limit.speedMetersPerSecond);
  const isTooFar = costCentimeters > limit.limitCentimeters;
  const secondsTooFar = isTooFar ? Math.round((walkSeconds - limit.cutoffSeconds) * 1000) / 1000 : null;
  return { walkSeconds, secondsTooFar };
}
