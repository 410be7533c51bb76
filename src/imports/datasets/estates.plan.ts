import { ESTATE_FIELDS, readEstate, type EstateDraft } from '../../estates/index.js';
import { FARTHEST_ENTRANCE_METERS } from '../../kernel/estates/audit-estates.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import { column, staged, type ChildRows, type DatasetPlan, OUTLINED } from './dataset-plan.js';

const ENTRANCES: ChildRows = {
  fields: ['entrances'],
  differ: `COALESCE((SELECT array_agg(value ORDER BY e.ordinal, axis) FROM estate_entrance e,
      LATERAL (VALUES (1, ST_X(e.location)), (2, ST_Y(e.location))) AS part(axis, value)
      WHERE e.estate_id = t.id), '{}') IS DISTINCT FROM s.entrances`,
  sync: [
    `DELETE FROM estate_entrance e USING staged_import s WHERE e.estate_id = s.key AND s.state = 'CHANGED'`,
    `INSERT INTO estate_entrance (estate_id, ordinal, location)
     SELECT s.key, ordinal, ST_SetSRID(ST_MakePoint(s.entrances[2 * ordinal - 1], s.entrances[2 * ordinal]), 4326)
     FROM staged_import s, generate_series(1, cardinality(s.entrances) / 2) AS ordinal
     WHERE s.state IN ('NEW', 'CHANGED')`,
  ],
};

const STEPS = `(VALUES (0, 'grantedOn', granted_on), (1, 'plannedOn', planned_on), (2, 'builtOn', built_on),
      (3, 'acceptedOn', accepted_on), (4, 'deliveredOn', delivered_on))`;

export const estatesPlan: DatasetPlan<EstateDraft> = {
  dataset: 'estates',
  table: 'housing_estate',
  key: 'id',
  keyType: 'text',
  fields: ESTATE_FIELDS,
  read: (row) => readEstate(row as FeatureRow<typeof ESTATE_FIELDS>),
  keyOf: (draft) => draft.id,
  ...OUTLINED,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('households', 'integer', 'households', (draft) => draft.households),
    column('planned_population', 'integer', 'plannedPopulation', (draft) => draft.plannedPopulation),
    column('granted_on', 'date', 'grantedOn', (draft) => draft.grantedOn),
    column('planned_on', 'date', 'plannedOn', (draft) => draft.plannedOn),
    column('built_on', 'date', 'builtOn', (draft) => draft.builtOn),
    column('accepted_on', 'date', 'acceptedOn', (draft) => draft.acceptedOn),
    column('delivered_on', 'date', 'deliveredOn', (draft) => draft.deliveredOn),
    column('declared_class', 'text', 'declaredClass', (draft) => draft.declaredClass),
    column('phase', 'text', 'phase', (draft) => draft.phase),
    column('developer', 'text', 'developer', (draft) => draft.developer),
    column('responsible_body', 'text', 'responsibleBody', (draft) => draft.responsibleBody),
    column('gated', 'boolean', 'gated', (draft) => draft.gated),
    staged('entrances', 'double precision[]', 'id', (draft) => draft.entrances.flat()),
  ],
  children: [ENTRANCES],
  async check(stage) {
    await warnOfNoHouseholds(stage);
    await warnOfDisorderedDates(stage);
    await warnOfFarEntrances(stage);
  },
};

/** Taken all the same: the audit of estates shows them apart. */
async function warnOfNoHouseholds(stage: StagedRows): Promise<void> {
  const rows: { row: number; value: number | null }[] = await stage.query(
    'SELECT row, households AS value FROM staged_import WHERE NOT rejected AND COALESCE(households, 0) = 0 ORDER BY place',
  );
  stage.issues.add(
    ...rows.map(({ row, value }) => importIssue('HOUSEHOLDS_MISSING', { row, field: 'households', value })),
  );
}

/** Likewise; a file may bring only one of the dates, the stored others are staged by now. */
async function warnOfDisorderedDates(stage: StagedRows): Promise<void> {
  const rows: { row: number; field: string; value: string; other: string; earlier: string }[] =
    await stage.query(`
    SELECT DISTINCT ON (place) place, row, later.field, later.day::text AS value, earlier.field AS other,
      earlier.day::text AS earlier
    FROM staged_import, LATERAL ${STEPS} AS earlier(step, field, day), LATERAL ${STEPS} AS later(step, field, day)
    WHERE NOT rejected AND earlier.step < later.step AND later.day < earlier.day
    ORDER BY place, earlier.step, later.step`);
  stage.issues.add(...rows.map((found) => importIssue('DATES_OUT_OF_ORDER', found)));
}

/** Of the file where it has entrances, else the stored ones: a file may move the estate away from them. */
const STAGED_ENTRANCES = `SELECT ordinal,
        ST_SetSRID(ST_MakePoint(s.entrances[2 * ordinal - 1], s.entrances[2 * ordinal]), 4326) AS place
      FROM generate_series(1, cardinality(s.entrances) / 2) AS ordinal`;
const STORED_ENTRANCES =
  'SELECT e.ordinal, e.location AS place FROM estate_entrance e WHERE e.estate_id = s.key';

/** No degree is longer: what is nearer than this in degrees need not be measured on the ellipsoid. */
const NEAR_DEGREES = FARTHEST_ENTRANCE_METERS / 111_700;

/** Likewise: farther from the outline, or from the point where there is none, than an entrance can be. */
async function warnOfFarEntrances(stage: StagedRows): Promise<void> {
  const entrances = stage.present.has('entrances') ? STAGED_ENTRANCES : STORED_ENTRANCES;
  const rows: { row: number; ordinal: number; value: string; meters: number }[] = await stage.query(
    `WITH far AS MATERIALIZED (
       SELECT s.place, s.row, entrance.ordinal, entrance.place AS at, estate.shape
       FROM staged_import s LEFT JOIN housing_estate t ON t.id = s.key,
         LATERAL (SELECT COALESCE(s.shape, t.boundary, s.location, t.location) AS shape) AS estate,
         LATERAL (${entrances}) AS entrance
       WHERE NOT s.rejected AND ST_Distance(estate.shape, entrance.place) > $1
     ), measured AS (
       SELECT *, ST_Distance(shape::geography, at::geography) AS meters FROM far
     ) SELECT row, ordinal, round(ST_X(at)::numeric, 6) || ' ' || round(ST_Y(at)::numeric, 6) AS value,
         round(meters)::integer AS meters
       FROM measured WHERE meters > $2 ORDER BY place, ordinal`,
    [NEAR_DEGREES, FARTHEST_ENTRANCE_METERS],
  );
  stage.issues.add(
    ...rows.map((found) =>
      importIssue('ENTRANCE_FAR', {
        ...found,
        field: 'entrances',
        limitMeters: FARTHEST_ENTRANCE_METERS,
      }),
    ),
  );
}
