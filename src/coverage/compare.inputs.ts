import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { DEFAULT_SPEED_METERS_PER_SECOND, DEFAULT_WALK_MINUTES, walkLimit } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { checkDivisionCode, DivisionLevel } from '../divisions/index.js';
import { CareService } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import type { ComparisonQuestion } from './compare.service.js';
import { ComparedReading } from './compare.types.js';
import { checkChanges, type UncheckedChange } from './what-if-change.js';
import { FacilityChangeInput } from './what-if.inputs.js';

@InputType({ description: 'One side of a comparison. 对比的一方' })
export class ComparisonSideInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facilities, units and predicates as of this date; today in China if absent. 统计日期',
  })
  asOf?: string | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_WALK_MINUTES,
    description: 'Walking time in minutes, 1 to 120. 步行时间（分钟）',
  })
  walkMinutes!: number;

  @Field(() => Float, {
    defaultValue: DEFAULT_SPEED_METERS_PER_SECOND,
    description: 'Walking speed in m/s, 0.1 to 3. 步行速度（米/秒）',
  })
  speedMetersPerSecond!: number;
}

@InputType({ description: 'The later side of a comparison, or a scenario. 对比的后一方' })
export class LaterSideInput extends ComparisonSideInput {
  @Field(() => [FacilityChangeInput], {
    nullable: true,
    description: 'Changes to try out on this side, as in whatIf; planner. 设施变动',
  })
  changes?: FacilityChangeInput[] | null;
}

@ArgsType()
export class ComparisonArguments {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  divisionCode!: string;

  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => ComparedReading, { description: 'Which coverage. 覆盖口径' })
  reading!: ComparedReading;

  @Field(() => DivisionLevel, {
    nullable: true,
    description:
      'Level of the units: needed for PRESENCE; for POPULATION the units told of, those directly below if absent. 单元层级',
  })
  level?: DivisionLevel | null;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group, for POPULATION. 年龄组' })
  cohort!: Cohort;

  @Field(() => ComparisonSideInput, { description: 'Before. 变化前' })
  before!: ComparisonSideInput;

  @Field(() => LaterSideInput, { description: 'After. 变化后' })
  after!: LaterSideInput;
}

/** The same before it is checked. */
export interface UncheckedComparison extends Omit<ComparisonArguments, 'after'> {
  readonly after: ComparisonSideInput & { readonly changes?: readonly UncheckedChange[] | null };
}

/** @throws PlanningError BAD_USER_INPUT, LIMIT_EXCEEDED */
export function comparisonQuestionOf(args: UncheckedComparison): ComparisonQuestion {
  const { service, reading, cohort, level, before, after } = args;
  if (reading === 'PRESENCE' && level == null)
    throw badInput('level: PRESENCE counts the units of one level; give it, such as COMMUNITY.', {
      field: 'level',
    });
  const sideOf = ({ asOf, walkMinutes, speedMetersPerSecond }: ComparisonSideInput) => ({
    service,
    asOf: asOf ?? today(),
    limit: walkLimit(walkMinutes, speedMetersPerSecond),
  });
  const divisionCode = checkDivisionCode(args.divisionCode, 'divisionCode');
  const changes = after.changes == null || after.changes.length === 0 ? [] : checkChanges(after.changes);
  const sides = { before: sideOf(before), after: sideOf(after) };
  return { divisionCode, reading, level: level ?? null, cohort, ...sides, changes };
}
