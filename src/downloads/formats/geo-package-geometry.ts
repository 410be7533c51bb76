import type { Geometry, Position } from 'geojson';
import { boundsOf } from './bounds.js';

const WKB_TYPES = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;
const LITTLE_ENDIAN = 1;
/** The header holds the bounds in x and y. */
const WITH_BOUNDS = 1 << 1;

/** A geometry as GeoPackage stores it: header, bounds of all but points, WKB (OGC 12-128, 2.1.3). */
export function geoPackageGeometry(geometry: Geometry, srsId: number): Buffer {
  const isPoint = geometry.type === 'Point';
  const head = Buffer.alloc(isPoint ? 8 : 40);
  head.write('GP', 'latin1');
  head.writeUInt8(LITTLE_ENDIAN | (isPoint ? 0 : WITH_BOUNDS), 3);
  head.writeInt32LE(srsId, 4);
  if (!isPoint) {
    const [west, south, east, north] = boundsOf(geometry);
    [west, east, south, north].forEach((value, k) => head.writeDoubleLE(value, 8 + 8 * k));
  }
  return Buffer.concat([head, ...wkb(geometry)]);
}

function wkb(geometry: Geometry): Buffer[] {
  const head = Buffer.alloc(5);
  head.writeUInt8(LITTLE_ENDIAN);
  head.writeUInt32LE(WKB_TYPES[geometry.type], 1);
  return [head, ...content(geometry)];
}

function content(geometry: Geometry): Buffer[] {
  switch (geometry.type) {
    case 'Point':
      return [positions([geometry.coordinates])];
    case 'LineString':
      return counted([geometry.coordinates]).slice(1);
    case 'Polygon':
      return counted(geometry.coordinates);
    case 'MultiPoint':
      return parts(geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates })));
    case 'MultiLineString':
      return parts(geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates })));
    case 'MultiPolygon':
      return parts(geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates })));
    case 'GeometryCollection':
      return parts(geometry.geometries);
  }
}

function parts(geometries: readonly Geometry[]): Buffer[] {
  return [count(geometries.length), ...geometries.flatMap(wkb)];
}

/** How many there are, then of each how long it is and where it runs. */
function counted(lines: readonly (readonly Position[])[]): Buffer[] {
  return [count(lines.length), ...lines.flatMap((line) => [count(line.length), positions(line)])];
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function positions(all: readonly Position[]): Buffer {
  const bytes = Buffer.alloc(16 * all.length);
  all.forEach(([x, y], k) => {
    bytes.writeDoubleLE(x, 16 * k);
    bytes.writeDoubleLE(y, 16 * k + 8);
  });
  return bytes;
}
