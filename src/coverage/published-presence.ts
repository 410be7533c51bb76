import { servesAs } from '../facilities/index.js';
import type { NearestField } from './nearest-field.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';

const known = new WeakMap<NearestField, readonly UnitPresence[]>();

/** Presence of a field's service in every division were there only the published facilities; kept as long as the field. */
export function publishedPresence(field: NearestField): readonly UnitPresence[] {
  let presence = known.get(field);
  if (!presence) {
    const { ground, service } = field;
    presence = unitPresence(
      ground.tree,
      ground.facilities,
      (facility) => servesAs(facility, service),
      ({ published }) => published,
    );
    known.set(field, presence);
  }
  return presence;
}
