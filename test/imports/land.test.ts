import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.js';
import { almostSameRings } from '../support/almost-same-rings.js';
import { openTestDatabase } from '../support/database.js';
import { found, importer, records, revisionOf, square } from './import-support.js';

let database: Database;
let run: ReturnType<typeof importer>;
beforeAll(async () => {
  database = await openTestDatabase();
  run = importer(database);
});
afterAll(() => database.close());

const piece = (id: string, lon = 118.3, meters = 200) => ({ id, geometry: square(lon, 33.95, meters) });

test('residential land is stored once, and its change is told to caches', async () => {
  expect(await revisionOf(database, 'land')).toBe(0);
  const rows = records(piece('r1'), piece('r2', 118.31));
  expect(await run('land', rows)).toMatchObject({ dataset: 'land', inserted: 2, rejected: 0, issues: [] });
  expect(await revisionOf(database, 'land')).toBe(1);
  expect(await run('land', rows)).toMatchObject({ unchanged: 2 });
  expect(await revisionOf(database, 'land')).toBe(1);
  const [{ metres }] = await database.manager.query(
    `SELECT ST_Area(boundary::geography) AS metres FROM residential_land WHERE id = 'r1'`,
  );
  expect(metres / 40_000).toBeCloseTo(1, 1);
});

test('a piece that lies on another is refused with both named, one that replaces it is not', async () => {
  const report = await run('land', records(piece('r3', 118.3005), piece('r4', 118.35), piece('r5', 118.35)));
  expect(found(report)).toEqual(['LAND_OVERLAPS@1', 'LAND_OVERLAPS@3']);
  expect(report.issues[0].messageEn).toContain('"r3" overlaps "r1"');
  expect(report).toMatchObject({ inserted: 1, rejected: 2 });
  // r1 moves away in the same file that puts another piece where it lay.
  const moved = await run('land', records(piece('r6'), piece('r1', 118.4)));
  expect(moved).toMatchObject({ inserted: 1, updated: 1, rejected: 0 });
});

test('a piece drawn again with other points is found to lie on the first', async () => {
  const [coarse, fine] = almostSameRings(0.02, 43, 119.3, 34.2);
  const report = await run('land', records({ id: 's1', geometry: coarse }, { id: 's2', geometry: fine }));
  expect(found(report)).toEqual(['LAND_OVERLAPS@2']);
  expect(report.issues[0].messageEn).toContain('100');
});

test('an outline that runs back along its edges but for rounding is repaired', async () => {
  const [{ coordinates }] = almostSameRings(0.02, 43, 119.5, 34.2);
  const [ring] = coordinates;
  const backAndForth = ring.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = ring[i];
    return [0, 0.63, 0.21, 0.87, 0.44].map((share) => [
      fromX + share * (x - fromX),
      fromY + share * (y - fromY),
    ]);
  });
  const geometry = { type: 'Polygon', coordinates: [[...backAndForth, backAndForth[0]]] };
  expect(await run('land', records({ id: 't1', geometry }))).toMatchObject({ inserted: 1, rejected: 0 });
});

test('what is no polygon, or has no number, is refused', async () => {
  const point = { id: 'p', geometry: { type: 'Point', coordinates: [118.3, 33.95] } };
  const nothing = { id: 'n' };
  const report = await run('land', records(point, nothing, { geometry: square(118.5, 33.95, 100) }));
  expect(found(report)).toEqual(['WRONG_GEOMETRY_TYPE@1', 'MISSING_GEOMETRY@2', 'MISSING_FIELD@3']);
});
