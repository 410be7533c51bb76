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
import type { EstateClass } from './vocabulary.js';

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
  households: count('Households; without them the estate counts in no figure of households. 户数', [
    '户数',
    '总户数',
    '住宅套数',
    '套数',
    '规划户数',
  ]),
  plannedPopulation: count('Residents it was planned for. 规划人口', ['规划人口', '规划人数', '设计人口']),
  grantedOn: {
    type: 'date',
    description: 'Date of the land grant. 土地出让日期',
    aliases: ['土地出让日期', '出让日期', '土地出让时间', '供地日期', '土地出让合同日期'],
  },
  plannedOn: {
    type: 'date',
    description: 'Date the plan of its housing was approved. 规划许可日期',
    aliases: ['规划许可日期', '规划日期', '规划许可时间', '规划批准日期'],
  },
  builtOn: {
    type: 'date',
    description: 'Date its housing was built. 建成日期',
    aliases: ['建成日期', '建成时间', '完工日期', '建设日期'],
  },
  acceptedOn: {
    type: 'date',
    description: 'Date its housing was accepted. 竣工验收日期',
    aliases: ['竣工验收日期', '验收日期', '竣工验收时间', '验收时间'],
  },
  deliveredOn: {
    type: 'date',
    description: 'Date of delivery. 交付日期',
    aliases: ['交付日期', '交付时间', '交房日期', '竣工日期', '建成年份'],
  },
  declaredClass: {
    type: 'choice',
    description: 'New or existing as the register says; left out, the dates decide. 新建或既有',
    aliases: ['新建或既有', '登记类别', '小区类别', '新建既有'],
    choices: {
      NEW: ['新建', '新建小区', '新建住宅小区', '新出让'],
      EXISTING: ['既有', '已建', '已建成', '既有小区', '老旧小区', '存量'],
    },
  },
  phase: {
    type: 'text',
    description: 'Phase of the development. 分期',
    aliases: ['分期', '期数', '开发分期', '项目分期'],
  },
  developer: {
    type: 'text',
    description: 'Who develops it. 开发单位',
    aliases: ['开发单位', '开发企业', '建设单位', '开发商'],
  },
  responsibleBody: {
    type: 'text',
    description: 'Who answers for its care rooms. 责任单位',
    aliases: ['责任单位', '责任主体', '责任部门'],
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
  readonly households: number | null;
  readonly plannedPopulation: number | null;
  readonly grantedOn: string | null;
  readonly plannedOn: string | null;
  readonly builtOn: string | null;
  readonly acceptedOn: string | null;
  readonly deliveredOn: string | null;
  readonly declaredClass: EstateClass | null;
  readonly phase: string | null;
  readonly developer: string | null;
  readonly responsibleBody: string | null;
  readonly gated: boolean | null;
  readonly divisionCode: string | null;
  readonly entrances: readonly (readonly [number, number])[];
  readonly boundary: Polygon | MultiPolygon | null;
  readonly point: readonly [number, number] | null;
}

/** What a row says about an estate: it has a boundary, a point, or both. */
export function readEstate(row: FeatureRow<typeof ESTATE_FIELDS>): FeatureReading<EstateDraft> {
  const { point } = row;
  const { entrances, lon: _, lat: __, ...said } = row.values;
  const problems: FieldProblem[] = [...keyProblems(said.id)];
  const boundary = polygonOf(row.geometry, problems);
  if (row.geometry === null && point === null) problems.push({ code: 'MISSING_GEOMETRY', field: null });
  if (hasError(problems)) return { draft: null, problems };
  const draft = { ...said, id: said.id!, name: said.name!, entrances: entrances ?? [], boundary, point };
  return { draft, problems };
}
