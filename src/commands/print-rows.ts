import { stringify } from 'csv-stringify/sync';
import type { CommandGround } from './command-ground.js';
import { textTable } from './text-table.js';

/** How a list is wanted. */
export interface RowsOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** A column of a list: its title in the table, its name in CSV, and its value in each row. */
export interface RowsColumn<T> {
  readonly title: string;
  readonly name: string;
  readonly value: (row: T) => string | number;
}

/** Prints a list as JSON, CSV (with a header; a leading = + - @ cannot run as a formula) or an aligned table. */
export function printRows<T>(
  ground: CommandGround,
  options: RowsOptions,
  rows: readonly T[],
  columns: { readonly table: readonly RowsColumn<T>[]; readonly csv: readonly RowsColumn<T>[] },
): void {
  const cells = (wanted: readonly RowsColumn<T>[]) =>
    rows.map((row) => wanted.map(({ value }) => value(row)));
  if (options.json) {
    ground.printJson(rows);
  } else if (options.csv) {
    const header = columns.csv.map(({ name }) => name);
    ground.print(stringify([header, ...cells(columns.csv)], { escape_formulas: true }));
  } else if (rows.length === 0) {
    ground.print('（无 · none）');
  } else {
    ground.print(textTable([columns.table.map(({ title }) => title), ...cells(columns.table)]));
  }
}
