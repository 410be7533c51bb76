import type { EntityManager } from 'typeorm';
import { writeAudit } from '../../platform/access/audit.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { checkRemark } from '../../platform/graphql/check-entry.js';
import { ensureSource, OWN_SOURCE, type SourcesRepository } from '../../platform/sources/index.js';
import { demandEstates } from '../demand-estates.js';
import { checkDocument, checkPastDay } from '../evidence/check-evidence.js';
import type { EstateEvidenceService } from '../evidence/estate-evidence.service.js';
import type { CareRoomState } from './care-room-state.record.js';
import type { CareRoomStatesRepository, StateStatement } from './care-room-states.repository.js';

/** A state to be recorded by someone who has read its room. */
export interface StateToRecord extends StateStatement {
  /** Version of the room that was read. */
  readonly version: number;
}

/** Divisions a room is handed to: streets, towns and townships, and zones that do their work. */
export const OFFICE_LEVELS: readonly string[] = ['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE'];

/** Records what care rooms are used for and to whom they are handed over, by date; nothing is ever overwritten. */
export class CareRoomStateService {
  constructor(
    private readonly manager: EntityManager,
    private readonly states: CareRoomStatesRepository,
    private readonly evidence: Pick<EstateEvidenceService, 'holdVersion'>,
    private readonly sources: SourcesRepository,
  ) {}

  /** All states of a room, by aspect and day. */
  async list(careRoomId: string, viewer: Viewer): Promise<CareRoomState[]> {
    const [found] = await this.states.findOfRooms([careRoomId], viewer);
    return found;
  }

  /**
   * Records a state with its audit row, only over the version that was read.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, CONFLICT
   */
  async record({ version, ...statement }: StateToRecord, viewer: Viewer): Promise<CareRoomState> {
    demandEstates(viewer, 'Recording the state of a care room');
    checkStatement(statement);
    const { careRoomId, ...details } = statement;
    return this.manager.transaction(async (transaction) => {
      const key = { subject: 'CARE_ROOM', subjectId: careRoomId } as const;
      await this.evidence.holdVersion(key, version, viewer, transaction);
      await this.checkOffice(statement, transaction);
      const [recorded] = await this.states.findOfRooms([careRoomId], viewer, transaction);
      refuseRepeat(statement, recorded);
      await ensureSource(OWN_SOURCE, transaction);
      const id = await this.states.insert(statement, viewer.actor, OWN_SOURCE, transaction);
      await this.sources.bumpRevision('careRooms', transaction);
      await writeAudit(transaction, viewer, 'careRoom.recordState', careRoomId, { id, ...details });
      const [now] = await this.states.findOfRooms([careRoomId], viewer, transaction);
      return now.find((state) => state.id === id)!;
    });
  }

  private async checkOffice({ handedOverCode }: StateStatement, transaction: EntityManager): Promise<void> {
    if (handedOverCode === null) return;
    const level = /^\d{12}$/.test(handedOverCode)
      ? await this.states.levelOf(handedOverCode, transaction)
      : null;
    if (level !== null && OFFICE_LEVELS.includes(level)) return;
    throw badInput(
      `handedOverCode: expected the code of a street, town or township, got ${handedOverCode}.`,
      {
        field: 'handedOverCode',
      },
    );
  }
}

/** What was recorded last of the same day and says the same need not be said again. */
function refuseRepeat(statement: StateStatement, recorded: readonly CareRoomState[]): void {
  const { aspect, validFrom } = statement;
  const last = recorded.findLast((state) => state.aspect === aspect && state.validFrom === validFrom);
  const values = ['use', 'handedOverCode', 'handedOverTo', 'document'] as const;
  if (!last || values.some((value) => last[value] !== statement[value])) return;
  throw new PlanningError('CONFLICT', `The same state is recorded already, as number ${last.id}.`, {
    stateId: last.id,
  });
}

function checkStatement(statement: StateStatement): void {
  const { aspect, validFrom, use, handedOverCode, handedOverTo, document } = statement;
  checkPastDay(validFrom, 'validFrom');
  checkDocument(document);
  checkRemark(handedOverTo, 'handedOverTo');
  if (aspect === 'USE' && (handedOverCode !== null || handedOverTo !== null))
    throw badInput('handedOverTo: expected none with the aspect USE.', { field: 'handedOverTo' });
  if (aspect === 'HANDOVER' && use !== null)
    throw badInput('use: expected none with the aspect HANDOVER.', { field: 'use' });
}
