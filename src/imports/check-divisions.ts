import { divisionAround, divisionsAround } from '../divisions/index.js';
import { today } from '../platform/today.js';
import { importIssue } from './import-issue.js';
import type { Stage } from './stage.js';
import type { StagedRows } from './staged-rows.js';

/** Positions this close outside a boundary are taken as on it: coordinates are rounded and boundaries generalised. */
const BOUNDARY_TOLERANCE_METERS = 10;

/** Rejects rows that name a division, in a staged column of codes, that is not stored. */
export async function rejectUnknownCodes(stage: StagedRows, column: string, field: string): Promise<void> {
  const rows: { place: number; row: number; value: string }[] = await stage.query(`
    SELECT DISTINCT ON (place) place, row, named.code AS value FROM staged_import, unnest(${column}) AS named(code)
    WHERE NOT rejected AND NOT EXISTS (SELECT FROM administrative_division d WHERE d.code = named.code)
    ORDER BY place, code`);
  await stage.reject(rows, ({ row, value }) => importIssue('UNKNOWN_CODE', { row, field, value }));
}

/**
 * Settles which division each staged row lies in: a declared one must exist and is compared with the position; the
 * others get the division around their point as of today. A file without division column leaves stored
 * declarations as they are.
 */
export async function settleDivisions(stage: Stage): Promise<void> {
  const unknown: { place: number; row: number; value: string }[] = await stage.query(`
    SELECT place, row, division_code AS value FROM staged_import s WHERE NOT rejected AND division_code IS NOT NULL
      AND NOT EXISTS (SELECT FROM administrative_division d WHERE d.code = s.division_code)`);
  await stage.reject(unknown, ({ row, value }) =>
    importIssue('UNKNOWN_CODE', { row, field: 'divisionCode', value }),
  );
  if (!stage.present.has('divisionCode')) await keepDeclared(stage);
  await assignByLocation(stage);
  await warnOfMismatches(stage);
}

async function keepDeclared(stage: Stage): Promise<void> {
  const { table, key } = stage.plan;
  await stage.query(`
    UPDATE staged_import s SET division_code = t.division_code, division_from = 'DECLARED'
    FROM ${table} t WHERE t.${key} = s.key AND t.division_from = 'DECLARED'`);
}

async function assignByLocation(stage: Stage): Promise<void> {
  const rows = { from: 'staged_import s', key: 's.place', place: 's.location' };
  await stage.query(
    `WITH ${divisionsAround({ ...rows, where: 'NOT s.rejected AND s.division_code IS NULL' }, '$1::date')}
     UPDATE staged_import s SET division_code = found.code, division_from = 'LOCATION' FROM found WHERE found.key = s.place`,
    [today()],
  );
  const [{ assigned, none }]: { assigned: number; none: number }[] = await stage.query(`
    SELECT count(*) FILTER (WHERE division_from = 'LOCATION')::integer AS assigned,
      count(*) FILTER (WHERE division_from IS NULL)::integer AS none
    FROM staged_import WHERE NOT rejected`);
  if (assigned > 0) stage.issues.add(importIssue('ASSIGNED_BY_LOCATION', { count: assigned }));
  if (none > 0) stage.issues.add(importIssue('NO_DIVISION_FOUND', { count: none }));
}

async function warnOfMismatches(stage: Stage): Promise<void> {
  const rows: { row: number; value: string; found: string | null; meters: number }[] = await stage.query(
    `SELECT s.row, d.code || ' ' || d.name AS value, other.name AS found, outside.meters
     FROM staged_import s
     JOIN administrative_division d ON d.code = s.division_code
     CROSS JOIN LATERAL (SELECT ST_Distance(d.boundary::geography, s.location::geography) AS meters) AS outside
     LEFT JOIN LATERAL (
       SELECT o.code || ' ' || o.name AS name FROM administrative_division o
       WHERE o.code = (${divisionAround('s.location', '$2::date')})
     ) AS other ON true
     WHERE NOT s.rejected AND s.division_from = 'DECLARED' AND d.boundary IS NOT NULL
       AND NOT ST_Covers(d.boundary, s.location) AND outside.meters > $1
     ORDER BY s.place`,
    [BOUNDARY_TOLERANCE_METERS, today()],
  );
  stage.issues.add(
    ...rows.map(({ row, value, found, meters }) =>
      importIssue('DIVISION_MISMATCH', {
        row,
        field: 'divisionCode',
        value,
        found,
        distanceMeters: Math.round(meters),
      }),
    ),
  );
}
