import type { Geometry, MultiLineString, MultiPoint, MultiPolygon, Position } from 'geojson';
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
/** "GP". */
const MAGIC = 0x4750;
const LITTLE_ENDIAN = 1;
/** The header holds the bounds in x and y. */
const WITH_BOUNDS = 1 << 1;

/** A geometry as GeoPackage stores it: header, bounds of all but points, WKB (OGC 12-128, 2.1.3). */
export function geoPackageGeometry(geometry: Geometry, srsId: number): Uint8Array {
  const isPoint = geometry.type === 'Point';
  const head = isPoint ? 8 : 40;
  const view = new DataView(new ArrayBuffer(head + wkbBytes(geometry)));
  view.setUint16(0, MAGIC);
  view.setUint8(3, LITTLE_ENDIAN | (isPoint ? 0 : WITH_BOUNDS));
  view.setInt32(4, srsId, true);
  if (!isPoint) {
    const [west, south, east, north] = boundsOf(geometry);
    [west, east, south, north].forEach((value, k) => view.setFloat64(8 + 8 * k, value, true));
  }
  writeWkb(view, geometry, head);
  return new Uint8Array(view.buffer);
}

/** Bytes of a geometry: type and byte order, then numbers of parts and coordinates. */
function wkbBytes(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Point':
      return 5 + 16;
    case 'LineString':
      return 5 + lineBytes(geometry.coordinates);
    case 'Polygon':
      return 5 + 4 + sum(geometry.coordinates, lineBytes);
    case 'GeometryCollection':
      return 5 + 4 + sum(geometry.geometries, wkbBytes);
    default:
      return 5 + 4 + sum(partsOf(geometry), wkbBytes);
  }
}

/** @returns where it ends */
function writeWkb(view: DataView, geometry: Geometry, at: number): number {
  view.setUint8(at, LITTLE_ENDIAN);
  view.setUint32(at + 1, WKB_TYPES[geometry.type], true);
  switch (geometry.type) {
    case 'Point':
      return writePosition(view, geometry.coordinates, at + 5);
    case 'LineString':
      return writeLine(view, geometry.coordinates, at + 5);
    case 'Polygon':
      return writeAll(view, geometry.coordinates, writeLine, at + 5);
    case 'GeometryCollection':
      return writeAll(view, geometry.geometries, writeWkb, at + 5);
    default:
      return writeAll(view, partsOf(geometry), writeWkb, at + 5);
  }
}

function partsOf(geometry: MultiPoint | MultiLineString | MultiPolygon): Geometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  }
}

/** How many there are, then each. */
function writeAll<T>(
  view: DataView,
  parts: readonly T[],
  write: (view: DataView, part: T, at: number) => number,
  at: number,
): number {
  view.setUint32(at, parts.length, true);
  let end = at + 4;
  for (const part of parts) end = write(view, part, end);
  return end;
}

function lineBytes(line: readonly Position[]): number {
  return 4 + 16 * line.length;
}

function writeLine(view: DataView, line: readonly Position[], at: number): number {
  return writeAll(view, line, writePosition, at);
}

function writePosition(view: DataView, [x, y]: Position, at: number): number {
  view.setFloat64(at, x, true);
  view.setFloat64(at + 8, y, true);
  return at + 16;
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
