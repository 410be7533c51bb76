/** Byte strings by key, those used last, up to so many bytes in all. */
export class KeptBytes {
  private readonly kept = new Map<string, Uint8Array<ArrayBuffer>>();
  private length = 0;

  constructor(private readonly mostBytes: number) {}

  get(key: string): Uint8Array<ArrayBuffer> | undefined {
    const bytes = this.kept.get(key);
    if (bytes === undefined) return undefined;
    // A map lists keys in order of insertion: moving this one to the end marks it as used last.
    this.kept.delete(key);
    this.kept.set(key, bytes);
    return bytes;
  }

  put(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.length += bytes.length - (this.kept.get(key)?.length ?? 0);
    this.kept.delete(key);
    this.kept.set(key, bytes);
    for (const [oldest, { length }] of this.kept) {
      if (this.length <= this.mostBytes) break;
      this.kept.delete(oldest);
      this.length -= length;
    }
  }
}
