import type { LedgerRoom, RoomAspect } from './estate-ledger.js';

/** Use and office of a room on a date. */
export function roomOn(room: LedgerRoom, asOf: string): Pick<LedgerRoom, 'use' | 'handedOverTo'> {
  const { changes } = room;
  if (!changes) return room;
  const last = <Value extends string>(aspect: RoomAspect, register: Value | null): Value | null => {
    let isOnRecord = false;
    for (let at = changes.length - 1; at >= 0; at--) {
      const { aspect: changed, from, value } = changes[at];
      if (changed !== aspect) continue;
      if (from === null || from <= asOf) return value as Value | null;
      isOnRecord = true;
    }
    return isOnRecord ? null : register;
  };
  return { use: last('USE', room.use), handedOverTo: last('HANDOVER', room.handedOverTo) };
}
