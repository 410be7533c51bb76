import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { checkDivisionCode } from '../../divisions/index.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';
import type { IndicatorLoaders } from '../indicators.loaders.js';
import { checkMonth, shortMonth } from '../month.js';
import { Scorecard } from '../scorecard/scorecard.types.js';
import { Dispatch } from './dispatch.types.js';
import { FrozenMonth, Restatement } from './frozen-month.record.js';
import type { MonthsRepository } from './months.repository.js';
import type { MonthsService } from './months.service.js';

@Resolver(() => FrozenMonth)
export class MonthsResolver {
  constructor(
    private readonly months: MonthsRepository,
    private readonly service: MonthsService,
    private readonly loaders: IndicatorLoaders,
  ) {}

  @Query(() => [FrozenMonth], {
    nullable: true,
    description: 'Frozen months by division and month. 已冻结月份列表',
  })
  frozenMonths(
    @Arg('jurisdictionCode', () => ID, { nullable: true, description: 'Only of this division. 区划代码' })
    code: string | null | undefined,
  ): Promise<FrozenMonth[]> {
    return this.months.list(code == null ? null : checkDivisionCode(code, 'jurisdictionCode'));
  }

  @Query(() => FrozenMonth, {
    nullable: true,
    description: 'A frozen month; null while it is not. 已冻结月份',
  })
  frozenMonth(
    @Arg('jurisdictionCode', () => ID, { description: 'Division, 12 digits. 区划代码' }) code: string,
    @Arg('month', () => String, { description: 'Month, YYYY-MM. 月份' }) month: string,
  ): Promise<FrozenMonth | null> {
    return this.months.find(checkDivisionCode(code, 'jurisdictionCode'), checkMonth(month, 'month'));
  }

  @FieldResolver(() => String, {
    description:
      'Scorecard and dispatch as they were frozen, JSON with sorted fields, byte for byte. 冻结内容',
  })
  content(@Root() frozen: FrozenMonth): Promise<string> {
    return this.service.contentOf(frozen);
  }

  @FieldResolver(() => [Restatement], {
    description: 'Corrections made since, the oldest first. 冻结后的重述',
  })
  restatements(@Root() frozen: FrozenMonth, @Ctx() context: RequestContext): Promise<readonly Restatement[]> {
    return context.load(this.loaders.restatementsOfMonth, frozen);
  }

  @Mutation(() => FrozenMonth, {
    description: 'Freezes a month’s scorecard and dispatch, which publishes them; planner. 冻结月份',
  })
  freezeMonth(
    @Arg('jurisdictionCode', () => ID, { description: 'Division, 12 digits. 区划代码' }) code: string,
    @Arg('month', () => String, { description: 'A month that is over, YYYY-MM. 月份' }) month: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<FrozenMonth> {
    return this.service.freeze(code, checkMonth(month, 'month'), viewer);
  }

  @Query(() => Dispatch, {
    nullable: true,
    description: 'A month’s progress per county; before the month is frozen for planners only. 月度调度通报',
  })
  async dispatch(
    @Arg('jurisdictionCode', () => ID, { description: 'Division, 12 digits. 区划代码' }) code: string,
    @Arg('month', () => String, { description: 'Month, YYYY-MM. 月份' }) month: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Dispatch> {
    const { dispatch, ...found } = await this.service.dispatch(code, checkMonth(month, 'month'), viewer);
    return Object.assign(new Dispatch(), { ...dispatch, ...found, month: shortMonth(found.month) });
  }
}

/** What a scorecard says of the month it ends. */
@Resolver(() => Scorecard)
export class ScorecardMonthResolver {
  constructor(private readonly service: MonthsService) {}

  @FieldResolver(() => FrozenMonth, {
    nullable: true,
    description:
      'Given when its date ends a frozen month: what was published; the lines are computed anew from today’s data. 冻结信息',
  })
  frozen(@Root() { divisionCode, asOf }: Scorecard): Promise<FrozenMonth | null> {
    return this.service.frozenOn(divisionCode, asOf);
  }
}
