import type { MultiPolygonCoordinates } from '../../kernel/accessibility/index.js';

const LITTLE_ENDIAN = 1;
const POLYGON = 3;
const MULTI_POLYGON = 6;
const HEAD_BYTES = 9;

/** Well-known binary of a multipolygon (OGC 06-103r4, clause 8), with the coordinates rounded to that many decimals. */
export function multiPolygonWkb(
  polygons: MultiPolygonCoordinates,
  decimals: number,
): Uint8Array<ArrayBuffer> {
  let size = HEAD_BYTES;
  for (const rings of polygons) {
    size += HEAD_BYTES;
    for (const ring of rings) size += 4 + 16 * ring.length;
  }
  const view = new DataView(new ArrayBuffer(size));
  const scale = 10 ** decimals;
  let at = writeHead(view, 0, MULTI_POLYGON, polygons.length);
  for (const rings of polygons) {
    at = writeHead(view, at, POLYGON, rings.length);
    for (const ring of rings) {
      view.setUint32(at, ring.length, true);
      at += 4;
      for (const [lon, lat] of ring) {
        view.setFloat64(at, Math.round(lon * scale) / scale, true);
        view.setFloat64(at + 8, Math.round(lat * scale) / scale, true);
        at += 16;
      }
    }
  }
  return new Uint8Array(view.buffer);
}

function writeHead(view: DataView, at: number, type: number, count: number): number {
  view.setUint8(at, LITTLE_ENDIAN);
  view.setUint32(at + 1, type, true);
  view.setUint32(at + 5, count, true);
  return at + HEAD_BYTES;
}
