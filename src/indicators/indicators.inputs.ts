import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { checkDivisionCode, DivisionLevel, jurisdictionsAtOrAbove } from '../divisions/index.js';
import { checkSearchText } from '../platform/errors/check-text.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { today } from '../platform/today.js';
import type { TargetDraft } from './check-target.js';
import type { IndicatorConditions } from './indicators.repository.js';
import { IndicatorArea, IndicatorUnit, PolicyStatus, TargetDirection, TargetScope } from './policy-words.js';
import type { PolicyDocumentDraft } from './policy-documents.repository.js';
import type { TargetConditions } from './targets.repository.js';

@InputType({ description: 'Which indicators; all conditions must hold. 指标筛选' })
export class IndicatorFilter {
  @Field(() => [IndicatorUnit], { nullable: true, description: 'Any of these units. 单位' })
  units?: IndicatorUnit[] | null;

  @Field(() => [DivisionLevel], { nullable: true, description: 'Counts any of these levels. 统计层级' })
  levels?: DivisionLevel[] | null;

  @Field(() => IndicatorArea, { nullable: true, description: 'Urban or rural ones. 城乡范围' })
  urbanRural?: IndicatorArea | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: computed from the platform’s data; false: reported. 是否由平台计算',
  })
  computed?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Comes from this row of the requirements. 需求条目' })
  policyRow?: number | null;

  @Field(() => String, { nullable: true, description: 'Text in either name. 名称包含' })
  nameContains?: string | null;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkIndicatorFilter(filter: IndicatorFilter | null | undefined): IndicatorConditions {
  if (!filter) return {};
  const { nameContains } = filter;
  return {
    ...filter,
    nameContains: nameContains == null ? null : checkSearchText(nameContains, 'nameContains'),
  };
}

@ArgsType()
export class IndicatorsArguments extends PageArguments {
  @Field(() => IndicatorFilter, { nullable: true, description: 'Which indicators. 筛选' })
  filter?: IndicatorFilter | null;
}

@ArgsType()
export class PolicyDocumentsArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Only those for this division. 适用区划代码' })
  jurisdictionCode?: string | null;
}

@ArgsType()
export class TargetsArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Only those of this division. 区划代码' })
  jurisdictionCode?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'With those of the divisions above it. 是否包含上级目标',
  })
  includeHigher!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'What counted on this date; today if absent. 截至日期',
  })
  asOf?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this indicator. 指标标识' })
  indicatorKey?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'With versions a later one has taken the place of. 是否包含已被取代的版本',
  })
  includeSuperseded!: boolean;
}

/** @throws PlanningError BAD_USER_INPUT */
export function checkTargetFilter(
  args: Omit<TargetsArguments, keyof PageArguments> & Partial<PageArguments>,
): TargetConditions {
  const code =
    args.jurisdictionCode == null ? null : checkDivisionCode(args.jurisdictionCode, 'jurisdictionCode');
  return {
    jurisdictionCodes: code === null ? null : args.includeHigher ? jurisdictionsAtOrAbove(code) : [code],
    indicatorKey: args.indicatorKey ?? null,
    asOf: args.asOf ?? today(),
    includeSuperseded: args.includeSuperseded,
  };
}

@InputType({ description: 'A target to record. 登记目标' })
export class TargetInput {
  @Field(() => ID, { description: 'Code of the division it is for. 区划代码' })
  jurisdictionCode!: string;

  @Field(() => ID, { description: 'Indicator. 指标标识' })
  indicatorKey!: string;

  @Field(() => Float, { description: 'Value in the indicator’s unit; 0.7 for 70 %. 目标值' })
  value!: number;

  @Field(() => DateScalar, { description: 'Last day. 截止日期' })
  deadline!: string;

  @Field(() => ID, { description: 'Document whose clause it stands in. 文件标识' })
  documentKey!: string;

  @Field(() => String, { description: 'The clause. 条款位置' })
  clause!: string;

  @Field(() => TargetScope, { defaultValue: TargetScope.WHOLE, description: 'What must reach it. 适用范围' })
  scope!: TargetScope;

  @Field(() => TargetDirection, {
    defaultValue: TargetDirection.AT_LEAST,
    description: 'On which side it is met. 目标方向',
  })
  direction!: TargetDirection;

  @Field(() => Int, { nullable: true, description: 'Version; the next one if absent. 版本' })
  version?: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day it counts; if absent version 1 counts since its document, a later one from today. 生效日期',
  })
  validFrom?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Document that changes the clause’s value, such as the task list of a year. 调整依据',
  })
  document?: string | null;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note?: string | null;
}

export function targetDraftOf(input: TargetInput): TargetDraft {
  return {
    ...input,
    version: input.version ?? null,
    validFrom: input.validFrom ?? null,
    document: input.document ?? null,
    note: input.note ?? null,
  };
}

@InputType({ description: 'A clause to record. 登记条款' })
export class PolicyClauseInput {
  @Field(() => String, { description: 'Where it stands in the document. 条款位置' })
  clause!: string;

  @Field(() => String, { description: 'What it is about. 摘要' })
  summary!: string;
}

@InputType({ description: 'A policy document to record. 登记政策文件' })
export class PolicyDocumentInput {
  @Field(() => ID, { description: 'Short name: small letters, digits, dashes. 文件标识' })
  key!: string;

  @Field(() => String, { description: 'Title. 题名' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Who issued it. 发文机关' })
  issuer?: string | null;

  @Field(() => ID, { description: 'Code of the division it is for. 适用区划代码' })
  jurisdictionCode!: string;

  @Field(() => String, { nullable: true, description: 'Number it was issued under. 文号' })
  number?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue. 发文日期' })
  issuedOn?: string | null;

  @Field(() => PolicyStatus, {
    defaultValue: PolicyStatus.IN_FORCE,
    description: 'Draft, issued or report. 状态',
  })
  status!: PolicyStatus;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'True when the row was compared with the published text. 是否已核对原文',
  })
  verified!: boolean;

  @Field(() => String, { nullable: true, description: 'Remark. 备注' })
  note?: string | null;

  @Field(() => [PolicyClauseInput], { defaultValue: [], description: 'Clauses; others stay. 条款' })
  clauses!: PolicyClauseInput[];
}

export function documentDraftOf(input: PolicyDocumentInput): Omit<PolicyDocumentDraft, 'sourceKey'> {
  return {
    ...input,
    issuer: input.issuer ?? null,
    number: input.number ?? null,
    issuedOn: input.issuedOn ?? null,
    note: input.note ?? null,
  };
}
