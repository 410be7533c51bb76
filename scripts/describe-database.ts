import type { EntityManager } from 'typeorm';

const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type,
    NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS "default"
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('spatial_ref_sys', 'schema_migration')
  ORDER BY c.relname, a.attnum`;

// Contype n (NOT NULL) exists from PostgreSQL 18 on and repeats the columns.
const CONSTRAINTS = `
  SELECT c.relname AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('spatial_ref_sys', 'schema_migration')
    AND k.contype <> 'n'
  ORDER BY c.relname, k.conname`;

const INDEXES = `
  SELECT tablename AS "table", indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND tablename NOT IN ('spatial_ref_sys', 'schema_migration')
  ORDER BY tablename, indexname`;

interface Named {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** The schema as the database itself tells it: tables with columns, constraints and indexes, by name. */
export async function describeDatabase(manager: EntityManager): Promise<Record<string, unknown>> {
  const columns =
    await manager.query<
      { table: string; column: string; type: string; nullable: boolean; default: string | null }[]
    >(COLUMNS);
  const constraints = await manager.query<Named[]>(CONSTRAINTS);
  const indexes = await manager.query<Named[]>(INDEXES);
  const named = (rows: readonly Named[], table: string) =>
    Object.fromEntries(rows.filter((row) => row.table === table).map((row) => [row.name, row.definition]));
  const tables = [...new Set(columns.map((row) => row.table))];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      {
        columns: Object.fromEntries(
          columns
            .filter((row) => row.table === table)
            .map(({ column, type, nullable, default: value }) => [
              column,
              { type, nullable, ...(value && { default: value }) },
            ]),
        ),
        constraints: named(constraints, table),
        indexes: named(indexes, table),
      },
    ]),
  );
}
