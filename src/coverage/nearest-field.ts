import { versionKey, type HeldNetwork, type SnapSet } from '../accessibility/index.js';
import { servesAs, type CareService } from '../facilities/index.js';
import { UNBOUNDED_CENTIMETERS } from '../kernel/accessibility/index.js';
import type { PlanningGround } from './planning-ground.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

/**
 * The walk from every demand point to the nearest operating facility of one service, however far. Independent of
 * minutes and speed: every cutoff is read off the same field.
 */
export interface NearestField {
  readonly service: CareService;
  readonly ground: PlanningGround;
  readonly network: HeldNetwork;
  readonly demandSnaps: SnapSet;
  /** Per demand point the position in ground.facilities, -1 where none can be walked to. */
  readonly nearest: Int32Array;
  /** Centimetres of level walking, -1 likewise. */
  readonly costCentimeters: Int32Array;
  /** Presence of the service in every division of the tree. */
  readonly presence: readonly UnitPresence[];
  /** Operating facilities of the service that no walkway is near: they count for presence, not for walking. */
  readonly unsnappedFacilities: number;
  readonly synthetic: boolean;
}

/** Computes the field with one sweep over all facilities of the service, wherever they stand (METHODS E2). */
export async function nearestField(
  ground: PlanningGround,
  network: HeldNetwork,
  service: CareService,
): Promise<NearestField> {
  const { facilities, tree, demand } = ground;
  const demandSnaps = await network.snapAll(`demand ${versionKey(ground.version, 'demand')}`, demand);
  const serving: number[] = [];
  facilities.forEach((facility, index) => {
    if (facility.operating && servesAs(facility, service)) serving.push(index);
  });
  const sites = await network.place({
    lon: serving.map((index) => facilities[index].lon ?? NaN),
    lat: serving.map((index) => facilities[index].lat ?? NaN),
  });
  const swept = await network.nearestFacilities(sites, demandSnaps, UNBOUNDED_CENTIMETERS);
  return {
    service,
    ground,
    network,
    demandSnaps,
    nearest: swept.nearest.map((site) => (site < 0 ? -1 : serving[site])),
    costCentimeters: swept.costCentimeters,
    presence: unitPresence(tree, facilities, (facility) => servesAs(facility, service)),
    unsnappedFacilities: sites.missing,
    synthetic: ground.synthetic || network.synthetic,
  };
}
