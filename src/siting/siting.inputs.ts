import { ArgsType, Field, Float, Int } from 'type-graphql';
import { DivisionCoverageArguments, questionOf } from '../coverage/index.js';
import { checkDivisionCode } from '../divisions/index.js';
import { CandidateKind } from '../facilities/index.js';
import { CandidateSource } from './candidate-source.js';
import {
  checkSitingQuestion,
  DEFAULT_TIME_LIMIT_SECONDS,
  LONGEST_TIME_LIMIT_SECONDS,
  MOST_SITES,
  type SitingQuestion,
} from './siting-question.js';

@ArgsType()
export class SitingArguments extends DivisionCoverageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `New sites at most, 1 to ${MOST_SITES}; this or budget. 建设数量`,
  })
  count?: number | null;

  @Field(() => Float, { nullable: true, description: 'Total cost at most; this or count. 预算' })
  budget?: number | null;

  @Field(() => CandidateSource, {
    defaultValue: CandidateSource.IMPORTED,
    description: 'Where candidates come from; a budget needs IMPORTED. 备选点来源',
  })
  candidateSource!: CandidateSource;

  @Field(() => [CandidateKind], {
    nullable: true,
    description: 'Only imported candidates of these kinds. 备选点类型',
  })
  candidateKinds?: CandidateKind[] | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_TIME_LIMIT_SECONDS,
    description: `Seconds the solver may take, at most ${LONGEST_TIME_LIMIT_SECONDS}. 求解时限（秒）`,
  })
  timeLimitSeconds!: number;
}

/** @throws PlanningError BAD_USER_INPUT */
export function sitingQuestionOf(args: SitingArguments): SitingQuestion {
  return checkSitingQuestion({
    ...questionOf(args),
    divisionCode: checkDivisionCode(args.divisionCode, 'divisionCode'),
    cohort: args.cohort,
    count: args.count ?? null,
    budget: args.budget ?? null,
    candidateSource: args.candidateSource,
    candidateKinds: args.candidateKinds ?? null,
    timeLimitSeconds: args.timeLimitSeconds,
  });
}
