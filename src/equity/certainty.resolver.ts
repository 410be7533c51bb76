import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { type AccessibilityLoaders, DEFAULT_WALK_MINUTES } from '../accessibility/index.js';
import { pageOfList, rowsInTurns, textOrder } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import {
  AdministrativeDivision,
  checkDivisionCode,
  DivisionLevel,
  type DivisionLoaders,
} from '../divisions/index.js';
import { CareService } from '../facilities/index.js';
import { SPEED_PROFILES_METERS_PER_SECOND } from '../kernel/coverage/coverage-certainty.js';
import { demandRole } from '../platform/access/viewer.js';
import type { ConnectionOf } from '../platform/graphql/connection.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { today } from '../platform/today.js';
import { scenarioNamed, withScenario } from '../scenarios/index.js';
import {
  certaintyOfDivision,
  certaintyPoints,
  type CertaintyService,
  DEFAULT_TOLERANCE_METERS,
  describeCertaintyMember,
} from './certainty.service.js';
import {
  CertaintyMember,
  CertaintyMemberConnection,
  type CertaintyOfDivision,
  CertaintyOfDivisionConnection,
  CertaintyStateEnum,
  CoverageCertainty,
} from './certainty.types.js';
import type { CertaintyState } from './certainty-field.js';
import { pageOfDivisions } from './division-list.js';

const MEMBER_ORDER = textOrder('certainty member');

@ArgsType()
class RangeArguments {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  divisionCode!: string;

  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => Float, {
    defaultValue: DEFAULT_WALK_MINUTES,
    description: 'Walking time in minutes, 1 to 120. 步行时间（分钟）',
  })
  walkMinutes!: number;

  @Field(() => [Float], {
    defaultValue: [...SPEED_PROFILES_METERS_PER_SECOND],
    description: 'Walking speeds in m/s, 0.1 to 3 each. 步行速度（米/秒）',
  })
  speeds!: number[];

  @Field(() => Float, {
    defaultValue: DEFAULT_TOLERANCE_METERS,
    description: 'How much longer or shorter a whole walk may be than computed, in metres. 接入容差（米）',
  })
  accessToleranceMeters!: number;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facilities count with their status of this date; today in China if absent. 统计日期',
  })
  asOf?: string | null;
}

@ArgsType()
class CertaintyArguments extends withScenario(RangeArguments) {}

@Resolver(() => CoverageCertainty)
export class CertaintyResolver {
  constructor(
    private readonly certainties: CertaintyService,
    private readonly accessibility: AccessibilityLoaders,
  ) {}

  @Query(() => CoverageCertainty, {
    nullable: true,
    description:
      'Who is covered always, sometimes or never over a range of walking speeds and a tolerance. 覆盖的确定性',
  })
  async coverageCertainty(
    @Args(() => CertaintyArguments) args: CertaintyArguments,
    @Ctx() context: RequestContext,
  ): Promise<CoverageCertainty> {
    const divisionCode = checkDivisionCode(args.divisionCode, 'divisionCode');
    const version = await context.load(this.accessibility.version, 'now');
    return this.certainties.ask(
      { ...args, divisionCode, asOf: args.asOf ?? today(), scenario: scenarioNamed(args) },
      version,
      context.signal,
    );
  }

  @FieldResolver(() => CertaintyOfDivisionConnection, {
    description: 'The divisions of a level at or under it, by code, or those directly below. 下级区划',
  })
  divisions(
    @Root() { field, unit }: CoverageCertainty,
    @Arg('level', () => DivisionLevel, { nullable: true, description: 'Level. 层级' })
    level: DivisionLevel | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ConnectionOf<CertaintyOfDivision>> {
    const list = pageOfDivisions(field.view, unit, level ?? null, page);
    return rowsInTurns(CertaintyOfDivisionConnection, list, (division) =>
      certaintyOfDivision(field, division),
    );
  }

  @FieldResolver(() => CertaintyMemberConnection, {
    nullable: true,
    description: 'Its demand points by id: all, or those in one state; planner. 成员需求点',
  })
  members(
    @Root() { field, unit }: CoverageCertainty,
    @Arg('certainty', () => CertaintyStateEnum, { nullable: true, description: 'Only this state. 确定性' })
    certainty: CertaintyState | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<CertaintyMember>> {
    demandRole(context.viewer, 'Reading certainty point by point', 'planner');
    const points = certaintyPoints(field, unit, certainty ?? null);
    const list = pageOfList(points, (point) => field.view.ground.demand.ids[point], MEMBER_ORDER, page);
    return rowsInTurns(CertaintyMemberConnection, list, (point) => describeCertaintyMember(field, point));
  }
}

@Resolver(() => CertaintyMember)
export class CertaintyMemberResolver {
  constructor(private readonly divisions: DivisionLoaders) {}

  @FieldResolver(() => AdministrativeDivision, {
    nullable: true,
    description: 'Division it lies in; null for none. 所在区划',
  })
  division(@Root() { divisionCode }: CertaintyMember, @Ctx() context: RequestContext) {
    return divisionCode === null ? null : context.load(this.divisions.byCode, divisionCode);
  }
}
