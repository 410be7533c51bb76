import type { EntityManager } from 'typeorm';
import type { Conditions } from './conditions.js';

/** Types of a sort key's parts; `bpchar` for char(n) columns, so that their index serves. */
export type KeyType = 'text' | 'bpchar' | 'bigint';

/** A total order to page by: SQL expressions compared left to right, ascending, the last one unique. */
export interface KeyOrder {
  /** Written into cursors, so that a cursor of one order is refused by another. */
  readonly name: string;
  readonly by: readonly { readonly sql: string; readonly type: KeyType }[];
}

/** Where a page starts and how long it is. */
export interface PageRequest {
  /** 1 … 1000. */
  readonly first: number;
  /** Sort key of the row the page starts behind; null starts at the beginning. */
  readonly after: readonly (string | number)[] | null;
}

/** What to page through. `key` is the unique key of the rows, `from` may join; both are our own SQL. */
export interface KeyQuery {
  readonly with?: string;
  readonly from: string;
  readonly key: string;
  readonly order: KeyOrder;
  readonly where: Conditions;
}

/** The keys of one page in order, with the sort key each cursor is made of. */
export interface KeyPage {
  readonly order: string;
  readonly keys: readonly string[];
  readonly sortKeys: readonly (readonly (string | number)[])[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** One page of keys by keyset, so a page costs the same wherever it lies. */
export async function readKeyPage(
  manager: EntityManager,
  query: KeyQuery,
  page: PageRequest,
): Promise<KeyPage> {
  const statement = `${query.with ?? ''}
    SELECT ${query.key} AS key, ${sortKeySql(query.order)} AS sort FROM ${query.from}
    WHERE ${whereSql(query, page)}
    ORDER BY ${orderSql(query.order)} LIMIT ${page.first + 1}`;
  return toPage(await manager.query(statement, query.where.values), query.order, page);
}

/**
 * The same page for many parents at once. `root` is the SQL expression that names a row's parent;
 * the caller's conditions restrict it to the parents asked for. Parents without rows are absent.
 */
export async function readKeyPages(
  manager: EntityManager,
  query: KeyQuery & { readonly root: string },
  page: PageRequest,
): Promise<Map<string, KeyPage>> {
  const statement = `${query.with ?? ''}
    SELECT root, key, sort FROM (
      SELECT ${query.root} AS root, ${query.key} AS key, ${sortKeySql(query.order)} AS sort,
        row_number() OVER (PARTITION BY ${query.root} ORDER BY ${orderSql(query.order)}) AS place
      FROM ${query.from} WHERE ${whereSql(query, page)}
    ) ranked WHERE place <= ${page.first + 1} ORDER BY root, place`;
  const rows: (KeyRow & { root: string })[] = await manager.query(statement, query.where.values);
  const byRoot = new Map<string, KeyRow[]>();
  for (const row of rows) {
    const list = byRoot.get(row.root);
    if (list) list.push(row);
    else byRoot.set(row.root, [row]);
  }
  return new Map([...byRoot].map(([root, list]) => [root, toPage(list, query.order, page)]));
}

export function emptyPage(order: KeyOrder, page: PageRequest): KeyPage {
  return toPage([], order, page);
}

export async function countKeys(
  manager: EntityManager,
  query: Pick<KeyQuery, 'with' | 'from' | 'where'>,
): Promise<number> {
  const statement = `${query.with ?? ''} SELECT count(*)::int AS count FROM ${query.from} WHERE ${query.where.toSql()}`;
  const [row] = await manager.query(statement, query.where.values);
  return row.count;
}

/** Row counts per parent; parents without rows are absent. */
export async function countKeysByRoot(
  manager: EntityManager,
  query: Pick<KeyQuery, 'with' | 'from' | 'where'> & { readonly root: string },
): Promise<Map<string, number>> {
  const statement = `${query.with ?? ''}
    SELECT ${query.root} AS root, count(*)::int AS count FROM ${query.from}
    WHERE ${query.where.toSql()} GROUP BY 1`;
  const rows: { root: string; count: number }[] = await manager.query(statement, query.where.values);
  return new Map(rows.map((row) => [row.root, row.count]));
}

interface KeyRow {
  readonly key: string;
  readonly sort: readonly (string | number)[];
}

function sortKeySql(order: KeyOrder): string {
  return `jsonb_build_array(${order.by.map(({ sql, type }) => `(${sql})::${type}`).join(', ')})`;
}

function orderSql(order: KeyOrder): string {
  return order.by.map(({ sql }) => sql).join(', ');
}

function whereSql(query: KeyQuery, page: PageRequest): string {
  if (!page.after) return query.where.toSql();
  const bounds = query.order.by.map(({ type }, index) => query.where.bind(page.after![index], type));
  return `${query.where.toSql()} AND (${orderSql(query.order)}) > (${bounds.join(', ')})`;
}

function toPage(rows: readonly KeyRow[], order: KeyOrder, page: PageRequest): KeyPage {
  const shown = rows.slice(0, page.first);
  return {
    order: order.name,
    keys: shown.map(({ key }) => key),
    sortKeys: shown.map(({ sort }) => sort),
    hasNextPage: rows.length > page.first,
    hasPreviousPage: page.after !== null,
  };
}
