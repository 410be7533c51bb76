import type { LedgerRoom, RoomAspect } from './estate-ledger.js';

/** Use and office of a room on a date. */
export function roomOn(room: LedgerRoom, asOf: string): Pick<LedgerRoom, 'use' | 'handedOverTo'> {
  const { changes } = room;
  if (!changes) return room;
  const last = (aspect: RoomAspect): string | null =>
    changes.findLast((each) => each.aspect === aspect && (each.from === null || each.from <= asOf))?.value ??
    null;
  return { use: last('USE') as LedgerRoom['use'], handedOverTo: last('HANDOVER') };
}
