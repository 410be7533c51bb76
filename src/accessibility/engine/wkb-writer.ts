import { MICRODEGREES, type RoundedPolygons } from '../../kernel/geometry/polygon-text.js';
import type { PackedBytes } from './packed-bytes.js';

const LITTLE_ENDIAN = 1;
const POLYGON = 3;
const MULTI_POLYGON = 6;
const HEAD_BYTES = 9;
const BYTES_PER_POSITION = 16;

/** Writes multipolygons as well-known binary (OGC 06-103r4, clause 8), one after the other. */
export class WkbWriter {
  private view = new DataView(new ArrayBuffer(1 << 12));
  private used = 0;
  private ends: number[] = [];

  multiPolygon({ polygons, units, rings }: RoundedPolygons): void {
    this.makeRoom(sizeOf(polygons, rings));
    const { view } = this;
    this.head(MULTI_POLYGON, polygons.length);
    for (const list of polygons) {
      this.head(POLYGON, list.length);
      for (const ring of list) {
        const { begin, end } = rings[ring];
        let at = this.used;
        view.setUint32(at, (end - begin) / 2 + 1, true);
        at += 4;
        for (let k = begin; k < end; k++, at += 8) view.setFloat64(at, units[k] / MICRODEGREES, true);
        view.setFloat64(at, units[begin] / MICRODEGREES, true);
        view.setFloat64(at + 8, units[begin + 1] / MICRODEGREES, true);
        this.used = at + BYTES_PER_POSITION;
      }
    }
    this.ends.push(this.used);
  }

  /** Forgets what has been written. */
  begin(): void {
    this.used = 0;
    this.ends = [];
  }

  /** What has been written, in memory of its own; the writer begins anew. */
  take(): PackedBytes {
    const bytes = new Uint8Array(this.view.buffer.slice(0, this.used));
    const ends = Int32Array.from(this.ends);
    this.begin();
    return { bytes, ends };
  }

  private head(type: number, count: number): void {
    this.view.setUint8(this.used, LITTLE_ENDIAN);
    this.view.setUint32(this.used + 1, type, true);
    this.view.setUint32(this.used + 5, count, true);
    this.used += HEAD_BYTES;
  }

  private makeRoom(more: number): void {
    if (this.used + more <= this.view.byteLength) return;
    const larger = new Uint8Array(Math.max(2 * this.view.byteLength, this.used + more));
    larger.set(new Uint8Array(this.view.buffer));
    this.view = new DataView(larger.buffer);
  }
}

function sizeOf(polygons: RoundedPolygons['polygons'], rings: RoundedPolygons['rings']): number {
  let size = HEAD_BYTES;
  for (const list of polygons) {
    size += HEAD_BYTES;
    for (const ring of list) size += 4 + 8 * (rings[ring].end - rings[ring].begin) + BYTES_PER_POSITION;
  }
  return size;
}
