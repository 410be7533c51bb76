import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { Facility, seesAll, type FacilityLoaders } from '../facilities/index.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { Gap, PopulationCoverage, PopulationMember, PresenceMember } from './coverage.types.js';
import { declaredPopulation, DeclaredPopulation } from './declared-population.js';

/** Links from coverage figures to the catalogue, each read through its room's loaders. */
@Resolver(() => PresenceMember)
export class PresenceMemberResolver {
  constructor(
    private readonly divisions: DivisionLoaders,
    private readonly facilities: FacilityLoaders,
  ) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The unit. 单元' })
  division(@Root() { divisionCode }: PresenceMember, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description:
      'The facility that decides; null for NO_FACILITY and where facilityWithheld is true. 判定依据的设施',
  })
  facility(@Root() { deciding }: PresenceMember, @Ctx() context: RequestContext) {
    return deciding && context.load(this.facilities.byId, deciding.id);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True when the deciding facility is not published and so not shown to this viewer. 设施是否未公开',
  })
  facilityWithheld(@Root() { deciding }: PresenceMember, @Ctx() context: RequestContext): boolean {
    return deciding !== null && !deciding.published && !seesAll(context.viewer);
  }
}

@Resolver(() => PopulationCoverage)
export class DeclaredPeopleResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => DeclaredPopulation, {
    nullable: true,
    description:
      'The division’s own count of this age group, latest year not after the date; it may differ from totalPeople, which adds up demand points. Null where unknown. 区划统计人数',
  })
  async declaredPeople(
    @Root() { view, unit, cohort }: PopulationCoverage,
    @Ctx() context: RequestContext,
  ): Promise<DeclaredPopulation | null> {
    const { tree, asOf } = view.ground;
    const years = await context.load(this.divisions.populations, tree.nodes[unit].code);
    return declaredPopulation(years, cohort, asOf);
  }
}

@Resolver(() => PopulationMember)
export class PopulationMemberResolver {
  constructor(
    private readonly divisions: DivisionLoaders,
    private readonly facilities: FacilityLoaders,
  ) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'Division it lies in. 所在区划' })
  division(@Root() { divisionCode }: PopulationMember, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: 'Nearest operating facility of the service; null when none can be reached. 最近设施',
  })
  nearestFacility(@Root() { nearestFacilityId }: PopulationMember, @Ctx() context: RequestContext) {
    return nearestFacilityId === null ? null : context.load(this.facilities.byId, nearestFacilityId);
  }
}

@Resolver(() => Gap)
export class GapResolver {
  constructor(
    private readonly divisions: DivisionLoaders,
    private readonly facilities: FacilityLoaders,
  ) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'Division it lies in. 所在区划' })
  division(@Root() { divisionCode }: Gap, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description: 'Nearest facility from `location`; null when none can be reached. 最近设施',
  })
  nearestFacility(@Root() { nearestFacilityId }: Gap, @Ctx() context: RequestContext) {
    return nearestFacilityId === null ? null : context.load(this.facilities.byId, nearestFacilityId);
  }
}
