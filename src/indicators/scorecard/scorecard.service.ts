import type { DataVersionRepository } from '../../accessibility/index.js';
import { UrbanRuralRule } from '../../coverage/index.js';
import { jurisdictionsAtOrAbove } from '../../divisions/index.js';
import {
  type MonthlyValue,
  paceOfLastThreeMonths,
  type RecentPace,
} from '../../kernel/indicators/pace-of-last-three-months.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { today } from '../../platform/today.js';
import type { AppliedScenario } from '../../scenarios/index.js';
import type { Indicator } from '../indicator.record.js';
import type { IndicatorsRepository } from '../indicators.repository.js';
import { addMonths, lastDayOf, type Month, monthOf } from '../month.js';
import type { PolicyDocumentsRepository } from '../policy-documents.repository.js';
import type { Target } from '../target.record.js';
import type { TargetsService } from '../targets.service.js';
import type { FiguresAt, FiguresService } from './figures.service.js';
import { coversDivision } from './scope-units.js';
import { type LineFigures, scoreLine } from './score-line.js';
import { valueOf } from './score-target.js';

export interface ScorecardQuestion {
  readonly divisionCode: string;
  readonly asOf: string;
  readonly urbanRuralRule?: UrbanRuralRule;
  /** Projects what is computed; recorded readings stay as they are. */
  readonly scenario?: AppliedScenario | null;
}

/** A target with what is reached of it. */
export interface ScoredTarget extends LineFigures {
  readonly target: Target;
  readonly indicator: Indicator;
  /** True for a target of a higher division that speaks of each unit at or below this one. */
  readonly inherited: boolean;
  readonly start: string | null;
}

/** What stood at the end of a month, or on the day asked for. */
export interface TrendPoint {
  readonly month: Month;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** Every target of a division held against what is reached, and what stood earlier. */
export class ScoredDivision {
  private readonly earlier = new Map<string, Promise<FiguresAt>>();

  constructor(
    readonly divisionCode: string,
    readonly figures: FiguresAt,
    readonly urbanRuralRule: UrbanRuralRule,
    readonly lines: readonly ScoredTarget[],
    readonly scenario: AppliedScenario | null,
    private readonly lookBack: (asOf: string) => Promise<FiguresAt>,
  ) {}

  get asOf(): string {
    return this.figures.asOf;
  }

  /** Number in the tree, -1 while the division is not imported. */
  get division(): number {
    return this.figures.tree.numberOf(this.divisionCode);
  }

  get synthetic(): boolean {
    return this.lines.some(({ figure }) => figure.synthetic);
  }

  /** The months up to the date, the oldest first; the last point is of the date itself. Months not reported are null. */
  async trend(line: ScoredTarget, months: number): Promise<TrendPoint[]> {
    const points: TrendPoint[] = [];
    for (let back = months - 1; back >= 0; back--) {
      const month = addMonths(monthOf(this.asOf), -back);
      const { figure } = await this.lineOn(line, back === 0 ? this.asOf : lastDayOf(month));
      const told = figure.basis === 'COMPUTED' || figure.month === month;
      const { numerator, denominator, value } = told ? figure : NOTHING;
      points.push({ month, numerator, denominator, value });
    }
    return points;
  }

  /** What the last three months gained against what is needed; of months that have ended. */
  async recentPace(line: ScoredTarget): Promise<RecentPace> {
    const { target, measure } = line;
    const values: MonthlyValue[] = [];
    for (let back = 0; back <= 12; back++) {
      const month = addMonths(monthOf(this.asOf), -back);
      if (lastDayOf(month) > this.asOf) continue;
      const isComputed = line.figure.basis === 'COMPUTED';
      if (isComputed && values.length > 3) break;
      const { figure } = await this.lineOn(line, lastDayOf(month));
      if (isComputed || figure.month === month) values.push({ month, value: valueOf(figure) });
    }
    const pace = paceOfLastThreeMonths(values, {
      asOf: this.asOf,
      deadline: target.deadline,
      target: measure === 'VALUE' ? target.value : 1,
      direction: measure === 'VALUE' && target.direction === 'AT_MOST' ? 'AT_MOST' : 'AT_LEAST',
    });
    // A rate that must be met exactly is not approached month by month.
    const isExact = measure === 'VALUE' && target.direction === 'EXACTLY';
    return isExact ? { ...pace, status: line.status, neededPerMonth: null, monthsToTarget: null } : pace;
  }

  private async lineOn({ indicator, target, start }: ScoredTarget, asOf: string): Promise<LineFigures> {
    const isReported = indicator.computation === null;
    const figures = isReported ? this.figures.backTo(asOf) : await this.on(asOf);
    return scoreLine(figures, this.divisionCode, indicator, target, { start, asOf });
  }

  /** The figures of an earlier date. */
  on(asOf: string): Promise<FiguresAt> {
    let known = this.earlier.get(asOf);
    if (!known) this.earlier.set(asOf, (known = this.lookBack(asOf)));
    return known;
  }
}

const NOTHING = { numerator: null, denominator: null, value: null };

/** Holds divisions to their targets. */
export class ScorecardService {
  constructor(
    private readonly targets: TargetsService,
    private readonly indicators: IndicatorsRepository,
    private readonly documents: PolicyDocumentsRepository,
    private readonly figures: FiguresService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * The targets that hold for a division on a date, its own and those of higher ones that speak of each unit, by
   * deadline. Six statements whatever the number of targets and units, once the ground is at hand.
   * @throws PlanningError NOT_FOUND for a division that is neither imported nor promised anything
   */
  async score({
    divisionCode,
    asOf,
    urbanRuralRule,
    scenario = null,
  }: ScorecardQuestion): Promise<ScoredDivision> {
    const version = await this.versions.read();
    const rule = urbanRuralRule ?? UrbanRuralRule.BY_UNIT_CODE;
    const inForce = await this.targets.inForce(jurisdictionsAtOrAbove(divisionCode), asOf);
    const targets = inForce
      .filter((target) => coversDivision(target, divisionCode))
      .sort((a, b) => (a.deadline === b.deadline ? 0 : a.deadline < b.deadline ? -1 : 1));
    const indicators = await this.indicatorsOf(targets);
    const starts = await this.startsOf(targets);
    const question = {
      ...{ code: divisionCode, asOf, urbanRuralRule: rule, scenario },
      indicators: [...indicators.values()],
    };
    const figures = await this.figures.at(question, version);
    if (targets.length === 0 && figures.tree.numberOf(divisionCode) < 0) {
      throw new PlanningError('NOT_FOUND', `There is no division with the code ${divisionCode}.`, {
        code: divisionCode,
      });
    }
    const lines = targets.map((target): ScoredTarget => {
      const indicator = indicators.get(target.indicatorKey)!;
      const start = startOf(target, indicator, starts.get(target.documentKey) ?? target.validFrom);
      const line = scoreLine(figures, divisionCode, indicator, target, { start, asOf });
      return { ...line, target, indicator, start, inherited: target.jurisdictionCode !== divisionCode };
    });
    const now = today();
    return new ScoredDivision(divisionCode, figures, rule, lines, scenario, async (earlier) => {
      // What lies behind us no scenario changes, but for the day asked about.
      const isPast = earlier < asOf && earlier < now;
      const then = { ...question, asOf: earlier, scenario: isPast ? null : scenario };
      return figures.backTo(earlier, await this.figures.computed(then, version));
    });
  }

  private async indicatorsOf(targets: readonly Target[]): Promise<Map<string, Indicator>> {
    const keys = [...new Set(targets.map(({ indicatorKey }) => indicatorKey))];
    const found = await this.indicators.findByKeys(keys);
    return new Map(keys.map((key, at) => [key, found[at]!]));
  }

  /** Day each document was issued, or the first of its year; null when neither is known. */
  private async startsOf(targets: readonly Target[]): Promise<Map<string, string | null>> {
    const keys = [...new Set(targets.map(({ documentKey }) => documentKey))];
    const found = await this.documents.findByKeys(keys);
    return new Map(
      found.map((document, at) => {
        const { issuedOn = null, issuedYear = null } = document ?? {};
        return [keys[at], issuedOn ?? (issuedYear === null ? null : `${issuedYear}-01-01`)];
      }),
    );
  }
}

/** The clock starts with the document; of what is counted per year not before the deadline's year. */
function startOf({ deadline }: Target, { perYear }: Indicator, documented: string | null): string | null {
  const newYear = `${deadline.slice(0, 4)}-01-01`;
  return perYear && (documented === null || documented < newYear) ? newYear : documented;
}
