import type { EntityManager } from 'typeorm';
import type { DataVersionRepository } from '../accessibility/index.js';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { checkDay, checkRemark } from '../platform/graphql/check-entry.js';
import { today } from '../platform/today.js';
import type { AuditedRow } from './audit-view.js';
import type { AuditQuestion, EstateAuditService } from './estate-audit.service.js';
import type { FindingEvent, FindingKey } from './finding-event.record.js';
import type { FindingEventsRepository } from './finding-events.repository.js';
import type { StatedFinding } from './finding-states.js';
import type { FindingState } from './finding-words.js';

/** What somebody says of a finding. */
export interface FindingStatement extends FindingKey {
  readonly state: FindingState;
  readonly note: string;
  readonly document: string | null;
  /** The last event the speaker knows; null for none. */
  readonly lastEventId: string | null;
  /** YYYY-MM-DD; null: today. */
  readonly asOf: string | null;
  /** Of the audit that showed it: whether a member walks too far depends on it. */
  readonly speedMetersPerSecond: number;
}

const LONGEST_ABOUT = 300;

/** Keeps what is said of findings; nothing is overwritten. */
export class FindingsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly events: FindingEventsRepository,
    private readonly audits: EstateAuditService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * An estate with its findings on a date and what became of them.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
   */
  async ofEstate(
    estateId: string,
    question: AuditQuestion,
    viewer: Viewer,
  ): Promise<{ readonly row: AuditedRow; readonly stated: readonly StatedFinding[] }> {
    demandRole(viewer, 'Auditing housing estates', 'planner', 'resources');
    const view = await this.audits.view(question, await this.versions.read());
    const row = view.find(estateId);
    if (!row) throw noSuchEstate(estateId);
    return { row, stated: (await this.audits.statesNow()).of(row.audit, question.asOf) };
  }

  /** Everything that was said of a finding, oldest first. @throws PlanningError UNAUTHENTICATED, FORBIDDEN */
  async history(key: FindingKey, viewer: Viewer): Promise<FindingEvent[]> {
    demandRole(viewer, 'Auditing housing estates', 'planner', 'resources');
    return (await this.events.findAll([key]))[0];
  }

  /**
   * Adds an event with its audit row, in one transaction.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for a finding the data do not show and
   *   nobody spoke of, CONFLICT when somebody else has said something since
   */
  async record(statement: FindingStatement, viewer: Viewer): Promise<void> {
    demandRole(viewer, 'Recording what became of a finding', 'planner', 'resources');
    const { estateId, code, about, state, note, document, lastEventId, speedMetersPerSecond } = statement;
    checkRemark(note, 'note');
    checkRemark(document, 'document');
    if (about.length > LONGEST_ABOUT) throw badInput('about: longer than any finding’s.', { field: 'about' });
    const asOf = statement.asOf === null ? today() : checkDay(statement.asOf, 'asOf');
    const view = await this.audits.view({ asOf, speedMetersPerSecond }, await this.versions.read());
    const row = view.find(estateId);
    if (!row) throw noSuchEstate(estateId);
    const found = row.audit.findings.find((one) => one.code === code && one.about === about);
    await this.manager.transaction(async (transaction) => {
      await this.events.holdEstate(estateId, transaction);
      const last = await this.events.findLast(statement, transaction);
      if (!found && !last) throw noSuchFinding(statement, asOf);
      if ((last?.id ?? null) !== lastEventId) throw spokenOf(statement, last?.id ?? null);
      const { facts = {}, ruleIds = [] } = found ?? {};
      const recordedBy = viewer.actor;
      const event = { estateId, code, about, state, note, document, asOf, recordedBy };
      await this.events.insert({ ...event, facts: { ...facts, ruleIds } }, transaction);
      await writeAudit(transaction, viewer, 'estateFinding.record', `${estateId}/${code}/${about}`, {
        ...{ before: last?.state ?? 'OPEN', state, note, document, asOf },
      });
    });
  }
}

function noSuchEstate(id: string): PlanningError {
  return new PlanningError('NOT_FOUND', `There is no housing estate ${id}.`, { id });
}

function noSuchFinding({ estateId, code, about }: FindingKey, asOf: string): PlanningError {
  const what = about === '' ? code : `${code} (${about})`;
  return new PlanningError('NOT_FOUND', `The estate ${estateId} has no finding ${what} on ${asOf}.`, {
    estateId,
    code,
    about,
  });
}

function spokenOf({ estateId, code, about }: FindingKey, lastEventId: string | null): PlanningError {
  return new PlanningError(
    'CONFLICT',
    `Somebody has recorded something about this finding since; read it again. Its last event is ${lastEventId ?? 'none'}.`,
    { estateId, code, about, lastEventId },
  );
}
