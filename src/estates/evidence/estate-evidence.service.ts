import type { EntityManager } from 'typeorm';
import { writeAudit } from '../../platform/access/audit.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { canBeId } from '../../platform/errors/check-text.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { ensureSource, OWN_SOURCE, type SourcesRepository } from '../../platform/sources/index.js';
import { demandEstates } from '../demand-estates.js';
import { checkDocument, checkPastDay } from './check-evidence.js';
import type { EstateEvidence } from './estate-evidence.record.js';
import type { EstateEvidenceRepository, EvidenceSubjectKey } from './estate-evidence.repository.js';
import type { EvidenceStatement } from './evidence-fingerprint.js';

/** A statement to be recorded by someone who has read its subject. */
export interface EvidenceToRecord extends EvidenceStatement {
  /** Version of the estate or room that was read. */
  readonly version: number;
}

/** What was recorded. */
export interface RecordedEvidence extends EvidenceSubjectKey {
  readonly id: string;
}

/** Records evidence with its audit row, in one transaction; nothing recorded is ever overwritten. */
export class EstateEvidenceService {
  constructor(
    private readonly manager: EntityManager,
    private readonly evidence: EstateEvidenceRepository,
    private readonly sources: SourcesRepository,
  ) {}

  /** Version of an estate or room, null without it. */
  version(subject: EvidenceSubjectKey, viewer: Viewer): Promise<number | null> {
    demandEstates(viewer);
    return this.evidence.readVersion(subject);
  }

  /** All that was recorded about an estate or room, first recorded first. */
  async list(subject: EvidenceSubjectKey, viewer: Viewer): Promise<EstateEvidence[]> {
    const [found] = await this.evidence.findOfSubjects([subject], viewer);
    return found;
  }

  /**
   * Only over the version that was read: where someone else has changed the estate or room since, nothing is recorded.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, CONFLICT
   */
  async record({ version, ...statement }: EvidenceToRecord, viewer: Viewer): Promise<RecordedEvidence> {
    demandEstates(viewer, 'Recording evidence');
    checkStatement(statement);
    const { subject, subjectId, ...details } = statement;
    return this.manager.transaction(async (transaction) => {
      await this.holdVersion(statement, version, viewer, transaction);
      if (statement.replaces !== null) await this.checkReplaced(statement, transaction);
      await this.refuseRepeat(statement, transaction);
      await ensureSource(OWN_SOURCE, transaction);
      const id = await this.evidence.insert(statement, viewer.actor, OWN_SOURCE, transaction);
      await this.sources.bumpRevision('evidence', transaction);
      await writeAudit(transaction, viewer, 'estate.recordEvidence', subjectId, { id, subject, ...details });
      return { id, subject, subjectId };
    });
  }

  /**
   * Until the transaction ends nobody else changes the estate or room.
   * @throws PlanningError NOT_FOUND, CONFLICT where it is of another version, with the last evidence of it
   */
  async holdVersion(
    key: EvidenceSubjectKey,
    expected: number,
    viewer: Viewer,
    transaction: EntityManager,
  ): Promise<void> {
    const { subject, subjectId } = key;
    const found = canBeId(subjectId) ? await this.evidence.lockVersion(key, transaction) : null;
    if (found === null) {
      const what = subject === 'ESTATE' ? 'housing estate' : 'care room';
      throw new PlanningError('NOT_FOUND', `There is no ${what} ${subjectId}.`, { subject, id: subjectId });
    }
    if (found === expected) return;
    const [recorded] = await this.evidence.findOfSubjects([key], viewer, transaction);
    const last = recorded.at(-1);
    const { id, step, happenedOn, document, recordedBy } = last ?? {};
    throw new PlanningError(
      'CONFLICT',
      `${subjectId} has changed: expected version ${expected}, it is version ${found} now; read it again.`,
      {
        subject,
        id: subjectId,
        expectedVersion: expected,
        version: found,
        lastEvidence: last ? { id, step, happenedOn, document, recordedBy } : null,
      },
    );
  }

  private async checkReplaced(statement: EvidenceStatement, transaction: EntityManager): Promise<void> {
    const { subject, subjectId, step, replaces } = statement;
    const old = /^[1-9]\d{0,17}$/.test(replaces!)
      ? await this.evidence.findById(replaces!, transaction)
      : null;
    if (!old || old.subject !== subject || old.subjectId !== subjectId || old.step !== step) {
      throw badInput(
        `replaces: expected evidence of the step ${step} of ${subjectId}, which ${replaces} is not.`,
        { field: 'replaces', replaces },
      );
    }
    if (old.replacedBy !== null) {
      throw new PlanningError(
        'CONFLICT',
        `Evidence ${replaces} has been corrected already by evidence ${old.replacedBy}; correct that one.`,
        { replaces, replacedBy: old.replacedBy },
      );
    }
  }

  private async refuseRepeat(statement: EvidenceStatement, transaction: EntityManager): Promise<void> {
    const same = await this.evidence.findSame(statement, transaction);
    if (same === null) return;
    throw new PlanningError('CONFLICT', `The same evidence is recorded already, as number ${same}.`, {
      evidenceId: same,
    });
  }
}

function checkStatement({ happenedOn, document, replaces }: EvidenceStatement): void {
  if (happenedOn === null && replaces === null) {
    throw badInput('happenedOn: expected a date; only a correction may withdraw one.', {
      field: 'happenedOn',
    });
  }
  if (happenedOn !== null) checkPastDay(happenedOn, 'happenedOn');
  checkDocument(document);
}
