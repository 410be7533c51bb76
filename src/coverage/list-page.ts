import type { KeyOrder, KeyPage, PageRequest } from '../platform/database/key-page.js';
import { pageRequest, type PageArguments } from '../platform/graphql/page-arguments.js';

/** One page of a list that is already in memory and in the order of its keys, shaped like a page from the database. */
export interface ListPage<T> {
  readonly page: KeyPage;
  readonly items: readonly T[];
  readonly total: number;
}

/** An order by one text key, for lists in memory; `name` guards the cursors. */
export function textOrder(name: string): KeyOrder {
  return { name, by: [{ sql: 'key', type: 'text' }] };
}

/** An order by place in the list, for ranked lists; `name` guards the cursors. */
export function rankOrder(name: string): KeyOrder {
  return { name, by: [{ sql: 'rank', type: 'bigint' }] };
}

/**
 * The page of `list` behind the cursor.
 * @param keyOf the unique sort key of a row; the list must be ascending by it
 * @throws PlanningError BAD_USER_INPUT for a page size out of range or a foreign cursor.
 */
export function pageOfList<T>(
  list: readonly T[],
  keyOf: (row: T, index: number) => string | number,
  order: KeyOrder,
  args: PageArguments,
): ListPage<T> {
  const request: PageRequest = pageRequest(args, order);
  const start = request.after === null ? 0 : firstBehind(list, keyOf, request.after[0]);
  const items = list.slice(start, start + request.first);
  const keys = items.map((row, index) => keyOf(row, start + index));
  return {
    page: {
      order: order.name,
      keys: keys.map(String),
      sortKeys: keys.map((key) => [key]),
      hasNextPage: start + items.length < list.length,
      hasPreviousPage: request.after !== null,
    },
    items,
    total: list.length,
  };
}

function firstBehind<T>(
  list: readonly T[],
  keyOf: (row: T, index: number) => string | number,
  key: string | number,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(list[middle], middle) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}
