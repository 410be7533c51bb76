import { isStorableText } from '../platform/errors/check-text.js';
import type { RowTable } from './row-tables.js';

type KeyPart = RowTable['key'][number];

const WHOLE = { bigint: /^-?\d{1,18}$/, integer: /^\d{1,9}$/ } as const;

/** The parts of a feature's key from its id; null for what is no feature's id. */
export function keyOfId(key: readonly KeyPart[], id: string): string[] | null {
  if (!isStorableText(id)) return null;
  const parts = key.length === 1 ? [id] : id.split('/');
  return parts.length === key.length && parts.every((part, at) => fits(key[at], part)) ? parts : null;
}

/** SQL of a feature's id. */
export function idSql(key: readonly KeyPart[]): string {
  return key.map(({ sql }) => `${sql}::text`).join(` || '/' || `);
}

function fits({ type }: KeyPart, part: string): boolean {
  return type === 'text' || type === 'bpchar' ? part !== '' : WHOLE[type].test(part);
}
