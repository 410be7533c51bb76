import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import type { FacilityLoaders } from './facilities.loaders.js';
import { ServicePredicate } from './service-predicate.record.js';
import {
  checkPredicateFilter,
  predicateDraftOf,
  ServicePredicateInput,
  ServicePredicatesArguments,
} from './service-predicates.inputs.js';
import { PREDICATE_ORDER, type ServicePredicatesRepository } from './service-predicates.repository.js';
import type { ServicePredicatesService } from './service-predicates.service.js';

const ServicePredicateConnection = defineConnection(
  'ServicePredicate',
  '服务认定条件',
  () => ServicePredicate,
);

@Resolver(() => ServicePredicate)
export class ServicePredicatesResolver {
  constructor(
    private readonly repository: ServicePredicatesRepository,
    private readonly service: ServicePredicatesService,
    private readonly loaders: FacilityLoaders,
  ) {}

  @Query(() => ServicePredicateConnection, {
    nullable: true,
    description: 'Recorded predicates by service, division and day. 服务认定条件列表',
  })
  async servicePredicates(
    @Args(() => ServicePredicatesArguments) args: ServicePredicatesArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<ServicePredicate>> {
    const filter = checkPredicateFilter(args);
    const page = await this.repository.list(filter, pageRequest(args, PREDICATE_ORDER));
    const rows = await loadAll(context, this.loaders.predicateById, page.keys);
    return new ServicePredicateConnection(page, rows, () => this.repository.count(filter));
  }

  @Mutation(() => ServicePredicate, {
    description:
      'Records what counts as a service in a division from a day on; planner. CONFLICT where one holds already. 登记服务认定条件',
  })
  async recordServicePredicate(
    @Arg('input', () => ServicePredicateInput, { description: 'The predicate. 认定条件' })
    input: ServicePredicateInput,
    @Ctx() context: RequestContext,
  ): Promise<ServicePredicate> {
    const id = await this.service.record(predicateDraftOf(input), input.endPrevious, context.viewer);
    context.forget();
    const [row] = await loadAll(context, this.loaders.predicateById, [id]);
    return row;
  }
}
