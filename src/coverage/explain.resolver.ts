import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { AdministrativeDivision, checkDivisionCode, type DivisionLoaders } from '../divisions/index.js';
import { Facility, type FacilityLoaders, seesAll } from '../facilities/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { questionOf } from './coverage.inputs.js';
import type { ExplainService } from './explain.service.js';
import { ExplainArguments, ExplainedMember, ExplainedMemberConnection } from './explain.types.js';
import { pageOfList, textOrder } from './list-page.js';
import { levelsAsked, unitChoiceOf } from './unit-choice.js';

const ORDER = textOrder('explained member');

@Resolver(() => ExplainedMember)
export class ExplainResolver {
  constructor(
    private readonly explaining: ExplainService,
    private readonly accessibility: AccessibilityLoaders,
    private readonly divisions: DivisionLoaders,
    private readonly facilities: FacilityLoaders,
  ) {}

  @Query(() => ExplainedMemberConnection, {
    nullable: true,
    description:
      'Opens any coverage ratio of a division into its members by id, with reasons: units (public), demand points (planner), estates and land (planner, resources). List lengths and weights equal the ratio’s figures. 覆盖率逐项说明',
  })
  async explainCoverage(
    @Args(() => ExplainArguments) args: ExplainArguments,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<ExplainedMember>> {
    const { reading, part, cohort } = args;
    const question = {
      ...questionOf(args),
      divisionCode: checkDivisionCode(args.divisionCode, 'divisionCode'),
      ...{ reading, part, cohort, levels: levelsAsked(args) },
      choice: unitChoiceOf(args),
    };
    const version = await context.load(this.accessibility.version, 'now');
    const { viewer, signal } = context;
    const { list } = await this.explaining.explain(question, version, viewer, { signal });
    const { page: keys, items, total } = pageOfList(list.items, (item) => list.keyOf(item), ORDER, page);
    return new ExplainedMemberConnection(
      keys,
      items.map((item) => list.describe(item)),
      async () => total,
    );
  }

  @FieldResolver(() => AdministrativeDivision, {
    description: 'The unit itself, or the division it lies in. 所在区划',
  })
  division(@Root() { divisionCode }: ExplainedMember, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, divisionCode);
  }

  @FieldResolver(() => Facility, {
    nullable: true,
    description:
      'The facility that decides, or the nearest one; null where there is none and where facilityWithheld is true. 相关设施',
  })
  facility(@Root() { facilityAtHand }: ExplainedMember, @Ctx() context: RequestContext) {
    return facilityAtHand && context.load(this.facilities.byId, facilityAtHand.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'True when that facility is not published and so not shown to this viewer. 设施是否未公开',
  })
  facilityWithheld(@Root() { facilityAtHand }: ExplainedMember, @Ctx() { viewer }: RequestContext): boolean {
    return facilityAtHand !== null && !facilityAtHand.published && !seesAll(viewer);
  }
}
