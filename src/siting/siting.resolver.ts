import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { type PopulationMember, PopulationMemberConnection } from '../coverage/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { pageOfColumns } from './demand-columns.js';
import { SitingArguments, sitingQuestionOf } from './siting.inputs.js';
import type { SitingService } from './siting.service.js';
import { ProposedSite, SitingEffect, SitingOutcome, SitingPlan } from './siting.types.js';

@Resolver()
export class SitingResolver {
  constructor(
    private readonly siting: SitingService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => SitingOutcome, {
    nullable: true,
    description:
      'Where new facilities of a service cover most people of a division that no existing one covers; planner. 选址建议',
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
