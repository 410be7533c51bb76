import { DEFAULT_SNAP_LIMIT_METERS, type Snap } from '../kernel/network/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';

/** How far to look for a walkway only in order to say how far away it is. */
export const LOOK_METERS = 20_000;

/**
 * The error for a place too far from every walkway: `details.reason` NOT_SNAPPED and the distance where it is known.
 * @param nearest the nearest walkway within LOOK_METERS
 */
export function notSnapped(place: string, lon: number, lat: number, nearest: Snap | null): PlanningError {
  const away = nearest
    ? `the nearest one is ${Math.round(nearest.accessMeters)} m away`
    : `none lies within ${LOOK_METERS / 1000} km`;
  return new PlanningError(
    'FAILED_PRECONDITION',
    `${place} (${lon}, ${lat}) has no walkway within ${DEFAULT_SNAP_LIMIT_METERS} m; ${away}.`,
    {
      reason: 'NOT_SNAPPED',
      limitMeters: DEFAULT_SNAP_LIMIT_METERS,
      nearestWalkwayMeters: nearest ? Math.round(nearest.accessMeters * 10) / 10 : null,
    },
  );
}
