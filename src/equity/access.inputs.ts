import { ArgsType, Field } from 'type-graphql';
import { DivisionCoverageArguments, questionOf } from '../coverage/index.js';
import { type AccessQuestion, AccessMethod, CapacityMeasure } from './access-question.js';

@ArgsType()
export class AccessArguments extends DivisionCoverageArguments {
  @Field(() => AccessMethod, {
    defaultValue: AccessMethod.ENHANCED,
    description: 'How capacity is shared out. 计算方法',
  })
  method!: AccessMethod;

  @Field(() => CapacityMeasure, {
    defaultValue: CapacityMeasure.ONE_PER_FACILITY,
    description: 'What counts as capacity; all but ONE_PER_FACILITY for planner, resources. 供给规模的计量',
  })
  capacity!: CapacityMeasure;
}

/** @throws PlanningError BAD_USER_INPUT for minutes or speed out of range. */
export function accessQuestionOf(args: AccessArguments): AccessQuestion {
  const { method, capacity, cohort } = args;
  return { ...questionOf(args), method, capacity, cohort };
}
