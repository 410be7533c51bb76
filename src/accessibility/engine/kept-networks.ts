/** The one in use and the one before it, which requests under way still walk on. */
const KEPT_NETWORKS = 2;

/**
 * Puts a network among those a thread keeps open, by key, as its newest; the oldest goes. The pool follows by the same
 * rule what each of its threads has.
 */
export function keepNewest<T>(kept: Map<number, T>, key: number, network: T): void {
  kept.delete(key);
  kept.set(key, network);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_NETWORKS) break;
    kept.delete(oldest);
  }
}
