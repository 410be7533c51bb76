import { FACILITY_FIELDS, readFacility, type FacilityDraft } from '../../facilities/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { today } from '../../platform/today.js';
import { importIssue } from '../import-issue.js';
import { rejectUnknownCodes } from '../check-divisions.js';
import type { StagedRows } from '../staged-rows.js';
import { column, staged, type ChildRows, type DatasetPlan } from './dataset-plan.js';

const STATUS_GIVEN = '(s.status_due)';

const STATUSES: ChildRows = {
  fields: ['name'],
  differ: STATUS_GIVEN,
  sync: [
    `INSERT INTO facility_status (facility_id, valid_from, status)
     SELECT key, status_from, status FROM staged_import WHERE state IN ('NEW', 'CHANGED') AND status_due
     ON CONFLICT (facility_id, valid_from) DO UPDATE SET status = excluded.status`,
  ],
};

function assignments(field: string, staged: string, relation: string): ChildRows {
  return {
    fields: [field],
    differ: `COALESCE((SELECT array_agg(a.division_code ORDER BY a.division_code) FROM facility_assignment a
        WHERE a.facility_id = t.id AND a.relation = '${relation}'), '{}') IS DISTINCT FROM s.${staged}`,
    sync: [
      `DELETE FROM facility_assignment a USING staged_import s
       WHERE a.facility_id = s.key AND a.relation = '${relation}' AND s.state = 'CHANGED'
         AND a.division_code <> ALL (s.${staged})`,
      `INSERT INTO facility_assignment (facility_id, division_code, relation)
       SELECT s.key, code, '${relation}' FROM staged_import s, unnest(s.${staged}) AS code
       WHERE s.state IN ('NEW', 'CHANGED') ON CONFLICT DO NOTHING`,
    ],
  };
}

export const facilitiesPlan: DatasetPlan<FacilityDraft> = {
  dataset: 'facilities',
  table: 'facility',
  key: 'id',
  keyType: 'text',
  fields: FACILITY_FIELDS,
  read: (row) => readFacility(row as FeatureRow<typeof FACILITY_FIELDS>),
  keyOf: (draft) => draft.id,
  location: 'entrance',
  pointOf: (draft) => draft.point,
  divisionOf: (draft) => draft.divisionCode,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('kind', 'text', 'kind', (draft) => draft.kind),
    column('capabilities', 'text[]', 'capabilities', (draft) => draft.capabilities),
    column('meal_mode', 'text', 'mealMode', (draft) => draft.mealMode),
    column('beds', 'integer', 'beds', (draft) => draft.beds),
    column('nursing_beds', 'integer', 'nursingBeds', (draft) => draft.nursingBeds),
    column(
      'floor_area_square_meters',
      'double precision',
      'floorAreaSquareMeters',
      (draft) => draft.floorAreaSquareMeters,
    ),
    column('meals_per_day', 'integer', 'mealsPerDay', (draft) => draft.mealsPerDay),
    column('rating', 'smallint', 'rating', (draft) => draft.rating),
    column('operator', 'text', 'operator', (draft) => draft.operator),
    column('address', 'text', 'address', (draft) => draft.address),
    column('contact', 'text', 'contact', (draft) => draft.contact),
    column('published', 'boolean', 'published', (draft) => draft.published),
    staged('status', 'text', 'name', (draft) => draft.status),
    staged('status_from', 'date', 'name', (draft) => draft.statusFrom),
    staged('status_due', 'boolean', 'name', () => false),
    staged('assigned_to', 'bpchar[]', 'name', (draft) => [...draft.assignedTo].sort()),
    staged('shared_with', 'bpchar[]', 'name', (draft) => [...draft.sharedWith].sort()),
  ],
  children: [
    STATUSES,
    assignments('assignedTo', 'assigned_to', 'ASSIGNED'),
    assignments('sharedWith', 'shared_with', 'SHARED'),
  ],
  async check(stage) {
    await rejectUnknownCodes(stage, 'assigned_to', 'assignedTo');
    await rejectUnknownCodes(stage, 'shared_with', 'sharedWith');
    await rejectExcessNursingBeds(stage);
    await dateStatuses(stage);
  },
};

/** A file with only one of the two columns meets the stored value of the other. */
async function rejectExcessNursingBeds(stage: StagedRows): Promise<void> {
  const rows: { place: number; row: number; value: number; beds: number }[] = await stage.query(
    'SELECT place, row, nursing_beds AS value, beds FROM staged_import WHERE NOT rejected AND nursing_beds > beds',
  );
  await stage.reject(rows, ({ row, value, beds }) =>
    importIssue('BAD_VALUE', { row, field: 'nursingBeds', value, expected: `≤ beds (${beds})` }),
  );
}

/**
 * Says from when a row's status holds. A new facility without a date has always had its status; a known one whose
 * status changes without a date has it from today; a row that says nothing changes nothing.
 */
async function dateStatuses(stage: StagedRows): Promise<void> {
  await stage.query(`
    UPDATE staged_import s SET status = COALESCE(s.status, 'OPERATING'),
      status_from = COALESCE(s.status_from, '1900-01-01'), status_due = true
    WHERE NOT EXISTS (SELECT FROM facility t WHERE t.id = s.key)`);
  await stage.query(`
    UPDATE staged_import s SET status = COALESCE(s.status, 'OPERATING'), status_due = true
    WHERE NOT s.status_due AND s.status_from IS NOT NULL AND NOT EXISTS (SELECT FROM facility_status h
      WHERE h.facility_id = s.key AND h.valid_from = s.status_from AND h.status = COALESCE(s.status, 'OPERATING'))`);
  const date = today();
  const dated: unknown[] = await stage.query(
    `WITH dated AS (
       UPDATE staged_import s SET status_from = $1, status_due = true
       WHERE NOT s.rejected AND NOT s.status_due AND s.status IS NOT NULL AND s.status_from IS NULL AND s.status IS DISTINCT FROM (
         SELECT h.status FROM facility_status h WHERE h.facility_id = s.key ORDER BY h.valid_from DESC LIMIT 1)
       RETURNING place
     ) SELECT place FROM dated`,
    [date],
  );
  if (dated.length > 0) stage.issues.add(importIssue('STATUS_DATED_TODAY', { count: dated.length, date }));
}
