import { badInput } from '../errors/bad-input.js';
import type { KeyOrder } from '../database/key-page.js';

const LONGEST_CURSOR = 1024;

/** A position in a list as opaque text: the order's name and the row's sort key, base64url. */
export function encodeCursor(order: string, sortKey: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order, ...sortKey])).toString('base64url');
}

/**
 * The sort key inside a cursor.
 * @throws PlanningError BAD_USER_INPUT when the text was not made by this list in this order.
 */
export function decodeCursor(order: KeyOrder, cursor: string): (string | number)[] {
  const parts = parse(cursor);
  if (!parts)
    throw badInput('`after` is not a cursor: pass a `cursor` or `endCursor` of this list unchanged.');
  const [name, ...sortKey] = parts;
  if (name !== order.name) {
    throw badInput(
      `\`after\` is a cursor of another list or order (${JSON.stringify(name)}); expected ${order.name}.`,
    );
  }
  const fits =
    sortKey.length === order.by.length &&
    sortKey.every((value, index) =>
      order.by[index].type === 'bigint'
        ? Number.isSafeInteger(value)
        : typeof value === 'string' && !value.includes('\0'),
    );
  if (!fits)
    throw badInput('`after` is a damaged cursor: pass a `cursor` or `endCursor` of this list unchanged.');
  return sortKey as (string | number)[];
}

function parse(cursor: string): unknown[] | null {
  if (cursor.length > LONGEST_CURSOR || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}
