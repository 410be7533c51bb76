import {
  RESIDENTIAL_LAND_FIELDS,
  readResidentialLand,
  type ResidentialLandDraft,
} from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import type { DatasetPlan } from './dataset-plan.js';

export const landPlan: DatasetPlan<ResidentialLandDraft> = {
  dataset: 'land',
  table: 'residential_land',
  key: 'id',
  keyType: 'text',
  fields: RESIDENTIAL_LAND_FIELDS,
  read: (row) => readResidentialLand(row as FeatureRow<typeof RESIDENTIAL_LAND_FIELDS>),
  keyOf: (draft) => draft.id,
  location: 'location',
  pointOf: () => null,
  boundary: 'boundary',
  shapeOf: (draft) => draft.boundary,
  columns: [],
  check: rejectOverlaps,
};

/** Slivers from surveying are taken; a piece drawn twice would count twice. */
const LARGEST_OVERLAP = 0.01;

/** A millimetre: on a grid, pieces that share a border roughly drawn cannot confuse the overlay. */
const GRID_DEGREES = 1e-8;

/** Rejects a piece that overlaps an earlier one of the file, or a stored one the file does not replace. */
async function rejectOverlaps(stage: StagedRows): Promise<void> {
  await stage.query('CREATE INDEX ON staged_import USING gist (shape)');
  const rows: { place: number; row: number; value: string; other: string; share: number }[] =
    await stage.query(`
    WITH pair AS (
      SELECT s.place, s.row, s.key, s.shape, e.key AS other, e.shape AS other_shape
      FROM staged_import s JOIN staged_import e ON e.place < s.place AND e.shape && s.shape
      WHERE NOT s.rejected AND NOT e.rejected AND ST_Intersects(e.shape, s.shape)
      UNION ALL
      SELECT s.place, s.row, s.key, s.shape, t.id, t.boundary
      FROM staged_import s JOIN residential_land t ON t.boundary && s.shape AND t.id <> s.key
      WHERE NOT s.rejected AND ST_Intersects(t.boundary, s.shape)
        AND NOT EXISTS (SELECT FROM staged_import r WHERE r.key = t.id AND NOT r.rejected)
    ), overlap AS (
      SELECT place, row, key, other,
        ST_Area(ST_Intersection(shape, other_shape, ${GRID_DEGREES})) / LEAST(ST_Area(shape), ST_Area(other_shape)) AS share FROM pair
    )
    SELECT DISTINCT ON (place) place, row, key AS value, other, share FROM overlap
    WHERE share > ${LARGEST_OVERLAP} ORDER BY place, share DESC`);
  await stage.reject(rows, ({ row, value, other, share }) =>
    importIssue('LAND_OVERLAPS', { row, field: 'id', value, other, percent: Math.round(share * 100) }),
  );
}
