import { defineEnum } from '../platform/graphql/define-enum.js';

export const PolicyStatus = defineEnum('PolicyStatus', 'What a policy document is. 政策文件状态', {
  DRAFT: 'Draft for comment. 征求意见稿',
  IN_FORCE: 'Issued. 已印发',
  REPORT: 'Report on work under earlier documents; it may name deadlines before its own date. 进展报告',
});
export type PolicyStatus = keyof typeof PolicyStatus;

export const IndicatorUnit = defineEnum('IndicatorUnit', 'What an indicator is counted in. 指标单位', {
  RATIO: 'Share, 0 to 1. 占比',
  COUNT: 'Whole number of things. 个数',
  PEOPLE: 'Whole number of people. 人数',
  PERSON_TIMES: 'Whole number of visits or attendances. 人次',
  HOUSEHOLDS: 'Whole number of households. 户数',
  BEDS: 'Whole number of beds. 床位数',
  TIMES: 'Times a person. 次数',
  HOURS: 'Hours. 小时',
  YUAN: 'Yuan. 元',
  PER_THOUSAND_ELDERLY: 'Number per 1,000 elderly people. 每千名老年人',
  PER_HUNDRED_BEDS: 'Number per 100 beds. 每百张床位',
  SQUARE_METERS: 'Square metres. 平方米',
  SQUARE_METERS_PER_PERSON: 'Square metres a person. 人均平方米',
  SQUARE_METERS_PER_HUNDRED_HOUSEHOLDS: 'Square metres per 100 households. 每百户平方米',
  MILESTONE: 'Done is 1, not done 0. 是否完成',
});
export type IndicatorUnit = keyof typeof IndicatorUnit;

/** Units whose values are whole numbers. */
export const WHOLE_UNITS: ReadonlySet<IndicatorUnit> = new Set<IndicatorUnit>([
  'COUNT',
  'PEOPLE',
  'PERSON_TIMES',
  'HOUSEHOLDS',
  'BEDS',
]);

export const IndicatorArea = defineEnum('IndicatorArea', 'Which communities an indicator counts. 城乡范围', {
  URBAN: 'Urban ones. 城市',
  RURAL: 'Rural ones. 农村',
});
export type IndicatorArea = keyof typeof IndicatorArea;

export const TargetScope = defineEnum('TargetScope', 'What must reach a target. 目标适用范围', {
  WHOLE: 'The jurisdiction as a whole. 全域合计',
  EACH_COUNTY: 'Each of its counties. 每个县（区）',
  EACH_TOWN: 'Each of its streets, towns and townships. 每个街道（乡镇）',
  EACH_COMMUNITY: 'Each of its communities and villages. 每个社区（村）',
  EACH_FACILITY: 'Each facility the indicator speaks of. 每个设施',
});
export type TargetScope = keyof typeof TargetScope;

export const TargetDirection = defineEnum(
  'TargetDirection',
  'On which side of its value a target is met. 目标方向',
  {
    AT_LEAST: 'Met at the value or above. 不低于',
    AT_MOST: 'Met at the value or below. 不高于',
    EXACTLY: 'Met at the value only; rates of pay. 等于',
  },
);
export type TargetDirection = keyof typeof TargetDirection;

export const ServiceListKind = defineEnum(
  'ServiceListKind',
  'Kind of an item of the basic-service list. 基本养老服务类别',
  {
    MATERIAL_AID: 'Material aid. 物质帮助',
    CARE: 'Care. 照护服务',
    SOCIAL_CONCERN: 'Social concern. 关爱服务',
  },
);
export type ServiceListKind = keyof typeof ServiceListKind;
