import { Turns } from '../platform/compute/in-turns.js';
import type { ConnectionClass, ConnectionOf } from '../platform/graphql/connection.js';
import type { ListPage } from './list-page.js';

/** Shorter lists are answered at once, so that what their rows ask of the database is asked together. */
const LONG = 200;

/**
 * The page of a list with its rows described, which other requests need not wait for: the fields of an answer are all
 * asked for at once, so each of its long lists gets a turn of its own, and the graph that is made of its rows another.
 */
export async function rowsInTurns<T, Row extends object>(
  Connection: ConnectionClass<Row>,
  list: ListPage<T>,
  describe: (item: T) => Row,
): Promise<ConnectionOf<Row>> {
  const count = async () => list.total;
  if (list.items.length < LONG) return new Connection(list.page, list.items.map(describe), count);
  const turns = new Turns();
  await turns.next();
  const rows: Row[] = [];
  for (const item of list.items) {
    rows.push(describe(item));
    if (turns.isOver) await turns.next();
  }
  const connection = new Connection(list.page, rows, count);
  await turns.next();
  return connection;
}
