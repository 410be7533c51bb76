import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { checkDemandFilter, DemandPointsArguments } from './demand.inputs.js';
import type { DemandLoaders } from './demand.loaders.js';
import { DemandPoint } from './demand-point.record.js';
import { DEMAND_ORDER, type DemandRepository } from './demand.repository.js';

const DemandPointConnection = defineConnection('DemandPoint', '需求点', () => DemandPoint);

@Resolver(() => DemandPoint)
export class DemandResolver {
  constructor(
    private readonly demand: DemandRepository,
    private readonly loaders: DemandLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => DemandPointConnection, {
    nullable: true,
    description: 'Demand points by id; planner. 需求点列表',
  })
  async demandPoints(
    @Args(() => DemandPointsArguments) args: DemandPointsArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<DemandPoint>> {
    const filter = checkDemandFilter(args.filter);
    const page = await this.demand.list(filter, pageRequest(args, DEMAND_ORDER), context.viewer);
    const rows = await loadAll(context, this.loaders.byId, page.keys);
    return new DemandPointConnection(page, rows, () => this.demand.count(filter, context.viewer));
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in. 所在区划',
  })
  division(@Root() point: DemandPoint, @Ctx() context: RequestContext) {
    return point.divisionCode === null ? null : context.load(this.divisions.byCode, point.divisionCode);
  }
}
