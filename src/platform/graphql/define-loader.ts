import DataLoader from 'dataloader';
import type { LoaderDefinition, RequestContext } from './request-context.js';

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
