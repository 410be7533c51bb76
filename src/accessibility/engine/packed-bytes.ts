/** Many byte strings in one piece of memory, so that they cross between threads as one. */
export interface PackedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: Int32Array;
}

/** The byte strings, still in the memory they came in. */
export function unpack({ bytes, ends }: PackedBytes): Uint8Array<ArrayBuffer>[] {
  return Array.from(ends, (end, at) => bytes.subarray(at === 0 ? 0 : ends[at - 1], end));
}
