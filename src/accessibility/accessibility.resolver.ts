import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Facility, type FacilityLoaders } from '../facilities/index.js';
import { canBeId } from '../platform/errors/check-text.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { checkPoint, type PointInput } from '../platform/graphql/spatial-filter.js';
import type { SourcesLoaders } from '../platform/sources/index.js';
import {
  checkCount,
  checkPoints,
  MOST_AREAS,
  ServiceAreaArguments,
  ServiceAreasArguments,
} from './accessibility.inputs.js';
import type { AccessibilityLoaders } from './accessibility.loaders.js';
import { ServiceArea } from './service-area.type.js';
import { limitOf, WalkArguments } from './walk-arguments.js';
import { reachFactor, type WalkLimit } from './walk-limit.js';

@Resolver(() => Facility)
export class AccessibilityResolver {
  constructor(
    private readonly loaders: AccessibilityLoaders,
    private readonly facilities: FacilityLoaders,
    private readonly sources: SourcesLoaders,
  ) {}

  @Query(() => ServiceArea, {
    nullable: true,
    description:
      'From where one can walk to a facility or a point in time; error FAILED_PRECONDITION (reason NOT_SNAPPED) when no walkway is near. 步行服务圈',
    complexity: costOfArea,
  })
  async serviceArea(
    @Args(() => ServiceAreaArguments) args: ServiceAreaArguments,
    @Ctx() context: RequestContext,
  ): Promise<ServiceArea> {
    const { facilityId, at } = args;
    if ((facilityId == null) === (at == null))
      throw badInput('Give either facilityId or at, not both and not neither.');
    const limit = limitOf(args);
    if (facilityId != null) return this.ofId(facilityId, limit, context);
    return this.ofPoint(checkPoint(at!, 'at'), limit, context);
  }

  @Query(() => [ServiceArea], {
    nullable: 'items',
    complexity: (asked) => (asked.args.facilityIds ?? asked.args.at ?? []).length * costOfArea(asked),
    description: `Service areas of many facilities or points at once, in the order given, at most ${MOST_AREAS}. A place that cannot be answered is null with its own error: NOT_FOUND, or FAILED_PRECONDITION (reason NO_ENTRANCE or NOT_SNAPPED). 批量步行服务圈`,
  })
  async serviceAreas(
    @Args(() => ServiceAreasArguments) args: ServiceAreasArguments,
    @Ctx() context: RequestContext,
  ): Promise<(ServiceArea | PlanningError)[]> {
    const { facilityIds, at } = args;
    if ((facilityIds == null) === (at == null))
      throw badInput('Give either facilityIds or at, not both and not neither.');
    const limit = limitOf(args);
    checkCount(facilityIds?.length ?? 0, MOST_AREAS, `facilityIds holds ${facilityIds?.length} facilities`);
    const areas = facilityIds
      ? facilityIds.map((id) => this.ofId(id, limit, context))
      : checkPoints(at!, 'at', MOST_AREAS).map((point) => this.ofPoint(point, limit, context));
    return Promise.all(areas.map((area) => area.catch(placeErrorOf)));
  }

  @FieldResolver(() => ServiceArea, {
    name: 'serviceArea',
    nullable: true,
    description: 'From where one can walk to it in time. 步行服务圈',
    complexity: costOfArea,
  })
  ofFacility(
    @Root() facility: Facility,
    @Args(() => WalkArguments) args: WalkArguments,
    @Ctx() context: RequestContext,
  ): Promise<ServiceArea> {
    return this.around(facility, limitOf(args), context);
  }

  private async around(facility: Facility, limit: WalkLimit, context: RequestContext): Promise<ServiceArea> {
    const { id: facilityId, entrance, sourceKey } = facility;
    if (!entrance) throw noEntrance(facility);
    const { synthetic } = await context.load(this.sources.byKey, sourceKey);
    const [lon, lat] = entrance.coordinates;
    const place = { name: `Facility ${facilityId}`, facilityId, lon, lat, synthetic };
    return context.load(this.loaders.serviceArea, { place, limit });
  }

  private async ofId(id: string, limit: WalkLimit, context: RequestContext): Promise<ServiceArea> {
    const facility = !canBeId(id) ? null : await context.load(this.facilities.byId, id);
    if (facility) return this.around(facility, limit, context);
    throw new PlanningError('NOT_FOUND', `There is no facility ${id}.`, { id });
  }

  private ofPoint({ lon, lat }: PointInput, limit: WalkLimit, context: RequestContext): Promise<ServiceArea> {
    const place = { name: 'The point', facilityId: null, lon, lat, synthetic: false };
    return context.load(this.loaders.serviceArea, { place, limit });
  }
}

/** What one service area weighs against a query's cost limit. */
function costOfArea({
  args,
  childComplexity,
}: {
  args: Partial<WalkArguments>;
  childComplexity: number;
}): number {
  return 1 + childComplexity * reachFactor(args);
}

const PLACE_REASONS: readonly unknown[] = ['NO_ENTRANCE', 'NOT_SNAPPED'];

/** An error about one place stays with that place; any other is about the whole question. */
function placeErrorOf(error: unknown): PlanningError {
  if (!(error instanceof PlanningError)) throw error;
  if (error.code === 'NOT_FOUND' || PLACE_REASONS.includes(error.details.reason)) return error;
  throw error;
}

function noEntrance({ id }: Facility): PlanningError {
  return new PlanningError('FAILED_PRECONDITION', `Facility ${id} has no entrance point; record one first.`, {
    reason: 'NO_ENTRANCE',
    id,
  });
}
