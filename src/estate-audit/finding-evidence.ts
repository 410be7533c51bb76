import type { LedgerEstateRow, LedgerRoomRow } from '../estates/index.js';
import type { EstateFinding } from '../kernel/estates/estate-finding.js';
import { SYNC_STEPS, type SyncStep } from '../kernel/estates/estate-ledger.js';

type About = Pick<EstateFinding, 'code' | 'about'>;

const POOL_FINDINGS: ReadonlySet<EstateFinding['code']> = new Set([
  'POOL_TOO_SMALL',
  'POOL_TOO_FAR',
  'POOL_NOT_ALLOWED',
]);

/** The room a finding is about; null where it is about the estate, a step or a pool. */
export function roomOf(estate: LedgerEstateRow, { code, about }: About): LedgerRoomRow | null {
  if (about === '' || POOL_FINDINGS.has(code)) return null;
  const [id] = about.split(' ');
  return estate.rooms.find((room) => room.id === id) ?? null;
}

/** Ids of the evidence whose dates a finding rests on; none where it rests on the register alone. */
export function evidenceIdsOf(estate: LedgerEstateRow, { code, about }: About): string[] {
  const room = roomOf(estate, { code, about });
  if (room) return ids([room], SYNC_STEPS);
  switch (code) {
    case 'DELIVERED_BEFORE_ROOM':
    case 'STEP_BEHIND_HOUSING':
      return ids([estate, ...estate.rooms], [about as SyncStep]);
    case 'DATES_OUT_OF_ORDER':
      return ids([estate], SYNC_STEPS);
    case 'AREA_DEFICIT':
    case 'POOL_TOO_SMALL':
      return ids(estate.rooms, ['ACCEPTED', 'DELIVERED']);
    default:
      return [];
  }
}

function ids(
  subjects: readonly Pick<LedgerEstateRow, 'evidenceIds'>[],
  steps: readonly SyncStep[],
): string[] {
  return subjects.flatMap(({ evidenceIds }) => steps.flatMap((step) => evidenceIds[step] ?? []));
}
