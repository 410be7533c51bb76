import DataLoader from 'dataloader';
import type { RequestContext } from './request-context.js';

/** How a room answers many keys of one request with one read; the context keeps one DataLoader per definition. */
export interface LoaderDefinition<K, V> {
  readonly name: string;
  readonly create: (context: RequestContext) => DataLoader<K, V, string>;
}

/**
 * @param batch answers keys in order, one value a key; runs once per tick of a request.
 * @param keyOf text that makes two keys the same.
 */
export function defineLoader<K, V>(
  name: string,
  batch: (keys: readonly K[], context: RequestContext) => Promise<readonly (V | Error)[]>,
  keyOf: (key: K) => string = String,
): LoaderDefinition<K, V> {
  return {
    name,
    create: (context) =>
      new DataLoader<K, V, string>((keys) => batch(keys, context), {
        cacheKeyFn: keyOf,
        maxBatchSize: 20_000,
      }),
  };
}
