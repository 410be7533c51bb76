import type { EntityManager } from 'typeorm';

/** Rows of every table there is, whichever schema it is in. */
export async function rowCounts(manager: EntityManager): Promise<Record<string, number>> {
  const tables = await manager.query<{ name: string }[]>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY name`,
  );
  const counts = tables.map(({ name }) => `(SELECT count(*)::int FROM ${name}) AS "${name}"`);
  const [row] = await manager.query<Record<string, number>[]>(`SELECT ${counts.join(', ')}`);
  return row;
}
