import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { Indicator } from './indicator.record.js';
import {
  checkIndicatorFilter,
  checkTargetFilter,
  IndicatorsArguments,
  targetDraftOf,
  TargetInput,
  TargetsArguments,
} from './indicators.inputs.js';
import type { IndicatorLoaders } from './indicators.loaders.js';
import { INDICATOR_ORDER, type IndicatorsRepository } from './indicators.repository.js';
import { PolicyClause } from './policy-document.record.js';
import { Target } from './target.record.js';
import { TARGET_ORDER, type TargetsRepository } from './targets.repository.js';
import type { TargetsService } from './targets.service.js';

const IndicatorConnection = defineConnection('Indicator', '指标', () => Indicator);
const TargetConnection = defineConnection('Target', '目标', () => Target);

@Resolver(() => Indicator)
export class IndicatorsResolver {
  constructor(
    private readonly registry: IndicatorsRepository,
    private readonly loaders: IndicatorLoaders,
  ) {}

  @Query(() => IndicatorConnection, { nullable: true, description: 'Indicators by key. 指标列表' })
  async indicators(
    @Args(() => IndicatorsArguments) args: IndicatorsArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Indicator>> {
    const filter = checkIndicatorFilter(args.filter);
    const page = await this.registry.list(filter, pageRequest(args, INDICATOR_ORDER));
    const rows = await loadAll(context, this.loaders.indicatorByKey, page.keys);
    return new IndicatorConnection(page, rows, () => this.registry.count(filter));
  }
}

@Resolver(() => Target)
export class TargetsResolver {
  constructor(
    private readonly repository: TargetsRepository,
    private readonly service: TargetsService,
    private readonly loaders: IndicatorLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => TargetConnection, {
    nullable: true,
    description: 'Targets by division, deadline and indicator, with what contradicts them. 目标列表',
  })
  async targets(@Args(() => TargetsArguments) args: TargetsArguments): Promise<ConnectionOf<Target>> {
    const filter = checkTargetFilter(args);
    const { page, rows } = await this.service.list(filter, pageRequest(args, TARGET_ORDER));
    return new TargetConnection(page, rows, () => this.repository.count(filter));
  }

  @FieldResolver(() => Indicator, { description: 'What is to reach the value. 指标' })
  indicator(@Root() target: Target, @Ctx() context: RequestContext): Promise<Indicator | null> {
    return context.load(this.loaders.indicatorByKey, target.indicatorKey);
  }

  @FieldResolver(() => PolicyClause, { description: 'The clause that says so. 条款' })
  async clause(@Root() target: Target, @Ctx() context: RequestContext): Promise<PolicyClause> {
    const clauses = await context.load(this.loaders.clausesOfDocument, target.documentKey);
    return clauses.find(({ clause }) => clause === target.clauseName)!;
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'The division it is for; null while it is not imported. 区划',
  })
  jurisdiction(
    @Root() target: Target,
    @Ctx() context: RequestContext,
  ): Promise<AdministrativeDivision | null> {
    return context.load(this.divisions.byCode, target.jurisdictionCode);
  }

  @Mutation(() => Target, {
    description: 'Records a target, or the next version of one; planner. 登记目标',
  })
  async recordTarget(
    @Arg('input', () => TargetInput, { description: 'The target. 目标' }) input: TargetInput,
    @Ctx() context: RequestContext,
  ): Promise<Target> {
    return this.service.record(targetDraftOf(input), context.viewer);
  }
}
