import type { DataVersionRepository } from '../../accessibility/index.js';
import { UrbanRuralRule } from '../../coverage/index.js';
import type { Indicator } from '../indicator.record.js';
import type { IndicatorsRepository } from '../indicators.repository.js';
import type { Figure } from './figure.js';
import type { FiguresService } from './figures.service.js';
import type { ScorecardQuestion } from './scorecard.service.js';

/** What an indicator is in one division, whether or not anybody promised anything of it. */
export interface FigureOfIndicator {
  readonly indicator: Indicator;
  readonly divisionCode: string;
  readonly asOf: string;
  readonly figure: Figure;
}

/** Figures of indicators that need no target. */
export class IndicatorFiguresService {
  constructor(
    private readonly indicators: IndicatorsRepository,
    private readonly figures: FiguresService,
    private readonly versions: DataVersionRepository,
  ) {}

  /** By key of the indicator; of what is counted per year, in the year of the date. */
  async of(
    { divisionCode, asOf, urbanRuralRule }: ScorecardQuestion,
    isWanted: (indicator: Indicator) => boolean,
  ): Promise<FigureOfIndicator[]> {
    const version = await this.versions.read();
    const indicators = (await this.indicators.all()).filter(isWanted);
    const rule = urbanRuralRule ?? UrbanRuralRule.BY_UNIT_CODE;
    const question = { code: divisionCode, asOf, urbanRuralRule: rule, indicators };
    const figures = await this.figures.at(question, version);
    return indicators.map((indicator) => {
      const figure = figures.figure(indicator, divisionCode, `${asOf.slice(0, 4)}-12-31`);
      return { indicator, divisionCode, asOf, figure };
    });
  }
}
