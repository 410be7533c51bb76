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
