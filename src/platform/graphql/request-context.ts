import type DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.js';
import type { Sending } from './sending.js';

/** How a room answers many keys of one request with one read; the context keeps one DataLoader per definition. */
export interface LoaderDefinition<K, V> {
  readonly name: string;
  readonly create: (context: RequestContext) => DataLoader<K, V, string>;
}

/** What every resolver of one request shares: who asks, its loaders, and the signal that the client has gone. */
export interface RequestContext {
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
  /** Null where the answer is wanted as a whole. */
  readonly sending: Sending | null;
  load<K, V>(definition: LoaderDefinition<K, V>, key: K): Promise<V>;
  /** Drops what was loaded, so that fields behind a mutation read the changed rows. */
  forget(): void;
}

export function createRequestContext(
  viewer: Viewer,
  signal: AbortSignal,
  sending: Sending | null = null,
): RequestContext {
  const loaders = new Map<LoaderDefinition<never, never>, DataLoader<never, never, string>>();
  return {
    viewer,
    signal,
    sending,
    load<K, V>(definition: LoaderDefinition<K, V>, key: K): Promise<V> {
      const known = definition as unknown as LoaderDefinition<never, never>;
      let loader = loaders.get(known) as DataLoader<K, V, string> | undefined;
      if (!loader) {
        loader = definition.create(this);
        loaders.set(known, loader as unknown as DataLoader<never, never, string>);
      }
      return loader.load(key);
    },
    forget: () => loaders.clear(),
  };
}
