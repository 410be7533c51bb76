import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { AdministrativeDivision, checkDivisionCode, type DivisionLoaders } from '../divisions/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { CoverageArguments, DivisionCoverageArguments, questionOf } from './coverage.inputs.js';
import type { CoverageLoaders } from './coverage.loaders.js';
import { divisionNumber } from './coverage.service.js';
import {
  Coverage,
  type Gap,
  GapConnection,
  PopulationCoverage,
  type PopulationMember,
  PopulationMemberConnection,
  PresenceCoverage,
  type PresenceMember,
  PresenceMemberConnection,
} from './coverage.types.js';
import {
  describeCoverage,
  describeGap,
  describePopulation,
  describePresence,
  presenceMembers,
} from './describe-coverage.js';
import { demandGaps, gapList } from './gap-list.js';
import { pageOfList, rankOrder, textOrder } from './list-page.js';
import { rowsInTurns } from './rows-in-turns.js';
import { pageOfDemand } from './page-of-demand.js';
import { PresenceArguments } from './unit-choice.js';

const PRESENCE_ORDER = textOrder('presence member');
const GAP_ORDER = rankOrder('gap');

@Resolver(() => AdministrativeDivision)
export class CoverageOfDivisionResolver {
  constructor(private readonly loaders: CoverageLoaders) {}

  @FieldResolver(() => Coverage, {
    description: 'Coverage by a service: units that have it, and people who can walk to it. 覆盖情况',
  })
  async coverage(
    @Root() division: AdministrativeDivision,
    @Args(() => CoverageArguments) args: CoverageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Coverage> {
    const view = await context.load(this.loaders.view, questionOf(args));
    return describeCoverage(view, divisionNumber(view.ground, division.code));
  }

  @Query(() => Coverage, {
    name: 'coverage',
    nullable: true,
    description: 'Coverage of one division by a service; error NOT_FOUND for an unknown one. 覆盖情况',
  })
  async coverageOf(
    @Arg('divisionCode', () => ID, { description: 'Division, 12 digits. 区划代码' }) divisionCode: string,
    @Args(() => CoverageArguments) args: CoverageArguments,
    @Ctx() context: RequestContext,
  ): Promise<Coverage> {
    const code = checkDivisionCode(divisionCode, 'divisionCode');
    const view = await context.load(this.loaders.view, questionOf(args));
    return describeCoverage(view, divisionNumber(view.ground, code));
  }

  @Query(() => GapConnection, {
    nullable: true,
    description:
      'Places under a division where people are not covered, most people first; planner. They add up to its uncovered people. 服务缺口列表',
  })
  async gaps(
    @Args(() => DivisionCoverageArguments) args: DivisionCoverageArguments,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Gap>> {
    demandGaps(context.viewer);
    const code = checkDivisionCode(args.divisionCode, 'divisionCode');
    const view = await context.load(this.loaders.view, questionOf(args));
    const unit = divisionNumber(view.ground, code);
    const gaps = await gapList(view, unit, args.cohort, context.viewer, context.signal);
    const list = pageOfList(gaps, ({ rank }) => rank, GAP_ORDER, page);
    return rowsInTurns(GapConnection, list, (gap) => describeGap(view, gap));
  }
}

@Resolver(() => Coverage)
export class CoverageResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The division covered. 区划' })
  division(@Root() { view, unit }: Coverage, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, view.ground.tree.nodes[unit].code);
  }

  @FieldResolver(() => [PresenceCoverage], {
    description:
      'Presence per level at or under the division, or one figure for the level or levels asked for. 设施覆盖率',
  })
  presence(
    @Root() { view, unit }: Coverage,
    @Args(() => PresenceArguments) args: PresenceArguments,
  ): PresenceCoverage[] {
    return describePresence(view, unit, args);
  }

  @FieldResolver(() => PopulationCoverage, {
    nullable: true,
    description:
      'Population coverage of an age group; error FAILED_PRECONDITION (reason NO_NETWORK) while there is no walking network. 人口覆盖率',
  })
  async population(
    @Root() { view, unit }: Coverage,
    @Arg('cohort', () => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
    cohort: Cohort,
  ): Promise<PopulationCoverage> {
    await view.prepare(cohort);
    return describePopulation(view, unit, cohort);
  }
}

@Resolver(() => PresenceCoverage)
export class PresenceCoverageResolver {
  @FieldResolver(() => PresenceMemberConnection, {
    description: 'The units by code: all, those that count, or those that do not. 成员单元',
  })
  members(
    @Root() presence: PresenceCoverage,
    @Arg('counted', () => Boolean, {
      nullable: true,
      description: 'Only units that count, or only the others. 是否达标',
    })
    counted: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): ConnectionOf<PresenceMember> {
    const members = presenceMembers(presence, counted ?? null, context.viewer);
    const list = pageOfList(members, ({ divisionCode }) => divisionCode, PRESENCE_ORDER, page);
    return new PresenceMemberConnection(list.page, list.items, async () => list.total);
  }
}

@Resolver(() => PopulationCoverage)
export class PopulationCoverageResolver {
  @FieldResolver(() => PopulationMemberConnection, {
    nullable: true,
    description: 'The demand points by id: all, those covered, or those not; planner. 成员需求点',
  })
  members(
    @Root() { view, unit, cohort }: PopulationCoverage,
    @Arg('covered', () => Boolean, {
      nullable: true,
      description: 'Only covered points, or only the others. 是否覆盖',
    })
    covered: boolean | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<PopulationMember>> {
    return pageOfDemand(view, view.demandWithin(unit, cohort, covered ?? null), cohort, page, context.viewer);
  }
}
