import type { MultiPolygon } from 'geojson';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { type EstateLoaders, HousingEstate } from '../estates/index.js';
import { Facility, type FacilityLoaders } from '../facilities/index.js';
import { demandRole } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { AreaCoverage, AreaMember, AreaMemberConnection } from './area.types.js';
import { Coverage } from './coverage.types.js';
import { areaFacilities, describeArea } from './describe-area.js';
import { describeEstate, describeHouseholds } from './describe-households.js';
import { HouseholdCoverage, HouseholdMember, HouseholdMemberConnection } from './household.types.js';
import { pageOfList, textOrder } from './list-page.js';
import type { ReadingLoaders } from './readings.loaders.js';

const ESTATE_ORDER = textOrder('household member');
const FACILITY_ORDER = textOrder('area member');
const NO_NETWORK = 'error FAILED_PRECONDITION (reason NO_NETWORK) while there is no walking network';
/** Where nothing is known yet a division may cost some statements; a known one costs nothing. */
const MEASURING = 5;
const DRAWING = 1_000;

@Resolver(() => Coverage)
export class ReadingsResolver {
  constructor(private readonly loaders: ReadingLoaders) {}

  @FieldResolver(() => HouseholdCoverage, {
    nullable: true,
    description: `Household coverage; ${NO_NETWORK}. 住户覆盖率`,
  })
  async households(
    @Root() { view, unit }: Coverage,
    @Ctx() context: RequestContext,
  ): Promise<HouseholdCoverage> {
    return describeHouseholds(await context.load(this.loaders.households, view), unit);
  }

  @FieldResolver(() => AreaCoverage, {
    nullable: true,
    complexity: ({ childComplexity }) => MEASURING + childComplexity,
    description: `Area coverage; ${NO_NETWORK}. 面积覆盖率`,
  })
  async area(@Root() { view, unit }: Coverage, @Ctx() context: RequestContext): Promise<AreaCoverage> {
    const field = await context.load(this.loaders.areaField, view);
    const known = field.at(unit);
    if (known) return describeArea(view, field, unit, known);
    await context.load(this.loaders.measured, { field, unit });
    return describeArea(view, field, unit, field.at(unit)!);
  }
}

@Resolver(() => HouseholdCoverage)
export class HouseholdCoverageResolver {
  @FieldResolver(() => HouseholdMemberConnection, {
    nullable: true,
    description: 'The estates by id: all, those covered, or those not; planner, resources. 成员小区',
  })
  members(
    @Root() { households, unit }: HouseholdCoverage,
    @Arg('covered', () => Boolean, {
      nullable: true,
      description: 'Only covered estates, or only the others. 是否覆盖',
    })
    covered: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { viewer }: RequestContext,
  ): ConnectionOf<HouseholdMember> {
    demandRole(viewer, 'Reading the estates of a figure', 'planner', 'resources');
    const estates = households.estatesWithin(unit, covered ?? null);
    const { ids } = households.field.ground;
    const list = pageOfList(estates, (estate) => ids[estate], ESTATE_ORDER, page);
    const members = list.items.map((estate) => describeEstate(households, estate));
    return new HouseholdMemberConnection(list.page, members, async () => list.total);
  }
}

@Resolver(() => HouseholdMember)
export class HouseholdMemberResolver {
  constructor(
    private readonly divisions: DivisionLoaders,
    private readonly facilities: FacilityLoaders,
    private readonly estates: EstateLoaders,
  ) {}

  @FieldResolver(() => HousingEstate, { description: 'The estate. 小区' })
  estate(@Root() { estateId }: HouseholdMember, @Ctx() context: RequestContext) {
    return context.load(this.estates.byId, estateId);
  }

  @FieldResolver(() => AdministrativeDivision, { description: 'Division it lies in. 所在区划' })
  division(@Root() { divisionCode }: HouseholdMember, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: 'Nearest operating facility of the service; null when none can be reached. 最近设施',
  })
  nearestFacility(@Root() { nearestFacilityId }: HouseholdMember, @Ctx() context: RequestContext) {
    return nearestFacilityId === null ? null : context.load(this.facilities.byId, nearestFacilityId);
  }
}

@Resolver(() => AreaCoverage)
export class AreaCoverageResolver {
  @FieldResolver(() => AreaMemberConnection, {
    nullable: true,
    complexity: ({ childComplexity, args }) => DRAWING + Number(args.first) * childComplexity,
    description:
      'Facilities by id whose circles take part; only published ones for who may see no others. 参与的设施',
  })
  async members(
    @Root() area: AreaCoverage,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { viewer, signal }: RequestContext,
  ): Promise<ConnectionOf<AreaMember>> {
    const members = await areaFacilities(area, viewer, signal);
    const list = pageOfList(members, ({ facilityId }) => facilityId, FACILITY_ORDER, page);
    return new AreaMemberConnection(list.page, list.items, async () => list.total);
  }

  @FieldResolver(() => GeoJsonScalar, {
    nullable: true,
    complexity: DRAWING,
    description:
      'The part of the base inside no circle, a MultiPolygon simplified to a metre; planner. 未覆盖部分',
  })
  uncovered(
    @Root() { field, unit }: AreaCoverage,
    @Ctx() { viewer, signal }: RequestContext,
  ): Promise<MultiPolygon> {
    demandRole(viewer, 'Drawing what is not covered', 'planner');
    return field.uncovered(unit, { signal });
  }
}

@Resolver(() => AreaMember)
export class AreaMemberResolver {
  constructor(private readonly facilities: FacilityLoaders) {}

  @FieldResolver(() => Facility, {
    nullable: true,
    description: 'The facility; null for one that a scenario opens. 设施',
  })
  facility(@Root() { facilityId }: AreaMember, @Ctx() context: RequestContext) {
    return context.load(this.facilities.byId, facilityId);
  }
}
