import { UNBOUNDED_CENTIMETERS } from '../kernel/accessibility/index.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { SnapSet } from './engine/snap-set.js';
import type { HeldNetwork } from './held-network.js';
import { columnsOf, type Place } from './snap-places.js';

/** Somewhere to walk from or to; it counts as reached at any of its points, as an estate at any of its entrances. */
export interface WalkEnd {
  readonly points: readonly Place[];
}

/** A pair within the limit, by position. */
export interface WalkBetween {
  readonly origin: number;
  readonly destination: number;
  /** Of the cheapest walk between any two of their points, both access legs included, to the centimetre. */
  readonly meters: number;
}

export interface WalksBetween {
  /** Each pair within the limit once, by origin and then by destination. */
  readonly walks: readonly WalkBetween[];
  /** Positions, ascending, of those none of whose points a walkway is near: nobody walks from or to them. */
  readonly originsWithoutWalkway: readonly number[];
  readonly destinationsWithoutWalkway: readonly number[];
}

export interface WalksBetweenOptions {
  /** More pairs of points within the limit are refused. Default 2,000,000. */
  readonly mostPairs?: number;
  readonly signal?: AbortSignal;
}

const MOST_PAIRS = 2_000_000;

/**
 * Walks from every origin to every destination no longer than a limit, over the network, one-way paths in the direction
 * asked for. Searched in the walking threads, one bounded search a point of a destination. Metres are of level walking:
 * on the level the length of the walk, while steps count by how slow they are, so metres ÷ speed is the walking time.
 * @param limitMeters inclusive, 0 or more; Infinity = however far
 * @throws PlanningError BAD_USER_INPUT for a limit that is none, LIMIT_EXCEEDED for too many pairs; the signal's reason on
 *   abort
 */
export async function walksBetween(
  held: HeldNetwork,
  origins: readonly WalkEnd[],
  destinations: readonly WalkEnd[],
  limitMeters: number,
  { mostPairs = MOST_PAIRS, signal }: WalksBetweenOptions = {},
): Promise<WalksBetween> {
  if (!(limitMeters >= 0))
    throw badInput(`limitMeters must be 0 or more, got ${limitMeters}.`, { field: 'limitMeters' });
  const from = await placeAll(held, origins, signal);
  const to = await placeAll(held, destinations, signal);
  const limitCentimeters = Math.min(Math.floor(limitMeters * 100 + 1e-6), UNBOUNDED_CENTIMETERS);
  const { offset, demand, costCentimeters } = await held
    .walksWithin(to.snaps, from.snaps, limitCentimeters, mostPairs, signal)
    .catch((error: unknown) => {
      throw error instanceof PlanningError && error.code === 'LIMIT_EXCEEDED' ? tooMany(mostPairs) : error;
    });
  const walks = await inTurns(nearestPoints(), signal);
  return { walks, originsWithoutWalkway: from.without, destinationsWithoutWalkway: to.without };

  /** The cheapest pair of points of each pair of ends. */
  function* nearestPoints(): Generator<void, WalkBetween[]> {
    const best = origins.map(() => new Map<number, number>());
    for (let point = 0; point < to.owner.length; point++) {
      const destination = to.owner[point];
      for (let at = offset[point]; at < offset[point + 1]; at++) {
        const there = best[from.owner[demand[at]]];
        const known = there.get(destination);
        if (known === undefined || costCentimeters[at] < known) there.set(destination, costCentimeters[at]);
      }
      yield;
    }
    const walks: WalkBetween[] = [];
    for (let origin = 0; origin < best.length; origin++) {
      const there = [...best[origin]].sort(([a], [b]) => a - b);
      for (const [destination, cost] of there) walks.push({ origin, destination, meters: cost / 100 });
      yield;
    }
    return walks;
  }
}

interface PlacedEnds {
  readonly snaps: SnapSet;
  /** Per point the position of its end. */
  readonly owner: Int32Array;
  readonly without: readonly number[];
}

async function placeAll(
  held: HeldNetwork,
  ends: readonly WalkEnd[],
  signal?: AbortSignal,
): Promise<PlacedEnds> {
  const owner = Int32Array.from(ends.flatMap(({ points }, at) => points.map(() => at)));
  const snaps = await held.place(columnsOf(ends.flatMap(({ points }) => points)), signal);
  const placed = new Set(owner.filter((_, point) => snaps.has(point)));
  return { snaps, owner, without: Array.from(ends.keys()).filter((at) => !placed.has(at)) };
}

function tooMany(limit: number): PlanningError {
  return new PlanningError(
    'LIMIT_EXCEEDED',
    `More than ${limit} pairs of places lie within the walk; ask for a smaller division or a shorter walk.`,
    { limit },
  );
}
