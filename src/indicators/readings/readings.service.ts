import type { EntityManager } from 'typeorm';
import { containsJurisdiction } from '../../divisions/index.js';
import { writeAudit } from '../../platform/access/audit.js';
import { demandRole, type Viewer } from '../../platform/access/viewer.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import type { KeyPage, PageRequest } from '../../platform/database/key-page.js';
import { LARGEST_PAGE } from '../../platform/graphql/page-arguments.js';
import type { Indicator } from '../indicator.record.js';
import type { IndicatorsRepository } from '../indicators.repository.js';
import { shortMonth } from '../month.js';
import type { FrozenMonth } from '../months/frozen-month.record.js';
import type { MonthsRepository, NewRestatement } from '../months/months.repository.js';
import { checkReadingDraft, type ReadingDraft, readingFigures } from './check-reading.js';
import type { Reading } from './reading.record.js';
import {
  identityKey,
  type NewReading,
  type ReadingConditions,
  type ReadingIdentity,
  type ReadingsRepository,
} from './readings.repository.js';

/** What became of a list of drafts. */
export interface ReadingsOutcome {
  readonly inserted: number;
  /** Of them, those that correct an earlier reading. */
  readonly corrected: number;
  /** Of them, those of frozen months. */
  readonly restated: number;
  /** Drafts that say what is recorded already. */
  readonly unchanged: number;
  /** Place in the list → why the draft was not taken. */
  readonly refused: ReadonlyMap<number, PlanningError>;
}

/** Records what was reported, and reads it back. */
export class ReadingsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly readings: ReadingsRepository,
    private readonly indicators: IndicatorsRepository,
    private readonly months: MonthsRepository,
  ) {}

  async list(filter: ReadingConditions, page: PageRequest): Promise<{ page: KeyPage; rows: Reading[] }> {
    const keys = await this.readings.list(filter, page);
    const rows = (await this.readings.findByIds(keys.keys)).filter((row) => row !== null);
    return { page: keys, rows };
  }

  /** Every reading of the filter, however many. */
  async all(filter: ReadingConditions): Promise<Reading[]> {
    const all: Reading[] = [];
    for (let after: PageRequest['after'] = null; ;) {
      const { page, rows } = await this.list(filter, { first: LARGEST_PAGE, after });
      all.push(...rows);
      if (!page.hasNextPage) return all;
      after = page.sortKeys.at(-1)!;
    }
  }

  /**
   * Records a reading, or a correction of one, with its audit row, in one transaction.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for an unknown indicator, CONFLICT for
   *   a second reading without a reason and for a frozen month unless it is a restatement
   */
  async record(draft: ReadingDraft, viewer: Viewer): Promise<Reading> {
    demandRole(viewer, 'Recording a reading', 'planner');
    checkReadingDraft(draft);
    const id = await this.manager.transaction(async (transaction) => {
      const ground = await this.groundOf([draft], transaction);
      const plan = planReading(draft, ground, viewer);
      const ids = await this.store([plan], transaction);
      const stored = ids.get(identityKey(draft)) ?? plan.known!.id;
      await writeAudit(transaction, viewer, 'reading.record', stored, { ...draft, changed: plan.changed });
      return stored;
    });
    const [reading] = await this.readings.findByIds([id]);
    return reading!;
  }

  /**
   * Records many readings in one transaction: those that can be taken are stored, the others are told why not.
   * @param dryRun all checks, nothing stored
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN
   */
  async recordAll(
    drafts: readonly ReadingDraft[],
    viewer: Viewer,
    { dryRun = false, document = null }: { dryRun?: boolean; document?: string | null } = {},
  ): Promise<ReadingsOutcome> {
    demandRole(viewer, 'Importing readings', 'planner');
    return this.manager.transaction(async (transaction) => {
      const ground = await this.groundOf(drafts, transaction);
      const refused = new Map<number, PlanningError>();
      const plans: ReadingPlan[] = [];
      const seen = new Set<string>();
      drafts.forEach((draft, place) => {
        try {
          checkReadingDraft(draft);
          if (seen.has(identityKey(draft)))
            throw conflict('The list says this figure twice.', { ...identityOf(draft) });
          plans.push(planReading(draft, ground, viewer));
          seen.add(identityKey(draft));
        } catch (error) {
          if (!(error instanceof PlanningError)) throw error;
          refused.set(place, error);
        }
      });
      const changed = plans.filter((plan) => plan.changed);
      const outcome = {
        inserted: changed.length,
        corrected: changed.filter(({ known }) => known !== null).length,
        restated: changed.filter(({ frozen }) => frozen.length > 0).length,
        unchanged: plans.length - changed.length,
      };
      if (!dryRun) {
        await this.store(plans, transaction);
        await writeAudit(transaction, viewer, 'reading.import', document, {
          ...outcome,
          refused: refused.size,
        });
      }
      return { ...outcome, refused };
    });
  }

  /** Everything the drafts are checked against, with nothing recorded or frozen meanwhile: three statements and a lock. */
  private async groundOf(
    drafts: readonly ReadingDraft[],
    transaction: EntityManager,
  ): Promise<ReadingGround> {
    await this.months.hold(transaction);
    const keys = [...new Set(drafts.map(({ indicatorKey }) => indicatorKey))];
    const indicators = await this.indicators.findByKeys(keys, transaction);
    const sound = drafts.filter(({ jurisdictionCode }) => /^\d{12}$/.test(jurisdictionCode));
    const current = await this.readings.findCurrent(sound.map(identityOf), transaction);
    const frozen = await this.months.findIn([...new Set(drafts.map(({ month }) => month))], transaction);
    return {
      indicators: new Map(keys.map((key, at) => [key, indicators[at]])),
      current: new Map(current.map((reading) => [identityKey(reading), reading])),
      frozen,
    };
  }

  /** Two statements. @returns ids of the new rows by identityKey */
  private async store(
    plans: readonly ReadingPlan[],
    transaction: EntityManager,
  ): Promise<Map<string, string>> {
    const changed = plans.filter((plan) => plan.changed);
    if (changed.length === 0) return new Map();
    const ids = await this.readings.insert(
      changed.map(({ reading }) => reading),
      transaction,
    );
    await this.months.restate(
      changed.flatMap(({ reading, known, frozen }) =>
        frozen.map(({ jurisdictionCode }): NewRestatement => ({
          jurisdictionCode,
          month: reading.month,
          indicatorKey: reading.indicatorKey,
          valueBefore: known?.value ?? null,
          valueAfter: reading.value,
          reason: reading.reason!,
          document: reading.document,
          recordedBy: reading.recordedBy,
          readingId: ids.get(identityKey(reading))!,
        })),
      ),
      transaction,
    );
    return ids;
  }
}

interface ReadingGround {
  readonly indicators: ReadonlyMap<string, Indicator | null>;
  readonly current: ReadonlyMap<string, Reading>;
  /** Of the drafts' months, of any division. */
  readonly frozen: readonly FrozenMonth[];
}

interface ReadingPlan {
  readonly reading: NewReading;
  /** What counted so far. */
  readonly known: Reading | null;
  /** Months of the division and those above it that are frozen. */
  readonly frozen: readonly FrozenMonth[];
  /** False when the draft says what is recorded already. */
  readonly changed: boolean;
}

/** @throws PlanningError NOT_FOUND, BAD_USER_INPUT, CONFLICT */
function planReading(draft: ReadingDraft, ground: ReadingGround, viewer: Viewer): ReadingPlan {
  const { indicatorKey, jurisdictionCode, month, reason } = draft;
  const indicator = ground.indicators.get(indicatorKey) ?? null;
  if (!indicator) {
    throw new PlanningError(
      'NOT_FOUND',
      `There is no indicator ${JSON.stringify(indicatorKey.slice(0, 80))}.`,
      { field: 'indicatorKey' },
    );
  }
  const figures = readingFigures(draft, indicator);
  const known = ground.current.get(identityKey(draft)) ?? null;
  const frozen = ground.frozen.filter(
    (one) => one.month === month && containsJurisdiction(one.jurisdictionCode, jurisdictionCode),
  );
  const { document } = draft;
  const same = (['numerator', 'denominator', 'value'] as const).every(
    (field) => known !== null && Math.abs((known[field] ?? -1) - (figures[field] ?? -1)) < 1e-9,
  );
  const corrects = known?.id ?? null;
  const reading = { ...identityOf(draft), ...figures, document, reason, corrects, recordedBy: viewer.actor };
  if (same) return { reading, known, frozen, changed: false };
  const named = `${jurisdictionCode}, ${indicatorKey}, ${shortMonth(month)}`;
  if (frozen.length > 0 && !draft.restates) {
    throw conflict(
      `The month ${shortMonth(month)} of ${frozen[0].jurisdictionCode} is frozen; record a later correction as a restatement, with its reason.`,
      { field: 'month', frozen: frozen.map((one) => one.jurisdictionCode) },
    );
  }
  if (reason === null && (known || frozen.length > 0)) {
    throw conflict(
      known
        ? `A reading is recorded already (${named}: ${known.value}); give a reason to correct it.`
        : `A restatement needs its reason (${named}).`,
      { field: 'reason', readingId: known?.id },
    );
  }
  return { reading, known, frozen, changed: true };
}

function identityOf({ jurisdictionCode, indicatorKey, month }: ReadingIdentity): ReadingIdentity {
  return { jurisdictionCode, indicatorKey, month };
}

function conflict(message: string, details: Readonly<Record<string, unknown>>): PlanningError {
  return new PlanningError('CONFLICT', message, details);
}
