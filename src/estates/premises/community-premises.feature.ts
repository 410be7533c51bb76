import {
  hasError,
  keyProblems,
  latitude,
  longitude,
  pointProblems,
} from '../../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../../platform/fields/feature.js';
import { fieldTable } from '../../platform/fields/field-table.js';
import { area } from '../area-field.js';

/** The fields of a file of community premises. */
export const COMMUNITY_PREMISES_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number. 编号',
    aliases: ['编号', '用房编号', '社区用房编号'],
  },
  name: {
    type: 'text',
    description: 'Name; its number when absent. 名称',
    aliases: ['名称', '用房名称', '社区用房名称', '社区名称'],
  },
  floorAreaSquareMeters: {
    ...area('Floor area in m². 建筑面积', ['建筑面积', '总面积', '用房面积', '社区用房面积', '面积']),
    required: true,
  },
  careFloorAreaSquareMeters: area('Part of it used for care of the elderly, in m². 养老服务面积', [
    '养老服务面积',
    '用于养老面积',
    '养老面积',
    '用于养老服务面积',
  ]),
  divisionCode: {
    type: 'code',
    description: 'Division it stands in; found by its location when absent. 所在区划代码',
    aliases: ['区划代码', '所在区划代码', '所属区划代码', '行政区划代码', '社区代码', '村代码'],
  },
  lon: longitude('premises'),
  lat: latitude('premises'),
});

/** Community premises ready to be stored, once their division has been looked up. */
export interface CommunityPremisesDraft {
  readonly id: string;
  readonly name: string;
  readonly floorAreaSquareMeters: number;
  readonly careFloorAreaSquareMeters: number | null;
  readonly divisionCode: string | null;
  readonly point: readonly [number, number] | null;
}

/** What a row says about community premises: they name their division or have a place. */
export function readCommunityPremises(
  row: FeatureRow<typeof COMMUNITY_PREMISES_FIELDS>,
): FeatureReading<CommunityPremisesDraft> {
  const { id, name, floorAreaSquareMeters, careFloorAreaSquareMeters, divisionCode } = row.values;
  const problems: FieldProblem[] = [...keyProblems(id), ...pointProblems(row, false)];
  if (divisionCode === null && row.point === null)
    problems.push({ code: 'MISSING_FIELD', field: 'divisionCode' });
  if (hasError(problems)) return { draft: null, problems };
  const draft = {
    id: id!,
    name: name ?? id!,
    floorAreaSquareMeters: floorAreaSquareMeters!,
    careFloorAreaSquareMeters,
    divisionCode,
    point: row.point,
  };
  return { draft, problems };
}
