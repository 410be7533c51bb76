import type { Point } from 'geojson';
import { createUnionType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule, CoveredPeople } from '../coverage/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { CandidateKind } from '../facilities/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import type { AssignmentColumns } from './assignment-columns.js';
import { BesidePlace } from './beside-places.js';
import type { DemandColumns } from './demand-columns.js';
import { InfeasibleReason, SitingConflict } from './siting-conflict.type.js';
import { SitingSettings } from './siting-settings.type.js';
import { ObjectiveUnit, SitingModel } from './siting-terms.js';

export const PlanStatus = defineEnum('PlanStatus', 'What is known about how good a plan is. 方案状态', {
  OPTIMAL: 'Proven: no plan within the limits is better. 已证明最优',
  FEASIBLE: 'Good within the stated gap; a better one may exist. 可行，差距见 gap',
});
export type PlanStatus = keyof typeof PlanStatus;

@ObjectType({ description: 'What a plan changes for one division. 方案对区划的影响' })
export class SitingEffect {
  readonly divisionCode!: string;

  @Field(() => CoveredPeople, { description: 'Coverage now. 现状' })
  before!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'Coverage with the plan. 方案实施后' })
  after!: CoveredPeople;

  @Field(() => Boolean, { description: 'Whether it has a facility of the service now. 现状是否有设施' })
  hasFacilityBefore!: boolean;

  @Field(() => Boolean, { description: 'Whether it has one with the plan. 方案实施后是否有设施' })
  hasFacilityAfter!: boolean;
}

@ObjectType({ description: 'What a plan changes for the units of one level. 方案对一个层级的影响' })
export class SitingLevel {
  /** Of the units, by code. */
  readonly units!: readonly SitingEffect[];

  @Field(() => DivisionLevel, { description: 'The level. 层级' })
  level!: DivisionLevel;

  @Field(() => Int, { description: 'Units of it at and under the division. 单元数' })
  unitCount!: number;

  @Field(() => CoveredPeople, { description: 'People of all its units now. 现状' })
  before!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'The same with the plan. 方案实施后' })
  after!: CoveredPeople;

  @Field(() => Int, { description: 'Units with a facility of the service now. 现状有设施的单元数' })
  unitsWithFacilityBefore!: number;

  @Field(() => Int, { description: 'Units with one with the plan. 方案实施后有设施的单元数' })
  unitsWithFacilityAfter!: number;
}

@ObjectType({ description: 'A site a plan proposes. 建议站点' })
export class ProposedSite {
  readonly divisionCode!: string | null;

  @Field(() => Int, { description: 'Order in which the sites contribute most, 1 first. 次序' })
  order!: number;

  @Field(() => ID, {
    description: 'Candidate: imported id, division code, estate#entrance, or node:number. 备选点编号',
  })
  candidateId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => CandidateKind, {
    nullable: true,
    description: 'What an imported candidate is now; null for other places. 备选点类型',
  })
  kind!: CandidateKind | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, {
    description:
      'People it adds to the facilities that stay open and the sites before it; where facilities close, people they covered can be among them. All sites together less peopleLostByClosures is objectivePeople. 新增覆盖人数（含因关闭失去后重新覆盖的人）',
  })
  peopleNewlyCovered!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'By how much it improves the objective beyond what stands and the sites before it; null where that has no figure. 对目标值的贡献',
  })
  contribution!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in the unit of the budget, null where unknown. 费用',
  })
  cost!: number | null;

  @Field(() => Int, { nullable: true, description: 'Year it opens, in phased plans. 建设年份' })
  year!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Year by which its place has to be fixed, in phased plans. 定点年份',
  })
  fixedByYear!: number | null;

  @Field(() => Boolean, { description: 'True where the question locked it in. 是否必选' })
  lockedIn!: boolean;

  @Field(() => [BesidePlace], {
    description: 'Health and culture sites within besideMeters (200 if none is given). 邻近的卫生、文体设施',
  })
  beside!: readonly BesidePlace[];
}

@ObjectType({ description: 'An existing facility a plan closes. 建议关闭的设施' })
export class ClosedFacility {
  @Field(() => ID, { description: 'Facility. 设施编号' })
  facilityId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;
}

@ObjectType({
  description:
    'Where new facilities should go (METHODS E6), with its proof: the optimum lies between lowerBound and upperBound. 选址方案',
})
export class SitingPlan {
  readonly outcome!: 'SitingPlan';
  /** Demand points nobody can cover, and those only this plan does not. */
  readonly uncoverable!: DemandColumns;
  readonly uncovered!: DemandColumns;
  readonly assignment!: AssignmentColumns;

  @Field(() => PlanStatus, { description: 'OPTIMAL when proven. 方案状态' })
  status!: PlanStatus;

  @Field(() => SitingModel, { description: 'What it was to achieve. 选址模型' })
  model!: SitingModel;

  @Field(() => [ProposedSite], {
    description:
      'The sites, by contribution (phased plans: by year first); fewer than asked for when more would add nothing. 建议站点',
  })
  sites!: ProposedSite[];

  @Field(() => [ClosedFacility], { description: 'Existing facilities that close, by id. 建议关闭的设施' })
  closedFacilities!: ClosedFacility[];

  @Field(() => Float, { description: 'What the model counts, in objectiveUnit. 目标值' })
  objective!: number;

  @Field(() => ObjectiveUnit, { description: 'What the objective counts. 目标值单位' })
  objectiveUnit!: ObjectiveUnit;

  @Field(() => Float, { description: 'The optimum is no less than this. 下界' })
  lowerBound!: number;

  @Field(() => Float, { description: 'The optimum is no more than this. 上界' })
  upperBound!: number;

  @Field(() => Float, {
    description:
      'People covered with the plan less people covered now: net, peopleNewlyCovered of all sites less peopleLostByClosures. 净增覆盖人数',
  })
  objectivePeople!: number;

  @Field(() => Float, {
    description:
      'People covered now whom no facility covers that stays open, before any new site; 0 where nothing closes. 因关闭失去覆盖的人数',
  })
  peopleLostByClosures!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'No plan within the limits has more objectivePeople; null for models that do not aim at it (theirs is upperBound). 净增覆盖人数上界',
  })
  upperBoundPeople!: number | null;

  @Field(() => Float, {
    description: '(upper bound − lower bound) ÷ objective; 0 when proven. 差距',
  })
  gap!: number;

  @Field(() => Float, { description: 'Seconds the search took. 求解用时（秒）' })
  seconds!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost of all new sites, null unless money counts. 总费用',
  })
  totalCost!: number | null;

  @Field(() => CoveredPeople, { description: 'The division now. 现状' })
  coverageBefore!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'The division with the plan. 方案实施后' })
  coverageAfter!: CoveredPeople;

  @Field(() => [SitingEffect], { description: 'The same for the divisions directly below. 下级区划' })
  children!: SitingEffect[];

  @Field(() => [SitingLevel], {
    description: 'The same for every level at and under the division. 各层级',
  })
  levels!: SitingLevel[];

  @Field(() => Float, {
    description: 'People neither an existing facility nor any candidate reaches. 无法覆盖人数',
  })
  uncoverablePeople!: number;

  @Field(() => SitingSettings, { description: 'What was asked for. 方案参数' })
  settings!: SitingSettings;

  @Field(() => String, {
    description: 'SHA-256 of settings and inputs; equal hashes mean the same problem. 输入数据校验值',
  })
  dataHash!: string;

  @Field(() => CoverageRule, { description: 'The coverage rule. 计算口径' })
  rule!: CoverageRule;

  @Field(() => Boolean, { description: 'True when any input is generated data. 是否含合成数据' })
  synthetic!: boolean;
}

@ObjectType({ description: 'No plan can be made, and why. 无可行方案' })
export class SitingInfeasible {
  readonly outcome!: 'SitingInfeasible';

  @Field(() => InfeasibleReason, { description: 'The first conflict. 原因' })
  reason!: InfeasibleReason;

  @Field(() => String, { description: 'All conflicts in words, with figures. 说明' })
  message!: string;

  @Field(() => [SitingConflict], {
    description: 'Everything that cannot be met, each with the smallest relaxation that can. 冲突项',
  })
  conflicts!: SitingConflict[];

  @Field(() => SitingSettings, { description: 'What was asked for. 方案参数' })
  settings!: SitingSettings;
}

@ObjectType({
  description: 'The time was up before the plan was proven; the best one found, with its gap. 求解超时',
})
export class SitingTimedOut {
  readonly outcome!: 'SitingTimedOut';

  @Field(() => String, { description: 'What happened and what to do. 说明' })
  message!: string;

  @Field(() => SitingPlan, {
    nullable: true,
    description: 'Best plan found, FEASIBLE within its gap; null where none was found in time. 当前最好方案',
  })
  bestPlan!: SitingPlan | null;

  @Field(() => SitingSettings, { description: 'What was asked for. 方案参数' })
  settings!: SitingSettings;
}

export const SitingOutcome = createUnionType({
  name: 'SitingOutcome',
  description: 'A plan, or why there is none. 选址结果',
  types: () => [SitingPlan, SitingInfeasible, SitingTimedOut] as const,
  resolveType: ({ outcome }: SitingOutcome) => outcome,
});
/** Plain data: texts, numbers and lists, that JSON brings back unchanged. */
export type SitingOutcome = SitingPlan | SitingInfeasible | SitingTimedOut;
