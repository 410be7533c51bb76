import { Field, ID, ObjectType } from 'type-graphql';
import { FacilityKind, MealMode, type PredicateInForce, ServiceCapability } from '../facilities/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';

@ObjectType({
  description:
    'What places had to be or offer to count: one of the kinds, or any one of anyCapability, or all of allCapabilities, and get no meals in a way of exceptMealModes; with the clause that says so. 所适用的认定条件',
})
export class AppliedPredicate {
  @Field(() => ID, {
    nullable: true,
    description:
      'Division whose places it judges, below it too where nothing nearer is recorded; null: wherever else. 适用区划代码',
  })
  jurisdictionCode!: string | null;

  @Field(() => [FacilityKind], { description: 'Kinds that count by themselves. 直接认定的设施类型' })
  kinds!: readonly FacilityKind[];

  @Field(() => [ServiceCapability], { description: 'Any one of these counts. 具备其一即认定的能力' })
  anyCapability!: readonly ServiceCapability[];

  @Field(() => [ServiceCapability], { description: 'All of these together count. 须同时具备的能力' })
  allCapabilities!: readonly ServiceCapability[];

  @Field(() => [MealMode], {
    description:
      'Places that get their meals in one of these ways do not count; those that do not say how do. 不计入的助餐方式',
  })
  exceptMealModes!: readonly MealMode[];

  @Field(() => DateScalar, { nullable: true, description: 'First day; null for an assumption. 生效日期' })
  validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it ends; null: open. 失效日期' })
  validTo!: string | null;

  @Field(() => String, { nullable: true, description: 'Document; null for an assumption. 依据文件' })
  document!: string | null;

  @Field(() => String, { nullable: true, description: 'Clause; null for an assumption. 条款' })
  clause!: string | null;

  @Field(() => Boolean, { description: 'True when checked against the document. 是否已核实' })
  verified!: boolean;

  @Field(() => Boolean, {
    description: 'True when nothing is recorded there and the program’s own default decides. 是否为默认假设',
  })
  isAssumption!: boolean;
}

export function appliedPredicate({ service: _, ...predicate }: PredicateInForce): AppliedPredicate {
  return Object.assign(new AppliedPredicate(), predicate);
}
