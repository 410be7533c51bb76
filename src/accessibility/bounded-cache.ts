/** Keeps the values used last, at most `capacity` of them. Work under way is shared; what fails is forgotten. */
export class BoundedCache<V> {
  private readonly entries = new Map<string, Promise<V>>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  /** The value of `key`, made by `make` when it is not at hand. */
  get(key: string, make: () => V | Promise<V>): Promise<V> {
    const known = this.entries.get(key);
    if (known) {
      // A map lists keys in order of insertion: moving this one to the end marks it as used last.
      this.entries.delete(key);
      this.entries.set(key, known);
      return known;
    }
    const made = Promise.resolve().then(make);
    this.entries.set(key, made);
    made.catch(() => {
      if (this.entries.get(key) === made) this.entries.delete(key);
    });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) break;
      this.entries.delete(oldest);
    }
    return made;
  }
}
