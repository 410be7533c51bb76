import type { EntityManager } from 'typeorm';
import type { IndicatorsRepository } from '../indicators.repository.js';
import type { MonthsRepository, NewRestatement } from '../months/months.repository.js';
import type { ReadingDraft } from './check-reading.js';
import { identityOf, type ReadingGround, type ReadingPlan } from './plan-reading.js';
import { identityKey, type ReadingsRepository } from './readings.repository.js';

/** What is known when readings come in, and what is written of them; always within a transaction. */
export class ReadingsLedger {
  constructor(
    private readonly readings: ReadingsRepository,
    private readonly indicators: IndicatorsRepository,
    private readonly months: MonthsRepository,
  ) {}

  /** Everything the drafts are checked against, with nothing recorded or frozen meanwhile: a lock and four statements. */
  async open(drafts: readonly ReadingDraft[], transaction: EntityManager): Promise<ReadingGround> {
    await this.months.hold(transaction);
    const indicators = await this.indicators.all(transaction);
    const sound = drafts
      .filter(({ jurisdictionCode }) => /^\d{12}$/.test(jurisdictionCode))
      .map((draft) => identityOf(draft));
    const current = await this.readings.findCurrent(sound, transaction);
    const months = drafts.map(({ month }) => month).sort();
    const frozen = months.length === 0 ? [] : await this.months.findSince(months[0], transaction);
    return {
      indicators: new Map(indicators.map((indicator) => [indicator.key, indicator])),
      current: new Map(current.map((reading) => [identityKey(reading), reading])),
      nextMonths: frozen.length === 0 ? new Map() : await this.readings.findNextMonths(sound, transaction),
      frozen,
    };
  }

  /** Two statements. @returns ids of the new rows by identityKey */
  async write(plans: readonly ReadingPlan[], transaction: EntityManager): Promise<Map<string, string>> {
    const changed = plans.filter((plan) => plan.changed);
    if (changed.length === 0) return new Map();
    const ids = await this.readings.insert(
      changed.map(({ reading }) => reading),
      transaction,
    );
    await this.months.restate(
      changed.flatMap(({ reading, known, frozen }) =>
        frozen.map(({ jurisdictionCode, month }): NewRestatement => ({
          jurisdictionCode,
          month,
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
