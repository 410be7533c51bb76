import type { DivisionLevel } from '../divisions/index.js';
import type { CareLandBase, EstateClass } from '../estates/index.js';
import type { AuditedEstateFilter } from './estate-audit.inputs.js';
import type { FindingCode, FindingSeverity, FindingState } from './finding-words.js';

/** How printed sheets call things. */
export const LEVEL_WORDS: Readonly<Record<DivisionLevel, string>> = {
  PROVINCE: '省',
  CITY: '市',
  COUNTY: '县（区）',
  SUBDISTRICT: '街道',
  TOWN: '镇',
  TOWNSHIP: '乡',
  ZONE: '开发区（功能区）',
  COMMUNITY: '社区',
  VILLAGE: '村',
};

export const CLASS_WORDS: Readonly<Record<EstateClass, string>> = { NEW: '新建', EXISTING: '既有' };
export const BASE_WORDS: Readonly<Record<CareLandBase, string>> = { LAND: '用地面积', FLOOR: '建筑面积' };
export const SEVERITY_WORDS: Readonly<Record<FindingSeverity, string>> = {
  BREACH: '违规',
  DEFICIT: '面积缺口',
  DATA: '数据问题',
  NOTE: '提示',
};
export const STATE_WORDS: Readonly<Record<FindingState, string>> = {
  OPEN: '未处理',
  EXPLAINED: '已说明',
  SETTLED: '已整改',
};

export const CODE_WORDS: Readonly<Record<FindingCode, string>> = {
  DELIVERED_BEFORE_ROOM: '住宅先于养老用房交付',
  STEP_BEHIND_HOUSING: '养老用房环节滞后',
  AREA_DEFICIT: '面积不足',
  ROOM_NOT_COUNTED: '用房不计入',
  FORM_NOT_MET: '不符合设置条件',
  FORM_UNKNOWN: '设置条件不明',
  ROOM_NOT_REGISTERED: '未办理产权登记',
  POOL_TOO_SMALL: '合建面积不足',
  POOL_TOO_FAR: '合建步行距离超限',
  POOL_NOT_ALLOWED: '规则不允许合建',
  POOL_NOT_SETTLED: '合建因其他成员未成立',
  NOT_GRANTED_YET: '土地尚未出让',
  HOUSEHOLDS_MISSING: '缺少户数',
  RULE_MISSING: '无适用规则',
  RULES_OVERLAP: '规则重叠',
  CLASS_UNKNOWN: '新建或既有不明',
  CLASS_CONTRADICTS_DATES: '类别与日期矛盾',
  DATES_OUT_OF_ORDER: '日期先后颠倒',
  ROOM_AREA_MISSING: '缺少用房面积',
  ROOM_AREA_EXCEEDS_BUILDING: '用房面积大于楼栋',
  ROOM_CLAIMED_TWICE: '用房被多个小区登记',
  ENTRANCE_FAR: '出入口远离小区',
  POOLED_TWICE: '重复合建',
};

/** Which estates a list holds. */
export function selectionText(filter: AuditedEstateFilter): string {
  const asked = (wanted: boolean | null | undefined, is: string, isNot: string) =>
    wanted == null ? [] : [wanted ? is : isNot];
  return [
    ...asked(filter.deficit, '面积不足', '面积不缺'),
    ...asked(filter.breach, '违规', '不违规'),
    ...asked(filter.ruleMissing, '无适用规则', '有适用规则'),
    ...asked(filter.keptApart, '不计入', '计入'),
    ...(filter.codes ? [filter.codes.map((code) => CODE_WORDS[code]).join('或')] : []),
    ...(filter.developerContains == null ? [] : [`开发单位含“${filter.developerContains}”`]),
    ...(filter.phase == null ? [] : [`分期为“${filter.phase}”`]),
    ...(filter.bbox ? [`范围 ${filter.bbox.join(',')}`] : []),
  ].join('、');
}
