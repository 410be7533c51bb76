import {
  FINDING_SEVERITY,
  type FindingCode as KernelCode,
  type FindingSeverity as KernelSeverity,
} from '../kernel/estates/estate-finding.js';
import { defineEnum } from '../platform/graphql/define-enum.js';

export const FindingState = defineEnum('EstateFindingState', 'What has become of a finding. 问题状态', {
  OPEN: 'Nobody has explained or settled it. 未处理',
  EXPLAINED: 'Explained with a note. 已说明',
  SETTLED: 'Settled, by an office or because the data no longer show it. 已整改',
});
export type FindingState = keyof typeof FindingState;

export const FindingSeverity = defineEnum<KernelSeverity>(
  'EstateFindingSeverity',
  'How grave a finding is. 严重程度',
  {
    BREACH: 'A rule is broken. 违规',
    DEFICIT: 'Area is missing. 面积缺口',
    DATA: 'Data lack or contradict themselves; the estate is kept apart from the totals. 数据问题（不计入汇总）',
    NOTE: 'Good to know. 提示',
  },
);
export type FindingSeverity = KernelSeverity;

export const FindingCode = defineEnum<KernelCode>('EstateFindingCode', 'What was found. 问题代码', {
  DELIVERED_BEFORE_ROOM: 'Housing was delivered before its care room. 住宅先于养老用房交付',
  STEP_BEHIND_HOUSING: 'The care room is behind the housing at a step. 养老用房环节滞后',
  AREA_DEFICIT: 'Less area than is owed. 面积不足',
  ROOM_NOT_COUNTED: 'A room that does not count, and why. 用房不计入',
  FORM_NOT_MET: 'A room that breaks a condition of form. 不符合设置条件',
  FORM_UNKNOWN: 'Nobody knows whether a room keeps a condition of form. 设置条件不明',
  ROOM_NOT_REGISTERED: 'A room without registration of property. 未办理产权登记',
  POOL_TOO_SMALL: 'A pool has less area than its members owe together. 合建面积不足',
  POOL_TOO_FAR: 'A member walks farther to its pool than allowed. 合建步行距离超限',
  POOL_NOT_ALLOWED: 'The rule of a member allows no pool. 规则不允许合建',
  POOL_NOT_SETTLED:
    'Its pool does not hold because another member is kept apart or walks too far. 合建因其他成员未成立',
  NOT_GRANTED_YET:
    'Its land is granted only after the date: it owes nothing yet and is kept apart. 土地尚未出让',
  HOUSEHOLDS_MISSING: 'No number of households, or 0. 缺少户数',
  RULE_MISSING: 'No rule holds. 无适用规则',
  RULES_OVERLAP: 'Several rules hold at once. 规则重叠',
  CLASS_UNKNOWN: 'Nobody knows whether the estate is new. 新建或既有不明',
  CLASS_CONTRADICTS_DATES: 'Called new or existing against its dates. 类别与日期矛盾',
  DATES_OUT_OF_ORDER: 'Dates run backwards. 日期先后颠倒',
  ROOM_AREA_MISSING: 'A room without area. 缺少用房面积',
  ROOM_AREA_EXCEEDS_BUILDING: 'A room larger than its building. 用房面积大于楼栋',
  ROOM_CLAIMED_TWICE: 'A room that several estates claim. 用房被多个小区登记',
  ENTRANCE_FAR: 'An entrance far from its estate. 出入口远离小区',
  POOLED_TWICE: 'An estate in several pools. 重复合建',
});
export type FindingCode = KernelCode;

export function severityOf(code: FindingCode): FindingSeverity {
  return FINDING_SEVERITY[code];
}
