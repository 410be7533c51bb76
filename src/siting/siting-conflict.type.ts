import { Field, Float, ID, ObjectType } from 'type-graphql';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const InfeasibleReason = defineEnum(
  'SitingInfeasibleReason',
  'Why no plan can be made. 无法给出方案的原因',
  {
    NO_DEMAND: 'No demand point at or under the division states this age group. 没有需求点数据',
    NO_CANDIDATES:
      'No candidate of this source lies in the division or within the walk of it. 没有可用备选点',
    UNKNOWN_CANDIDATE: 'A lock names no candidate there is. 没有这个备选点',
    UNKNOWN_FACILITY: 'A facility that may close is no operating one of the service. 没有这个设施',
    CONTRADICTORY_LOCKS: 'The same candidate is locked in and locked out. 必选与排除相互矛盾',
    LOCKED_IN_UNUSABLE: 'A candidate locked in is off the network or lacks a figure. 必选备选点不可用',
    MORE_SITES_THAN_CANDIDATES: 'More sites are asked for than there are candidates. 备选点少于建设数量',
    BUDGET_TOO_SMALL: 'The budget does not pay for the cheapest candidate. 预算不足',
    LOCKED_BEYOND_COUNT: 'More candidates are locked in than may open. 必选备选点超过建设数量',
    LOCKED_BEYOND_BUDGET: 'The candidates locked in cost more than the budget. 必选备选点超出预算',
    DEMAND_OUT_OF_REACH: 'Some demand that must be covered has no candidate. 部分需求无备选点可及',
    TOO_FEW_SITES: 'More sites, or more money, are needed to serve everyone. 数量或预算不足以服务全部',
    GOAL_OUT_OF_REACH:
      'Existing facilities and all candidates together do not reach the goal. 覆盖目标无法达到',
    TARGET_OUT_OF_REACH: 'A level target cannot be met within the limits. 层级目标无法达到',
    FLOOR_OUT_OF_REACH: 'The equity floor cannot be met in a unit within the limits. 公平下限无法达到',
    INVALID_DATA: 'The data contradict themselves; the message says where. 数据有误',
  },
);
export type InfeasibleReason = keyof typeof InfeasibleReason;

@ObjectType({ description: 'One thing that cannot be met, and the smallest relaxation that can. 冲突项' })
export class SitingConflict {
  @Field(() => InfeasibleReason, { description: 'What. 原因' })
  reason!: InfeasibleReason;

  @Field(() => String, { description: 'The same in words, with figures. 说明' })
  message!: string;

  @Field(() => Float, { nullable: true, description: 'What was asked for. 要求值' })
  asked!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The nearest that can be met, in the unit of `asked`. 可达到值',
  })
  possible!: number | null;

  @Field(() => String, { nullable: true, description: 'Target or unit concerned. 目标或单元名称' })
  name!: string | null;

  @Field(() => [ID], {
    description: 'Candidates, facilities or demand points concerned, at most 1,000. 相关编号',
  })
  ids!: readonly string[];
}
