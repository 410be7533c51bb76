import { Args, Query, Resolver } from 'type-graphql';
import { IndicatorFigure } from './indicator-figure.types.js';
import type { IndicatorFiguresService } from './indicator-figures.service.js';
import { IndicatorFiguresArguments, isWantedIndicator, scorecardQuestion } from './scorecard.inputs.js';

@Resolver(() => IndicatorFigure)
export class IndicatorFiguresResolver {
  constructor(private readonly service: IndicatorFiguresService) {}

  @Query(() => [IndicatorFigure], {
    nullable: true,
    description: 'What every indicator is in a division, those without a target too. 全部指标数值',
  })
  async indicatorFigures(
    @Args(() => IndicatorFiguresArguments) args: IndicatorFiguresArguments,
  ): Promise<IndicatorFigure[]> {
    const found = await this.service.of(scorecardQuestion(args), isWantedIndicator(args));
    return found.map((one) => new IndicatorFigure(one));
  }
}
