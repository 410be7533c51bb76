import type { Snap } from '../kernel/network/index.js';
import type { PlanningError } from '../platform/errors/planning-error.js';
import type { SnapSet } from './engine/snap-set.js';
import type { HeldNetwork, PointSet } from './held-network.js';
import { LOOK_METERS, notSnapped } from './not-snapped.js';

/** WGS 84 degrees. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** A place and how errors call it. */
export interface NamedPlace extends Place {
  readonly name: string;
}

export function columnsOf(places: readonly Place[]): PointSet {
  return { lon: places.map(({ lon }) => lon), lat: places.map(({ lat }) => lat) };
}

/** Places on the network, and by position the errors (FAILED_PRECONDITION, NOT_SNAPPED) of those without a walkway. */
export async function snapPlaces(
  held: HeldNetwork,
  places: readonly NamedPlace[],
  signal?: AbortSignal,
): Promise<{ readonly snaps: SnapSet; readonly errors: ReadonlyMap<number, PlanningError> }> {
  const snaps = await held.place(columnsOf(places), signal);
  const missing = places.map((_, at) => at).filter((at) => !snaps.has(at));
  const nearest = await held.place(columnsOf(missing.map((at) => places[at])), signal, LOOK_METERS);
  const errors = new Map(
    missing.map((at, k) => {
      const { name, lon, lat } = places[at];
      return [at, notSnapped(name, lon, lat, nearest.at(k))];
    }),
  );
  return { snaps, errors };
}

/** @throws PlanningError FAILED_PRECONDITION (reason NOT_SNAPPED) where no walkway is near. */
export async function snapOne(held: HeldNetwork, place: NamedPlace, signal?: AbortSignal): Promise<Snap> {
  const { snaps, errors } = await snapPlaces(held, [place], signal);
  for (const error of errors.values()) throw error;
  return snaps.at(0)!;
}
