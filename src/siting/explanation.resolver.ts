import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { type PopulationMember, PopulationMemberConnection } from '../coverage/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { pageOfColumns } from './demand-columns.js';
import type { ExplainSitingService } from './explain-siting.service.js';
import { CandidateAnswer, CandidateWorth } from './explanation.types.js';
import { SitingArguments, sitingQuestionOf } from './siting.inputs.js';

@Resolver()
export class ExplainCandidateResolver {
  constructor(
    private readonly explaining: ExplainSitingService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => CandidateAnswer, {
    nullable: true,
    description:
      'Why not here? What a candidate would add, what replaces it, the best plan with it and what that costs; planner. 备选点解释',
  })
  async explainCandidate(
    @Arg('candidateId', () => ID, { description: 'Candidate. 备选点编号' }) candidateId: string,
    @Args(() => SitingArguments) args: SitingArguments,
    @Ctx() context: RequestContext,
  ): Promise<CandidateAnswer> {
    const question = sitingQuestionOf(args);
    const version = await context.load(this.accessibility.version, 'now');
    const { viewer, signal } = context;
    return this.explaining.explain(question, candidateId, version, viewer, { signal });
  }
}

@Resolver(() => CandidateWorth)
export class CandidateWorthResolver {
  @FieldResolver(() => PopulationMemberConnection, {
    description: 'The demand points of the people newly covered; their walk is today’s. 新增覆盖的需求点',
  })
  newlyCoveredPoints(
    @Root() { points, cutoffSeconds }: CandidateWorth,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<PopulationMember>> {
    return pageOfColumns(points, cutoffSeconds, page);
  }
}
