import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { type ConnectionOf, defineConnection } from '../platform/graphql/connection.js';
import { loadAll } from '../platform/graphql/load-all.js';
import { pageRequest } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { CandidateSite } from './candidate-site.record.js';
import { CANDIDATE_ORDER, type CandidateSitesRepository } from './candidate-sites.repository.js';
import { CandidateSitesArguments, checkCandidateFilter } from './facilities.inputs.js';
import type { FacilityLoaders } from './facilities.loaders.js';

const CandidateSiteConnection = defineConnection('CandidateSite', '备选点', () => CandidateSite);

@Resolver(() => CandidateSite)
export class CandidateSitesResolver {
  constructor(
    private readonly candidates: CandidateSitesRepository,
    private readonly loaders: FacilityLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => CandidateSiteConnection, {
    nullable: true,
    description: 'Places where facilities could go; planner. 备选点列表',
  })
  async candidateSites(
    @Args(() => CandidateSitesArguments) args: CandidateSitesArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<CandidateSite>> {
    const filter = checkCandidateFilter(args.filter);
    const page = await this.candidates.list(filter, pageRequest(args, CANDIDATE_ORDER), context.viewer);
    const rows = await loadAll(context, this.loaders.candidateById, page.keys);
    return new CandidateSiteConnection(page, rows, () => this.candidates.count(filter, context.viewer));
  }

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in. 所在区划',
  })
  division(@Root() site: CandidateSite, @Ctx() context: RequestContext) {
    return site.divisionCode === null ? null : context.load(this.divisions.byCode, site.divisionCode);
  }
}
