import { CANDIDATE_SITE_FIELDS, readCandidateSite, type CandidateSiteDraft } from '../../facilities/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { column, type DatasetPlan, PLACED } from './dataset-plan.js';

export const candidatesPlan: DatasetPlan<CandidateSiteDraft> = {
  dataset: 'candidates',
  table: 'candidate_site',
  key: 'id',
  keyType: 'text',
  fields: CANDIDATE_SITE_FIELDS,
  read: (row) => readCandidateSite(row as FeatureRow<typeof CANDIDATE_SITE_FIELDS>),
  keyOf: (draft) => draft.id,
  ...PLACED,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('kind', 'text', 'kind', (draft) => draft.kind),
    column('cost', 'double precision', 'cost', (draft) => draft.cost),
    column('capacity', 'integer', 'capacity', (draft) => draft.capacity),
    column(
      'floor_area_square_meters',
      'double precision',
      'floorAreaSquareMeters',
      (draft) => draft.floorAreaSquareMeters,
    ),
  ],
};
