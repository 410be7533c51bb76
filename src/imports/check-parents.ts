import { importIssue } from './import-issue.js';
import type { StagedRows } from './staged-rows.js';

/** Order of the levels from the province down; a parent must stand strictly above. */
function rank(level: string): string {
  return `(CASE ${level} WHEN 'PROVINCE' THEN 10 WHEN 'CITY' THEN 20 WHEN 'COUNTY' THEN 30 WHEN 'ZONE' THEN 35
    WHEN 'COMMUNITY' THEN 50 WHEN 'VILLAGE' THEN 50 ELSE 40 END)`;
}

interface ParentRow {
  readonly place: number;
  readonly row: number;
  readonly value: string;
}

/**
 * Links staged divisions to their parents, staged or stored. Streets, towns, communities and villages must have one;
 * counties and above may be the top of what is known. Since a parent stands at a higher level, no parents form a ring.
 */
export async function checkParents(stage: StagedRows): Promise<void> {
  // A parent that was read from the code gives way to the one that is stored.
  await stage.query(`
    UPDATE staged_import s SET parent_code = t.parent_code FROM administrative_division t
    WHERE t.code = s.key AND NOT s.parent_is_named AND t.parent_code IS NOT NULL`);
  await rejectRings(stage);
  await rejectMisfits(stage);
  await rejectAboveStoredChildren(stage);
  await cutUnknownRoots(stage);
  // A rejected parent may leave its own children without one, level by level.
  while ((await rejectOrphans(stage)) > 0);
}

const KNOWN = `(EXISTS (SELECT FROM staged_import p WHERE p.key = s.parent_code AND NOT p.rejected)
  OR EXISTS (SELECT FROM administrative_division d WHERE d.code = s.parent_code))`;

const MAY_BE_ROOT = `s.level IN ('PROVINCE', 'CITY', 'COUNTY', 'ZONE')`;

async function rejectRings(stage: StagedRows): Promise<void> {
  const rows: (ParentRow & { ring: string })[] = await stage.query(`
    WITH RECURSIVE links(code, parent) AS (
      SELECT key, parent_code FROM staged_import WHERE NOT rejected
      UNION ALL
      SELECT code, parent_code FROM administrative_division d
      WHERE NOT EXISTS (SELECT FROM staged_import s WHERE s.key = d.code AND NOT s.rejected)
    ), up(start, code, path) AS (
      SELECT code, parent, ARRAY[code] FROM links WHERE parent IS NOT NULL
      UNION ALL
      SELECT up.start, links.parent, up.path || up.code FROM up JOIN links ON links.code = up.code
      WHERE up.code <> ALL (up.path)
    )
    SELECT s.place, s.row, s.parent_code AS value, array_to_string(up.path || up.code, ' → ') AS ring
    FROM up JOIN staged_import s ON s.key = up.start WHERE up.code = up.start AND NOT s.rejected ORDER BY s.place`);
  await stage.reject(rows, ({ row, value, ring }) =>
    importIssue('BAD_PARENT', {
      row,
      field: 'parentCode',
      value,
      detail: `上级关系成环 ${ring}`,
      detailEn: `the parents form a ring ${ring}`,
    }),
  );
}

async function rejectMisfits(stage: StagedRows): Promise<void> {
  const rows: (ParentRow & { level: string; parentLevel: string })[] = await stage.query(`
    SELECT s.place, s.row, s.parent_code AS value, s.level, COALESCE(p.level, d.level) AS "parentLevel"
    FROM staged_import s
    LEFT JOIN staged_import p ON p.key = s.parent_code AND NOT p.rejected
    LEFT JOIN administrative_division d ON d.code = s.parent_code
    WHERE NOT s.rejected AND ${rank('COALESCE(p.level, d.level)')} >= ${rank('s.level')} AND COALESCE(p.level, d.level) IS NOT NULL
    ORDER BY s.place`);
  await stage.reject(rows, ({ row, value, level, parentLevel }) =>
    importIssue('BAD_PARENT', {
      row,
      field: 'parentCode',
      value,
      detail: `其层级 ${parentLevel} 不高于本级 ${level}`,
      detailEn: `its level ${parentLevel} is not above ${level}`,
    }),
  );
}

async function rejectAboveStoredChildren(stage: StagedRows): Promise<void> {
  const rows: { place: number; row: number; value: string; child: string }[] = await stage.query(`
    SELECT DISTINCT ON (s.place) s.place, s.row, s.level AS value, c.code || ' ' || c.name || ' ' || c.level AS child
    FROM staged_import s JOIN administrative_division c ON c.parent_code = s.key
    WHERE NOT s.rejected AND NOT EXISTS (SELECT FROM staged_import o WHERE o.key = c.code AND NOT o.rejected)
      AND ${rank('s.level')} >= ${rank('c.level')}
    ORDER BY s.place, c.code`);
  await stage.reject(rows, ({ row, value, child }) =>
    importIssue('BAD_VALUE', {
      row,
      field: 'level',
      value,
      expected: `高于已存的下级 above its stored child ${child}`,
    }),
  );
}

async function cutUnknownRoots(stage: StagedRows): Promise<void> {
  const rows: (ParentRow & { named: boolean })[] = await stage.query(`
    WITH cut AS (
      UPDATE staged_import s SET parent_code = NULL FROM staged_import was
      WHERE was.place = s.place AND NOT s.rejected AND s.parent_code IS NOT NULL AND ${MAY_BE_ROOT} AND NOT ${KNOWN}
      RETURNING s.place, s.row, was.parent_code AS value, s.parent_is_named AS named
    ) SELECT * FROM cut ORDER BY place`);
  const named = rows.filter((row) => row.named);
  stage.issues.add(
    ...named.map(({ row, value }) => importIssue('PARENT_UNKNOWN', { row, field: 'parentCode', value })),
  );
}

async function rejectOrphans(stage: StagedRows): Promise<number> {
  const rows: ParentRow[] = await stage.query(`
    SELECT s.place, s.row, s.parent_code AS value FROM staged_import s
    WHERE NOT s.rejected AND NOT ${MAY_BE_ROOT} AND (s.parent_code IS NULL OR NOT ${KNOWN}) ORDER BY s.place`);
  await stage.reject(rows, ({ row, value }) =>
    importIssue('PARENT_MISSING', { row, field: 'parentCode', value }),
  );
  return rows.length;
}
