/** Many byte strings in one piece of memory, so that they cross between threads as one. */
export interface PackedBytes<Memory extends ArrayBufferLike = ArrayBuffer> {
  readonly bytes: Uint8Array<Memory>;
  /** Where each ends. */
  readonly ends: Int32Array;
}

/** The byte strings, still in the memory they came in. */
export function unpack<Memory extends ArrayBufferLike>({
  bytes,
  ends,
}: PackedBytes<Memory>): Uint8Array<Memory>[] {
  return Array.from(ends, (end, at) => bytes.subarray(at === 0 ? 0 : ends[at - 1], end));
}
