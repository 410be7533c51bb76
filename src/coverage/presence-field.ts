import { type CareService, PredicatesInForce } from '../facilities/index.js';
import type { PlanningGround } from './planning-ground.js';
import { PredicateField } from './predicate-field.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

/** Which divisions have one service, as of the ground's date: needs no walking network (METHODS E1). */
export interface PresenceField {
  readonly service: CareService;
  readonly ground: PlanningGround;
  /** Which facilities count. */
  readonly predicates: PredicateField;
  /** In the order of the tree. */
  readonly units: readonly UnitPresence[];
}

export function presenceField(ground: PlanningGround, service: CareService): PresenceField {
  const inForce = new PredicatesInForce(ground.predicates, service, ground.asOf);
  const predicates = new PredicateField(ground.tree, inForce);
  const units = unitPresence(ground.tree, ground.facilities, predicates);
  return { service, ground, predicates, units };
}
