import { ESTATE_FIELDS, readEstate, type EstateDraft } from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { column, staged, type ChildRows, type DatasetPlan } from './dataset-plan.js';

const ENTRANCES: ChildRows = {
  fields: ['entrances'],
  differ: `COALESCE((SELECT array_agg(value ORDER BY e.ordinal, axis) FROM estate_entrance e,
      LATERAL (VALUES (1, ST_X(e.location)), (2, ST_Y(e.location))) AS part(axis, value)
      WHERE e.estate_id = t.id), '{}') IS DISTINCT FROM s.entrances`,
  sync: [
    `DELETE FROM estate_entrance e USING staged_import s WHERE e.estate_id = s.key AND s.state = 'CHANGED'`,
    `INSERT INTO estate_entrance (estate_id, ordinal, location)
     SELECT s.key, ordinal, ST_SetSRID(ST_MakePoint(s.entrances[2 * ordinal - 1], s.entrances[2 * ordinal]), 4326)
     FROM staged_import s, generate_series(1, cardinality(s.entrances) / 2) AS ordinal
     WHERE s.state IN ('NEW', 'CHANGED')`,
  ],
};

export const estatesPlan: DatasetPlan<EstateDraft> = {
  dataset: 'estates',
  table: 'housing_estate',
  key: 'id',
  keyType: 'text',
  fields: ESTATE_FIELDS,
  read: (row) => readEstate(row as FeatureRow<typeof ESTATE_FIELDS>),
  keyOf: (draft) => draft.id,
  location: 'location',
  pointOf: (draft) => draft.point,
  boundary: 'boundary',
  shapeOf: (draft) => draft.boundary,
  divisionOf: (draft) => draft.divisionCode,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('households', 'integer', 'households', (draft) => draft.households),
    column('planned_population', 'integer', 'plannedPopulation', (draft) => draft.plannedPopulation),
    column('delivered_on', 'date', 'deliveredOn', (draft) => draft.deliveredOn),
    column('gated', 'boolean', 'gated', (draft) => draft.gated),
    staged('entrances', 'double precision[]', 'id', (draft) => draft.entrances.flat()),
  ],
  children: [ENTRANCES],
};
