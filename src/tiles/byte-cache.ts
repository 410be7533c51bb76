/** Keeps the values used last, of at most so many bytes together. */
export class ByteCache<V> {
  private readonly entries = new Map<string, { readonly value: V; readonly size: number }>();
  private held = 0;

  constructor(
    private readonly capacity: number,
    private readonly sizeOf: (value: V) => number,
  ) {}

  /** Bytes held now. */
  get size(): number {
    return this.held;
  }

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    // A map lists keys in order of insertion: moving this one to the end marks it as used last.
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** What is larger than the cache is not kept. */
  set(key: string, value: V): void {
    this.drop(key);
    const size = this.sizeOf(value);
    if (size > this.capacity) return;
    this.entries.set(key, { value, size });
    this.held += size;
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.capacity) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.held -= entry.size;
  }
}
