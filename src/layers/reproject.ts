import type { Geometry } from 'geojson';
import { type Crs, findCrs, gaussKrugerCodes } from '../platform/crs/find-crs.js';
import { transformerFromWgs84, transformerToWgs84, transformGeometry } from '../platform/crs/to-wgs84.js';
import { badInput } from '../platform/errors/bad-input.js';

/** A coordinate system that features are handed out in. */
export interface LayerCrs {
  /** As OGC names it. */
  readonly uri: string;
  /** `CRS84` or `EPSG:n`. */
  readonly name: string;
  /** EPSG number; null for CRS84. */
  readonly epsg: number | null;
  /** Whether its authority has north before east (latitude, longitude; northing, easting). */
  readonly northFirst: boolean;
  readonly isMetric: boolean;
  readonly system: Crs;
}

/** The order of coordinates: as the authority of the system says, or east always first, as files have it. */
export type AxisOrder = 'AUTHORITY' | 'EAST_FIRST';

const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';
const CRS84_URI = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

/** About a centimetre, and a millimetre. */
const DEGREE_DIGITS = 7;
const METER_DIGITS = 3;

/** WGS 84, longitude before latitude: what everything is stored in. */
export const CRS84: LayerCrs = {
  ...ofEpsg(4326)!,
  uri: CRS84_URI,
  name: 'CRS84',
  epsg: null,
  northFirst: false,
};

/**
 * The system of a name: an OGC URI, `CRS84` or `EPSG:n` of 4326, 4490 or a CGCS2000 Gauss–Krüger zone (4491–4554).
 * @throws PlanningError BAD_USER_INPUT
 */
export function layerCrs(text: string): LayerCrs {
  const found = findLayerCrs(text);
  if (found) return found;
  throw badInput(
    `Expected a coordinate system such as ${CRS84_URI}, ${EPSG}4326, ${EPSG}4490 or ${EPSG}4549, got ${JSON.stringify(text.slice(0, 100))}.`,
    { crs: text.slice(0, 100) },
  );
}

/** The same, or null for a name of none. */
export function findLayerCrs(text: string): LayerCrs | null {
  const name = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (name === CRS84_URI || /^(OGC:)?CRS84$/i.test(name)) return CRS84;
  const code = name.startsWith(EPSG) ? name.slice(EPSG.length) : /^EPSG:(\d+)$/i.exec(name)?.[1];
  return code !== undefined && /^\d{4,5}$/.test(code) ? ofEpsg(Number(code)) : null;
}

/**
 * The three-degree Gauss–Krüger zones that data lie in, each with the zone's number before the easting and without:
 * the one of their middle first.
 * @param bounds west, south, east, north in degrees
 */
export function zonesOf(bounds: readonly [number, number, number, number]): LayerCrs[] {
  const [west, , east] = bounds;
  const middle = gaussKrugerCodes((west + east) / 2);
  const all = [...middle];
  for (let lon = west; ; lon = Math.min(east, lon + 3)) {
    all.push(...gaussKrugerCodes(lon));
    if (lon >= east) break;
  }
  return [...new Set(all)].map((code) => ofEpsg(code)!);
}

/** A place of a system in WGS 84 degrees, longitude first. */
export function toDegrees(crs: LayerCrs, first: number, second: number): [lon: number, lat: number] {
  const [x, y] = crs.northFirst ? [second, first] : [first, second];
  return transformerToWgs84(crs.system)(x, y);
}

/** Brings geometries from WGS 84 degrees into a system. */
export function reprojector(crs: LayerCrs, order: AxisOrder): (geometry: Geometry) => Geometry {
  if (crs.name === 'CRS84') return (geometry) => geometry;
  const project = transformerFromWgs84(crs.system);
  const turns = crs.northFirst && order === 'AUTHORITY';
  const factor = 10 ** (crs.isMetric ? METER_DIGITS : DEGREE_DIGITS);
  const rounded = (value: number) => Math.round(value * factor) / factor;
  return (geometry) =>
    transformGeometry(geometry, (lon, lat) => {
      const [x, y] = project(lon, lat);
      return turns ? [rounded(y), rounded(x)] : [rounded(x), rounded(y)];
    });
}

/** EPSG has north first in all of these. */
function ofEpsg(epsg: number): LayerCrs | null {
  const system = epsg === 3857 ? null : findCrs(`EPSG:${epsg}`);
  if (!system) return null;
  const isMetric = system.kind === 'projected';
  return { uri: `${EPSG}${epsg}`, name: `EPSG:${epsg}`, epsg, northFirst: true, isMetric, system };
}
