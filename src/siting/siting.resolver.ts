import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import {
  pageOfList,
  type PopulationMember,
  PopulationMemberConnection,
  textOrder,
} from '../coverage/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { pageOfAssignment, type SitingAssignment, SitingAssignmentConnection } from './assignment-columns.js';
import { pageOfColumns } from './demand-columns.js';
import { ProposedSite } from './planned-site.types.js';
import { SitingEffect, SitingLevel } from './siting-effect.types.js';
import { SitingOutcome } from './siting-outcome.types.js';
import { SitingPlan } from './siting-plan.type.js';
import { SitingArguments, sitingQuestionOf } from './siting.inputs.js';
import type { SitingService } from './siting.service.js';

@Resolver()
export class SitingResolver {
  constructor(
    private readonly siting: SitingService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => SitingOutcome, {
    nullable: true,
    description:
      'Where new facilities of a service should go so that people of a division are served best, with proof; planner. 选址建议',
  })
  async proposeSites(
    @Args(() => SitingArguments) args: SitingArguments,
    @Ctx() context: RequestContext,
  ): Promise<SitingOutcome> {
    const question = sitingQuestionOf(args);
    const version = await context.load(this.accessibility.version, 'now');
    return this.siting.propose(question, version, context.viewer, { signal: context.signal });
  }
}

@ArgsType()
class AssignmentArguments extends PageArguments {
  @Field(() => ID, {
    nullable: true,
    description: 'Only what this candidate or facility serves. 站点或设施编号',
  })
  siteId?: string | null;
}

@Resolver(() => SitingPlan)
export class SitingPlanResolver {
  @FieldResolver(() => PopulationMemberConnection, {
    description: 'Demand points neither an existing facility nor any candidate reaches. 无法覆盖的需求点',
  })
  uncoverablePoints(
    @Root() { uncoverable, rule }: SitingPlan,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<PopulationMember>> {
    return pageOfColumns(uncoverable, rule.cutoffSeconds, page);
  }

  @FieldResolver(() => PopulationMemberConnection, {
    description:
      'Demand points some candidate reaches that stay uncovered with this plan; their walk is today’s. 方案仍未覆盖的需求点',
  })
  uncoveredPoints(
    @Root() { uncovered, rule }: SitingPlan,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<PopulationMember>> {
    return pageOfColumns(uncovered, rule.cutoffSeconds, page);
  }

  @FieldResolver(() => SitingAssignmentConnection, {
    description:
      'Which open site serves each demand point: the nearest, or by the capacities. 需求点与服务站点的对应',
  })
  assignment(
    @Root() { assignment }: SitingPlan,
    @Args(() => AssignmentArguments) args: AssignmentArguments,
  ): Promise<ConnectionOf<SitingAssignment>> {
    return pageOfAssignment(assignment, args.siteId ?? null, args);
  }
}

const SitingEffectConnection = defineConnection('SitingEffect', '方案对区划的影响', () => SitingEffect);
const EFFECT_ORDER = textOrder('siting effect');

@Resolver(() => SitingLevel)
export class SitingLevelResolver {
  @FieldResolver(() => SitingEffectConnection, { description: 'Each unit, by code. 各单元' })
  divisions(
    @Root() { units }: SitingLevel,
    @Args(() => PageArguments) args: PageArguments,
  ): ConnectionOf<SitingEffect> {
    const { page, items, total } = pageOfList(units, ({ divisionCode }) => divisionCode, EFFECT_ORDER, args);
    return new SitingEffectConnection(page, items, async () => total);
  }
}

@Resolver(() => ProposedSite)
export class ProposedSiteResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in, null where no boundary says so. 所在区划',
  })
  division(@Root() { divisionCode }: ProposedSite, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => SitingEffect)
export class SitingEffectResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The division. 区划' })
  division(@Root() { divisionCode }: SitingEffect, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }
}
