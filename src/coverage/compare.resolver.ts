import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { AdministrativeDivision, type DivisionLoaders } from '../divisions/index.js';
import { Facility, type FacilityLoaders } from '../facilities/index.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { ComparisonArguments, comparisonQuestionOf } from './compare.inputs.js';
import type { ComparisonService } from './compare.service.js';
import {
  ComparedFacility,
  ComparedFacilityConnection,
  ComparedUnit,
  ComparedUnitConnection,
  CoverageChangePart,
  CoverageComparison,
} from './compare.types.js';
import { describeFacilitySteps, describeUnitStep } from './describe-comparison.js';
import { pageOfList, rankOrder, textOrder } from './list-page.js';

const UNIT_ORDER = textOrder('compared unit');
const FACILITY_ORDER = rankOrder('compared facility');
/** Circles of up to five situations are drawn and overlaid. */
const MEASURING_GROUND = 1_000;

@Resolver(() => CoverageComparison)
export class ComparisonResolver {
  constructor(
    private readonly comparisons: ComparisonService,
    private readonly accessibility: AccessibilityLoaders,
    private readonly divisions: DivisionLoaders,
  ) {}

  @Query(() => CoverageComparison, {
    nullable: true,
    complexity: ({ args, childComplexity }) =>
      (args.reading === 'AREA' ? MEASURING_GROUND : 4) + (args.after?.changes ?? []).length + childComplexity,
    description:
      'Why coverage differs between two dates, or between now and a scenario: built + closed + denominator + rule, exactly. 覆盖率变化分解',
  })
  async compareCoverage(
    @Args(() => ComparisonArguments) args: ComparisonArguments,
    @Ctx() context: RequestContext,
  ): Promise<CoverageComparison> {
    const question = comparisonQuestionOf(args);
    const version = await context.load(this.accessibility.version, 'now');
    return this.comparisons.ask(question, version, context.viewer, context.signal);
  }

  @FieldResolver(() => AdministrativeDivision, { description: 'The division asked for. 区划' })
  division(@Root() { ground, unit }: CoverageComparison, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, ground.tree.nodes[unit].code);
  }
}

@Resolver(() => CoverageChangePart)
export class CoverageChangePartResolver {
  @FieldResolver(() => ComparedUnitConnection, {
    description: 'The units that change in this step, by code. 变化单元',
  })
  units(
    @Root() part: CoverageChangePart,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): ConnectionOf<ComparedUnit> {
    const { nodes } = part.ground.tree;
    const list = pageOfList(part.steps.units(part.step), ({ unit }) => nodes[unit].code, UNIT_ORDER, page);
    const units = list.items.map((step) => describeUnitStep(part, step, context.viewer));
    return new ComparedUnitConnection(list.page, units, async () => list.total);
  }

  @FieldResolver(() => ComparedFacilityConnection, {
    description:
      'The facilities behind this step that serve the division, existing ones by id, then changes; to the public only published ones. 变化设施',
  })
  facilities(
    @Root() part: CoverageChangePart,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): ConnectionOf<ComparedFacility> {
    const all = describeFacilitySteps(part, context.viewer);
    const list = pageOfList(all, (_, index) => index + 1, FACILITY_ORDER, page);
    return new ComparedFacilityConnection(list.page, list.items, async () => list.total);
  }
}

/** Links of a comparison to the catalogue, read only when asked for. */
@Resolver(() => ComparedUnit)
export class ComparedUnitResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, { description: 'The unit. 区划' })
  division(@Root() { code }: ComparedUnit, @Ctx() context: RequestContext) {
    return context.load(this.divisions.byCode, code);
  }
}

@Resolver(() => ComparedFacility)
export class ComparedFacilityResolver {
  constructor(private readonly facilities: FacilityLoaders) {}

  @FieldResolver(() => Facility, { nullable: true, description: 'The facility; null for a new place. 设施' })
  facility(@Root() { facilityId }: ComparedFacility, @Ctx() context: RequestContext) {
    return facilityId === null ? null : context.load(this.facilities.byId, facilityId);
  }
}
