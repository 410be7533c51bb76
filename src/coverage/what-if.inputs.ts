import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { Cohort } from '../demand/index.js';
import { checkDivisionCode } from '../divisions/index.js';
import { PointInput } from '../platform/graphql/spatial-filter.js';
import { withScenarioId } from '../scenarios/index.js';
import { questionOf, ServiceArguments } from './coverage.inputs.js';
import { checkChanges, FacilityChangeKind, MOST_CHANGES, type UncheckedChange } from './what-if-change.js';
import type { WhatIfQuestion } from './what-if.service.js';

@InputType({
  description: 'A change to try out: OPEN needs `at`, CLOSE `facilityId`, MOVE both. 设施变动',
})
export class FacilityChangeInput implements UncheckedChange {
  @Field(() => FacilityChangeKind, { description: 'What is done. 变动类型' })
  kind!: FacilityChangeKind;

  @Field(() => ID, {
    nullable: true,
    description: 'Operating facility of the service that closes or moves. 设施编号',
  })
  facilityId?: string | null;

  @Field(() => PointInput, { nullable: true, description: 'Where it opens or moves to. 新位置' })
  at?: PointInput | null;

  @Field(() => String, { nullable: true, description: 'What to call a new facility. 名称' })
  name?: string | null;
}

@ArgsType()
export class WhatIfArguments extends withScenarioId(ServiceArguments) {
  @Field(() => ID, {
    nullable: true,
    description: 'Tell only of this division and what lies under it; of everything if absent. 区划代码',
  })
  divisionCode?: string | null;

  @Field(() => Cohort, { defaultValue: Cohort.AGE_60, description: 'Age group. 年龄组' })
  cohort!: Cohort;

  @Field(() => [FacilityChangeInput], {
    description: `The changes, one after the other, 1 to ${MOST_CHANGES}. 变动列表`,
  })
  changes!: FacilityChangeInput[];
}

/** @throws PlanningError BAD_USER_INPUT, LIMIT_EXCEEDED */
export function whatIfQuestionOf(args: WhatIfArguments): WhatIfQuestion {
  return {
    ...questionOf({ ...args, changes: null }),
    cohort: args.cohort,
    divisionCode: args.divisionCode == null ? null : checkDivisionCode(args.divisionCode, 'divisionCode'),
    changes: checkChanges(args.changes),
  };
}
