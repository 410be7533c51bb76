import type { IndicatorUnit, PlainLine } from '../indicators/index.js';
import { percent } from './text-table.js';

/** How a target stands, for tables. */
export const STATUS_TEXTS: Readonly<Record<PlainLine['status'], string>> = {
  ACHIEVED: '已达标 achieved',
  ON_PACE: '正常 on pace',
  BEHIND: '滞后 behind',
  OVERDUE: '逾期 overdue',
  UNKNOWN: '未知 unknown',
};

export const REASON_TEXTS: Readonly<Record<NonNullable<PlainLine['reason']>, string>> = {
  NO_DENOMINATOR: '分母为零 no denominator',
  NO_READING: '未填报 no reading',
  NOT_IMPORTED: '区划未导入 not imported',
  NO_NETWORK: '无路网 no network',
  NOT_DUE: '未到期 not due',
  NOT_ADDITIVE: '不可加总 not additive',
  NOT_COMPUTABLE: '无法计算 not computable',
};

export const SCOPE_TEXTS: Readonly<Record<PlainLine['scope'], string>> = {
  WHOLE: '',
  EACH_COUNTY: '每县（区） each county',
  EACH_TOWN: '每街道乡镇 each town',
  EACH_COMMUNITY: '每社区村 each community',
  EACH_FACILITY: '每设施 each facility',
};

export const SIGNS: Readonly<Record<PlainLine['direction'], string>> = {
  AT_LEAST: '≥',
  AT_MOST: '≤',
  EXACTLY: '=',
};

const UNIT_TEXTS: Readonly<Record<IndicatorUnit, string>> = {
  RATIO: '',
  COUNT: ' 个',
  PEOPLE: ' 人',
  PERSON_TIMES: ' 人次',
  HOUSEHOLDS: ' 户',
  BEDS: ' 张',
  TIMES: ' 次',
  HOURS: ' 小时',
  YUAN: ' 元',
  PER_THOUSAND_ELDERLY: ' 名/千名老人',
  PER_HUNDRED_BEDS: ' 名/百张床',
  SQUARE_METERS: ' ㎡',
  SQUARE_METERS_PER_PERSON: ' ㎡/人',
  SQUARE_METERS_PER_HUNDRED_HOUSEHOLDS: ' ㎡/百户',
  MILESTONE: '',
};

/** A share as per cent with one decimal, never rounded up; done or not; anything else with at most three decimals. */
export function figureText(value: number, unit: IndicatorUnit): string {
  if (unit === 'RATIO') return percent(value);
  if (unit === 'MILESTONE') return value >= 1 ? '完成 done' : '未完成 not done';
  return `${Math.round(value * 1000) / 1000}${UNIT_TEXTS[unit]}`;
}
