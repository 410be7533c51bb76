import type { RecordedFigure } from '../kernel/claims/check-record.js';
import type { Dimension } from '../kernel/claims/claim-units.js';
import { rationalOf, divide } from '../kernel/rational.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { Indicator } from './indicator.record.js';
import type { IndicatorsRepository } from './indicators.repository.js';
import type { IndicatorUnit } from './policy-words.js';
import type { Figure } from './scorecard/figure.js';
import type { IndicatorFiguresService } from './scorecard/indicator-figures.service.js';
import { scorecardQuestion } from './scorecard/scorecard.inputs.js';
import type { TargetsService } from './targets.service.js';

/** Which figure of the platform is asked for. */
export interface RecordQuestion {
  /** Key or Chinese name. */
  readonly indicator: string;
  readonly divisionCode: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly part: 'VALUE' | 'TARGET';
}

const DIMENSIONS: Readonly<Partial<Record<IndicatorUnit, Dimension>>> = {
  RATIO: 'PERCENT',
  COUNT: 'ITEMS',
  PEOPLE: 'PEOPLE',
  PERSON_TIMES: 'PERSON_TIMES',
  HOUSEHOLDS: 'HOUSEHOLDS',
  BEDS: 'BEDS',
  TIMES: 'TIMES',
  HOURS: 'HOURS',
  YUAN: 'MONEY',
  SQUARE_METERS: 'AREA',
};

/** Figures the platform keeps, for those who hold other figures against them. */
export class FiguresOnRecord {
  constructor(
    private readonly indicators: IndicatorsRepository,
    private readonly figures: IndicatorFiguresService,
    private readonly targets: TargetsService,
  ) {}

  /**
   * One list a question: the value at the end of the month, or every target that counts then; empty for none.
   * @throws PlanningError BAD_USER_INPUT, NOT_FOUND for an unknown indicator
   */
  async find(questions: readonly RecordQuestion[]): Promise<RecordedFigure[][]> {
    const all = await this.indicators.all();
    const byName = new Map(all.flatMap((one) => [[one.nameZh, one] as const, [one.key, one] as const]));
    const found: RecordedFigure[][] = [];
    for (const question of questions) {
      const indicator = byName.get(question.indicator);
      if (!indicator) {
        const shown = JSON.stringify(question.indicator.slice(0, 80));
        throw new PlanningError('NOT_FOUND', `There is no indicator ${shown}.`, { field: 'indicator' });
      }
      found.push(
        question.part === 'TARGET'
          ? await this.targetsOf(indicator, question)
          : await this.valueOf(indicator, question),
      );
    }
    return found;
  }

  private async valueOf(
    indicator: Indicator,
    { divisionCode, month }: RecordQuestion,
  ): Promise<RecordedFigure[]> {
    const question = scorecardQuestion({ divisionCode, month });
    const [{ figure }] = await this.figures.of(question, ({ key }) => key === indicator.key);
    if (figure.value === null) return [];
    const source = figure.month === null ? '平台计算 computed' : `${figure.month.slice(0, 7)} 填报 reading`;
    return [recorded(indicator, amountOf(figure), `${figureText(indicator, figure.value)}（${source}）`)];
  }

  private async targetsOf(
    indicator: Indicator,
    { divisionCode, month }: RecordQuestion,
  ): Promise<RecordedFigure[]> {
    const { asOf } = scorecardQuestion({ divisionCode, month });
    const targets = await this.targets.inForce([divisionCode], asOf);
    return targets
      .filter(({ indicatorKey }) => indicatorKey === indicator.key)
      .map(({ value, documentKey, clauseName, deadline }) =>
        recorded(
          indicator,
          rationalOf(value),
          `${figureText(indicator, value)}（${documentKey} ${clauseName}，${deadline}）`,
        ),
      );
  }
}

function recorded({ unit }: Indicator, amount: RecordedFigure['amount'], text: string): RecordedFigure {
  return { dimension: DIMENSIONS[unit] ?? null, amount, text };
}

/** From its counts where they are known, so that a share keeps every digit. */
function amountOf({ numerator, denominator, value }: Figure): RecordedFigure['amount'] {
  return numerator !== null && denominator !== null
    ? divide(rationalOf(numerator), rationalOf(denominator))
    : rationalOf(value!);
}

function figureText({ unit }: Indicator, value: number): string {
  return unit === 'RATIO' ? `${Math.round(value * 1e6) / 1e4}%` : String(value);
}
