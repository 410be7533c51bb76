import type { Point } from 'geojson';
import { createUnionType, Field, Float, ID, ObjectType } from 'type-graphql';
import { CandidateKind } from '../facilities/index.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { GeoJsonScalar } from '../platform/graphql/geo-json.scalar.js';
import { BesidePlace } from './beside-places.js';
import type { DemandColumns } from './demand-columns.js';
import { ObjectiveUnit } from './siting-terms.js';
import { SitingInfeasible, SitingOutcome, SitingTimedOut } from './siting-outcome.types.js';
import { SitingPlan } from './siting-plan.type.js';

export const CandidateReasonCode = defineEnum(
  'CandidateReasonCode',
  'Why a candidate is in a plan or not. 入选或未入选的原因',
  {
    STANDS: 'It stands and stays open. 现有并保留',
    LOCKED_IN: 'It is locked in. 必选',
    CHOSEN: 'The plan opens it. 方案选中',
    LOCKED_OUT: 'It is locked out. 已排除',
    OFF_NETWORK: 'No walkway is near it. 附近无可步行道路',
    WITHOUT_COST: 'Money counts and it states no cost. 未登记费用',
    WITHOUT_CAPACITY: 'Capacities count and it states none. 未登记容量',
    REACHES_NOBODY: 'No demand of the division lies within its reach. 服务范围内没有需求',
    NO_PLACE_LEFT: 'The sites that must open leave no place for it. 数量已被必选点占满',
    OVER_BUDGET: 'The budget does not pay for it beside what must open. 超出预算',
    RULES_OUT: 'With it open, what is asked for cannot be met. 选它则要求无法满足',
    DOMINATED: 'Another candidate replaces it in every respect. 可被其他备选点完全替代',
    ADDS_NOTHING_TO_WHAT_STANDS: 'It adds nothing to what stands today. 对现状没有新增',
    ADDS_NOTHING_TO_PLAN: 'It adds nothing to the plan’s other sites. 对方案没有新增',
    COSTS_OBJECTIVE: 'The best plan with it is worse. 选它的最优方案更差',
    AS_GOOD: 'A plan with it is as good; ties go to the order of preference. 选它也一样好',
    BETTER: 'A plan with it is better: the plan was not proven. 选它更好（原方案未证明最优）',
    NOT_DECIDED: 'Not decided in time. 未能及时判定',
  },
);
export type CandidateReasonCode = keyof typeof CandidateReasonCode;

@ObjectType({ description: 'One reason why a candidate is in a plan or not. 原因' })
export class CandidateReason {
  @Field(() => CandidateReasonCode, { description: 'The reason. 原因' })
  code!: CandidateReasonCode;

  @Field(() => String, { description: 'The same in words, with figures. 说明' })
  message!: string;
}

@ObjectType({ description: 'What a candidate would add to other sites. 备选点的新增贡献' })
export class CandidateWorth {
  /** Of the people newly covered. */
  readonly points!: DemandColumns;
  readonly cutoffSeconds!: number;

  @Field(() => Float, { description: 'In what the model counts (objectiveUnit). 对目标值的贡献' })
  worth!: number;

  @Field(() => Float, { description: 'People none of the other sites reaches. 新增覆盖人数' })
  peopleNewlyCovered!: number;
}

@ObjectType({ description: 'A candidate that replaces another one in every respect. 可完全替代的备选点' })
export class DominatingSite {
  @Field(() => ID, { description: 'Candidate, or facility that stands. 编号' })
  siteId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;
}

@ObjectType({ description: 'Why a candidate is in the best plan or not: “why not here?” 备选点解释' })
export class CandidateExplanation {
  readonly outcome!: 'CandidateExplanation';

  @Field(() => ID, { description: 'Candidate. 备选点编号' })
  candidateId!: string;

  @Field(() => String, { description: 'Name. 名称' })
  name!: string;

  @Field(() => CandidateKind, { nullable: true, description: 'What it is now. 备选点类型' })
  kind!: CandidateKind | null;

  @Field(() => GeoJsonScalar, { description: 'Where it is, a Point. 位置' })
  location!: Point;

  @Field(() => [BesidePlace], { description: 'Health and culture sites near by. 邻近的卫生、文体设施' })
  beside!: readonly BesidePlace[];

  @Field(() => Boolean, { description: 'Whether the plan opens it. 是否入选' })
  inPlan!: boolean;

  @Field(() => [CandidateReason], {
    description: 'Every reason that holds, the most decisive first. 原因（按重要性）',
  })
  reasons!: CandidateReason[];

  @Field(() => CandidateWorth, {
    nullable: true,
    description:
      'What it adds to what stands today; null for a candidate that cannot be used. 对现状的新增贡献',
  })
  alone!: CandidateWorth | null;

  @Field(() => CandidateWorth, {
    nullable: true,
    description:
      'What it adds to the plan’s other sites; of a site of the plan, what would be lost without it. 对方案的新增贡献',
  })
  givenPlan!: CandidateWorth | null;

  @Field(() => [DominatingSite], { description: 'Sites that replace it. 可替代它的站点' })
  dominatedBy!: DominatingSite[];

  @Field(() => SitingOutcome, {
    nullable: true,
    description:
      'The best plan that must include it, with its own proof; null where there cannot be one or the plan has it. 必选它时的最优方案',
  })
  including!: SitingOutcome | null;

  @Field(() => Float, {
    nullable: true,
    description: 'That plan is worse than the best by at least this, in objectiveUnit. 代价下限',
  })
  lossAtLeast!: number | null;

  @Field(() => Float, { nullable: true, description: 'And by at most this. 代价上限' })
  lossAtMost!: number | null;

  @Field(() => ObjectiveUnit, { description: 'What worth and loss count. 目标值单位' })
  objectiveUnit!: ObjectiveUnit;

  @Field(() => SitingPlan, { description: 'The plan it is held against. 所对照的方案' })
  plan!: SitingPlan;
}

export const CandidateAnswer = createUnionType({
  name: 'CandidateAnswer',
  description: 'Why a candidate is in the plan or not, or why there is no plan. 备选点解释结果',
  types: () => [CandidateExplanation, SitingInfeasible, SitingTimedOut] as const,
  resolveType: ({ outcome }: CandidateAnswer) => outcome,
});
export type CandidateAnswer = CandidateExplanation | SitingInfeasible | SitingTimedOut;
