import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { DEFAULT_SPEED_METERS_PER_SECOND } from '../accessibility/index.js';
import { DivisionLevel } from '../divisions/index.js';
import { checkSearchText } from '../platform/errors/check-text.js';
import { DateScalar } from '../platform/graphql/date.scalar.js';
import { defineEnum } from '../platform/graphql/define-enum.js';
import { PageArguments } from '../platform/graphql/page-arguments.js';
import { checkSpatialFilter } from '../platform/graphql/spatial-filter.js';
import { today } from '../platform/today.js';
import { isInBreach, isInDeficit, lacksRule } from '../kernel/estates/audit-totals.js';
import type { AuditedRow } from './audit-view.js';
import type { AuditQuestion } from './estate-audit.service.js';
import { FindingCode, FindingSeverity, FindingState, severityOf } from './finding-words.js';
import type { StatedFinding } from './finding-states.js';

@ArgsType()
export class AuditArguments {
  @Field(() => DateScalar, { nullable: true, description: 'Date of the audit; today if absent. 核查日期' })
  asOf?: string | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_SPEED_METERS_PER_SECOND,
    description: 'How fast somebody walks to a pool whose limit is in minutes, m/s. 步行速度',
  })
  speedMetersPerSecond!: number;
}

@ArgsType()
export class EstateAuditArguments extends AuditArguments {
  @Field(() => ID, {
    nullable: true,
    description: 'Estates in this division or below; absent: all, also those in no division. 区划代码',
  })
  divisionCode?: string | null;
}

export function auditQuestion({ asOf, speedMetersPerSecond }: AuditArguments): AuditQuestion {
  return { asOf: asOf ?? today(), speedMetersPerSecond };
}

export const AuditedEstateOrder = defineEnum('AuditedEstateOrder', 'Order of audited estates. 排序', {
  WORST: 'Largest deficit first, then those kept apart, then by identifier. 缺口从大到小',
  DIVISION: 'By division, then by identifier. 按区划',
});
export type AuditedEstateOrder = keyof typeof AuditedEstateOrder;

@InputType({ description: 'Which audited estates; all conditions must hold. 核查小区筛选' })
export class AuditedEstateFilter {
  @Field(() => Boolean, { nullable: true, description: 'Counts and lacks area, or not. 是否面积不足' })
  deficit?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Counts and breaks a rule, or not. 是否违规' })
  breach?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'No rule can be named, or one can. 是否无适用规则' })
  ruleMissing?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Kept apart from the sums, or counted. 是否不计入汇总',
  })
  keptApart?: boolean | null;

  @Field(() => [FindingCode], {
    nullable: true,
    description: 'Has a finding of any of these codes. 问题代码',
  })
  codes?: FindingCode[] | null;

  @Field(() => String, { nullable: true, description: 'Text in the name of its developer. 开发单位包含' })
  developerContains?: string | null;

  @Field(() => String, { nullable: true, description: 'Its phase, exactly. 分期' })
  phase?: string | null;

  @Field(() => [Float], {
    nullable: true,
    description: 'Box [west, south, east, north] in degrees its point must lie in. 矩形范围',
  })
  bbox?: number[] | null;
}

/** Whether a row passes a filter. @throws PlanningError BAD_USER_INPUT */
export function auditedEstateTest(
  filter: AuditedEstateFilter | null | undefined,
): ((row: AuditedRow) => boolean) | null {
  if (!filter) return null;
  const { deficit, breach, ruleMissing, keptApart, phase = null } = filter;
  const codes = filter.codes && new Set(filter.codes);
  const { bbox } = checkSpatialFilter({ bbox: filter.bbox });
  const developer =
    filter.developerContains == null ? null : checkSearchText(filter.developerContains, 'developerContains');
  const asked = (wanted: boolean | null | undefined, is: boolean) => wanted == null || wanted === is;
  return ({ estate, audit }) =>
    asked(deficit, isInDeficit(audit)) &&
    asked(breach, isInBreach(audit)) &&
    asked(ruleMissing, lacksRule(audit)) &&
    asked(keptApart, !audit.isCounted) &&
    (!codes || audit.findings.some(({ code }) => codes.has(code))) &&
    (developer === null || (estate.developer?.includes(developer) ?? false)) &&
    (phase === null || estate.phase === phase) &&
    (bbox === null ||
      (estate.lon >= bbox[0] && estate.lat >= bbox[1] && estate.lon <= bbox[2] && estate.lat <= bbox[3]));
}

@ArgsType()
export class AuditedEstatesArguments extends PageArguments {
  @Field(() => AuditedEstateFilter, { nullable: true, description: 'Which estates. 筛选' })
  filter?: AuditedEstateFilter | null;

  @Field(() => AuditedEstateOrder, {
    defaultValue: AuditedEstateOrder.WORST,
    description: 'Order of the rows. 排序',
  })
  orderBy!: AuditedEstateOrder;
}

@ArgsType()
export class FindingFilterArguments extends PageArguments {
  @Field(() => [FindingCode], { nullable: true, description: 'Only these. 问题代码' })
  codes?: FindingCode[] | null;

  @Field(() => [FindingSeverity], { nullable: true, description: 'Only so grave ones. 严重程度' })
  severities?: FindingSeverity[] | null;

  @Field(() => [FindingState], { nullable: true, description: 'Only of these states. 状态' })
  states?: FindingState[] | null;
}

export function findingTest({ codes, severities, states }: Partial<FindingFilterArguments>) {
  return ({ code, state }: Pick<StatedFinding, 'code' | 'state'>): boolean =>
    (!codes || codes.includes(code)) &&
    (!severities || severities.includes(severityOf(code))) &&
    (!states || states.includes(state));
}

@ArgsType()
export class AuditPartsArguments extends PageArguments {
  @Field(() => [DivisionLevel], {
    nullable: true,
    description: 'Levels of the divisions; if absent, those directly below. 层级',
  })
  levels?: DivisionLevel[] | null;
}

@InputType({ description: 'What is said of a finding. 问题处理' })
export class FindingStateInput {
  @Field(() => ID, { description: 'Estate. 小区编号' })
  estateId!: string;

  @Field(() => FindingCode, { description: 'What was found. 问题代码' })
  code!: FindingCode;

  @Field(() => String, { defaultValue: '', description: 'What it is about, as the finding says. 所指对象' })
  about!: string;

  @Field(() => FindingState, { description: 'What it is from now on. 状态' })
  state!: FindingState;

  @Field(() => String, { description: 'Explanation. 说明' })
  note!: string;

  @Field(() => String, { nullable: true, description: 'Document that shows it. 依据文件' })
  document?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the last event you saw, absent for none; another one is a CONFLICT. 已见的最近记录编号',
  })
  lastEventId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Date of the audit it is said of; today if absent. 核查日期',
  })
  asOf?: string | null;

  @Field(() => Float, {
    defaultValue: DEFAULT_SPEED_METERS_PER_SECOND,
    description: 'Walking speed of that audit, m/s. 步行速度',
  })
  speedMetersPerSecond!: number;
}
