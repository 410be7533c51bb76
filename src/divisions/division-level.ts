import { defineEnum } from '../platform/graphql/define-enum.js';

export const DivisionLevel = defineEnum('DivisionLevel', 'Level of an administrative division. 行政层级', {
  PROVINCE: 'Province. 省级',
  CITY: 'City, prefecture level. 地级',
  COUNTY: 'County or district. 县级',
  SUBDISTRICT: 'Subdistrict, reported as "street". 街道',
  TOWN: 'Town. 镇',
  TOWNSHIP: 'Township. 乡',
  ZONE: 'Functional zone, which reports beside counties and may overlap them. 开发区（功能区）',
  COMMUNITY: 'Urban community with a residents’ committee. 社区（居委会）',
  VILLAGE: 'Village with a villagers’ committee. 村（村委会）',
});
export type DivisionLevel = keyof typeof DivisionLevel;

export const DIVISION_LEVELS = Object.keys(DivisionLevel) as readonly DivisionLevel[];

/** NBS urban–rural classes, 城乡分类代码. */
export const URBAN_RURAL_CLASSES = ['111', '112', '121', '122', '123', '210', '220'] as const;
export type UrbanRuralClass = (typeof URBAN_RURAL_CLASSES)[number];
