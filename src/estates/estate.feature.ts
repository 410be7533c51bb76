import type { MultiPolygon, Polygon } from 'geojson';
import {
  count,
  hasError,
  keyProblems,
  latitude,
  longitude,
  polygonOf,
} from '../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';

/** The fields of a file of housing estates. */
export const ESTATE_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number. 小区编号',
    aliases: ['编号', '小区编号', '小区代码', 'estateId'],
  },
  name: {
    type: 'text',
    required: true,
    description: 'Name. 小区名称',
    aliases: ['名称', '小区名称', '住宅小区名称', '项目名称'],
  },
  divisionCode: {
    type: 'code',
    description: 'Division it lies in; found by its location when absent. 所在区划代码',
    aliases: ['区划代码', '所在区划代码', '所属区划代码', '行政区划代码', '社区代码', '所属社区代码'],
  },
  households: {
    type: 'integer',
    required: true,
    minimum: 1,
    description: 'Households. 户数',
    aliases: ['户数', '总户数', '住宅套数', '套数', '规划户数'],
  },
  plannedPopulation: count('Residents it was planned for. 规划人口', ['规划人口', '规划人数', '设计人口']),
  deliveredOn: {
    type: 'date',
    description: 'Date of delivery. 交付日期',
    aliases: ['交付日期', '交付时间', '交房日期', '竣工日期', '建成年份'],
  },
  gated: {
    type: 'yesNo',
    description: 'Whether one may pass only through its entrances. 是否封闭',
    aliases: ['是否封闭', '封闭', '封闭小区', '封闭管理'],
  },
  entrances: {
    type: 'positions',
    description: 'Entrances as `lon lat;lon lat`. 出入口坐标',
    aliases: ['出入口', '出入口坐标', '大门坐标', '入口'],
  },
  lon: longitude('estate'),
  lat: latitude('estate'),
});

/** A housing estate ready to be stored, once its division and boundary have been checked. */
export interface EstateDraft {
  readonly id: string;
  readonly name: string;
  readonly households: number;
  readonly plannedPopulation: number | null;
  readonly deliveredOn: string | null;
  readonly gated: boolean | null;
  readonly divisionCode: string | null;
  readonly entrances: readonly (readonly [number, number])[];
  readonly boundary: Polygon | MultiPolygon | null;
  readonly point: readonly [number, number] | null;
}

/** What a row says about an estate: it has a boundary, a point, or both. */
export function readEstate(row: FeatureRow<typeof ESTATE_FIELDS>): FeatureReading<EstateDraft> {
  const { values, point } = row;
  const problems: FieldProblem[] = [...keyProblems(values.id)];
  const boundary = polygonOf(row.geometry, problems);
  if (row.geometry === null && point === null) problems.push({ code: 'MISSING_GEOMETRY', field: null });
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    id: values.id!,
    name: values.name!,
    households: values.households!,
    plannedPopulation: values.plannedPopulation,
    deliveredOn: values.deliveredOn,
    gated: values.gated,
    divisionCode: values.divisionCode,
    entrances: values.entrances ?? [],
    boundary,
    point,
  };
  return { draft, problems };
}
