import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Conditions } from '../../../src/platform/database/conditions.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { applySpatialFilter, boxAround } from '../../../src/platform/graphql/apply-spatial-filter.js';
import type { SpatialConditions } from '../../../src/platform/graphql/spatial-filter.js';
import { openTestDatabase } from '../../support/database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  // 40,000 facilities on a 1 km lattice, enough for the planner to want an index.
  await database.manager.query(`INSERT INTO data_source (key, title) VALUES ('lattice', 'Lattice')`);
  await database.manager.query(`INSERT INTO administrative_division (code, name, level, source_key)
    VALUES ('990101000000', 'x', 'COUNTY', 'lattice')`);
  await database.manager.query(`INSERT INTO facility (id, name, kind, entrance, source_key)
    SELECT 'l-' || x || '-' || y, 'x', 'MEAL_POINT', ST_SetSRID(ST_MakePoint(118 + x * 0.01, 33 + y * 0.01), 4326), 'lattice'
    FROM generate_series(0, 199) x, generate_series(0, 199) y`);
  await database.manager.query('ANALYZE facility');
});
afterAll(() => database?.close());

const nothing: SpatialConditions = { bbox: null, intersects: null, dWithin: null };

async function select(filter: Partial<SpatialConditions>) {
  const where = new Conditions();
  applySpatialFilter(where, { ...nothing, ...filter }, 'f.entrance');
  const statement = `SELECT f.id FROM facility f WHERE ${where.toSql()}`;
  const rows: { id: string }[] = await database.manager.query(`${statement} ORDER BY f.id`, where.values);
  const plan: { 'QUERY PLAN': string }[] = await database.manager.query(`EXPLAIN ${statement}`, where.values);
  return { ids: rows.map(({ id }) => id), plan: plan.map((line) => line['QUERY PLAN']).join('\n') };
}

describe('a spatial filter', () => {
  test('bbox: edges included, nothing a rounding error outside, by the index', async () => {
    const { ids, plan } = await select({ bbox: [118.1, 33.1, 118.12, 33.11] });
    expect(ids).toEqual(['l-10-10', 'l-10-11', 'l-11-10', 'l-11-11', 'l-12-10', 'l-12-11']);
    expect(plan).toContain('facility_by_entrance');
    const hair = await select({ bbox: [118.1000001, 33.1, 118.12, 33.1099999] });
    expect(hair.ids).toEqual(['l-11-10', 'l-12-10']);
  });

  test('intersects: a polygon with a hole, by the index; a self-crossing one does not fail', async () => {
    const ring = (west: number, south: number, size: number) => [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ];
    const holed = {
      type: 'Polygon' as const,
      coordinates: [ring(118.095, 33.095, 0.03), ring(118.105, 33.105, 0.01)],
    };
    const { ids, plan } = await select({ intersects: holed });
    expect(ids).toHaveLength(8);
    expect(ids).not.toContain('l-11-11');
    expect(plan).toContain('facility_by_entrance');
    const bowtie = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [118, 33],
          [118.1, 33.1],
          [118.1, 33],
          [118, 33.1],
          [118, 33],
        ],
      ],
    };
    expect((await select({ intersects: bowtie })).ids).toContain('l-0-0');
  });

  test('dWithin: metres on the ellipsoid, by the index', async () => {
    // One degree of latitude at 33.5° is 110,911 m, of longitude 92,913 m: 0.01° is 1,109.1 m and 929.1 m.
    const at = (meters: number) => select({ dWithin: { lon: 119, lat: 33.5, meters } });
    const near = await at(930);
    expect(near.ids).toEqual(['l-100-50', 'l-101-50', 'l-99-50']);
    expect(near.plan).toContain('facility_by_entrance');
    expect((await at(928)).ids).toEqual(['l-100-50']);
    expect((await at(1110)).ids).toHaveLength(5);
  });

  test('dWithin agrees with the distance of every row', async () => {
    for (const [lon, lat, meters] of [
      [118.503, 33.907, 12_345],
      [118, 33, 50_000],
      [120.3, 34.9, 40_000],
    ]) {
      const { ids } = await select({ dWithin: { lon, lat, meters } });
      const rows: { id: string }[] = await database.manager.query(
        `SELECT id FROM facility WHERE ST_Distance(entrance::geography, ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography) <= $3 ORDER BY id`,
        [lon, lat, meters],
      );
      expect(ids).toEqual(rows.map(({ id }) => id));
    }
  });
});

test.each([
  [118.3, 33.9, 50_000],
  [179.9, 10, 50_000],
  [-179.99, -65, 20_000],
  [10, 89.9, 50_000],
  [0, 84.9, 30_000],
])('boxAround %d, %d within %d m holds the whole circle', async (lon, lat, meters) => {
  const [west, south, east, north] = boxAround(lon, lat, meters);
  const rows: { lon: number; lat: number }[] = await database.manager.query(
    `SELECT ST_X(p) AS lon, ST_Y(p) AS lat FROM (SELECT ST_Project(ST_SetSRID(ST_MakePoint($1::float8, $2::float8), 4326)::geography,
       $3::float8, radians(azimuth))::geometry AS p FROM generate_series(0, 359, 5) azimuth) rim`,
    [lon, lat, meters],
  );
  for (const rim of rows) {
    expect(rim.lon >= west && rim.lon <= east && rim.lat >= south && rim.lat <= north).toBe(true);
  }
});
