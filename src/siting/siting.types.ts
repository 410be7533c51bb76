import type { Point } from 'geojson';
import { createUnionType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CoverageRule, CoveredPeople } from '../coverage/index.js';
import { Cohort } from '../demand/index.js';
import { CandidateKind } from '../facilities/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { CandidateSource } from './candidate-source.js';
import type { DemandColumns } from './demand-columns.js';

export const PlanStatus = defineEnum('PlanStatus', 'What is known about how good a plan is. 方案状态', {
  OPTIMAL: 'Proven: no plan within the limits covers more. 已证明最优',
  FEASIBLE: 'Good within the stated gap; a better one may exist. 可行，差距见 gap',
});
export type PlanStatus = keyof typeof PlanStatus;

export const InfeasibleReason = defineEnum(
  'SitingInfeasibleReason',
  'Why no plan can be made. 无法给出方案的原因',
  {
    NO_DEMAND: 'No demand point at or under the division states this age group. 没有需求点数据',
    NO_CANDIDATES:
      'No candidate of this source lies in the division or within the walk of it. 没有可用备选点',
    MORE_SITES_THAN_CANDIDATES: 'More sites are asked for than there are candidates. 备选点少于建设数量',
    BUDGET_TOO_SMALL: 'The budget does not pay for the cheapest candidate. 预算不足',
    INVALID_DATA: 'The data contradict themselves; the message says where. 数据有误',
  },
);
export type InfeasibleReason = keyof typeof InfeasibleReason;

@ObjectType({ description: 'What a plan changes for one division directly below. 方案对下级区划的影响' })
export class SitingEffect {
  readonly divisionCode!: string;

  @Field(() => CoveredPeople, { description: 'Coverage now. 现状' })
  before!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'Coverage with the plan. 方案实施后' })
  after!: CoveredPeople;
}

@ObjectType({ description: 'A site a plan proposes. 建议站点' })
export class ProposedSite {
  readonly divisionCode!: string | null;

  @Field(() => Int, { description: 'Order in which the sites add most people, 1 first. 次序' })
  order!: number;

  @Field(() => ID, {
    description: 'Candidate: imported id, division code, estate#entrance, or node:number. 备选点编号',
  })
  candidateId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => Float, {
    description: 'People it adds to existing facilities and the sites before it. 新增覆盖人数',
  })
  peopleNewlyCovered!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in the unit of the budget, null where unknown. 费用',
  })
  cost!: number | null;
}

@ObjectType({ description: 'What a plan was asked for and what it chose from. 方案参数' })
export class SitingSettings {
  @Field(() => ID, { description: 'Division whose people are to be covered. 区划代码' })
  divisionCode!: string;

  @Field(() => Cohort, { description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => Int, { nullable: true, description: 'At most this many new sites. 建设数量' })
  count!: number | null;

  @Field(() => Float, { nullable: true, description: 'At most this total cost. 预算' })
  budget!: number | null;

  @Field(() => CandidateSource, { description: 'Where candidates come from. 备选点来源' })
  candidateSource!: CandidateSource;

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported candidates of these kinds. 备选点类型',
  })
  candidateKinds!: readonly CandidateKind[] | null;

  @Field(() => Float, { description: 'Seconds the solver may take. 求解时限（秒）' })
  timeLimitSeconds!: number;

  @Field(() => Int, { description: 'Candidates considered. 备选点数' })
  candidates!: number;

  @Field(() => Int, {
    description: 'Candidates near by left out because no walkway is near them. 未接入路网的备选点数',
  })
  candidatesWithoutWalkway!: number;

  @Field(() => Int, {
    description: 'Candidates left out of a budget because they state no cost. 无费用的备选点数',
  })
  candidatesWithoutCost!: number;
}

@ObjectType({
  description:
    'Where new facilities reach most people that no existing one reaches (MCLP, METHODS E6), with its proof: the optimum lies between objectivePeople and upperBoundPeople. 选址方案',
})
export class SitingPlan {
  readonly outcome!: 'SitingPlan';
  /** Demand points nobody can cover. */
  readonly uncoverable!: DemandColumns;

  @Field(() => PlanStatus, { description: 'OPTIMAL when proven. 方案状态' })
  status!: PlanStatus;

  @Field(() => [ProposedSite], {
    description: 'The sites; fewer than asked for when more would add nobody. 建议站点',
  })
  sites!: ProposedSite[];

  @Field(() => Float, { description: 'People newly covered by all sites together. 新增覆盖人数' })
  objectivePeople!: number;

  @Field(() => Float, { description: 'No plan within the limits covers more new people. 上界' })
  upperBoundPeople!: number;

  @Field(() => Float, { description: '(upper bound − objective) ÷ objective; 0 when proven. 差距' })
  gap!: number;

  @Field(() => Float, { description: 'Seconds the search took. 求解用时（秒）' })
  seconds!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost of all sites, null unless a budget was given. 总费用',
  })
  totalCost!: number | null;

  @Field(() => CoveredPeople, { description: 'The division now. 现状' })
  coverageBefore!: CoveredPeople;

  @Field(() => CoveredPeople, { description: 'The division with the plan. 方案实施后' })
  coverageAfter!: CoveredPeople;

  @Field(() => [SitingEffect], { description: 'The same for the divisions directly below. 下级区划' })
  children!: SitingEffect[];

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

  @Field(() => InfeasibleReason, { description: 'Why. 原因' })
  reason!: InfeasibleReason;

  @Field(() => String, { description: 'The same in words, with figures. 说明' })
  message!: string;

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

  @Field(() => SitingPlan, { description: 'Best plan found, FEASIBLE within its gap. 当前最好方案' })
  bestPlan!: SitingPlan;
}

export const SitingOutcome = createUnionType({
  name: 'SitingOutcome',
  description: 'A plan, or why there is none. 选址结果',
  types: () => [SitingPlan, SitingInfeasible, SitingTimedOut] as const,
  resolveType: ({ outcome }: SitingOutcome) => outcome,
});
/** Plain data: texts, numbers and lists, that JSON brings back unchanged. */
export type SitingOutcome = SitingPlan | SitingInfeasible | SitingTimedOut;
