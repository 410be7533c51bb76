import type { MultiPolygon, Polygon } from 'geojson';
import {
  count,
  hasError,
  keyProblems,
  latitude,
  longitude,
  polygonOf,
} from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import { area } from '../area-field.js';
import type { CareLandBase } from '../vocabulary.js';

/** The fields of a file of land for care. */
export const CARE_LAND_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number. 编号',
    aliases: ['编号', '地块编号', '用地编号', 'careLandId'],
  },
  name: { type: 'text', description: 'Name. 名称', aliases: ['名称', '地块名称', '用地名称'] },
  zone: {
    type: 'text',
    description: 'Planning zone it lies in. 规划单元',
    aliases: ['规划单元', '规划片区', '分区', '规划分区', '控规单元'],
  },
  base: {
    type: 'choice',
    required: true,
    description: 'Whether the area is of land or of floor. 计算口径',
    aliases: ['计算口径', '口径', '面积口径', '面积类型', '类型'],
    choices: {
      LAND: ['用地', '用地面积', '土地面积', '占地面积'],
      FLOOR: ['建筑', '建筑面积'],
    },
  },
  areaSquareMeters: {
    ...area('Area in m². 面积', ['面积', '养老用地面积', '用地面积', '设施面积']),
    required: true,
  },
  plannedPopulation: count(
    'People it is planned for, each counted once: further pieces for the same people leave it out. 规划人口',
    ['规划人口', '规划人数', '服务规划人口'],
  ),
  divisionCode: {
    type: 'code',
    description: 'Division it lies in; found by its location when absent. 所在区划代码',
    aliases: ['区划代码', '所在区划代码', '所属区划代码', '行政区划代码'],
  },
  lon: longitude('land'),
  lat: latitude('land'),
});

/** Land for care ready to be stored, once its division has been looked up. */
export interface CareLandDraft {
  readonly id: string;
  readonly name: string | null;
  readonly zone: string | null;
  readonly base: CareLandBase;
  readonly areaSquareMeters: number;
  readonly plannedPopulation: number | null;
  readonly divisionCode: string | null;
  readonly boundary: Polygon | MultiPolygon | null;
  readonly point: readonly [number, number] | null;
}

/** What a row says about land for care: it names its division or has a place. */
export function readCareLand(row: FeatureRow<typeof CARE_LAND_FIELDS>): FeatureReading<CareLandDraft> {
  const { id, name, zone, base, areaSquareMeters, plannedPopulation, divisionCode } = row.values;
  const problems: FieldProblem[] = [...keyProblems(id)];
  const boundary = polygonOf(row.geometry, problems);
  if (divisionCode === null && row.geometry === null && row.point === null)
    problems.push({ code: 'MISSING_FIELD', field: 'divisionCode' });
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    id: id!,
    name,
    zone,
    base: base!,
    areaSquareMeters: areaSquareMeters!,
    plannedPopulation,
    divisionCode,
    boundary,
    point: row.point,
  };
  return { draft, problems };
}
