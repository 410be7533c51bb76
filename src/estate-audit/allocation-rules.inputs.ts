import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { checkDivisionCode, jurisdictionsAtOrAbove } from '../divisions/index.js';
import { EstateClass } from '../estates/index.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import type { AllocationRuleTerms } from './allocation-rule.record.js';
import type { AllocationRuleConditions } from './allocation-rules.repository.js';

@ArgsType()
export class AllocationRulesArguments {
  @Field(() => ID, {
    nullable: true,
    description: 'Only those that hold in this division: its own and those of the divisions above. 区划代码',
  })
  divisionCode?: string | null;

  @Field(() => EstateClass, { nullable: true, description: 'Only those for these estates. 新建或既有' })
  estateClass?: EstateClass | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only those in force on the date; of unknown beginning too. 截至日期',
  })
  asOf?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'With versions a later one has taken the place of. 是否包含已被取代的版本',
  })
  includeSuperseded!: boolean;
}

/** @throws PlanningError BAD_USER_INPUT */
export function allocationRuleConditions(args: Partial<AllocationRulesArguments>): AllocationRuleConditions {
  const { divisionCode: code = null } = args;
  return {
    jurisdictionCodes: code === null ? null : jurisdictionsAtOrAbove(checkDivisionCode(code, 'divisionCode')),
    estateClass: args.estateClass ?? null,
    asOf: args.asOf ?? null,
    includeSuperseded: args.includeSuperseded ?? false,
  };
}

@InputType({ description: 'A rule to enter; a known id becomes its next version. 配建规则' })
export class AllocationRuleInput {
  @Field(() => ID, { description: 'Short name: small letters, digits, dashes. 规则标识' })
  id!: string;

  @Field(() => ID, { description: 'Division it holds in, with everything below. 适用区划代码' })
  jurisdictionCode!: string;

  @Field(() => EstateClass, { description: 'New or existing estates. 新建或既有' })
  estateClass!: EstateClass;

  @Field(() => DateScalar, { nullable: true, description: 'First day. 生效日期' })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day. 失效日期' })
  validTo?: string | null;

  @Field(() => String, {
    description: 'Square metres per 100 households, a decimal. 每百户建筑面积（平方米）',
  })
  squareMetersPerHundredHouseholds!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Least area of a site, a decimal. 每处最小面积（平方米）',
  })
  minimumSiteSquareMeters?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether estates may share rooms. 是否允许合建' })
  poolingAllowed!: boolean;

  @Field(() => Float, { nullable: true, description: 'Longest walk in metres. 合建步行距离上限（米）' })
  poolingWalkMeters?: number | null;

  @Field(() => Float, { nullable: true, description: 'Longest walk in minutes. 合建步行时间上限（分钟）' })
  poolingWalkMinutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Rooms need their own entrance. 独立出入口' })
  ownEntrance?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Lowest floor allowed. 最低楼层' })
  lowestFloor?: number | null;

  @Field(() => Int, { nullable: true, description: 'Highest floor allowed. 最高楼层' })
  highestFloor?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Floor from which a lift or ramp is needed. 需设电梯或坡道的起始楼层',
  })
  liftOrRampFromFloor?: number | null;

  @Field(() => String, { description: 'Document it stands in. 依据文件' })
  document!: string;

  @Field(() => String, { nullable: true, description: 'Clause. 条款' })
  clause?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Compared with the published text. 是否已核对' })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note?: string | null;
}

@ArgsType()
export class ImportAllocationRulesArguments {
  @Field(() => [AllocationRuleInput], { description: 'The rules. 规则' })
  rows!: AllocationRuleInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'Check everything, store nothing. 试运行' })
  dryRun!: boolean;
}

export function allocationRuleOf(input: AllocationRuleInput): AllocationRuleTerms {
  return {
    ...input,
    validFrom: input.validFrom ?? null,
    validTo: input.validTo ?? null,
    minimumSiteSquareMeters: input.minimumSiteSquareMeters ?? null,
    poolingWalkMeters: input.poolingWalkMeters ?? null,
    poolingWalkMinutes: input.poolingWalkMinutes ?? null,
    ownEntrance: input.ownEntrance ?? null,
    lowestFloor: input.lowestFloor ?? null,
    highestFloor: input.highestFloor ?? null,
    liftOrRampFromFloor: input.liftOrRampFromFloor ?? null,
    clause: input.clause ?? null,
    note: input.note ?? null,
  };
}
