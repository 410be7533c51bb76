import { ESTATE_EVIDENCE_FIELDS, type EstateEvidenceDraft, readEstateEvidence } from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { rejectUnknownEstates } from '../check-estates.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import { column, type DatasetPlan } from './dataset-plan.js';

export const evidencePlan: DatasetPlan<EstateEvidenceDraft> = {
  dataset: 'evidence',
  table: 'estate_evidence',
  key: 'fingerprint',
  keyType: 'text',
  fields: ESTATE_EVIDENCE_FIELDS,
  read: (row) => readEstateEvidence(row as FeatureRow<typeof ESTATE_EVIDENCE_FIELDS>),
  keyOf: (draft) => draft.fingerprint,
  nameOf: ({ subjectId, step, happenedOn, document }) =>
    [subjectId, step, happenedOn ?? '-', document].join(' '),
  pointOf: () => null,
  columns: [
    column('estate_id', 'text', 'step', ({ subject, subjectId }) =>
      subject === 'ESTATE' ? subjectId : null,
    ),
    column('care_room_id', 'text', 'step', ({ subject, subjectId }) =>
      subject === 'CARE_ROOM' ? subjectId : null,
    ),
    column('step', 'text', 'step', (draft) => draft.step),
    column('happened_on', 'date', 'step', (draft) => draft.happenedOn),
    column('document', 'text', 'step', (draft) => draft.document),
    column('replaces', 'bigint', 'step', (draft) => draft.replaces),
  ],
  appendOnly: true,
  recorder: 'recorded_by',
  async check(stage) {
    await rejectUnknownRooms(stage);
    await rejectUnknownEstates(stage, 'ARRAY[estate_id]', 'estateId');
    await rejectBadCorrections(stage);
    await warnOfDisorderedSteps(stage);
  },
};

async function rejectUnknownRooms(stage: StagedRows): Promise<void> {
  const rows: { place: number; row: number; value: string }[] = await stage.query(`
    SELECT place, row, care_room_id AS value FROM staged_import s WHERE NOT rejected AND care_room_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM care_room r WHERE r.id = s.care_room_id) ORDER BY place`);
  await stage.reject(rows, ({ row, value }) =>
    importIssue('UNKNOWN_CARE_ROOM', { row, field: 'careRoomId', value }),
  );
}

/** Evidence is corrected once, by evidence of the same step of the same estate or room. */
async function rejectBadCorrections(stage: StagedRows): Promise<void> {
  const rows: { place: number; row: number; value: string; by: string | null }[] = await stage.query(`
    SELECT s.place, s.row, s.replaces::text AS value, (
      SELECT e.id::text FROM estate_evidence e WHERE e.replaces = s.replaces AND e.fingerprint <> s.key
      UNION ALL
      SELECT 'row ' || f.row FROM staged_import f WHERE f.replaces = s.replaces AND f.place < s.place AND NOT f.rejected
      LIMIT 1) AS by
    FROM staged_import s LEFT JOIN estate_evidence t ON t.id = s.replaces
      AND t.subject_id = COALESCE(s.care_room_id, s.estate_id) AND t.step = s.step
      AND t.subject = CASE WHEN s.care_room_id IS NULL THEN 'ESTATE' ELSE 'CARE_ROOM' END
    WHERE NOT s.rejected AND s.replaces IS NOT NULL AND (t.id IS NULL
      OR EXISTS (SELECT FROM estate_evidence e WHERE e.replaces = s.replaces AND e.fingerprint <> s.key)
      OR EXISTS (SELECT FROM staged_import f WHERE f.replaces = s.replaces AND f.place < s.place AND NOT f.rejected))
    ORDER BY s.place`);
  await stage.reject(rows, ({ row, value, by }) =>
    importIssue(by === null ? 'UNKNOWN_EVIDENCE' : 'EVIDENCE_CORRECTED', {
      row,
      field: 'replaces',
      value,
      by,
    }),
  );
}

const STEP_ORDER = `(VALUES (0, 'GRANTED', '土地出让'), (1, 'PLANNED', '规划'), (2, 'BUILT', '建设'),
      (3, 'ACCEPTED', '验收'), (4, 'DELIVERED', '交付')) AS step_order(number, step, word)`;

/** Taken all the same: the audit shows them apart. What holds of a subject is the register, then what was recorded, then the file. */
async function warnOfDisorderedSteps(stage: StagedRows): Promise<void> {
  const rows: { row: number; field: string; value: string; other: string; earlier: string }[] =
    await stage.query(`
    WITH said(estate_id, care_room_id, step, day, source, at, row) AS (
      SELECT estate_id, care_room_id, step, happened_on, 2, place::bigint, row FROM staged_import
      WHERE NOT rejected AND happened_on IS NOT NULL
      UNION ALL
      SELECT e.estate_id, e.care_room_id, e.step, e.happened_on, 1, e.id, NULL FROM estate_evidence e
      WHERE (e.estate_id IN (SELECT estate_id FROM staged_import)
          OR e.care_room_id IN (SELECT care_room_id FROM staged_import))
        AND e.happened_on IS NOT NULL AND NOT EXISTS (SELECT FROM estate_evidence r WHERE r.replaces = e.id)
        AND NOT EXISTS (SELECT FROM staged_import s WHERE s.replaces = e.id AND NOT s.rejected)
      UNION ALL
      SELECT h.id, NULL, register.step, register.day, 0, 0, NULL FROM housing_estate h,
        LATERAL (VALUES ('GRANTED', granted_on), ('PLANNED', planned_on), ('BUILT', built_on),
          ('ACCEPTED', accepted_on), ('DELIVERED', delivered_on)) AS register(step, day)
      WHERE h.id IN (SELECT estate_id FROM staged_import) AND register.day IS NOT NULL
    ), held AS (
      SELECT DISTINCT ON (estate_id, care_room_id, number) said.*, number, word || ' ' || step AS named
      FROM said JOIN ${STEP_ORDER} USING (step) ORDER BY estate_id, care_room_id, number, source DESC, at DESC
    )
    SELECT DISTINCT ON (row) COALESCE(later.row, earlier.row) AS row, later.named AS field, later.day::text AS value,
      earlier.named AS other, earlier.day::text AS earlier
    FROM held earlier JOIN held later ON earlier.estate_id IS NOT DISTINCT FROM later.estate_id
      AND earlier.care_room_id IS NOT DISTINCT FROM later.care_room_id
    WHERE earlier.number < later.number AND later.day < earlier.day
      AND COALESCE(later.row, earlier.row) IS NOT NULL
    ORDER BY row, earlier.number, later.number`);
  stage.issues.add(
    ...rows.map((found) => ({ ...importIssue('DATES_OUT_OF_ORDER', found), field: 'happenedOn' })),
  );
}
