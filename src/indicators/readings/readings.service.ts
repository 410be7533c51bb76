import type { EntityManager } from 'typeorm';
import { writeAudit } from '../../platform/access/audit.js';
import { demandRole, type Viewer } from '../../platform/access/viewer.js';
import type { KeyPage, PageRequest } from '../../platform/database/key-page.js';
import { LARGEST_PAGE } from '../../platform/graphql/page-arguments.js';
import { checkReadingDraft, type ReadingDraft } from './check-reading.js';
import { planReading } from './plan-reading.js';
import type { Reading } from './reading.record.js';
import type { ReadingsLedger } from './readings-ledger.js';
import { identityKey, type ReadingConditions, type ReadingsRepository } from './readings.repository.js';

/** Records what was reported, and reads it back. */
export class ReadingsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly readings: ReadingsRepository,
    private readonly ledger: ReadingsLedger,
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
   * @returns the reading that counts now
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND for an unknown indicator, CONFLICT for
   *   a second reading without a reason and for a frozen month unless it is a restatement
   */
  async record(draft: ReadingDraft, viewer: Viewer): Promise<Reading> {
    demandRole(viewer, 'Recording a reading', 'planner');
    checkReadingDraft(draft);
    const id = await this.manager.transaction(async (transaction) => {
      const ground = await this.ledger.open([draft], transaction);
      const plan = planReading(draft, ground, viewer);
      const ids = await this.ledger.write([plan], transaction);
      const stored = ids.get(identityKey(draft)) ?? plan.known!.id;
      await writeAudit(transaction, viewer, 'reading.record', stored, { ...draft, changed: plan.changed });
      return stored;
    });
    const [reading] = await this.readings.findByIds([id]);
    return reading!;
  }
}
