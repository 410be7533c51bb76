import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Facility, type FacilityLoaders, seesAll } from '../facilities/index.js';
import { UNBOUNDED_CENTIMETERS } from '../kernel/accessibility/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { checkPoint } from '../platform/graphql/spatial-filter.js';
import { today } from '../platform/today.js';
import {
  checkCount,
  checkPoints,
  MOST_MATRIX_PAIRS,
  MOST_MATRIX_POINTS,
  NearestFacilityArguments,
  RouteArguments,
  TravelTimesArguments,
} from './accessibility.inputs.js';
import type { AccessibilityLoaders } from './accessibility.loaders.js';
import type { AccessibilityService } from './accessibility.service.js';
import type { NearestFacilityService } from './nearest-facility.service.js';
import { NearestFacility } from './nearest-facility.type.js';
import { TravelTimes } from './travel-times.type.js';
import { walkLimit } from './walk-limit.js';
import { WalkingRoute } from './walking-route.type.js';

@Resolver()
export class WalkingResolver {
  constructor(
    private readonly loaders: AccessibilityLoaders,
    private readonly accessibility: AccessibilityService,
    private readonly nearest: NearestFacilityService,
  ) {}

  @Query(() => TravelTimes, {
    complexity: ({ args, childComplexity }) =>
      (args.origins ?? []).length * (args.destinations ?? []).length + childComplexity,
    description:
      'Walking times from every origin to every destination; more than its bounds gives LIMIT_EXCEEDED. 步行时间矩阵',
  })
  async travelTimes(
    @Args(() => TravelTimesArguments) args: TravelTimesArguments,
    @Ctx() context: RequestContext,
  ): Promise<TravelTimes> {
    const question = travelTimesOf(args);
    return this.accessibility.travelTimes(question, await this.version(context), context.signal);
  }

  @Query(() => NearestFacility, {
    description:
      'The facility of a service one can walk to soonest from a point, and the runner-up; error FAILED_PRECONDITION (reason NOT_SNAPPED) when no walkway is near. 最近设施',
  })
  async nearestFacility(
    @Args(() => NearestFacilityArguments)
    { at, service, asOf, speedMetersPerSecond }: NearestFacilityArguments,
    @Ctx() context: RequestContext,
  ): Promise<NearestFacility> {
    const speed = walkLimit(undefined, speedMetersPerSecond).speedMetersPerSecond;
    const scope = seesAll(context.viewer) ? 'ALL' : 'PUBLISHED';
    const question = { service, asOf: asOf ?? today(), scope } as const;
    const version = await this.version(context);
    return this.nearest.nearest(checkPoint(at, 'at'), speed, question, version, context.signal);
  }

  @Query(() => WalkingRoute, {
    nullable: true,
    description:
      'The quickest walk between two points, null where one cannot walk; error FAILED_PRECONDITION (reason NOT_SNAPPED) when no walkway is near one of them. 步行路线',
  })
  async route(
    @Args(() => RouteArguments) { from, to, speedMetersPerSecond }: RouteArguments,
    @Ctx() context: RequestContext,
  ): Promise<WalkingRoute | null> {
    const speed = walkLimit(undefined, speedMetersPerSecond).speedMetersPerSecond;
    const [start, end] = [checkPoint(from, 'from'), checkPoint(to, 'to')];
    return this.accessibility.route(start, end, speed, await this.version(context), context.signal);
  }

  private version(context: RequestContext) {
    return context.load(this.loaders.version, 'now');
  }
}

@Resolver(() => NearestFacility)
export class NearestFacilityResolver {
  constructor(private readonly facilities: FacilityLoaders) {}

  @FieldResolver(() => Facility, {
    nullable: true,
    description: 'The nearest facility; null when none can be walked to. 最近设施',
  })
  facility(@Root() { facilityId }: NearestFacility, @Ctx() context: RequestContext) {
    return facilityId === null ? null : context.load(this.facilities.byId, facilityId);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: 'The second-nearest one, where people walk if the nearest closes; null without. 次近设施',
  })
  runnerUp(@Root() { runnerUpId }: NearestFacility, @Ctx() context: RequestContext) {
    return runnerUpId === null ? null : context.load(this.facilities.byId, runnerUpId);
  }
}

/** @throws PlanningError LIMIT_EXCEEDED, BAD_USER_INPUT */
function travelTimesOf({ origins, destinations, walkMinutes, speedMetersPerSecond }: TravelTimesArguments) {
  const limit = walkLimit(walkMinutes ?? undefined, speedMetersPerSecond);
  const pairs = origins.length * destinations.length;
  const question = {
    origins: checkPoints(origins, 'origins', MOST_MATRIX_POINTS),
    destinations: checkPoints(destinations, 'destinations', MOST_MATRIX_POINTS),
    walkMinutes: walkMinutes ?? null,
    limitCentimeters: walkMinutes == null ? UNBOUNDED_CENTIMETERS : limit.limitCentimeters,
    speedMetersPerSecond,
  };
  checkCount(pairs, MOST_MATRIX_PAIRS, `${origins.length} × ${destinations.length} are ${pairs} pairs`);
  return question;
}
