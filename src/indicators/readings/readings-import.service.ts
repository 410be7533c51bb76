import type { EntityManager } from 'typeorm';
import { writeAudit } from '../../platform/access/audit.js';
import { demandRole, type Viewer } from '../../platform/access/viewer.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import type { Indicator } from '../indicator.record.js';
import type { IndicatorsRepository } from '../indicators.repository.js';
import { checkReadingDraft, type ReadingDraft } from './check-reading.js';
import { conflict, identityOf, planReading, type ReadingPlan } from './plan-reading.js';
import type { ReadingsLedger } from './readings-ledger.js';
import { identityKey } from './readings.repository.js';

/** A row of an import: what it says, or why it cannot be read. Its indicator may be named in Chinese. */
export type ReadingRow = ReadingDraft | PlanningError;

/** What became of the rows; read = inserted + updated + unchanged + refused. */
export interface ReadingsOutcome {
  readonly read: number;
  /** First readings. */
  readonly inserted: number;
  /** Readings that correct an earlier one. */
  readonly updated: number;
  /** Of both, those that frozen months show. */
  readonly restated: number;
  /** Rows that say what is recorded already. */
  readonly unchanged: number;
  /** Place in the list → why the row was not taken. */
  readonly refused: ReadonlyMap<number, PlanningError>;
}

export interface ReadingsImportOptions {
  /** All checks, nothing stored. */
  readonly dryRun?: boolean;
  /** Where the rows come from, for the audit. */
  readonly from?: string | null;
}

/** Records many readings at once. */
export class ReadingsImportService {
  constructor(
    private readonly manager: EntityManager,
    private readonly indicators: IndicatorsRepository,
    private readonly ledger: ReadingsLedger,
  ) {}

  /**
   * In one transaction: rows that can be taken are stored, all or none of them; the others are told why not.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN
   */
  async import(
    rows: readonly ReadingRow[],
    viewer: Viewer,
    { dryRun = false, from = null }: ReadingsImportOptions = {},
  ): Promise<ReadingsOutcome> {
    demandRole(viewer, 'Importing readings', 'planner');
    return this.manager.transaction(async (transaction) => {
      const { plans, refused } = await this.plan(rows, viewer, transaction);
      const changed = plans.filter((plan) => plan.changed);
      const updated = changed.filter(({ known }) => known !== null).length;
      const counts = {
        read: rows.length,
        inserted: changed.length - updated,
        updated,
        restated: changed.filter(({ frozen }) => frozen.length > 0).length,
        unchanged: plans.length - changed.length,
      };
      if (!dryRun) {
        await this.ledger.write(plans, transaction);
        await writeAudit(transaction, viewer, 'reading.import', from, { ...counts, refused: refused.size });
      }
      return { ...counts, refused };
    });
  }

  private async plan(rows: readonly ReadingRow[], viewer: Viewer, transaction: EntityManager) {
    const keys = keysByName(await this.indicators.all(transaction));
    const named = rows.map((row): ReadingRow =>
      row instanceof PlanningError
        ? row
        : { ...row, indicatorKey: keys.get(row.indicatorKey) ?? row.indicatorKey },
    );
    const drafts = named.filter((row): row is ReadingDraft => !(row instanceof PlanningError));
    const ground = await this.ledger.open(drafts, transaction);
    const refused = new Map<number, PlanningError>();
    const plans: ReadingPlan[] = [];
    const seen = new Set<string>();
    named.forEach((row, place) => {
      try {
        if (row instanceof PlanningError) throw row;
        checkReadingDraft(row);
        if (seen.has(identityKey(row)))
          throw conflict('The list says this figure twice.', { ...identityOf(row) });
        plans.push(planReading(row, ground, viewer));
        seen.add(identityKey(row));
      } catch (error) {
        if (!(error instanceof PlanningError)) throw error;
        refused.set(place, error);
      }
    });
    return { plans, refused };
  }
}

/** Tables name an indicator by its key or, more often, by its Chinese name. */
function keysByName(indicators: readonly Indicator[]): Map<string, string> {
  return new Map(indicators.map(({ nameZh, key }) => [nameZh, key]));
}
