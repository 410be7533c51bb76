/** A coordinate system imports and exports understand. */
export interface Crs {
  /** Canonical name: wgs84, cgcs2000, gcj02, bd09 or EPSG:n. */
  readonly id: string;
  readonly kind: 'geographic' | 'gcj02' | 'bd09' | 'projected';
  /** proj4 definition of a projected system, else null. */
  readonly proj4: string | null;
  /** Whether data in it can only be about China. */
  readonly isChinese: boolean;
}

export const WGS84: Crs = { id: 'wgs84', kind: 'geographic', proj4: null, isChinese: false };
/** Within a metre of WGS 84, and the same for our purposes; files hold lon, lat whatever EPSG's axis order (lat, lon). */
export const CGCS2000: Crs = { id: 'cgcs2000', kind: 'geographic', proj4: null, isChinese: true };
export const GCJ02: Crs = { id: 'gcj02', kind: 'gcj02', proj4: null, isChinese: true };
export const BD09: Crs = { id: 'bd09', kind: 'bd09', proj4: null, isChinese: true };

const NAMES: ReadonlyMap<string, Crs> = new Map([
  ['wgs84', WGS84],
  ['wgs1984', WGS84],
  ['crs84', WGS84],
  ['4326', WGS84],
  ['cgcs2000', CGCS2000],
  ['4490', CGCS2000],
  ['gcj02', GCJ02],
  ['gcj', GCJ02],
  ['火星坐标', GCJ02],
  ['bd09', BD09],
  ['bd09ll', BD09],
  ['百度坐标', BD09],
]);

/** The four tables of CGCS2000 Gauss–Krüger zones: 6° and 3° wide, easting with the zone's number before it or without. */
const GAUSS_KRUGER = [
  { first: 4491, last: 4501, degrees: 6, firstZone: 13 },
  { first: 4502, last: 4512, degrees: 6, firstZone: null },
  { first: 4513, last: 4533, degrees: 3, firstZone: 25 },
  { first: 4534, last: 4554, degrees: 3, firstZone: null },
] as const;

/** Every table begins at 75° E. */
const FIRST_MERIDIAN = 75;

/**
 * The coordinate system of a name: wgs84, cgcs2000, gcj02, bd09, EPSG:4326, 4490, 4491–4554 or 3857, also as OGC URN
 * or URL; null for a system this program does not know.
 */
export function findCrs(text: string): Crs | null {
  const plain = text.trim().toLowerCase();
  const code =
    /^(?:urn:ogc:def:crs:epsg:[^:]*:|https?:\/\/www\.opengis\.net\/(?:def\/crs\/epsg\/[^/]+\/|gml\/srs\/epsg\.xml#)|epsg:)?(\d{4,6})$/.exec(
      plain,
    );
  if (code) return NAMES.get(code[1]) ?? projectedCrs(Number(code[1]));
  if (/^urn:ogc:def:crs:ogc:[^:]*:crs84h?$/.test(plain)) return WGS84;
  return NAMES.get(plain.replace(/[-_\s]/g, '')) ?? null;
}

function projectedCrs(epsg: number): Crs | null {
  if (epsg === 3857) {
    const proj4 = '+proj=merc +a=6378137 +b=6378137 +lon_0=0 +k=1 +x_0=0 +y_0=0 +units=m +no_defs';
    return { id: 'EPSG:3857', kind: 'projected', proj4, isChinese: false };
  }
  const table = GAUSS_KRUGER.find(({ first, last }) => epsg >= first && epsg <= last);
  if (table === undefined) return null;
  const position = epsg - table.first;
  const meridian = FIRST_MERIDIAN + position * table.degrees;
  const falseEasting = (table.firstZone === null ? 0 : (table.firstZone + position) * 1_000_000) + 500_000;
  const proj4 = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
  return { id: `EPSG:${epsg}`, kind: 'projected', proj4, isChinese: true };
}

/** EPSG codes of the three-degree CGCS2000 Gauss–Krüger zone around a longitude: easting without the zone's number, with it. */
export function gaussKrugerCodes(lon: number): number[] {
  const position = Math.round((lon - FIRST_MERIDIAN) / 3);
  return GAUSS_KRUGER.filter(({ degrees }) => degrees === 3)
    .reverse()
    .filter(({ first, last }) => position >= 0 && position <= last - first)
    .map(({ first }) => first + position);
}

/**
 * What a Shapefile's .prj says, as a name for findCrs where it is a system known here, else as the name written in it
 * (so that the report can quote it). Null for an empty text.
 */
export function crsOfProjectionText(wkt: string): string | null {
  const name = /^\s*(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS)\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1];
  if (name === undefined) return wkt.trim() === '' ? null : wkt.trim().slice(0, 80);
  const authority = /(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  const known = authority === undefined ? null : findCrs(`EPSG:${authority}`);
  if (known !== null) return known.id;

  const isProjected = /^\s*PROJ/i.test(wkt);
  const isCgcs2000 = /CGCS.?2000|China.?Geodetic.?Coordinate.?System.?2000|China.?2000/i.test(wkt);
  if (!isProjected) {
    if (isCgcs2000) return CGCS2000.id;
    return /WGS.?(19)?84/i.test(name) ? WGS84.id : name;
  }
  if (/web.?mercator|pseudo.?mercator/i.test(name)) return 'EPSG:3857';
  const zone = isCgcs2000 && /gauss|transverse_?\s?mercator/i.test(wkt) ? gaussKrugerZone(wkt, name) : null;
  return zone ?? name;
}

function gaussKrugerZone(wkt: string, name: string): string | null {
  const parameter = (pattern: string): number =>
    Number(new RegExp(`PARAMETER\\s*\\[\\s*"${pattern}"\\s*,\\s*([-\\d.eE+]+)`, 'i').exec(wkt)?.[1]);
  const meridian = parameter('(?:central_meridian|longitude of natural origin)');
  const easting = parameter('false_?\\s?easting');
  if (!Number.isFinite(meridian) || !Number.isFinite(easting)) return null;
  // Both widths share every second meridian; the name tells them apart, three degrees being usual for cities.
  const isWide =
    !/3.?degree/i.test(name) && (/6.?degree/i.test(name) || /GK_Zone_(1[3-9]|2[0-3])\b/i.test(name));
  for (const table of GAUSS_KRUGER) {
    if ((table.degrees === 6) !== isWide) continue;
    const position = (meridian - FIRST_MERIDIAN) / table.degrees;
    if (!Number.isInteger(position) || position < 0 || position > table.last - table.first) continue;
    const expected = (table.firstZone === null ? 0 : (table.firstZone + position) * 1_000_000) + 500_000;
    if (Math.abs(expected - easting) < 1) return `EPSG:${table.first + position}`;
  }
  return null;
}
