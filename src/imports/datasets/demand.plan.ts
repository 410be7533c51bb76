import { DEMAND_POINT_FIELDS, readDemandPoint, type DemandPointDraft } from '../../demand/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { rejectUnknownEstates } from '../check-estates.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import { column, type DatasetPlan, PLACED } from './dataset-plan.js';

export const demandPlan: DatasetPlan<DemandPointDraft> = {
  dataset: 'demand',
  table: 'demand_point',
  key: 'id',
  keyType: 'text',
  fields: DEMAND_POINT_FIELDS,
  read: (row) => readDemandPoint(row as FeatureRow<typeof DEMAND_POINT_FIELDS>),
  keyOf: (draft) => draft.id,
  ...PLACED,
  columns: [
    column('kind', 'text', 'kind', (draft) => draft.kind),
    column('estate_id', 'text', 'estateId', (draft) => draft.estateId),
    column('weight_all', 'double precision', 'population', (draft) => draft.population),
    column('weight_60', 'double precision', 'elderly60', (draft) => draft.elderly60),
    column('weight_65', 'double precision', 'elderly65', (draft) => draft.elderly65),
    column('weight_80', 'double precision', 'elderly80', (draft) => draft.elderly80),
  ],
  async check(stage) {
    await rejectUnknownEstates(stage, 'ARRAY[estate_id]', 'estateId');
    await rejectUnnestedCohorts(stage);
  },
};

/** A file with only some cohorts meets the stored counts of the others. */
async function rejectUnnestedCohorts(stage: StagedRows): Promise<void> {
  const rows: { place: number; row: number; value: number; field: string }[] = await stage.query(`
    SELECT DISTINCT ON (place) place, row, value, field FROM staged_import, LATERAL (VALUES
        ('elderly80', weight_80, weight_65), ('elderly80', weight_80, weight_60), ('elderly80', weight_80, weight_all),
        ('elderly65', weight_65, weight_60), ('elderly65', weight_65, weight_all), ('elderly60', weight_60, weight_all)
      ) AS pair(field, value, wider)
    WHERE NOT rejected AND value > wider ORDER BY place`);
  await stage.reject(rows, ({ row, value, field }) =>
    importIssue('BAD_VALUE', {
      row,
      field,
      value,
      expected: '不超过较宽年龄组的人数 (at most the wider cohort)',
    }),
  );
}
