import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Facility, type FacilityLoaders } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { checkPoint, PointInput } from '../platform/graphql/spatial-filter.js';
import type { SourcesLoaders } from '../platform/sources/index.js';
import type { AccessibilityLoaders } from './accessibility.loaders.js';
import { ServiceArea } from './service-area.type.js';
import { limitOf, WalkArguments } from './walk-arguments.js';

@ArgsType()
class ServiceAreaArguments extends WalkArguments {
  @Field(() => ID, { nullable: true, description: 'Facility to walk to; give this or `at`. 设施编号' })
  facilityId?: string | null;

  @Field(() => PointInput, {
    nullable: true,
    description: 'Point to walk to; give this or `facilityId`. 坐标点',
  })
  at?: PointInput | null;
}

@Resolver(() => Facility)
export class AccessibilityResolver {
  constructor(
    private readonly loaders: AccessibilityLoaders,
    private readonly facilities: FacilityLoaders,
    private readonly sources: SourcesLoaders,
  ) {}

  @Query(() => ServiceArea, {
    description:
      'From where one can walk to a facility or a point in time; error FAILED_PRECONDITION (reason NOT_SNAPPED) when no walkway is near. 步行服务圈',
  })
  async serviceArea(
    @Args(() => ServiceAreaArguments) args: ServiceAreaArguments,
    @Ctx() context: RequestContext,
  ): Promise<ServiceArea> {
    const { facilityId, at } = args;
    if ((facilityId == null) === (at == null))
      throw badInput('Give either facilityId or at, not both and not neither.');
    if (facilityId != null)
      return this.ofFacility(await this.findFacility(facilityId, context), args, context);
    const place = { name: 'The point', ...checkPoint(at!, 'at'), synthetic: false };
    return context.load(this.loaders.serviceArea, { place, limit: limitOf(args) });
  }

  @FieldResolver(() => ServiceArea, {
    name: 'serviceArea',
    description: 'From where one can walk to it in time. 步行服务圈',
  })
  async ofFacility(
    @Root() facility: Facility,
    @Args(() => WalkArguments) args: WalkArguments,
    @Ctx() context: RequestContext,
  ): Promise<ServiceArea> {
    const limit = limitOf(args);
    if (!facility.entrance) throw noEntrance(facility);
    const { synthetic } = await context.load(this.sources.byKey, facility.sourceKey);
    const [lon, lat] = facility.entrance.coordinates;
    return context.load(this.loaders.serviceArea, {
      place: { name: `Facility ${facility.id}`, lon, lat, synthetic },
      limit,
    });
  }

  private async findFacility(id: string, context: RequestContext): Promise<Facility> {
    const facility = id.includes('\0') ? null : await context.load(this.facilities.byId, id);
    if (facility) return facility;
    throw new PlanningError('NOT_FOUND', `There is no facility ${id}.`, { id });
  }
}

function noEntrance({ id }: Facility): PlanningError {
  return new PlanningError('FAILED_PRECONDITION', `Facility ${id} has no entrance point; record one first.`, {
    reason: 'NO_ENTRANCE',
    id,
  });
}
