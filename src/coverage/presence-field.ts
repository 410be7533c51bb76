import { servesAs, type CareService } from '../facilities/index.js';
import type { PlanningGround } from './planning-ground.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

/** Which divisions have one service, as of the ground's date: needs no walking network (METHODS E1). */
export interface PresenceField {
  readonly service: CareService;
  readonly ground: PlanningGround;
  /** In the order of the tree. */
  readonly units: readonly UnitPresence[];
}

export function presenceField(ground: PlanningGround, service: CareService): PresenceField {
  const units = unitPresence(ground.tree, ground.facilities, (facility) => servesAs(facility, service));
  return { service, ground, units };
}
