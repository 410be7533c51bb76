import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { checkDivisionCode, jurisdictionsAtOrAbove } from '../divisions/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { CARE_SERVICES, CareService } from './care-service.js';
import type { PredicateConditions, PredicateDraft } from './service-predicates.repository.js';
import { FacilityKind, MealMode, ServiceCapability } from './vocabulary.js';

@ArgsType()
export class ServicePredicatesArguments extends PageArguments {
  @Field(() => CareService, { nullable: true, description: 'Only those of this service. 服务类别' })
  service?: CareService | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only those of this division, the divisions above it and everywhere. 区划代码',
  })
  jurisdictionCode?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those in force on this date. 截至日期' })
  asOf?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkPredicateFilter({
  service,
  jurisdictionCode,
  asOf,
}: Partial<ServicePredicatesArguments>): PredicateConditions {
  if (jurisdictionCode == null) return { service, asOf };
  const code = checkDivisionCode(jurisdictionCode, 'jurisdictionCode');
  return { service, asOf, jurisdictionCodes: jurisdictionsAtOrAbove(code) };
}

@InputType({ description: 'A predicate to record. 登记服务认定条件' })
export class ServicePredicateInput {
  @Field(() => CareService, { description: 'The service. 服务类别' })
  service!: CareService;

  @Field(() => ID, {
    nullable: true,
    description: 'Division it holds in; everywhere if absent. 适用区划代码',
  })
  jurisdictionCode?: string | null;

  @Field(() => DateScalar, { description: 'First day. 生效日期' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day it ends; open if absent. 失效日期' })
  validTo?: string | null;

  @Field(() => [FacilityKind], { defaultValue: [], description: 'Kinds that count by themselves. 设施类型' })
  kinds!: FacilityKind[];

  @Field(() => [ServiceCapability], {
    defaultValue: [],
    description: 'Any one of these counts. 具备其一的能力',
  })
  anyCapability!: ServiceCapability[];

  @Field(() => [ServiceCapability], {
    defaultValue: [],
    description: 'All of these together count. 须同时具备的能力',
  })
  allCapabilities!: ServiceCapability[];

  @Field(() => [MealMode], {
    nullable: true,
    description:
      'A place that gets its meals in one of these ways does not count; if absent CENTRAL_KITCHEN for MEAL, none for other services. 不计入的助餐方式',
  })
  exceptMealModes?: MealMode[] | null;

  @Field(() => String, { description: 'Document that says so. 依据文件' })
  document!: string;

  @Field(() => String, { description: 'Its clause. 条款' })
  clause!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True when checked against the document. 是否已核实',
  })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'End the predicate that holds there so far on validFrom. 是否终止原条件',
  })
  endPrevious!: boolean;
}

export function predicateDraftOf(input: ServicePredicateInput): PredicateDraft {
  const { endPrevious: _, jurisdictionCode, validTo, note, exceptMealModes, ...draft } = input;
  return {
    ...draft,
    jurisdictionCode: jurisdictionCode ?? null,
    validTo: validTo ?? null,
    note: note ?? null,
    kinds: [...new Set(draft.kinds)],
    anyCapability: [...new Set(draft.anyCapability)],
    allCapabilities: [...new Set(draft.allCapabilities)],
    exceptMealModes: [...new Set(exceptMealModes ?? CARE_SERVICES[draft.service].exceptMealModes)],
  };
}
