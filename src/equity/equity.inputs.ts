import { ArgsType, Field, Float } from 'type-graphql';
import { checkDivisionCode } from '../divisions/index.js';
import { AccessArguments, accessQuestionOf } from './access.inputs.js';
import type { EquityQuestion } from './equity.service.js';

export const DEFAULT_WORST_SHARE = 0.05;

@ArgsType()
export class EquityArguments extends AccessArguments {
  @Field(() => Float, {
    nullable: true,
    description:
      'Least access one should have, in the unit of the access; half the mean access of these people if absent. 贫困线',
  })
  povertyLine?: number | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_WORST_SHARE,
    description: 'Share of the people to name as worst served, above 0 to 1. 最差人口份额',
  })
  worstShare!: number;
}

/** @throws PlanningError BAD_USER_INPUT for minutes, speed or a code out of range. */
export function equityQuestionOf(args: EquityArguments): EquityQuestion {
  return {
    ...accessQuestionOf(args),
    divisionCode: checkDivisionCode(args.divisionCode, 'divisionCode'),
    povertyLine: args.povertyLine ?? null,
    worstShare: args.worstShare,
  };
}
