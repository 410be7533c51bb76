import { ArgsType, Field, Float, ID } from 'type-graphql';
import { CareService } from '../facilities/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { checkPoint, PointInput } from '../platform/graphql/spatial-filter.js';
import { WalkArguments } from './walk-arguments.js';
import { DEFAULT_SPEED_METERS_PER_SECOND } from './walk-limit.js';

/** Bounds of one query; the command line has none. */
export const MOST_AREAS = 500;
export const MOST_MATRIX_POINTS = 1000;
export const MOST_MATRIX_PAIRS = 10_000;

const SPEED_FIELD = {
  defaultValue: DEFAULT_SPEED_METERS_PER_SECOND,
  description: 'Walking speed in m/s, 0.1 to 3; older people walk about 0.64 to 1.0. 步行速度（米/秒）',
} as const;

@ArgsType()
export class ServiceAreaArguments extends WalkArguments {
  @Field(() => ID, { nullable: true, description: 'Facility to walk to; give this or `at`. 设施编号' })
  facilityId?: string | null;

  @Field(() => PointInput, {
    nullable: true,
    description: 'Point to walk to; give this or `facilityId`. 坐标点',
  })
  at?: PointInput | null;
}

@ArgsType()
export class ServiceAreasArguments extends WalkArguments {
  @Field(() => [ID], {
    nullable: true,
    description: `Facilities to walk to, at most ${MOST_AREAS}; give these or \`at\`. 设施编号`,
  })
  facilityIds?: string[] | null;

  @Field(() => [PointInput], {
    nullable: true,
    description: `Points to walk to, at most ${MOST_AREAS}; give these or \`facilityIds\`. 坐标点`,
  })
  at?: PointInput[] | null;
}

@ArgsType()
export class TravelTimesArguments {
  @Field(() => [PointInput], {
    description: `Where the walks begin, at most ${MOST_MATRIX_POINTS}. 起点`,
  })
  origins!: PointInput[];

  @Field(() => [PointInput], {
    description: `Where they end, at most ${MOST_MATRIX_POINTS}, and at most ${MOST_MATRIX_PAIRS} pairs of both. 终点`,
  })
  destinations!: PointInput[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Walks that take longer count as none, 1 to 120 minutes; unlimited if absent. 步行时间上限（分钟）',
  })
  walkMinutes?: number | null;

  @Field(() => Float, SPEED_FIELD)
  speedMetersPerSecond!: number;
}

@ArgsType()
export class NearestFacilityArguments {
  @Field(() => PointInput, { description: 'Where the walk begins. 起点' })
  at!: PointInput;

  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facilities count with their status of this date; today in China if absent. 统计日期',
  })
  asOf?: string | null;

  @Field(() => Float, SPEED_FIELD)
  speedMetersPerSecond!: number;
}

@ArgsType()
export class RouteArguments {
  @Field(() => PointInput, { description: 'Where the walk begins. 起点' })
  from!: PointInput;

  @Field(() => PointInput, { description: 'Where it ends. 终点' })
  to!: PointInput;

  @Field(() => Float, SPEED_FIELD)
  speedMetersPerSecond!: number;
}

/** @throws PlanningError LIMIT_EXCEEDED for a list that is too long, BAD_USER_INPUT for a point off the Earth. */
export function checkPoints(points: readonly PointInput[], field: string, most: number): PointInput[] {
  checkCount(points.length, most, `${field} holds ${points.length} points`);
  return points.map((point, at) => checkPoint(point, `${field}[${at}]`));
}

/** @throws PlanningError LIMIT_EXCEEDED */
export function checkCount(count: number, most: number, what: string): void {
  if (count <= most) return;
  throw new PlanningError(
    'LIMIT_EXCEEDED',
    `${what}; at most ${most} are answered in one query. Ask in parts.`,
    { limit: most, count },
  );
}
