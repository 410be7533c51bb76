import { invariant } from '../kernel/invariant.js';

/** The rings of a MultiPolygon, one after the other. */
export interface BoundaryRings {
  /** lon, lat, lon, lat … of all rings; each ends where it begins. WGS 84 degrees. */
  readonly lonLat: Float64Array;
  /** First number in `lonLat` of each ring, and one entry more for the end of the last. */
  readonly ringStart: Int32Array;
  /** 1 for the outer ring of a polygon; the rings up to the next one are its holes. */
  readonly isOuter: Uint8Array;
}

const MULTI_POLYGON = 6;
const POLYGON = 3;
const LITTLE_ENDIAN = 1;

/** Reads the WKB of a two-dimensional MultiPolygon as ST_AsBinary(…, 'NDR') writes it. */
export function readBoundaryRings(wkb: Uint8Array): BoundaryRings {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  let at = 0;
  const count = (): number => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const begin = (type: number): number => {
    invariant(view.getUint8(at++) === LITTLE_ENDIAN, 'WKB comes in the order that was asked for');
    invariant(count() === type, `WKB holds geometries of type ${type}`);
    return count();
  };
  const ringStart: number[] = [];
  const isOuter: number[] = [];
  const lonLat = new Float64Array(wkb.byteLength >> 3);
  let used = 0;
  for (let polygons = begin(MULTI_POLYGON); polygons > 0; polygons--) {
    const rings = begin(POLYGON);
    for (let ring = 0; ring < rings; ring++) {
      isOuter.push(ring === 0 ? 1 : 0);
      ringStart.push(used);
      for (let numbers = 2 * count(); numbers > 0; numbers--, at += 8)
        lonLat[used++] = view.getFloat64(at, true);
    }
  }
  ringStart.push(used);
  return {
    lonLat: lonLat.slice(0, used),
    ringStart: Int32Array.from(ringStart),
    isOuter: Uint8Array.from(isOuter),
  };
}
