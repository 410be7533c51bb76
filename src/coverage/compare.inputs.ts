import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { DEFAULT_SPEED_METERS_PER_SECOND, DEFAULT_WALK_MINUTES, walkLimit } from '../accessibility/index.js';
import { Cohort } from '../demand/index.js';
import { checkDivisionCode, DivisionLevel } from '../divisions/index.js';
import { CareService } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import {
  type AppliedScenario,
  NAMED_SCENARIOS,
  type NamedScenario,
  type NamesScenarios,
  SCENARIO_CHANGES,
  SCENARIO_ID,
  ScenarioChangeInput,
  scenarioNamed,
} from '../scenarios/index.js';
import type { ComparisonQuestion } from './comparison-question.js';
import { ComparedReading, PeopleBasis } from './compare.types.js';
import {
  isEveryUnit,
  levelsAsked,
  PresenceRelation,
  unitChoiceOf,
  UrbanRuralInput,
  ZoneChoice,
} from './unit-choice.js';
import type { UnitChoice } from './unit-set.js';
import { checkChanges, type UncheckedChange } from './what-if-change.js';
import { FacilityChangeInput } from './what-if.inputs.js';

@InputType({ description: 'One side of a comparison. 对比的一方' })
export class ComparisonSideInput {
  @Field(() => ID, SCENARIO_ID)
  scenarioId?: string | null;

  @Field(() => [ScenarioChangeInput], SCENARIO_CHANGES)
  scenarioChanges?: ScenarioChangeInput[] | null;

  /** Set before the resolver runs. */
  applied?: AppliedScenario;

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

  @Field(() => UrbanRuralInput, {
    nullable: true,
    description: 'For PRESENCE: only urban or rural units. 城乡筛选',
  })
  urbanRural?: UrbanRuralInput | null;

  @Field(() => ZoneChoice, {
    defaultValue: ZoneChoice.INCLUDED,
    description: 'For PRESENCE: whether zones and what stands under them count. 开发区是否计入',
  })
  zones!: ZoneChoice;

  @Field(() => [PresenceRelation], {
    nullable: true,
    description: 'For PRESENCE: facilities count by these relations only. 设施与单元的关系',
  })
  relations?: (keyof typeof PresenceRelation)[] | null;
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
export class ComparisonArguments implements NamesScenarios {
  @Field(() => ID, { description: 'Division, 12 digits. 区划代码' })
  divisionCode!: string;

  @Field(() => CareService, { description: 'Service asked for. 服务类别' })
  service!: CareService;

  @Field(() => ComparedReading, { description: 'Which coverage. 覆盖口径' })
  reading!: ComparedReading;

  @Field(() => DivisionLevel, {
    nullable: true,
    description:
      'Level of the units: needed for PRESENCE unless `levels` are given; otherwise the units told of, those directly below if absent. 单元层级',
  })
  level?: DivisionLevel | null;

  @Field(() => [DivisionLevel], {
    nullable: true,
    description: 'These levels together, such as TOWN and TOWNSHIP; not with `level`. 合并统计的层级',
  })
  levels?: DivisionLevel[] | null;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group, for POPULATION. 年龄组' })
  cohort!: Cohort;

  @Field(() => PeopleBasis, {
    defaultValue: PeopleBasis.AS_STORED,
    description: 'Which people each date has, for POPULATION. 人口口径',
  })
  people!: PeopleBasis;

  @Field(() => ComparisonSideInput, { description: 'Before. 变化前' })
  before!: ComparisonSideInput;

  @Field(() => LaterSideInput, { description: 'After. 变化后' })
  after!: LaterSideInput;

  [NAMED_SCENARIOS](): readonly NamedScenario[] {
    return [this.before, this.after].map((side) => ({
      scenarioId: side.scenarioId,
      changes: side.scenarioChanges,
      apply: (scenario) => void (side.applied = scenario),
    }));
  }
}

/** The same before it is checked. */
export interface UncheckedComparison extends Omit<
  ComparisonArguments,
  'before' | 'after' | 'people' | typeof NAMED_SCENARIOS
> {
  readonly people?: PeopleBasis;
  readonly before: UncheckedSide;
  readonly after: UncheckedSide & { readonly changes?: readonly UncheckedChange[] | null };
}

type UncheckedSide = Omit<ComparisonSideInput, 'urbanRural' | 'zones' | 'relations'> & Partial<UnitChoice>;

/** @throws PlanningError BAD_USER_INPUT, LIMIT_EXCEEDED */
export function comparisonQuestionOf(args: UncheckedComparison): ComparisonQuestion {
  const { service, reading, cohort, before, after, people = 'AS_STORED' } = args;
  const levels = levelsAsked(args);
  if (reading === 'PRESENCE' && levels === null)
    throw badInput('level: PRESENCE counts the units of one level or of some; give it, such as COMMUNITY.', {
      field: 'level',
    });
  if (reading !== 'POPULATION' && people !== 'AS_STORED')
    throw badInput(`people: which people a date has is for the reading POPULATION, not for ${reading}.`, {
      field: 'people',
      reading,
    });
  const sideOf = (side: UncheckedSide) => {
    const { asOf, walkMinutes, speedMetersPerSecond } = side;
    const choice = unitChoiceOf(side);
    if (reading !== 'PRESENCE' && !isEveryUnit(choice))
      throw badInput(
        `urbanRural, zones and relations are of the reading PRESENCE; they say nothing for ${reading}.`,
        { field: 'urbanRural', reading },
      );
    const limit = walkLimit(walkMinutes, speedMetersPerSecond);
    const { scenarioId, scenarioChanges: changes, applied } = side;
    const scenario = scenarioNamed({ scenarioId, changes, applied });
    return { service, asOf: asOf ?? today(), limit, choice, scenario };
  };
  const divisionCode = checkDivisionCode(args.divisionCode, 'divisionCode');
  const changes = after.changes == null || after.changes.length === 0 ? [] : checkChanges(after.changes);
  const sides = { before: sideOf(before), after: sideOf(after) };
  return { divisionCode, reading, levels, cohort, people, ...sides, changes };
}
