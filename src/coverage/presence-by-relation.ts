import type { PresenceField } from './presence-field.js';
import { type PresenceRelation, unitPresence, type UnitPresence } from './unit-presence.js';

const known = new WeakMap<PresenceField, Map<string, readonly UnitPresence[]>>();

/**
 * Presence of a service in every division by some relations only, in the order of the tree; kept as long as the field.
 * @param relations null = any of them
 * @param facilities PUBLISHED: as it would be were there no others
 */
export function presenceBy(
  field: PresenceField,
  relations: readonly PresenceRelation[] | null,
  facilities: 'ALL' | 'PUBLISHED' = 'ALL',
): readonly UnitPresence[] {
  if (relations === null && facilities === 'ALL') return field.units;
  let ofField = known.get(field);
  if (!ofField) known.set(field, (ofField = new Map()));
  const key = `${facilities} ${relations === null ? '' : [...relations].sort().join()}`;
  let units = ofField.get(key);
  if (!units) {
    const { ground, predicates } = field;
    const looksAt = facilities === 'ALL' ? undefined : ({ published }: { published: boolean }) => published;
    units = unitPresence(ground.tree, ground.facilities, predicates, looksAt, relations ?? undefined);
    ofField.set(key, units);
  }
  return units;
}
