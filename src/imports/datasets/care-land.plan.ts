import { CARE_LAND_FIELDS, type CareLandDraft, readCareLand } from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { column, type DatasetPlan, OUTLINED } from './dataset-plan.js';

export const careLandPlan: DatasetPlan<CareLandDraft> = {
  dataset: 'careLand',
  table: 'care_land',
  key: 'id',
  keyType: 'text',
  fields: CARE_LAND_FIELDS,
  read: (row) => readCareLand(row as FeatureRow<typeof CARE_LAND_FIELDS>),
  keyOf: (draft) => draft.id,
  ...OUTLINED,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('zone', 'text', 'zone', (draft) => draft.zone),
    column('base', 'text', 'base', (draft) => draft.base),
    column('area_square_meters', 'numeric', 'areaSquareMeters', (draft) => draft.areaSquareMeters),
    column('planned_population', 'integer', 'plannedPopulation', (draft) => draft.plannedPopulation),
  ],
};
