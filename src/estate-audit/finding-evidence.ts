import type { LedgerEstateRow, LedgerRoomRow } from '../estates/index.js';
import type { EstateFinding } from '../kernel/estates/estate-finding.js';
import { SYNC_STEPS, type SyncStep } from '../kernel/estates/estate-ledger.js';
import type { AuditedRow, AuditView } from './audit-view.js';

type About = Pick<EstateFinding, 'code' | 'about'>;

/** Evidence a finding rests on, and whose it is. */
export interface CitedEvidence {
  readonly subject: 'ESTATE' | 'CARE_ROOM';
  readonly subjectId: string;
  readonly id: string;
}

const POOL_FINDINGS: ReadonlySet<EstateFinding['code']> = new Set([
  'POOL_TOO_SMALL',
  'POOL_TOO_FAR',
  'POOL_NOT_ALLOWED',
  'POOL_NOT_SETTLED',
]);

/** The room a finding is about; null where it is about the estate, a step or a pool. */
export function roomOf(estate: LedgerEstateRow, { code, about }: About): LedgerRoomRow | null {
  if (about === '' || POOL_FINDINGS.has(code)) return null;
  const [id] = about.split(' ');
  return estate.rooms.find((room) => room.id === id) ?? null;
}

/** The evidence whose dates a finding rests on; none where it rests on the register alone. */
export function evidenceCited(
  { estate, audit }: AuditedRow,
  finding: About,
  view: AuditView,
): CitedEvidence[] {
  const room = roomOf(estate, finding);
  if (room) return ofRooms([room], SYNC_STEPS);
  const { code, about } = finding;
  switch (code) {
    case 'DELIVERED_BEFORE_ROOM':
    case 'STEP_BEHIND_HOUSING': {
      const step = [about as SyncStep];
      // Without a room of its own it is the pool's that it owes.
      const rooms = estate.rooms.length > 0 ? estate.rooms : roomsOfPool(audit.poolId, view);
      return [...cited('ESTATE', estate, step), ...ofRooms(rooms, step)];
    }
    case 'DATES_OUT_OF_ORDER':
      return cited('ESTATE', estate, SYNC_STEPS);
    case 'AREA_DEFICIT':
      return ofRooms(estate.rooms, ['ACCEPTED', 'DELIVERED']);
    case 'POOL_TOO_SMALL':
    case 'POOL_TOO_FAR':
      // What the pool has, and where its members walk to, is told by the rooms of all of them.
      return ofRooms(roomsOfPool(about.split(' ')[0], view), ['ACCEPTED', 'DELIVERED']);
    default:
      return [];
  }
}

/** Ids of the evidence a finding rests on. */
export function evidenceIdsOf(row: AuditedRow, finding: About, view: AuditView): string[] {
  return evidenceCited(row, finding, view).map(({ id }) => id);
}

function roomsOfPool(poolId: string | null, view: AuditView): LedgerRoomRow[] {
  const members = poolId === null ? [] : (view.ground.pools.get(poolId) ?? []);
  return members.flatMap((estateId) => view.find(estateId)?.estate.rooms ?? []);
}

function ofRooms(rooms: readonly LedgerRoomRow[], steps: readonly SyncStep[]): CitedEvidence[] {
  return rooms.flatMap((room) => cited('CARE_ROOM', room, steps));
}

function cited(
  subject: CitedEvidence['subject'],
  { id: subjectId, evidenceIds }: Pick<LedgerEstateRow, 'id' | 'evidenceIds'>,
  steps: readonly SyncStep[],
): CitedEvidence[] {
  return steps.flatMap((step) => {
    const id = evidenceIds[step];
    return id === null ? [] : [{ subject, subjectId, id }];
  });
}
