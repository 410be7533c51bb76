import type { EntityManager } from 'typeorm';
import { checkDivisionCode } from '../../divisions/index.js';
import { invariant } from '../../kernel/invariant.js';
import { writeAudit } from '../../platform/access/audit.js';
import { demandRole, holds, type Viewer } from '../../platform/access/viewer.js';
import { badInput } from '../../platform/errors/bad-input.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { today } from '../../platform/today.js';
import { addMonths, lastDayOf, type Month, monthOf, shortMonth } from '../month.js';
import type { ReadingsRepository } from '../readings/readings.repository.js';
import type { ScoredDivision, ScorecardService } from '../scorecard/scorecard.service.js';
import { canonicalJson, sha256Text } from '../../platform/canonical-json.js';
import { dispatchOf, type PlainDispatch } from './dispatch.js';
import type { FrozenMonth } from './frozen-month.record.js';
import type { MonthsRepository } from './months.repository.js';
import { type PlainScorecard, plainScorecard } from './plain-scorecard.js';

/** What a frozen month keeps. */
export interface FrozenContent {
  readonly format: 1;
  readonly jurisdictionCode: string;
  readonly month: string;
  readonly scorecard: PlainScorecard;
  readonly dispatch: PlainDispatch;
}

/** A month's progress per county, frozen and so published, or as it stands. */
export interface Dispatched {
  readonly jurisdictionCode: string;
  readonly month: Month;
  readonly frozen: FrozenMonth | null;
  readonly dispatch: PlainDispatch;
}

/** Closes months and publishes their progress. */
export class MonthsService {
  constructor(
    private readonly manager: EntityManager,
    private readonly months: MonthsRepository,
    private readonly readings: ReadingsRepository,
    private readonly scorecards: ScorecardService,
  ) {}

  /**
   * Stores the scorecard and dispatch of a month as they stand; they never change again.
   * @throws PlanningError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for a month that is not over, CONFLICT
   *   for one that is frozen already
   */
  async freeze(jurisdictionCode: string, month: Month, viewer: Viewer): Promise<FrozenMonth> {
    demandRole(viewer, 'Freezing a month', 'planner');
    checkDivisionCode(jurisdictionCode, 'jurisdictionCode');
    if (lastDayOf(month) >= today()) {
      throw badInput(
        `month: expected a month that is over; ${shortMonth(month)} ends on ${lastDayOf(month)}.`,
        {
          field: 'month',
        },
      );
    }
    while (!(await this.tryFreeze(jurisdictionCode, month, viewer)));
    return (await this.months.find(jurisdictionCode, month))!;
  }

  /** The frozen month that ends on a day; null for a day within a month or a month that is not frozen. */
  async frozenOn(jurisdictionCode: string, day: string): Promise<FrozenMonth | null> {
    const month = monthOf(day);
    return lastDayOf(month) === day ? this.months.find(jurisdictionCode, month) : null;
  }

  /** The content of a frozen month, checked against its checksum. */
  async contentOf(frozen: FrozenMonth): Promise<string> {
    const content = await this.months.readContent(frozen);
    if (sha256Text(content) === frozen.sha256) return content;
    throw new PlanningError(
      'UNAVAILABLE',
      `The frozen month ${shortMonth(frozen.month)} of ${frozen.jurisdictionCode} does not match its checksum; restore the database from a backup.`,
      { sha256: frozen.sha256 },
    );
  }

  /**
   * A month's progress per county: what was frozen, or for a planner what it is so far.
   * @throws PlanningError UNAUTHENTICATED or FORBIDDEN before the month is frozen, unless a planner asks; NOT_FOUND
   */
  async dispatch(jurisdictionCode: string, month: Month, viewer: Viewer): Promise<Dispatched> {
    checkDivisionCode(jurisdictionCode, 'jurisdictionCode');
    const frozen = await this.months.find(jurisdictionCode, month);
    if (frozen) {
      const { dispatch } = JSON.parse(await this.contentOf(frozen)) as FrozenContent;
      return { jurisdictionCode, month, frozen, dispatch };
    }
    if (!holds(viewer, 'planner')) demandRole(viewer, 'A dispatch that is not frozen yet', 'planner');
    const scored = await this.scorecards.score({ divisionCode: jurisdictionCode, asOf: lastDayOf(month) });
    return { jurisdictionCode, month, frozen: null, dispatch: await this.progress(scored, month) };
  }

  /** False when a reading came in while the scorecard was made: it has to be made again. */
  private async tryFreeze(jurisdictionCode: string, month: Month, viewer: Viewer): Promise<boolean> {
    const readBefore = await this.readings.latestId();
    const scored = await this.scorecards.score({ divisionCode: jurisdictionCode, asOf: lastDayOf(month) });
    invariant(scored.scenario === null, 'what is frozen is what is, never a projection');
    const made: FrozenContent = {
      format: 1,
      jurisdictionCode,
      month: shortMonth(month),
      scorecard: await plainScorecard(scored),
      dispatch: await this.progress(scored, month),
    };
    const content = canonicalJson(made);
    return this.manager.transaction(async (transaction) => {
      await this.months.hold(transaction);
      const known = await this.months.find(jurisdictionCode, month, transaction);
      if (known) {
        throw new PlanningError(
          'CONFLICT',
          `The month ${shortMonth(month)} of ${jurisdictionCode} is frozen already, by ${known.frozenBy}.`,
          { field: 'month', frozenAt: known.frozenAt, sha256: known.sha256 },
        );
      }
      if ((await this.readings.latestId(transaction)) !== readBefore) return false;
      const sha256 = sha256Text(content);
      await this.months.insert(
        { jurisdictionCode, month, frozenBy: viewer.actor, sha256 },
        content,
        transaction,
      );
      await writeAudit(transaction, viewer, 'month.freeze', `${jurisdictionCode} ${shortMonth(month)}`, {
        sha256,
      });
      return true;
    });
  }

  private async progress(scored: ScoredDivision, month: Month): Promise<PlainDispatch> {
    return dispatchOf(scored, await scored.on(lastDayOf(addMonths(month, -1))), month);
  }
}
