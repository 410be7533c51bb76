import { defineEnum } from '../platform/graphql/define-enum.js';

export const DemandKind = defineEnum('DemandKind', 'What a demand point stands for. 需求点类型', {
  BUILDING: 'A residential building. 住宅楼',
  ESTATE: 'A housing estate or its entrance. 住宅小区',
  VILLAGE: 'A village or hamlet. 自然村',
  CELL: 'A cell of a population grid. 人口格网',
});
export type DemandKind = keyof typeof DemandKind;

export const Cohort = defineEnum('Cohort', 'Age group that is counted. 年龄组', {
  ALL: 'All ages. 全部人口',
  AGE_60: 'Aged 60 and over. 60岁及以上',
  AGE_65: 'Aged 65 and over. 65岁及以上',
  AGE_80: 'Aged 80 and over. 80岁及以上',
});
export type Cohort = keyof typeof Cohort;
export const COHORTS = Object.keys(Cohort) as readonly Cohort[];
