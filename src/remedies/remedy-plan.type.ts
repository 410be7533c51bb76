import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ExactNumber } from '../estate-audit/index.js';
import {
  RemedyFormTotal,
  RemedyPlanSettings,
  RemedyPlanStatus,
  RemedyStep,
  UnsettledEstate,
} from './remedy-plan.types.js';

/** The remedies of a division. */
@ObjectType({
  description:
    'Which remedies settle most of what a division’s estates lack, and of those the cheapest, with its proof. 小区养老用房补建方案',
})
export class RemedyPlan {
  readonly divisionName!: string;
  /** Sources with their editions. */
  readonly dataVintage!: string;

  @Field(() => RemedyPlanStatus, { description: 'OPTIMAL when proven. 方案状态' })
  status!: RemedyPlanStatus;

  @Field(() => [RemedyStep], {
    description: 'Places in the order to go about them: most deficit settled for its cost first. 补建步骤',
  })
  steps!: RemedyStep[];

  @Field(() => [UnsettledEstate], {
    description: 'Estates in deficit it does not settle, by id. 未解决的小区',
  })
  unsettled!: UnsettledEstate[];

  @Field(() => [RemedyFormTotal], { description: 'By form, those that occur. 分方式汇总' })
  forms!: RemedyFormTotal[];

  @Field(() => Int, { description: 'Estates in deficit. 有缺口的小区数' })
  estatesInDeficit!: number;

  @Field(() => Int, { description: 'Of them settled. 解决的小区数' })
  estatesSettled!: number;

  @Field(() => ExactNumber, { description: 'What estates lack, m², as the audit says. 缺口面积' })
  deficitSquareMeters!: ExactNumber;

  @Field(() => ExactNumber, { description: 'Of it settled, m². 解决的缺口面积' })
  settledSquareMeters!: ExactNumber;

  @Field(() => Float, { description: 'No plan settles more, m²; proven. 可解决缺口上界' })
  settledBoundSquareMeters!: number;

  @Field(() => ExactNumber, { description: 'Cost in yuan. 费用（元）' })
  costYuan!: ExactNumber;

  @Field(() => Float, {
    description: 'No plan that settles as much costs less, yuan; proven. 费用下界（元）',
  })
  costBoundYuan!: number;

  @Field(() => ExactNumber, {
    nullable: true,
    description:
      'Cost in yuan of the plan without the budget, null where the budget suffices for it. 不限预算的费用',
  })
  costWithoutBudgetYuan!: ExactNumber | null;

  @Field(() => Float, { description: 'Seconds it took. 用时（秒）' })
  seconds!: number;

  @Field(() => RemedyPlanSettings, { description: 'What was asked for. 方案参数' })
  settings!: RemedyPlanSettings;

  @Field(() => [String], { description: 'What to bear in mind, Chinese first. 说明' })
  notes!: string[];

  @Field(() => String, {
    description: 'SHA-256 of settings and inputs; equal hashes mean the same problem. 输入数据校验值',
  })
  dataHash!: string;

  @Field(() => String, { description: 'Network snapshot it was walked on. 路网快照' })
  snapshotId!: string;

  @Field(() => Boolean, { description: 'True when any input is generated data. 是否含合成数据' })
  synthetic!: boolean;
}
