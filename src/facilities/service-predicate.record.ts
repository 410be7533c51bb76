import 'reflect-metadata';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { CareService } from './care-service.js';
import type { PredicateTerms } from './predicate-terms.js';
import { FacilityKind, MealMode, ServiceCapability } from './vocabulary.js';

/** What a place must be or offer to count as a service in a jurisdiction from a day on, with the clause that says so. */
@ObjectType({
  description:
    'What a place must be or offer to count as a service: one of the kinds, or any one of anyCapability, or all of allCapabilities; and get no meals in a way of exceptMealModes. 服务认定条件',
})
export class ServicePredicate implements PredicateTerms {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id!: string;

  @Field(() => CareService, { description: 'The service. 服务类别' })
  service!: CareService;

  @Field(() => ID, {
    nullable: true,
    description:
      'Division it holds in, and below it where nothing nearer is recorded; null: everywhere. 适用区划代码',
  })
  jurisdictionCode!: string | null;

  @Field(() => DateScalar, { description: 'First day. 生效日期' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day it ends; null: open. 失效日期' })
  validTo!: string | null;

  @Field(() => [FacilityKind], { description: 'Kinds that count by themselves. 直接认定的设施类型' })
  kinds!: FacilityKind[];

  @Field(() => [ServiceCapability], { description: 'Any one of these counts. 具备其一即认定的能力' })
  anyCapability!: ServiceCapability[];

  @Field(() => [ServiceCapability], {
    description: 'All of these together count; empty: no such way. 须同时具备的能力',
  })
  allCapabilities!: ServiceCapability[];

  @Field(() => [MealMode], {
    description: 'A place that gets its meals in one of these ways does not count. 不计入的助餐方式',
  })
  exceptMealModes!: MealMode[];

  @Field(() => String, { description: 'Document that says so. 依据文件' })
  document!: string;

  @Field(() => String, { description: 'Its clause. 条款' })
  clause!: string;

  @Field(() => Boolean, {
    description: 'True when somebody has checked it against the document. 是否已核实',
  })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note!: string | null;

  sourceKey!: string;
}
