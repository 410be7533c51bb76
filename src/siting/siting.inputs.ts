import { ArgsType, Field, Float, ID, Int } from 'type-graphql';
import { DivisionCoverageArguments, questionOf } from '../coverage/index.js';
import { checkDivisionCode } from '../divisions/index.js';
import { CandidateKind } from '../facilities/index.js';
import { CandidateSource } from './candidate-source.js';
import { checkSitingQuestion } from './check-siting-question.js';
import {
  DEFAULT_BESIDE_METERS,
  DEFAULT_TIME_LIMIT_SECONDS,
  LONGEST_TIME_LIMIT_SECONDS,
  MOST_SITES,
  type SitingQuestion,
} from './siting-question.js';
import { EquityFloor, SitingPhase, SitingTarget } from './siting-settings.type.js';
import { CapacityField, SitingModel } from './siting-terms.js';

@ArgsType()
export class SitingArguments extends DivisionCoverageArguments {
  @Field(() => SitingModel, {
    defaultValue: SitingModel.MCLP,
    description: 'What the plan is to achieve. 选址模型',
  })
  model!: SitingModel;

  @Field(() => Int, {
    nullable: true,
    description: `New sites at most, 1 to ${MOST_SITES}, net of closures: each closed one gives its place; this, budget or both. 建设数量（扣除关闭数的净增）`,
  })
  count?: number | null;

  @Field(() => Float, { nullable: true, description: 'Total cost at most; needs IMPORTED candidates. 预算' })
  budget?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'COVERAGE_GOAL: share of all people to be covered, 0 to 1. 覆盖目标（0–1）',
  })
  goal?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'LSCP, COVERAGE_GOAL: least cost instead of fewest sites. 按费用最省',
  })
  byCost!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'GRADUAL: minutes beyond which nothing counts. P_MEDIAN, P_CENTER: longest walk looked at, any if absent. 最远步行时间（分钟）',
  })
  farWalkMinutes?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'BACKUP: worth θ of the first cover, the second is worth 1 − θ; absent: everyone coverable must have the first and only the second counts. 首次覆盖权重',
  })
  firstCoverShare?: number | null;

  @Field(() => CapacityField, {
    nullable: true,
    description:
      'CMCLP: which figure of existing facilities is their capacity; candidates state their own. 容量依据',
  })
  capacityField?: CapacityField | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'CMCLP: capacity of candidates that state none; without it they are left out. 新建设施默认容量',
  })
  newSiteCapacity?: number | null;

  @Field(() => [SitingTarget], { nullable: true, description: 'POLICY: level targets. 层级目标' })
  targets?: SitingTarget[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'POLICY: the targets on record for the division and service hold too. 纳入登记目标',
  })
  recordedTargets!: boolean;

  @Field(() => EquityFloor, { nullable: true, description: 'POLICY: equity floor. 公平下限' })
  equityFloor?: EquityFloor | null;

  @Field(() => [SitingPhase], { nullable: true, description: 'PHASED: what each year may add. 建设年度' })
  phases?: SitingPhase[] | null;

  @Field(() => Float, {
    defaultValue: 1,
    description: 'PHASED: what a year counts compared with the one before, above 0 to 1. 年度折现系数',
  })
  discount!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description:
      'PHASED: places are fixed so many years ahead; in the first so many years only what is settled for them opens. 提前定点年数',
  })
  fixedAheadYears!: number;

  @Field(() => CandidateSource, {
    nullable: true,
    description: 'One source of candidates; candidateSources takes several. 备选点来源',
  })
  candidateSource?: CandidateSource | null;

  @Field(() => [CandidateSource], {
    nullable: true,
    description: 'Where candidates come from; IMPORTED if absent. 备选点来源',
  })
  candidateSources?: CandidateSource[] | null;

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported candidates of these kinds. 备选点类型',
  })
  candidateKinds?: CandidateKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'Candidates that must open. 必选备选点' })
  lockedIn?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Candidates that must not open. 排除的备选点' })
  lockedOut?: string[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Every existing facility of the service may close; its place in count then serves elsewhere. 现有设施均可关闭',
  })
  closable!: boolean;

  @Field(() => [ID], { nullable: true, description: 'Existing facilities that may close. 可关闭的设施' })
  closableFacilityIds?: string[] | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: DEFAULT_BESIDE_METERS,
    description:
      'Among equally good plans sites with a health or culture site within this many metres come first; null = no preference. 邻近卫生、文体设施的优先距离（米）',
  })
  besideMeters?: number | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_TIME_LIMIT_SECONDS,
    description: `Seconds the solver may take, at most ${LONGEST_TIME_LIMIT_SECONDS}; a job may take longer. 求解时限（秒）`,
  })
  timeLimitSeconds!: number;

  @Field(() => Float, {
    defaultValue: 0,
    description: 'Gap that is good enough, such as 0.005; 0 = prove the optimum. 允许差距',
  })
  gapTolerance!: number;
}

/**
 * @param longestSeconds the solver may be given
 * @throws PlanningError BAD_USER_INPUT
 */
export function sitingQuestionOf(
  args: SitingArguments,
  longestSeconds = LONGEST_TIME_LIMIT_SECONDS,
): SitingQuestion {
  const { cohort, model, byCost, recordedTargets, discount, closable, timeLimitSeconds, gapTolerance } = args;
  const question = {
    ...questionOf(args),
    ...{ cohort, model, byCost, recordedTargets, discount, closable, timeLimitSeconds, gapTolerance },
    divisionCode: checkDivisionCode(args.divisionCode, 'divisionCode'),
    count: args.count ?? null,
    budget: args.budget ?? null,
    goal: args.goal ?? null,
    farWalkMinutes: args.farWalkMinutes ?? null,
    firstCoverShare: args.firstCoverShare ?? null,
    capacityField: args.capacityField ?? null,
    newSiteCapacity: args.newSiteCapacity ?? null,
    targets: (args.targets ?? []).map(({ levels, share, name = null }) => ({ levels, share, name })),
    equityFloor: args.equityFloor ? { levels: args.equityFloor.levels, share: args.equityFloor.share } : null,
    phases: (args.phases ?? []).map(({ year, count = null, budget = null, byKind, fixed }) => ({
      ...{ year, count, budget, fixed },
      byKind: byKind.map((limit) => ({
        ...{ kinds: limit.kinds, count: limit.count ?? null, budget: limit.budget ?? null },
      })),
    })),
    fixedAheadYears: args.fixedAheadYears,
    candidateSources: args.candidateSources ?? [args.candidateSource ?? 'IMPORTED'],
    candidateKinds: args.candidateKinds ?? null,
    lockedIn: args.lockedIn ?? [],
    lockedOut: args.lockedOut ?? [],
    closableFacilityIds: args.closableFacilityIds ?? [],
    besideMeters: args.besideMeters ?? null,
  };
  return checkSitingQuestion(question, longestSeconds);
}
