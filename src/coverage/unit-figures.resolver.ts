import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import {
  Coverage,
  PresenceCoverage,
  type PresenceMember,
  PresenceMemberConnection,
} from './coverage.types.js';
import {
  describeClosing,
  describeClosingUnit,
  describeDifference,
  describeUrbanRural,
} from './describe-units.js';
import { excludedMembers } from './describe-coverage.js';
import { pageOfList, rankOrder, textOrder } from './list-page.js';
import { ClosingPlan, ClosingUnit, ClosingUnitConnection } from './units-to-close.types.js';
import {
  UrbanRuralArguments,
  UrbanRuralDifference,
  UrbanRuralDifferenceConnection,
  UrbanRuralReadings,
} from './urban-rural.types.js';

const EXCLUDED_ORDER = textOrder('excluded unit');
const CLOSING_ORDER = rankOrder('unit to close');
const DIFFERENCE_ORDER = textOrder('urban–rural difference');

@Resolver(() => PresenceCoverage)
export class UnitsOfPresenceResolver {
  @FieldResolver(() => PresenceMemberConnection, {
    description: 'Units of the level that are not in the set, by code, and why. 未纳入单元',
  })
  excluded(
    @Root() presence: PresenceCoverage,
    @Args(() => PageArguments) page: PageArguments,
  ): ConnectionOf<PresenceMember> {
    const members = excludedMembers(presence);
    const list = pageOfList(members, ({ divisionCode }) => divisionCode, EXCLUDED_ORDER, page);
    return new PresenceMemberConnection(list.page, list.items, async () => list.total);
  }

  @FieldResolver(() => ClosingPlan, {
    description: 'Which units to close first, cheapest way to the target. 优先补点',
  })
  unitsToClose(
    @Root() presence: PresenceCoverage,
    @Arg('targetRatio', () => String, {
      nullable: true,
      description: 'Promised share; the one given to presence if absent. 目标覆盖率',
    })
    targetRatio: string | null | undefined,
    @Arg('cohort', () => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
    cohort: Cohort,
  ): ClosingPlan {
    return describeClosing(presence, targetRatio ?? null, cohort);
  }
}

@Resolver(() => ClosingPlan)
export class ClosingPlanResolver {
  @FieldResolver(() => ClosingUnitConnection, { description: 'The units by rank. 待补点单元' })
  units(
    @Root() plan: ClosingPlan,
    @Args(() => PageArguments) page: PageArguments,
  ): ConnectionOf<ClosingUnit> {
    const list = pageOfList(plan.ranked, (_, index) => index + 1, CLOSING_ORDER, page);
    const start = Number(list.page.keys[0] ?? 1);
    const units = list.items.map((unit, index) => describeClosingUnit(plan, unit, start + index));
    return new ClosingUnitConnection(list.page, units, async () => list.total);
  }
}

@Resolver(() => ClosingUnit)
export class ClosingUnitResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The unit. 单元' })
  division(@Root() { divisionCode }: ClosingUnit, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => Coverage)
export class UrbanRuralOfCoverageResolver {
  @FieldResolver(() => UrbanRuralReadings, {
    description: 'Presence urban and rural, by each of the three rules. 城乡三种口径对照',
  })
  urbanRural(
    @Root() { view, unit }: Coverage,
    @Args(() => UrbanRuralArguments) args: UrbanRuralArguments,
  ): UrbanRuralReadings {
    return describeUrbanRural(view, unit, args);
  }
}

@Resolver(() => UrbanRuralReadings)
export class UrbanRuralReadingsResolver {
  @FieldResolver(() => UrbanRuralDifferenceConnection, {
    description: 'The units on which the rules disagree, by code. 口径不一致的单元',
  })
  differences(
    @Root() { view, differing }: UrbanRuralReadings,
    @Args(() => PageArguments) page: PageArguments,
  ): ConnectionOf<UrbanRuralDifference> {
    const { nodes } = view.ground.tree;
    const list = pageOfList(differing, (unit) => nodes[unit].code, DIFFERENCE_ORDER, page);
    const items = list.items.map((unit) => describeDifference(view, unit));
    return new UrbanRuralDifferenceConnection(list.page, items, async () => list.total);
  }
}

@Resolver(() => UrbanRuralDifference)
export class UrbanRuralDifferenceResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The unit. 单元' })
  division(@Root() { divisionCode }: UrbanRuralDifference, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }
}
