import { importIssue } from './import-issue.js';
import type { Stage } from './stage.js';

export interface StoredCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Fills the staged columns the file does not have with what is stored, so that only given values can change. */
export async function keepAbsentValues(stage: Stage): Promise<void> {
  const { table, key, columns } = stage.plan;
  const absent = columns.filter(
    (column) => column.stored !== false && !column.fields.some((field) => stage.present.has(field)),
  );
  if (absent.length === 0) return;
  const kept = absent.map(({ column }) => `${column} = t.${column}`).join(', ');
  await stage.query(`UPDATE staged_import s SET ${kept} FROM ${table} t WHERE t.${key} = s.key`);
}

/** Compares staged rows with stored ones and stores those that are new or differ, children included. */
export async function storeStaged(stage: Stage, sourceKey: string, actor: string): Promise<StoredCounts> {
  const { plan } = stage;
  const own = plan.columns.filter((column) => column.stored !== false).map(({ column }) => column);
  const linked = plan.divisionOf ? ['division_code', 'division_from'] : [];
  const columns = [...own, ...linked];
  const children = (plan.children ?? []).filter(({ fields }) =>
    fields.some((field) => stage.present.has(field)),
  );

  const differences = [
    't.source_key IS DISTINCT FROM $1',
    ...columns.map((column) => `t.${column} IS DISTINCT FROM s.${column}`),
    ...(plan.location ? [`(s.location IS NOT NULL AND t.${plan.location} IS DISTINCT FROM s.location)`] : []),
    ...(plan.boundary ? [`(s.shape IS NOT NULL AND t.${plan.boundary} IS DISTINCT FROM s.shape)`] : []),
    ...children.map(({ differ }) => differ),
  ];
  const changed = plan.appendOnly ? '' : `WHEN ${differences.join('\n OR ')} THEN 'CHANGED'`;
  await stage.query(
    `WITH compared AS (
       SELECT s.place, CASE WHEN t.${plan.key} IS NULL THEN 'NEW' ${changed} ELSE 'SAME' END AS state
       FROM staged_import s LEFT JOIN ${plan.table} t ON t.${plan.key} = s.key WHERE NOT s.rejected
     ) UPDATE staged_import s SET state = compared.state FROM compared WHERE compared.place = s.place`,
    plan.appendOnly ? [] : [sourceKey],
  );
  await warnOfOtherSources(stage, sourceKey);

  const geometries = [...(plan.location ? [plan.location] : []), ...(plan.boundary ? [plan.boundary] : [])];
  const staged = [...(plan.location ? ['location'] : []), ...(plan.boundary ? ['shape'] : [])];
  const recorder = plan.recorder ? [plan.recorder] : [];
  await stage.query(
    `INSERT INTO ${plan.table} (${[plan.key, ...columns, ...geometries, 'source_key', ...recorder].join(', ')})
     SELECT ${['key', ...columns, ...staged, '$1', ...recorder.map(() => '$2')].join(', ')}
     FROM staged_import WHERE state = 'NEW' ORDER BY place`,
    [sourceKey, ...recorder.map(() => actor)],
  );
  if (!plan.appendOnly) await storeChanges(stage, sourceKey, columns, geometries, staged);
  for (const { sync, recorded } of children)
    for (const statement of sync) await stage.query(statement, recorded ? [actor] : []);

  const [counts]: StoredCounts[] = await stage.query(`
    SELECT count(*) FILTER (WHERE state = 'NEW')::integer AS inserted,
      count(*) FILTER (WHERE state = 'CHANGED')::integer AS updated,
      count(*) FILTER (WHERE state = 'SAME')::integer AS unchanged FROM staged_import`);
  return counts;
}

async function storeChanges(
  stage: Stage,
  sourceKey: string,
  columns: readonly string[],
  geometries: readonly string[],
  staged: readonly string[],
): Promise<void> {
  const { table, key } = stage.plan;
  const changes = [
    ...columns.map((column) => `${column} = s.${column}`),
    ...geometries.map((column, index) => `${column} = COALESCE(s.${staged[index]}, t.${column})`),
    'source_key = $1',
    'updated_at = now()',
  ];
  await stage.query(
    `UPDATE ${table} t SET ${changes.join(', ')} FROM staged_import s WHERE s.state = 'CHANGED' AND t.${key} = s.key`,
    [sourceKey],
  );
}

async function warnOfOtherSources(stage: Stage, sourceKey: string): Promise<void> {
  const { table, key } = stage.plan;
  const [{ count, sources }]: { count: number; sources: string | null }[] = await stage.query(
    `SELECT count(*)::integer AS count, string_agg(DISTINCT t.source_key, ', ') AS sources
     FROM staged_import s JOIN ${table} t ON t.${key} = s.key WHERE s.state = 'CHANGED' AND t.source_key <> $1`,
    [sourceKey],
  );
  if (count > 0) stage.issues.add(importIssue('SOURCE_CHANGED', { count, sources }));
}
