import { Field, Float, ObjectType } from 'type-graphql';
import { CoverageRule, CoveredPeople } from '../coverage/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import type { AssignmentColumns } from './assignment-columns.js';
import type { DemandColumns } from './demand-columns.js';
import { ClosedFacility, ProposedSite } from './planned-site.types.js';
import { SitingEffect, SitingLevel } from './siting-effect.types.js';
import { SitingSettings } from './siting-settings.type.js';
import { ObjectiveUnit, SitingModel } from './siting-terms.js';

export const PlanStatus = defineEnum('PlanStatus', 'What is known about how good a plan is. 方案状态', {
  OPTIMAL: 'Proven: no plan within the limits is better. 已证明最优',
  FEASIBLE: 'Good within the stated gap; a better one may exist. 可行，差距见 gap',
});
export type PlanStatus = keyof typeof PlanStatus;

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
