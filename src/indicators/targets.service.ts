import type { EntityManager } from 'typeorm';
import { writeAudit } from '../platform/access/audit.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import type { KeyPage, PageRequest } from '../platform/database/key-page.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { LARGEST_PAGE } from '../platform/graphql/page-arguments.js';
import {
  checkTargetAgainstDocument,
  checkTargetDraft,
  checkTargetValue,
  checkValidFrom,
  type TargetDraft,
} from './check-target.js';
import { today } from '../platform/today.js';
import { ensureSource, OWN_SOURCE } from '../platform/sources/index.js';
import { findConflicts } from './find-conflicts.js';
import type { IndicatorsRepository } from './indicators.repository.js';
import type { PolicyDocumentsRepository } from './policy-documents.repository.js';
import type { Target } from './target.record.js';
import type { TargetConditions, TargetsRepository } from './targets.repository.js';

const LATEST_DAY = '2200-12-31';

/** Reads targets with what contradicts them, and records new ones. */
export class TargetsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly targets: TargetsRepository,
    private readonly indicators: IndicatorsRepository,
    private readonly documents: PolicyDocumentsRepository,
  ) {}

  /** A page with the rivals of its targets; three statements whatever its length. */
  async list(
    filter: TargetConditions,
    page: PageRequest,
  ): Promise<{ readonly page: KeyPage; readonly rows: readonly Target[] }> {
    const keys = await this.targets.list(filter, page);
    return { page: keys, rows: await this.findByIds(keys.keys, filter.asOf) };
  }

  /** Every target of the filter with its rivals, however many. */
  async all(filter: TargetConditions): Promise<Target[]> {
    const all: Target[] = [];
    for (let after: PageRequest['after'] = null; ;) {
      const { page, rows } = await this.list(filter, { first: LARGEST_PAGE, after });
      all.push(...rows);
      if (!page.hasNextPage) return all;
      after = page.sortKeys.at(-1)!;
    }
  }

  /** Every version that counts on the date, with its rivals, by deadline. */
  async inForce(jurisdictionCodes: readonly string[], asOf: string): Promise<Target[]> {
    const targets = await this.targets.findInForce(jurisdictionCodes, asOf);
    for (const [target, rivals] of findConflicts(targets)) target.rivals = rivals;
    return targets;
  }

  /**
   * Records a target, or the next version of one, with its audit row, in one transaction.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, CONFLICT for a version that exists
   */
  async record(draft: TargetDraft, viewer: Viewer): Promise<Target> {
    demandRole(viewer, 'Recording a target', 'planner');
    checkTargetDraft(draft);
    const id = await this.manager.transaction(async (transaction) => {
      await this.checkReferences(draft, transaction);
      const version = await this.nextVersion(draft, transaction);
      await ensureSource(OWN_SOURCE, transaction);
      const validFrom = draft.validFrom ?? (version === 1 ? null : today());
      checkValidFrom(validFrom, draft.deadline);
      const recordedBy = viewer.actor;
      const target = { ...draft, version, validFrom, recordedBy, sourceKey: OWN_SOURCE };
      const stored = await this.targets.insert(target, transaction);
      await writeAudit(transaction, viewer, 'target.record', stored, { ...draft, version, validFrom });
      return stored;
    });
    // The answer shows the new version also when it, or its document, begins to count later.
    const [target] = await this.findByIds([id], draft.validFrom ?? LATEST_DAY);
    return target;
  }

  private async findByIds(ids: readonly string[], asOf: string): Promise<Target[]> {
    if (ids.length === 0) return [];
    const rows = (await this.targets.findByIds(ids, asOf)).filter((row) => row !== null);
    const codes = [...new Set(rows.map(({ jurisdictionCode }) => jurisdictionCode))];
    const inForce = new Map((await this.inForce(codes, asOf)).map((target) => [target.id, target]));
    return rows.map((row) => inForce.get(row.id) ?? row);
  }

  private async checkReferences(draft: TargetDraft, transaction: EntityManager): Promise<void> {
    const { indicatorKey, documentKey, clause } = draft;
    const [indicator] = await this.indicators.findByKeys([indicatorKey], transaction);
    if (!indicator) throw unknown('indicator', indicatorKey, { field: 'indicatorKey' });
    checkTargetValue(draft, indicator);
    const [document] = await this.documents.findByKeys([documentKey], transaction);
    if (!document) throw unknown('policy document', documentKey, { field: 'documentKey' });
    if (!(await this.documents.lockClause({ documentKey, clause }, transaction))) {
      const [known] = await this.documents.findClauses([documentKey], transaction);
      const names = known.map((one) => one.clause);
      throw unknown(`clause of ${documentKey}`, clause, { field: 'clause', known: names });
    }
    checkTargetAgainstDocument(draft, document);
  }

  private async nextVersion(draft: TargetDraft, transaction: EntityManager): Promise<number> {
    const latest = await this.targets.latestVersion(draft, transaction);
    const next = (latest?.version ?? 0) + 1;
    const version = draft.version ?? next;
    if (version < next) {
      throw new PlanningError(
        'CONFLICT',
        `Version ${version} of this target is already recorded (version ${latest!.version} has the value ${latest!.value}); the next is ${next}.`,
        { field: 'version', next, latest },
      );
    }
    if (version > next) {
      throw badInput(`version: expected ${next}, the next of this target; got ${version}.`, {
        field: 'version',
        next,
      });
    }
    if (version > 1 && draft.document === null) {
      throw badInput(
        `document: version ${version} changes what the clause says; name the document that does, such as the task list of the year.`,
        { field: 'document', version },
      );
    }
    return version;
  }
}

function unknown(what: string, name: string, details: Readonly<Record<string, unknown>>): PlanningError {
  return new PlanningError('NOT_FOUND', `There is no ${what} ${JSON.stringify(name.slice(0, 80))}.`, details);
}
