import { createUnionType, Field, ObjectType } from 'type-graphql';
import { InfeasibleReason, SitingConflict } from './siting-conflict.type.js';
import { SitingPlan } from './siting-plan.type.js';
import { SitingSettings } from './siting-settings.type.js';

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
