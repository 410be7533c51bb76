import type { HeldNetwork, SnapSet } from '../accessibility/index.js';
import { UNBOUNDED_CENTIMETERS } from '../kernel/accessibility/index.js';
import type { HouseholdGround } from './household-ground.js';
import type { NearestField } from './nearest-field.js';

/** The walk from every estate to the nearest of some places, the least over its entrances. */
export interface EstateWalks {
  /** Per estate 1 where a walkway is near one of its entrances. */
  readonly snapped: Uint8Array;
  /** Per estate a position among the places, -1 where none can be walked to. */
  readonly nearest: Int32Array;
  /** -1 likewise. */
  readonly costCentimeters: Int32Array;
  /** Number of the entrance walked from: the one of the least walk, the first where there is none. */
  readonly entrance: Int32Array;
}

/** The same to the nearest operating facility of one service, however far; whatever the cutoff. */
export interface HouseholdField extends EstateWalks {
  readonly ground: HouseholdGround;
  /** Names the state of the estates. */
  readonly key: string;
  /** `nearest` are positions in the planning ground's facilities. */
  readonly nearest: Int32Array;
}

/**
 * One sweep for the entrances of all estates.
 * @param key names the state of the estates
 */
export async function householdField(
  ground: HouseholdGround,
  { network, sites, serving }: NearestField,
  key: string,
): Promise<HouseholdField> {
  const walks = await estateWalks(network, sites, ground, key, UNBOUNDED_CENTIMETERS);
  return { ground, key, ...walks, nearest: walks.nearest.map((site) => (site < 0 ? -1 : serving[site])) };
}

/** Walks to the nearest of some sites, within a limit. */
export async function estateWalks(
  network: HeldNetwork,
  sites: SnapSet,
  ground: HouseholdGround,
  key: string,
  limitCentimeters: number,
  signal?: AbortSignal,
): Promise<EstateWalks> {
  const places = await network.snapAll(`estates ${key}`, ground);
  const swept = await network.nearestFacilities(sites, places, limitCentimeters, signal);
  const count = ground.ids.length;
  const snapped = new Uint8Array(count);
  const nearest = new Int32Array(count).fill(-1);
  const costCentimeters = new Int32Array(count).fill(-1);
  const entrance = ground.entranceOffset.slice(0, count);
  for (let estate = 0; estate < count; estate++) {
    for (let at = ground.entranceOffset[estate]; at < ground.entranceOffset[estate + 1]; at++) {
      if (places.has(at)) snapped[estate] = 1;
      const cost = swept.costCentimeters[at];
      if (cost < 0 || (costCentimeters[estate] >= 0 && costCentimeters[estate] <= cost)) continue;
      costCentimeters[estate] = cost;
      nearest[estate] = swept.nearest[at];
      entrance[estate] = at;
    }
  }
  return { snapped, nearest, costCentimeters, entrance };
}
