import type { MultiPolygon, Polygon } from 'geojson';
import { hasError, keyProblems } from '../platform/fields/common-fields.js';
import type { FeatureReading, FeatureRow, FieldProblem } from '../platform/fields/feature.js';
import { fieldTable } from '../platform/fields/field-table.js';

/** The fields of a file of residential land; what matters is the polygon. */
export const RESIDENTIAL_LAND_FIELDS = fieldTable({
  id: {
    type: 'text',
    required: true,
    description: 'Stable number of the piece of land. 地块编号',
    aliases: ['编号', '地块编号', '图斑编号', 'bsm', '标识码', 'landId'],
  },
});

/** A piece of residential land ready to be stored, once its boundary has been checked. */
export interface ResidentialLandDraft {
  readonly id: string;
  readonly boundary: Polygon | MultiPolygon;
}

/** What a row says about a piece of land: it must have a polygon. */
export function readResidentialLand(
  row: FeatureRow<typeof RESIDENTIAL_LAND_FIELDS>,
): FeatureReading<ResidentialLandDraft> {
  const { values, geometry } = row;
  const problems: FieldProblem[] = [...keyProblems(values.id)];
  const isPolygon = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';
  if (geometry === null && row.point === null) problems.push({ code: 'MISSING_GEOMETRY', field: null });
  else if (!isPolygon) {
    const value = geometry?.type ?? 'Point';
    problems.push({ code: 'WRONG_GEOMETRY_TYPE', field: null, value, expected: 'Polygon / MultiPolygon' });
  }
  if (hasError(problems) || !isPolygon) return { draft: null, problems };
  return { draft: { id: values.id!, boundary: geometry }, problems };
}
