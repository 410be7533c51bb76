import { ESTATE_POOL_FIELDS, type EstatePoolDraft, readEstatePool } from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { rejectUnknownEstates } from '../check-estates.js';
import { type ChildRows, column, type DatasetPlan, staged } from './dataset-plan.js';

const MEMBERS: ChildRows = {
  fields: ['estateIds'],
  differ: `COALESCE((SELECT array_agg(m.estate_id ORDER BY m.estate_id COLLATE "C") FROM estate_pool_member m
      WHERE m.pool_id = t.id), '{}') IS DISTINCT FROM s.estate_ids`,
  sync: [
    `DELETE FROM estate_pool_member m USING staged_import s WHERE m.pool_id = s.key AND s.state = 'CHANGED'
       AND m.estate_id <> ALL (s.estate_ids)`,
    `INSERT INTO estate_pool_member (pool_id, estate_id)
     SELECT s.key, estate FROM staged_import s, unnest(s.estate_ids) AS estate
     WHERE s.state IN ('NEW', 'CHANGED') ON CONFLICT DO NOTHING`,
  ],
};

export const poolsPlan: DatasetPlan<EstatePoolDraft> = {
  dataset: 'pools',
  table: 'estate_pool',
  key: 'id',
  keyType: 'text',
  fields: ESTATE_POOL_FIELDS,
  read: (row) => readEstatePool(row as FeatureRow<typeof ESTATE_POOL_FIELDS>),
  keyOf: (draft) => draft.id,
  pointOf: () => null,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('agreed_on', 'date', 'agreedOn', (draft) => draft.agreedOn),
    column('document', 'text', 'document', (draft) => draft.document),
    staged('estate_ids', 'text[]', 'estateIds', (draft) => [...draft.estateIds].sort()),
  ],
  children: [MEMBERS],
  check: (stage) => rejectUnknownEstates(stage, 'estate_ids', 'estateIds'),
};
