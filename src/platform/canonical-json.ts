import { createHash } from 'node:crypto';

/**
 * JSON with the fields of every object in the order of their names, so that equal contents are equal bytes wherever
 * they were kept: jsonb puts fields in an order of its own.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, nested: unknown) =>
    nested !== null && typeof nested === 'object' && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([a], [b]) => (a < b ? -1 : 1)))
      : nested,
  );
}

export function sha256Text(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
