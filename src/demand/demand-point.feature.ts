import {
  amount,
  hasError,
  keyProblems,
  latitude,
  longitude,
  nestingProblems,
  pointProblems,
} from '../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';
import type { DemandKind } from './demand-kind.js';

/** The fields of a file of demand points. */
export const DEMAND_POINT_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number. 编号',
    aliases: ['编号', '需求点编号', '网格编号', '楼栋编号'],
  },
  kind: {
    type: 'choice',
    required: true,
    description: 'What the point stands for. 需求点类型',
    aliases: ['类型', '类别', '需求点类型', 'type'],
    choices: {
      BUILDING: ['楼栋', '楼', '建筑', '住宅楼'],
      ESTATE: ['小区', '住宅小区'],
      VILLAGE: ['村', '自然村', '村庄', '村民小组'],
      CELL: ['网格', '格网', '栅格'],
    },
  },
  divisionCode: {
    type: 'code',
    description: 'Division it lies in; found by its location when absent. 所在区划代码',
    aliases: ['区划代码', '所在区划代码', '所属区划代码', '行政区划代码', '社区代码', '村代码'],
  },
  estateId: {
    type: 'text',
    description: 'Number of its housing estate. 所属小区编号',
    aliases: ['小区编号', '所属小区编号', '所属小区'],
  },
  population: amount('People of all ages. 总人口', ['人口', '总人口', '常住人口', '人数']),
  elderly60: amount('People aged 60 and over. 60岁及以上人口', [
    '60岁以上',
    '60岁及以上',
    '60岁以上人口',
    '60岁及以上人口',
    '老年人口',
    '老年人数',
    '60+',
  ]),
  elderly65: amount('People aged 65 and over. 65岁及以上人口', [
    '65岁以上',
    '65岁及以上',
    '65岁以上人口',
    '65岁及以上人口',
    '65+',
  ]),
  elderly80: amount('People aged 80 and over. 80岁及以上人口', [
    '80岁以上',
    '80岁及以上',
    '80岁以上人口',
    '80岁及以上人口',
    '高龄人口',
    '80+',
  ]),
  lon: longitude('point'),
  lat: latitude('point'),
});

/** A demand point ready to be stored, once its division and estate have been looked up. Counts only, never persons. */
export interface DemandPointDraft {
  readonly id: string;
  readonly kind: DemandKind;
  readonly divisionCode: string | null;
  readonly estateId: string | null;
  readonly population: number | null;
  readonly elderly60: number | null;
  readonly elderly65: number | null;
  readonly elderly80: number | null;
  readonly point: readonly [number, number];
}

/** What a row says about a demand point: at least one count, and older cohorts within younger ones. */
export function readDemandPoint(
  row: FeatureRow<typeof DEMAND_POINT_FIELDS>,
): FeatureReading<DemandPointDraft> {
  const { id, kind, divisionCode, estateId, population, elderly60, elderly65, elderly80 } = row.values;
  const counts = { population, elderly60, elderly65, elderly80 };
  const problems: FieldProblem[] = [
    ...keyProblems(id),
    ...nestingProblems(counts),
    ...pointProblems(row, true),
  ];
  if (Object.values(counts).every((people) => people === null))
    problems.push({ code: 'MISSING_FIELD', field: 'population / elderly60 / elderly65 / elderly80' });
  if (hasError(problems)) return { draft: null, problems };
  return { draft: { id: id!, kind: kind!, divisionCode, estateId, ...counts, point: row.point! }, problems };
}
