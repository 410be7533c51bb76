import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AccessibilityLoaders } from '../accessibility/index.js';
import { pageOfList, rankOrder, rowsInTurns } from '../coverage/index.js';
import { AdministrativeDivision, DivisionLevel, type DivisionLoaders } from '../divisions/index.js';
import { demandRole } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { type AccessPoint, AccessPointConnection } from './access.types.js';
import { describeAccessPoint } from './describe-access.js';
import { EquityArguments, equityQuestionOf } from './equity.inputs.js';
import { describeTheil, describeWorstDivisions, type EquityService } from './equity.service.js';
import {
  Equity,
  TheilOfAccess,
  TheilPart,
  TheilPartConnection,
  WorstServed,
  type WorstServedDivision,
  WorstServedDivisionConnection,
} from './equity.types.js';

const PART_ORDER = rankOrder('theil part');
const DIVISION_ORDER = rankOrder('worst-served division');
const POINT_ORDER = rankOrder('worst-served point');

@Resolver(() => Equity)
export class EquityResolver {
  constructor(
    private readonly equities: EquityService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => Equity, {
    nullable: true,
    description:
      'How evenly access to capacity is spread among a division’s people; undefined measures are null with the reason. 公平性',
  })
  async equity(
    @Args(() => EquityArguments) args: EquityArguments,
    @Ctx() context: RequestContext,
  ): Promise<Equity> {
    const question = equityQuestionOf(args);
    const version = await context.load(this.accessibility.version, 'now');
    return this.equities.ask(question, version, context.viewer, context.signal);
  }

  @FieldResolver(() => TheilOfAccess, {
    nullable: true,
    description:
      'Theil’s index split by the divisions of a level, or by those directly below; null when undefined. 泰尔指数',
  })
  theil(
    @Root() equity: Equity,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Level. 层级' })
    level: DivisionLevel | null | undefined,
  ): Promise<TheilOfAccess | null> {
    return describeTheil(equity, level ?? null);
  }
}

@Resolver(() => TheilOfAccess)
export class TheilOfAccessResolver {
  @FieldResolver(() => TheilPartConnection, { description: 'The divisions’ parts, in order. 各区划部分' })
  divisions(
    @Root() { parts }: TheilOfAccess,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<TheilPart>> {
    const list = pageOfList(parts, (_, index) => index + 1, PART_ORDER, page);
    return rowsInTurns(TheilPartConnection, list, (part) => part);
  }
}

@Resolver(() => TheilPart)
export class TheilPartResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'The division; null for people in none. 区划',
  })
  division(@Root() { divisionCode }: TheilPart, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}

@Resolver(() => WorstServed)
export class WorstServedResolver {
  @FieldResolver(() => WorstServedDivisionConnection, {
    description:
      'The divisions of a level, or directly below, where they live, most people first. 所在区划列表',
  })
  divisions(
    @Root() worst: WorstServed,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Level. 层级' })
    level: DivisionLevel | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<WorstServedDivision>> {
    const all = describeWorstDivisions(worst, level ?? null);
    const list = pageOfList(all, ({ rank }) => rank, DIVISION_ORDER, page);
    return rowsInTurns(WorstServedDivisionConnection, list, (division) => division);
  }

  @FieldResolver(() => AccessPointConnection, {
    nullable: true,
    description: 'Their demand points, worst first; planner. 需求点列表',
  })
  points(
    @Root() { field, worst }: WorstServed,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<AccessPoint>> {
    demandRole(context.viewer, 'Reading the worst-served demand points', 'planner');
    const list = pageOfList(worst, (_, index) => index + 1, POINT_ORDER, page);
    return rowsInTurns(AccessPointConnection, list, (point) => describeAccessPoint(field, point));
  }
}
