import {
  COMMUNITY_PREMISES_FIELDS,
  type CommunityPremisesDraft,
  readCommunityPremises,
} from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import { column, type DatasetPlan, PLACED } from './dataset-plan.js';

export const communityPremisesPlan: DatasetPlan<CommunityPremisesDraft> = {
  dataset: 'communityPremises',
  table: 'community_premises',
  key: 'id',
  keyType: 'text',
  fields: COMMUNITY_PREMISES_FIELDS,
  read: (row) => readCommunityPremises(row as FeatureRow<typeof COMMUNITY_PREMISES_FIELDS>),
  keyOf: (draft) => draft.id,
  ...PLACED,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column(
      'floor_area_square_meters',
      'numeric',
      'floorAreaSquareMeters',
      (draft) => draft.floorAreaSquareMeters,
    ),
    column(
      'care_floor_area_square_meters',
      'numeric',
      'careFloorAreaSquareMeters',
      (draft) => draft.careFloorAreaSquareMeters,
    ),
  ],
  check: warnOfLargeCareAreas,
};

/** Taken all the same, and told with the totals. */
async function warnOfLargeCareAreas(stage: StagedRows): Promise<void> {
  const rows: { row: number; value: string; whole: string }[] = await stage.query(`
    SELECT row, care_floor_area_square_meters::text AS value, floor_area_square_meters::text AS whole
    FROM staged_import WHERE NOT rejected AND care_floor_area_square_meters > floor_area_square_meters ORDER BY place`);
  stage.issues.add(
    ...rows.map((found) =>
      importIssue('AREA_EXCEEDS_WHOLE', { ...found, field: 'careFloorAreaSquareMeters' }),
    ),
  );
}
