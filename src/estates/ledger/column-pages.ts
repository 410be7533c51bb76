/** Few enough that reading a page of rooms with all their states takes less than a millisecond. */
const ROWS_PER_PAGE = 250;

/** A page of rows, column by column, each a JSON array; all in one order, whatever it is. */
export type ColumnPage<Row> = Readonly<Record<keyof Row, string>>;

/** The same, read. */
export type Columns<Row> = { readonly [Name in keyof Row]: readonly Row[Name][] };

/**
 * A statement that gives rows as pages of columns: one long value costs the driver far less than thousands of short ones.
 * @param columns expressions by name; `at` numbers the rows from 0
 * @param from what follows FROM
 */
export function columnsInPages<Row extends { readonly at: number }>(
  columns: Readonly<Record<keyof Row & string, string>>,
  from: string,
): string {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const selected = names.map((name) => `${columns[name]} AS "${name}"`).join(', ');
  const gathered = names.map((name) => `json_agg("${name}")::text AS "${name}"`).join(', ');
  return `SELECT ${gathered} FROM (SELECT ${selected} FROM ${from}) AS row
    GROUP BY at / ${ROWS_PER_PAGE} ORDER BY min(at)`;
}

/** Reads pages one at a time and lets go of them; the caller's work on a page is a step. */
export function* pagesRead<Row extends { readonly at: number }>(
  pages: ColumnPage<Row>[],
): Generator<Columns<Row>> {
  for (let page = pages.shift(); page; page = pages.shift()) {
    const columns = Object.entries(page).map(([name, list]) => [name, JSON.parse(list as string) as unknown]);
    yield Object.fromEntries(columns) as Columns<Row>;
  }
}
