import type { LoaderDefinition, RequestContext } from './request-context.js';

/**
 * The rows of keys just read from the same tables, through the request's loader, in order.
 * A row deleted between the two reads is an error, not a hole in the list.
 */
export function loadAll<K, V>(
  context: RequestContext,
  definition: LoaderDefinition<K, V | null>,
  keys: readonly K[],
): Promise<V[]> {
  return Promise.all(
    keys.map(async (key) => {
      const row = await context.load(definition, key);
      if (row === null) throw new Error(`${definition.name}: ${String(key)} vanished while it was read`);
      return row;
    }),
  );
}
