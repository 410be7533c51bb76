import {
  AVAILABLE_PREMISES_FIELDS,
  type AvailablePremisesDraft,
  readAvailablePremises,
} from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { column, type DatasetPlan, PLACED } from './dataset-plan.js';

export const availablePremisesPlan: DatasetPlan<AvailablePremisesDraft> = {
  dataset: 'availablePremises',
  table: 'available_premises',
  key: 'id',
  keyType: 'text',
  fields: AVAILABLE_PREMISES_FIELDS,
  read: (row) => readAvailablePremises(row as FeatureRow<typeof AVAILABLE_PREMISES_FIELDS>),
  keyOf: (draft) => draft.id,
  ...PLACED,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('form', 'text', 'form', (draft) => draft.form),
    column('area_square_meters', 'numeric', 'areaSquareMeters', (draft) => draft.areaSquareMeters),
    column('cost_yuan', 'numeric', ['costYuan', 'costTenThousandYuan'], (draft) => draft.costYuan),
    column('floor', 'smallint', 'floor', (draft) => draft.floor),
    column('own_entrance', 'boolean', 'ownEntrance', (draft) => draft.ownEntrance),
    column('lift_or_ramp', 'boolean', 'liftOrRamp', (draft) => draft.liftOrRamp),
  ],
};
