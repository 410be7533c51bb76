import type { KeyPage } from '../database/key-page.js';
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

/** A page with its rows. */
export interface LoadedPage<V> {
  readonly page: KeyPage;
  readonly rows: readonly V[];
}

/**
 * The rows of many pages. All pages answer at the same moment, empty ones too, so that the loaders of the fields
 * below them still see every page in one batch.
 */
export function loadPages<V>(
  context: RequestContext,
  definition: LoaderDefinition<string, V | null>,
  pages: readonly KeyPage[],
): Promise<LoadedPage<V>[]> {
  return Promise.all(
    pages.map(async (page) => ({ page, rows: await loadAll(context, definition, page.keys) })),
  );
}
