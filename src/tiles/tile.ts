/** A tile as it is sent. */
export interface Tile {
  /** Weak, as its bytes may be sent compressed or not; equal for equal tiles. */
  readonly etag: string;
  /** None where the tile is empty. */
  readonly bytes: Uint8Array | null;
  readonly isGzipped: boolean;
  /** Features of the place that found no room in it, the least important ones. */
  readonly leftOut: number;
}

/** A cached tile costs this much beside its bytes. */
const OVERHEAD_BYTES = 400;

export function sizeOf({ bytes }: Tile): number {
  return OVERHEAD_BYTES + (bytes?.byteLength ?? 0);
}
