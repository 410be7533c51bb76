import { DIVISION_FIELDS, readDivision, type DivisionDraft } from '../../divisions/index.js';
import type { FeatureRow } from '../../platform/fields/feature.js';
import { checkParents } from '../check-parents.js';
import { importIssue } from '../import-issue.js';
import type { StagedRows } from '../staged-rows.js';
import { column, staged, type ChildRows, type DatasetPlan } from './dataset-plan.js';

const COUNTS = `(VALUES ('ALL', s.population), ('AGE_60', s.elderly60), ('AGE_65', s.elderly65), ('AGE_80', s.elderly80))
  AS counted(cohort, people)`;

const POPULATIONS: ChildRows = {
  fields: ['population', 'elderly60', 'elderly65', 'elderly80'],
  differ: `EXISTS (SELECT FROM ${COUNTS} LEFT JOIN division_population p
      ON p.division_code = s.key AND p.year = s.year AND p.cohort = counted.cohort
      WHERE counted.people IS NOT NULL AND p.people IS DISTINCT FROM counted.people)`,
  sync: [
    `INSERT INTO division_population (division_code, year, cohort, people)
     SELECT s.key, s.year, cohort, counted.people FROM staged_import s, LATERAL ${COUNTS}
     WHERE s.state IN ('NEW', 'CHANGED') AND counted.people IS NOT NULL
     ON CONFLICT (division_code, year, cohort) DO UPDATE SET people = excluded.people`,
  ],
};

export const divisionsPlan: DatasetPlan<DivisionDraft> = {
  dataset: 'divisions',
  table: 'administrative_division',
  key: 'code',
  keyType: 'bpchar',
  fields: DIVISION_FIELDS,
  read: (row) => readDivision(row as FeatureRow<typeof DIVISION_FIELDS>),
  keyOf: (draft) => draft.code,
  location: 'representative_point',
  pointOf: (draft) => draft.point,
  boundary: 'boundary',
  shapeOf: (draft) => draft.boundary,
  columns: [
    column('name', 'text', 'name', (draft) => draft.name),
    column('level', 'text', 'level', (draft) => draft.level),
    column('parent_code', 'bpchar', 'code', (draft) => draft.parentCode),
    column('urban_rural_class', 'bpchar', 'urbanRuralClass', (draft) => draft.urbanRuralClass),
    column('vintage', 'text', 'vintage', (draft) => draft.vintage),
    column('valid_from', 'date', 'validFrom', (draft) => draft.validFrom),
    column('valid_to', 'date', 'validTo', (draft) => draft.validTo),
    staged('parent_is_named', 'boolean', 'code', (draft) => draft.parentIsNamed),
    staged('year', 'smallint', 'code', (draft) => draft.year),
    staged('population', 'integer', 'code', (draft) => draft.population),
    staged('elderly60', 'integer', 'code', (draft) => draft.elderly60),
    staged('elderly65', 'integer', 'code', (draft) => draft.elderly65),
    staged('elderly80', 'integer', 'code', (draft) => draft.elderly80),
  ],
  children: [POPULATIONS],
  async check(stage) {
    await rejectNameless(stage);
    await rejectBackwardDates(stage);
    await checkParents(stage);
  },
};

/** A file of counts alone needs no names, but a division cannot begin without one. */
async function rejectNameless(stage: StagedRows): Promise<void> {
  await stage.query(`
    UPDATE staged_import s SET name = t.name FROM administrative_division t WHERE s.name IS NULL AND t.code = s.key`);
  const rows: { place: number; row: number }[] = await stage.query(
    'SELECT place, row FROM staged_import WHERE NOT rejected AND name IS NULL ORDER BY place',
  );
  await stage.reject(rows, ({ row }) => importIssue('MISSING_FIELD', { row, field: 'name' }));
}

/** A file may bring only one of the two dates; the stored other one is staged by now. */
async function rejectBackwardDates(stage: StagedRows): Promise<void> {
  const rows: { place: number; row: number; value: string; from: string }[] = await stage.query(
    `SELECT place, row, valid_to::text AS value, valid_from::text AS "from" FROM staged_import
     WHERE NOT rejected AND valid_to <= valid_from ORDER BY place`,
  );
  await stage.reject(rows, ({ row, value, from }) =>
    importIssue('BAD_VALUE', { row, field: 'validTo', value, expected: `> ${from}` }),
  );
}
