import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { ServiceCapability } from '../facilities/index.js';
import { defineConnection } from '../platform/graphql/connection.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { ScenarioFacility } from '../scenarios/index.js';
import { DemandReason, NoRatioReason, PresenceReason } from './coverage-reasons.js';
import { CoverageRule } from './coverage-rule.js';
import type { CoverageView } from './coverage-view.js';
import type { GroundFacility } from './planning-ground.js';
import type { PresenceFigures } from './presence-coverage.js';
import { PresenceRelation, UrbanRuralRule, UrbanRuralSide, ZoneChoice } from './unit-choice.js';
import { PRESENCE_RELATIONS, type PresenceRelation as PresenceRelations } from './unit-presence.js';
import type { UnitChoice, UnitSet } from './unit-set.js';

/** One division under one rule; presence and population are fields that compute themselves. */
@ObjectType({
  description:
    'How well a division is covered by a service, under a stated rule; every ratio can list its members. 覆盖情况',
})
export class Coverage {
  readonly view!: CoverageView;
  /** Number of the division in the view's tree. */
  readonly unit!: number;

  @Field(() => CoverageRule, { description: 'The rule behind all figures below. 计算口径' })
  rule!: CoverageRule;
}

@ObjectType({
  description:
    'Presence coverage (METHODS E1): units of one level that have a qualifying facility, in whole numbers. 设施覆盖率',
})
export class PresenceCoverage implements PresenceFigures {
  readonly view!: CoverageView;
  /** By number in the view's tree. */
  readonly units!: UnitSet['units'];
  readonly excluded!: UnitSet['excluded'];
  readonly choice!: UnitChoice;

  @Field(() => DivisionLevel, {
    nullable: true,
    description: 'Level of the units; null for several levels together. 单元层级',
  })
  level!: DivisionLevel | null;

  @Field(() => [DivisionLevel], { description: 'Levels of the units. 单元层级' })
  levels!: readonly DivisionLevel[];

  @Field(() => UrbanRuralRule, {
    nullable: true,
    description: 'Rule by which urban or rural units were taken; null for all units. 城乡划分口径',
  })
  get urbanRuralRule(): UrbanRuralRule | null {
    return this.choice.urbanRural?.rule ?? null;
  }

  @Field(() => UrbanRuralSide, { nullable: true, description: 'Side taken; null for all units. 城乡属性' })
  get urbanRuralSide(): UrbanRuralSide | null {
    return this.choice.urbanRural?.side ?? null;
  }

  @Field(() => ZoneChoice, { description: 'Whether zones and what stands under them count. 开发区是否计入' })
  get zones(): ZoneChoice {
    return this.choice.zones;
  }

  @Field(() => [PresenceRelation], {
    description: 'By which relations facilities count for a unit. 设施与单元的关系',
  })
  get relations(): readonly PresenceRelations[] {
    return this.choice.relations ?? PRESENCE_RELATIONS;
  }

  @Field(() => Int, {
    description: 'Units of the levels that are not in the set; listed by `excluded`. 未纳入单元数',
  })
  get excludedUnits(): number {
    return this.excluded.length;
  }

  @Field(() => Int, { description: 'Units that count. 达标单元数' })
  numerator!: number;

  @Field(() => Int, { description: 'Units in the set, at or under the division. 单元总数' })
  denominator!: number;

  @Field(() => Float, { nullable: true, description: 'Numerator ÷ denominator, null without units. 覆盖率' })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;

  @Field(() => Float, { nullable: true, description: 'Share promised, as given by targetRatio. 目标' })
  target!: number | null;

  @Field(() => Int, { nullable: true, description: 'Units the target asks for, rounded up. 目标单元数' })
  unitsNeeded!: number | null;

  @Field(() => Int, { nullable: true, description: 'Units still missing to the target. 缺口单元数' })
  unitsShort!: number | null;
}

@ObjectType({ description: 'A unit that counts for presence coverage or does not, and why. 覆盖率成员单元' })
export class PresenceMember {
  readonly divisionCode!: string;
  readonly deciding!: GroundFacility | null;

  @Field(() => Boolean, { description: 'True when it counts. 是否达标' })
  counted!: boolean;

  @Field(() => PresenceReason, { description: 'Why. 原因' })
  reason!: PresenceReason;

  @Field(() => [ServiceCapability], {
    description:
      'For CAPABILITY_MISSING what the facility nearest to counting lacks: all of these, or where the predicate asks for any one capability, one of these; empty where only another kind of place would do. 缺少的能力',
  })
  missingCapabilities!: readonly ServiceCapability[];

  @Field(() => ScenarioFacility, {
    nullable: true,
    description:
      'That facility where a scenario opens it, which the register does not have; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;
}

@ObjectType({
  description:
    'Population coverage (METHODS E2): people who can walk to a facility within the cutoff; facilities across the boundary count. 人口覆盖率',
})
export class PopulationCoverage {
  readonly view!: CoverageView;
  /** Number of the division in the view's tree. */
  readonly unit!: number;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => Float, { description: 'People within the cutoff. 已覆盖人数' })
  coveredPeople!: number;

  @Field(() => Float, { description: 'All people of the demand points at or under the division. 总人数' })
  totalPeople!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Covered ÷ all, null when nobody is counted there. 覆盖率',
  })
  ratio!: number | null;

  @Field(() => NoRatioReason, { nullable: true, description: 'Why there is no ratio. 无覆盖率的原因' })
  noRatioReason!: NoRatioReason | null;

  @Field(() => Float, {
    description:
      'Part of totalPeople too far from any walkway to be placed; counted as not covered. 未接入路网人数',
  })
  unsnappedPeople!: number;

  @Field(() => Int, { description: 'Demand points of those people. 未接入路网需求点数' })
  unsnappedPoints!: number;

  @Field(() => Int, { description: 'Demand points that state this age group. 需求点数' })
  points!: number;

  @Field(() => Int, {
    description: 'Demand points left out because they do not state this age group. 未填报需求点数',
  })
  pointsWithoutCount!: number;
}

@ObjectType({
  description: 'A demand point in a population figure, with its walk and whether it counts. 覆盖率成员需求点',
})
export class PopulationMember {
  @Field(() => ID, { description: 'Demand point. 需求点编号' })
  demandPointId!: string;

  readonly divisionCode!: string;
  readonly nearestFacilityId!: string | null;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description: 'The nearest facility where a scenario opens it; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, { description: 'People of the age group. 人数' })
  people!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Walk to the nearest facility in seconds, however far; null when none can be reached. 步行时间（秒）',
  })
  walkSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds beyond the cutoff; null unless TOO_FAR. 超出秒数',
  })
  secondsTooFar!: number | null;

  @Field(() => Boolean, { description: 'True when its people count as covered. 是否覆盖' })
  covered!: boolean;

  @Field(() => DemandReason, { description: 'Why. 原因' })
  reason!: DemandReason;
}

@ObjectType({ description: 'How many points of a gap are uncovered for which reason. 原因构成' })
export class GapReasons {
  @Field(() => Int, { description: 'Nearest facility beyond the cutoff. 超出步行时间' })
  tooFar!: number;

  @Field(() => Int, { description: 'No facility can be walked to. 步行不可达' })
  unreachable!: number;

  @Field(() => Int, { description: 'No walkway near the point. 附近无可步行道路' })
  notSnapped!: number;
}

@ObjectType({
  description:
    'A place where people are not covered: uncovered demand points of one division that lie together, no wider than twice the walk. 服务缺口',
})
export class Gap {
  readonly divisionCode!: string;
  readonly nearestFacilityId!: string | null;

  @Field(() => ScenarioFacility, {
    nullable: true,
    description: 'The nearest facility where a scenario opens it; null for one of the register. 情景新开设施',
  })
  scenarioFacility!: ScenarioFacility | null;

  @Field(() => Int, { description: 'Rank, 1 has the most people. 排名' })
  rank!: number;

  @Field(() => Float, { description: 'Uncovered people. 未覆盖人数' })
  people!: number;

  @Field(() => Int, { description: 'Demand points with uncovered people. 需求点数' })
  points!: number;

  @Field(() => GeoJsonScalar, {
    description: 'The demand point that stands for the place, a Point. 代表位置',
  })
  location!: Point;

  @Field(() => Float, {
    nullable: true,
    description:
      'Walk from `location` to the nearest facility in seconds; null when none can be reached. 步行时间（秒）',
  })
  nearestWalkSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Shortest walk of its points in seconds. 最短步行时间（秒）',
  })
  minWalkSeconds!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Longest walk of its points in seconds. 最长步行时间（秒）',
  })
  maxWalkSeconds!: number | null;

  @Field(() => GapReasons, { description: 'Why its points are not covered. 原因构成' })
  reasons!: GapReasons;
}

export const PresenceMemberConnection = defineConnection(
  'PresenceMember',
  '覆盖率成员单元',
  () => PresenceMember,
);
export const PopulationMemberConnection = defineConnection(
  'PopulationMember',
  '覆盖率成员需求点',
  () => PopulationMember,
);
export const GapConnection = defineConnection('Gap', '服务缺口', () => Gap);
