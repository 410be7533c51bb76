import { versionKey, type HeldNetwork, type SnapSet } from '../accessibility/index.js';
import { UNBOUNDED_CENTIMETERS } from '../kernel/accessibility/index.js';
import type { PresenceField } from './presence-field.js';

/**
 * The walk from every demand point to the nearest operating facility of one service, however far. Independent of
 * minutes and speed: every cutoff is read off the same field.
 */
export interface NearestField {
  readonly network: HeldNetwork;
  readonly demandSnaps: SnapSet;
  /** Positions in ground.facilities of those that serve and operate, ascending. */
  readonly serving: readonly number[];
  /** Their entrances on the network, in the same order. */
  readonly sites: SnapSet;
  /** Per demand point the position in ground.facilities, -1 where none can be walked to. */
  readonly nearest: Int32Array;
  /** Centimetres of level walking, -1 likewise. */
  readonly costCentimeters: Int32Array;
}

/** Computes the walks with one sweep over all facilities of the service, wherever they stand (METHODS E2). */
export async function nearestField(
  { ground, predicates }: PresenceField,
  network: HeldNetwork,
): Promise<NearestField> {
  const { facilities, demand } = ground;
  const demandSnaps = await network.snapAll(`demand ${versionKey(ground.version, 'demand')}`, demand);
  const serving: number[] = [];
  facilities.forEach((facility, index) => {
    if (facility.operating && predicates.offers(facility)) serving.push(index);
  });
  const sites = await network.place({
    lon: serving.map((index) => facilities[index].lon ?? NaN),
    lat: serving.map((index) => facilities[index].lat ?? NaN),
  });
  const swept = await network.nearestFacilities(sites, demandSnaps, UNBOUNDED_CENTIMETERS);
  return {
    network,
    demandSnaps,
    serving,
    sites,
    nearest: swept.nearest.map((site) => (site < 0 ? -1 : serving[site])),
    costCentimeters: swept.costCentimeters,
  };
}
