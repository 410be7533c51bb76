import type { LedgerRoom, RoomAspect } from './estate-ledger.js';

/** Use and office of a room on a date. */
export function roomOn(room: LedgerRoom, asOf: string): Pick<LedgerRoom, 'use' | 'handedOverTo'> {
  const { changes } = room;
  if (!changes) return room;
  const last = <Value extends string>(aspect: RoomAspect, register: Value | null): Value | null => {
    const own = changes.filter((each) => each.aspect === aspect);
    if (own.length === 0) return register;
    return (own.findLast(({ from }) => from === null || from <= asOf)?.value ?? null) as Value | null;
  };
  return { use: last('USE', room.use), handedOverTo: last('HANDOVER', room.handedOverTo) };
}
