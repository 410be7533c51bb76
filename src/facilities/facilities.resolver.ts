import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { canBeId } from '../platform/errors/check-text.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { NeedsRole } from '../platform/graphql/needs-role.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { today } from '../platform/today.js';
import {
  checkFacilityFilter,
  DivisionFacilitiesArguments,
  FacilitiesArguments,
} from './facilities.inputs.js';
import type { FacilityLoaders } from './facilities.loaders.js';
import type { FacilitiesRepository } from './facilities.repository.js';
import { FACILITY_ORDERS, type FacilityConditions } from './facility-conditions.js';
import { FacilityStatusEntry } from './facility-status.record.js';
import type { FacilityStatusService } from './facility-status.service.js';
import { Facility } from './facility.record.js';
import { AssignmentRelation, FacilityStatus } from './vocabulary.js';

const FacilityConnection = defineConnection('Facility', '养老服务设施', () => Facility);

@ObjectType({ description: 'A division a facility counts for beside the one it stands in. 服务区划' })
class FacilityAssignment {
  @Field(() => AssignmentRelation, { description: 'Why. 服务关系' })
  relation!: AssignmentRelation;

  @Field(() => AdministrativeDivision, { description: 'The division. 区划' })
  division!: AdministrativeDivision;
}

@Resolver(() => Facility)
export class FacilitiesResolver {
  constructor(
    private readonly facilitiesRepository: FacilitiesRepository,
    private readonly statuses: FacilityStatusService,
    private readonly loaders: FacilityLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => Facility, {
    nullable: true,
    description: 'One facility; error NOT_FOUND when there is none of this id for the viewer. 设施详情',
  })
  async facility(
    @Arg('id', () => ID, { description: 'Identifier. 设施编号' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Facility> {
    const facility = canBeId(id) ? await context.load(this.loaders.byId, id) : null;
    if (facility) return facility;
    throw new PlanningError('NOT_FOUND', `There is no facility ${id}.`, { id });
  }

  @Query(() => FacilityConnection, { nullable: true, description: 'Facilities the viewer may see. 设施列表' })
  async facilities(
    @Args(() => FacilitiesArguments) args: FacilitiesArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Facility>> {
    const filter = await withTerms(checkFacilityFilter(args.filter), this.loaders, context);
    const request = pageRequest(args, FACILITY_ORDERS[args.orderBy]);
    const page = await this.facilitiesRepository.list(filter, args.orderBy, request, context.viewer);
    const rows = await loadAll(context, this.loaders.byId, page.keys);
    return new FacilityConnection(page, rows, () => this.facilitiesRepository.count(filter, context.viewer));
  }

  @FieldResolver(() => FacilityStatus, {
    nullable: true,
    description: 'Stage on a date, today if absent; null before its first entry. 状态',
  })
  async status(
    @Root() facility: Facility,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'Date. 截至日期' })
    asOf: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<FacilityStatus | null> {
    const history = await context.load(this.loaders.statusHistory, facility.id);
    return history.findLast(({ validFrom }) => validFrom <= (asOf ?? today()))?.status ?? null;
  }

  @NeedsRole('planner', 'resources')
  @FieldResolver(() => [FacilityStatusEntry], {
    nullable: true,
    description: 'All stages, oldest first; planner, resources. 状态记录',
  })
  statusHistory(@Root() facility: Facility, @Ctx() context: RequestContext) {
    return context.load(this.loaders.statusHistory, facility.id);
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it stands in. 所在区划',
  })
  division(@Root() facility: Facility, @Ctx() context: RequestContext) {
    return facility.divisionCode === null ? null : context.load(this.divisions.byCode, facility.divisionCode);
  }

  @FieldResolver(() => [FacilityAssignment], {
    description: 'Divisions it counts for beside its own. 服务区划',
  })
  async assignments(
    @Root() facility: Facility,
    @Ctx() context: RequestContext,
  ): Promise<FacilityAssignment[]> {
    const rows = await context.load(this.loaders.assignments, facility.id);
    const codes = rows.map(({ divisionCode }) => divisionCode);
    const divisions = await loadAll(context, this.divisions.byCode, codes);
    return rows.map(({ relation }, index) => ({ relation, division: divisions[index] }));
  }

  @Mutation(() => Facility, {
    description: 'Records that a facility entered a stage on a date; planner. 登记设施状态',
  })
  async recordFacilityStatus(
    @Arg('facilityId', () => ID, { description: 'Facility. 设施编号' }) facilityId: string,
    @Arg('status', () => FacilityStatus, { description: 'Stage. 状态' }) status: FacilityStatus,
    @Arg('validFrom', () => DateScalar, { description: 'First day of the stage. 起始日期' })
    validFrom: string,
    @Arg('document', () => String, { nullable: true, description: 'Document that says so. 依据文件' })
    document: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Facility> {
    await this.statuses.record({ facilityId, status, validFrom, document: document ?? null }, context.viewer);
    context.forget();
    return this.facility(facilityId, context);
  }
}

/** A filter by a service goes by what is in force on its date. */
async function withTerms(
  filter: FacilityConditions,
  loaders: FacilityLoaders,
  context: RequestContext,
): Promise<FacilityConditions> {
  const { service, asOf } = filter;
  if (service == null) return filter;
  return { ...filter, terms: await context.load(loaders.terms, { service, asOf: asOf! }) };
}

@Resolver(() => AdministrativeDivision)
export class DivisionFacilitiesResolver {
  constructor(private readonly loaders: FacilityLoaders) {}

  @FieldResolver(() => FacilityConnection, { description: 'Facilities of the division, by id. 辖区设施' })
  async facilities(
    @Root() division: AdministrativeDivision,
    @Args(() => DivisionFacilitiesArguments) args: DivisionFacilitiesArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Facility>> {
    const filter = await withTerms(checkFacilityFilter(args.filter), this.loaders, context);
    const key = { root: division.code, relation: args.relation, filter };
    const request = pageRequest(args, FACILITY_ORDERS.ID);
    const { page, rows } = await context.load(this.loaders.pageOfDivision, { ...key, page: request });
    return new FacilityConnection(page, rows, () => context.load(this.loaders.countOfDivision, key));
  }
}
