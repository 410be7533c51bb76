import { CARE_ROOM_FIELDS, type CareRoomDraft, OFFICE_LEVELS, readCareRoom } from '../../estates/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { rejectUnknownEstates } from '../check-estates.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import { type ChildRows, column, type DatasetPlan, type Repeat, staged } from './dataset-plan.js';
import { dateStates, HANDOVER, stateRows, USE } from './room-states.js';

// A source's file says which estates claim a room by its own account; what other sources claim stays.
const CLAIMS: ChildRows = {
  fields: ['estateIds'],
  differ: `(EXISTS (SELECT unnest(s.estate_ids) EXCEPT SELECT c.estate_id FROM care_room_claim c WHERE c.care_room_id = t.id)
      OR EXISTS (SELECT FROM care_room_claim c WHERE c.care_room_id = t.id AND c.source_key = s.claim_source
        AND c.estate_id <> ALL (s.estate_ids)))`,
  sync: [
    `DELETE FROM care_room_claim c USING staged_import s WHERE c.care_room_id = s.key AND s.state = 'CHANGED'
       AND c.source_key = s.claim_source AND c.estate_id <> ALL (s.estate_ids)`,
    `INSERT INTO care_room_claim (care_room_id, estate_id, source_key)
     SELECT s.key, estate, s.claim_source FROM staged_import s, unnest(s.estate_ids) AS estate
     WHERE s.state IN ('NEW', 'CHANGED') ON CONFLICT DO NOTHING`,
  ],
};

export const careRoomsPlan: DatasetPlan<CareRoomDraft> = {
  dataset: 'careRooms',
  table: 'care_room',
  key: 'id',
  keyType: 'text',
  fields: CARE_ROOM_FIELDS,
  read: (row) => readCareRoom(row as FeatureRow<typeof CARE_ROOM_FIELDS>),
  keyOf: (draft) => draft.id,
  location: 'location',
  pointOf: (draft) => draft.point,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column(
      'floor_area_square_meters',
      'numeric',
      'floorAreaSquareMeters',
      (draft) => draft.floorAreaSquareMeters,
    ),
    column(
      'building_area_square_meters',
      'numeric',
      'buildingAreaSquareMeters',
      (draft) => draft.buildingAreaSquareMeters,
    ),
    column('floor', 'smallint', 'floor', (draft) => draft.floor),
    column('own_entrance', 'boolean', 'ownEntrance', (draft) => draft.ownEntrance),
    column('lift_or_ramp', 'boolean', 'liftOrRamp', (draft) => draft.liftOrRamp),
    column('is_registered', 'boolean', ['isRegistered', 'registrationNumber'], (draft) => draft.isRegistered),
    column('registration_number', 'text', 'registrationNumber', (draft) => draft.registrationNumber),
    staged('handed_over_code', 'bpchar', 'handedOverCode', (draft) => draft.handedOverCode),
    staged('handed_over_to', 'text', 'handedOverTo', (draft) => draft.handedOverTo),
    staged('handed_over_on', 'date', 'handedOverOn', (draft) => draft.handedOverOn),
    staged('handover_due', 'boolean', 'id', () => false),
    staged('use', 'text', 'use', (draft) => draft.use),
    staged('use_from', 'date', 'useFrom', (draft) => draft.useFrom),
    staged('use_due', 'boolean', 'id', () => false),
    staged('estate_ids', 'text[]', 'estateIds', (draft) => draft.estateIds),
    staged('claim_source', 'text', 'estateIds', (draft) => draft.sourceKey),
  ],
  children: [CLAIMS, stateRows(USE), stateRows(HANDOVER)],
  again: addClaims,
  async check(stage) {
    await rejectUnknownEstates(stage, 'estate_ids', 'estateIds');
    await rejectOtherOffices(stage);
    await warnOfLargeRooms(stage);
    await warnOfClaims(stage);
    await dateStates(stage, USE);
    await dateStates(stage, HANDOVER);
  },
};

/** Two estates that list the same room both claim it: the first row says what it is, the claim of the other is kept. */
async function addClaims(stage: StagedRows, repeats: readonly Repeat<CareRoomDraft>[]): Promise<void> {
  const claims = repeats.flatMap(({ row, draft }) =>
    draft.estateIds.map((estate) => ({ row, key: draft.id, estate })),
  );
  const added: { row: number; key: string; estate: string }[] = await stage.query(
    `WITH claim AS (
       SELECT row, key, estate FROM json_to_recordset($1::json) AS claims(row integer, key text, estate text)
       JOIN housing_estate e ON e.id = estate
     ), fresh AS (
       SELECT c.* FROM claim c JOIN staged_import s ON s.key = c.key AND c.estate <> ALL (s.estate_ids)
     ), added AS (
       UPDATE staged_import s SET estate_ids = s.estate_ids || more.estates
       FROM (SELECT key, array_agg(DISTINCT estate) AS estates FROM fresh GROUP BY key) AS more WHERE more.key = s.key
       RETURNING s.key
     ) SELECT fresh.row, key, estate FROM fresh JOIN added USING (key) ORDER BY fresh.row, estate`,
    [JSON.stringify(claims)],
  );
  stage.issues.add(
    ...added.map(({ row, key, estate }) =>
      importIssue('CLAIM_KEPT', { row, field: 'estateIds', value: estate, room: key }),
    ),
  );
}

/** A room is handed to a street, a town or a township, or to a zone that does their work. */
async function rejectOtherOffices(stage: StagedRows): Promise<void> {
  const unknown: { place: number; row: number; value: string }[] = await stage.query(`
    SELECT place, row, handed_over_code AS value FROM staged_import s WHERE NOT rejected AND handed_over_code IS NOT NULL
      AND NOT EXISTS (SELECT FROM administrative_division d WHERE d.code = s.handed_over_code) ORDER BY place`);
  await stage.reject(unknown, ({ row, value }) =>
    importIssue('UNKNOWN_CODE', { row, field: 'handedOverCode', value }),
  );
  const others: typeof unknown = await stage.query(
    `
    SELECT place, row, d.code || ' ' || d.name AS value FROM staged_import s
    JOIN administrative_division d ON d.code = s.handed_over_code
    WHERE NOT rejected AND d.level <> ALL ($1::text[]) ORDER BY place`,
    [OFFICE_LEVELS],
  );
  await stage.reject(others, ({ row, value }) =>
    importIssue('BAD_VALUE', {
      row,
      field: 'handedOverCode',
      value,
      expected: '街道、镇、乡的代码 (code of a street, town or township)',
    }),
  );
}

/** Taken all the same: the audit of estates shows them, and does not count them. */
async function warnOfLargeRooms(stage: StagedRows): Promise<void> {
  const rows: { row: number; value: string; building: string }[] = await stage.query(`
    SELECT row, floor_area_square_meters::text AS value, building_area_square_meters::text AS building
    FROM staged_import WHERE NOT rejected AND floor_area_square_meters > building_area_square_meters ORDER BY place`);
  stage.issues.add(
    ...rows.map(({ row, value, building }) =>
      importIssue('AREA_EXCEEDS_WHOLE', { row, field: 'floorAreaSquareMeters', value, whole: building }),
    ),
  );
}

/** Likewise, whoever claimed it first. */
async function warnOfClaims(stage: StagedRows): Promise<void> {
  const rows: { row: number; room: string; value: string }[] = await stage.query(`
    SELECT row, key AS room, claimed.estates AS value FROM staged_import s, LATERAL (
      SELECT string_agg(estate, ' ' ORDER BY estate) AS estates, count(*) AS claimants FROM (
        SELECT unnest(s.estate_ids) AS estate UNION
        SELECT c.estate_id FROM care_room_claim c
        WHERE c.care_room_id = s.key AND (c.source_key <> s.claim_source OR c.estate_id = ANY (s.estate_ids))
      ) AS every) AS claimed
    WHERE NOT rejected AND claimed.claimants > 1 ORDER BY place`);
  stage.issues.add(
    ...rows.map((found) => importIssue('ROOM_CLAIMED_TWICE', { ...found, field: 'estateIds' })),
  );
}
