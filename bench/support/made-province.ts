import type { EntityManager } from 'typeorm';
import { createPrng } from '../../geodata/sample/prng.js';

/** A made-up province of 640 × 480 km or so: towns in rows, counties and cities squares of them. */
const TOWNS = 40;
const COUNTY_TOWNS = 4;
const CITY_TOWNS = 8;
/** Degrees, west, south, east, north. */
export const PROVINCE_BOUNDS = [115, 31, 121.4, 35.8] as const;
/** Of the border between two towns, one each 80 metres or less. */
const VERTICES = 200;
const ROWS_PER_STATEMENT = 100;

type Place = readonly [lon: number, lat: number];
interface Division {
  readonly code: string;
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWN';
  readonly parent: string | null;
  readonly ring: readonly Place[];
}

/**
 * Puts the province into an empty database: 1,726 divisions whose neighbours share every vertex of their borders.
 * @returns vertices of all together
 */
export async function seedProvince(manager: EntityManager): Promise<number> {
  await manager.query(`INSERT INTO data_source (key, title, synthetic) VALUES ('made', 'Made up', true)`);
  const divisions = madeProvince();
  for (let from = 0; from < divisions.length; from += ROWS_PER_STATEMENT) {
    const rows = divisions.slice(from, from + ROWS_PER_STATEMENT);
    const wkt = rows.map(({ ring }) => `POLYGON((${ring.map((place) => place.join(' ')).join(',')}))`);
    await manager.query(
      `INSERT INTO administrative_division (code, name, level, parent_code, boundary, source_key)
       SELECT code, code, level, parent, ST_Multi(ST_GeomFromText(wkt, 4326)), 'made'
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS made (code, level, parent, wkt)`,
      [rows.map(({ code }) => code), rows.map(({ level }) => level), rows.map(({ parent }) => parent), wkt],
    );
  }
  await manager.query('ANALYZE');
  return divisions.reduce((sum, { ring }) => sum + ring.length, 0);
}

function madeProvince(): Division[] {
  const [west, south, east, north] = PROVINCE_BOUNDS;
  const corner = (i: number, j: number): Place => [
    west + ((east - west) * i) / TOWNS,
    south + ((north - south) * j) / TOWNS,
  ];
  const chance = createPrng(1, 'province');
  const lines = (to: (i: number, j: number) => Place) =>
    Array.from({ length: TOWNS + 1 }, (_, i) =>
      Array.from({ length: TOWNS + 1 }, (__, j) => wandering(corner(i, j), to(i, j), chance.range)),
    );
  const eastward = lines((i, j) => corner(i + 1, j));
  const northward = lines((i, j) => corner(i, j + 1));
  /** Around the towns from (i, j) on, so many along a side. */
  const ring = (i: number, j: number, side: number): Place[] => {
    const along = Array.from({ length: side }, (_, k) => k);
    const parts = [
      ...along.map((k) => eastward[i + k][j]),
      ...along.map((k) => northward[i + side][j + k]),
      ...along.map((k) => eastward[i + side - 1 - k][j + side].toReversed()),
      ...along.map((k) => northward[i][j + side - 1 - k].toReversed()),
    ];
    return [parts[0][0], ...parts.flatMap((part) => part.slice(1))];
  };
  const two = (value: number) => String(value).padStart(2, '0');
  const place = (i: number, j: number, side: number, within: number) =>
    two(1 + (Math.floor(i / side) % within) * within + (Math.floor(j / side) % within));
  const divisions: Division[] = [
    { code: '990000000000', level: 'PROVINCE', parent: null, ring: ring(0, 0, TOWNS) },
  ];
  const add = (level: Division['level'], side: number, codes: (i: number, j: number) => [string, string]) => {
    for (let i = 0; i < TOWNS; i += side)
      for (let j = 0; j < TOWNS; j += side) {
        const [code, parent] = codes(i, j).map((text) => text.padEnd(12, '0'));
        divisions.push({ code, level, parent, ring: ring(i, j, side) });
      }
  };
  const city = (i: number, j: number) => `99${place(i, j, CITY_TOWNS, TOWNS / CITY_TOWNS)}`;
  const county = (i: number, j: number) => city(i, j) + place(i, j, COUNTY_TOWNS, CITY_TOWNS / COUNTY_TOWNS);
  add('CITY', CITY_TOWNS, (i, j) => [city(i, j), '99']);
  add('COUNTY', COUNTY_TOWNS, (i, j) => [county(i, j), city(i, j)]);
  add('TOWN', 1, (i, j) => [`${county(i, j)}0${place(i, j, 1, COUNTY_TOWNS)}`, county(i, j)]);
  return divisions;
}

/** From one corner to another; near them it keeps to a cone, so that no two borders cross. */
function wandering(from: Place, to: Place, range: (least: number, most: number) => number): Place[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  let aside = 0;
  return Array.from({ length: VERTICES + 1 }, (_, k): Place => {
    const share = k / VERTICES;
    const most = 0.3 * Math.min(share, 1 - share);
    aside = Math.max(-most, Math.min(most, aside + range(-0.006, 0.006)));
    return [rounded(from[0] + dx * share - dy * aside), rounded(from[1] + dy * share + dx * aside)];
  });
}
