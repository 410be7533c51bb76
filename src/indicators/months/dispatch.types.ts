import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { IndicatorUnit, TargetDirection, TargetScope } from '../policy-words.js';
import { DateScalar } from '../../platform/graphql/date.scalar.js';
import { NoFigureReason } from '../scorecard/figure.js';
import { PaceStatus } from '../scorecard/pace.types.js';
import { FrozenMonth } from './frozen-month.record.js';

@ObjectType({ description: 'A target of a dispatch. 调度通报中的目标' })
export class DispatchColumn {
  @Field(() => ID, { description: 'Target. 目标编号' })
  targetId!: string;

  @Field(() => ID, { description: 'Indicator. 指标标识' })
  indicatorKey!: string;

  @Field(() => String, { description: 'Its name in Chinese. 指标名称' })
  indicatorName!: string;

  @Field(() => IndicatorUnit, { description: 'Its unit. 单位' })
  unit!: IndicatorUnit;

  @Field(() => TargetScope, { description: 'What must reach it. 适用范围' })
  scope!: TargetScope;

  @Field(() => TargetDirection, { description: 'On which side it is met. 目标方向' })
  direction!: TargetDirection;

  @Field(() => Float, { description: 'Value promised. 目标值' })
  target!: number;

  @Field(() => DateScalar, { description: 'Last day. 截止日期' })
  deadline!: string;

  @Field(() => ID, { description: 'Document. 文件标识' })
  documentKey!: string;

  @Field(() => String, { description: 'Clause. 条款位置' })
  clause!: string;
}

@ObjectType({ description: 'What a county has reached of a target. 调度通报中的一格' })
export class DispatchCell {
  @Field(() => Float, { nullable: true, description: 'What is counted. 分子' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Out of what. 分母' })
  denominator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Value; null with the reason. 数值' })
  value!: number | null;

  @Field(() => NoFigureReason, { nullable: true, description: 'Why there is none. 无数值的原因' })
  reason!: NoFigureReason | null;

  @Field(() => String, { nullable: true, description: 'Month of the reading, YYYY-MM. 读数月份' })
  readingMonth!: string | null;

  @Field(() => Float, { nullable: true, description: 'Change against the month before. 较上月变化' })
  change!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Place among the counties; null for amounts, which grow with the county. 排名',
  })
  rank!: number | null;

  @Field(() => PaceStatus, {
    nullable: true,
    description:
      'How it stands; null where a county’s amount cannot be held against the whole’s target. 状态',
  })
  status!: PaceStatus | null;

  @Field(() => Float, { nullable: true, description: 'Whole units still missing. 缺口（整数）' })
  unitsShort!: number | null;
}

@ObjectType({ description: 'A county of a dispatch. 调度通报中的县（区）' })
export class DispatchRow {
  @Field(() => ID, { description: 'Code. 区划代码' })
  divisionCode!: string;

  @Field(() => String, { description: 'Name; the code where it is not imported. 名称' })
  divisionName!: string;

  @Field(() => [DispatchCell], { description: 'One per column. 各项目标' })
  cells!: DispatchCell[];
}

@ObjectType({
  description:
    'Last month’s progress per county: rows are counties, columns targets; published once frozen. 月度调度通报',
})
export class Dispatch {
  @Field(() => ID, { description: 'Code of the division. 区划代码' })
  jurisdictionCode!: string;

  @Field(() => String, { description: 'Month, YYYY-MM. 月份' })
  month!: string;

  @Field(() => FrozenMonth, { nullable: true, description: 'Null while it is not frozen. 冻结信息' })
  frozen!: FrozenMonth | null;

  @Field(() => [DispatchColumn], { description: 'Targets whose year is not over. 目标' })
  columns!: DispatchColumn[];

  @Field(() => [DispatchRow], {
    description: 'Counties by code, with zones that report beside them. 县（区）',
  })
  rows!: DispatchRow[];
}
