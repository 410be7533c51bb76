import type { PresenceField } from './presence-field.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

const known = new WeakMap<PresenceField, readonly UnitPresence[]>();

/** Presence of a service in every division were there only the published facilities; kept as long as the field. */
export function publishedPresence(field: PresenceField): readonly UnitPresence[] {
  let units = known.get(field);
  if (!units) {
    const { ground, predicates } = field;
    units = unitPresence(ground.tree, ground.facilities, predicates, ({ published }) => published);
    known.set(field, units);
  }
  return units;
}
