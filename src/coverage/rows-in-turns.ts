import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from '../platform/compute/in-turns.js';
import type { ConnectionClass, ConnectionOf, EdgeOf } from '../platform/graphql/connection.js';
import type { ListPage } from './list-page.js';

/** What their rows ask of the database, shorter lists ask at once; the graph of so many rows takes two milliseconds. */
const ROWS_PER_TURN = 200;

/**
 * The page of a list with its rows described, which other requests need not wait for: the fields of an answer are all
 * asked for at once, so each of its long lists gets turns of its own, and so does the graph that is made of the rows.
 */
export async function rowsInTurns<T, Row extends object>(
  Connection: ConnectionClass<Row>,
  list: ListPage<T>,
  describe: (item: T) => Row,
): Promise<ConnectionOf<Row>> {
  const count = async () => list.total;
  if (list.items.length <= ROWS_PER_TURN) return new Connection(list.page, list.items.map(describe), count);
  const turns = new Turns();
  await turns.next();
  const rows: Row[] = [];
  for (const item of list.items) {
    rows.push(describe(item));
    if (turns.isOver) await turns.next();
  }
  const connection = new Connection(list.page, rows, count);
  await turns.next();
  const edges = inTurns(connection.edges) as readonly EdgeOf<Row>[];
  return Object.assign(connection, { edges });
}

/** Rows as the graph takes them: those of later turns are promised. */
function inTurns<Edge>(edges: readonly Edge[]): (Edge | Promise<Edge>)[] {
  let turn = Promise.resolve();
  let isFirst = true;
  return edges.map((edge, at) => {
    if (at > 0 && at % ROWS_PER_TURN === 0) {
      turn = turn.then(() => nextTurn());
      isFirst = false;
    }
    return isFirst ? edge : turn.then(() => edge);
  });
}
