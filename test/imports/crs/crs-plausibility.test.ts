import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  checkPosition,
  crsSuspectIssue,
  findUndeclaredShift,
  type Boundary,
  type LocatedPoint,
} from '../../../src/imports/crs/crs-plausibility.js';
import { parseCrs } from '../../../src/imports/crs/parse-crs.js';
import { transformerFromWgs84, transformerToWgs84 } from '../../../src/platform/crs/to-wgs84.js';
import { sharedData } from '../../support/shared-data.js';

describe('checkPosition', () => {
  it.each([
    ['wgs84', 118.25, 33.95, true, undefined],
    ['wgs84', 33.95, 118.25, true, 'LON_LAT_SWAPPED'],
    ['gcj02', 33.95, 118.25, false, 'LON_LAT_SWAPPED'],
    ['wgs84', -51.2, -30, true, 'OUTSIDE_CHINA'],
    ['wgs84', -51.2, -30, false, undefined],
    ['cgcs2000', -51.2, -30, false, 'OUTSIDE_CHINA'],
    ['wgs84', 0, 0, false, 'BAD_COORDINATE'],
    ['wgs84', 0, 0, true, 'BAD_COORDINATE'],
    ['wgs84', 40_500_000, 3_760_000, true, 'BAD_COORDINATE'],
    ['EPSG:4548', 614_000, 3_759_000, true, undefined],
    ['EPSG:4548', 3_759_000, 614_000, true, 'LON_LAT_SWAPPED'], // x north, y east, as surveyors write
  ])('%s %d, %d', (crs, x, y, expectChina, code) => {
    expect(checkPosition(x, y, parseCrs(crs), expectChina, 7)?.code).toBe(code);
  });

  it('says what stood there', () => {
    const issue = checkPosition(33.95, 118.25, parseCrs('wgs84'), true, 7);
    expect(issue).toMatchObject({ severity: 'error', row: 7, value: '33.95, 118.25' });
    expect(issue?.message).toContain('写反');
  });
});

/** Squares of 0.01° (about 1 km) side by side, the division each point belongs to. */
function townOfPoints(count: number): LocatedPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const west = 118.2 + (index % 10) * 0.01;
    const south = 33.9 + Math.floor(index / 10) * 0.01;
    const ring = [
      [west, south],
      [west + 0.01, south],
      [west + 0.01, south + 0.01],
      [west, south + 0.01],
      [west, south],
    ];
    const boundary: Boundary = [[ring]];
    return {
      lon: west + 0.002 + 0.0006 * (index % 11),
      lat: south + 0.002 + 0.0005 * (index % 13),
      boundary,
    };
  });
}

function shifted(points: readonly LocatedPoint[], crs: string): LocatedPoint[] {
  const transform = transformerFromWgs84(parseCrs(crs));
  return points.map((point) => {
    const [lon, lat] = transform(point.lon, point.lat);
    return { ...point, lon, lat };
  });
}

describe('findUndeclaredShift', () => {
  const points = townOfPoints(100);
  const wgs84 = parseCrs('wgs84');

  it('has nothing to say about points where they belong', () => {
    expect(findUndeclaredShift(points, wgs84)).toBeNull();
    expect(findUndeclaredShift([], wgs84)).toBeNull();
  });

  it('recognises undeclared GCJ-02 by the divisions the points fall out of', () => {
    const evidence = findUndeclaredShift(shifted(points, 'gcj02'), wgs84);
    expect(evidence?.suspected).toBe('gcj02');
    expect(evidence?.shiftMeters).toBeGreaterThan(300);
    expect(evidence?.shiftMeters).toBeLessThan(700);
    expect(evidence?.inside?.asSuspected).toBe(100);
    expect(evidence?.inside?.asDeclared).toBeLessThan(80);
  });

  it('recognises BD-09, and GCJ-02 that was declared of WGS 84 points', () => {
    expect(findUndeclaredShift(shifted(points, 'bd09'), wgs84)?.suspected).toBe('bd09');
    // WGS 84 points read as GCJ-02 were moved the wrong way.
    const toWgs84 = transformerToWgs84(parseCrs('gcj02'));
    const moved = points.map((point) => {
      const [lon, lat] = toWgs84(point.lon, point.lat);
      return { ...point, lon, lat };
    });
    expect(findUndeclaredShift(moved, parseCrs('gcj02'))?.suspected).toBe('wgs84');
  });

  it('recognises the shift by known positions too', () => {
    const known = points.map(({ lon, lat }): LocatedPoint => ({ lon, lat, reference: [lon, lat] }));
    const evidence = findUndeclaredShift(shifted(known, 'gcj02'), wgs84);
    expect(evidence).toMatchObject({ suspected: 'gcj02', inside: null });
    expect(evidence?.reference?.metersAsDeclared).toBeGreaterThan(450);
    expect(evidence?.reference?.metersAsSuspected).toBeLessThan(1);
  });

  it('is not fooled by points that are wrong at random, by few points, or abroad', () => {
    const scattered = points.map((point, index) => ({
      ...point,
      lon: point.lon + 0.006 * Math.cos(index * 2.4),
      lat: point.lat + 0.006 * Math.sin(index * 2.4),
    }));
    expect(findUndeclaredShift(scattered, wgs84)).toBeNull();
    expect(findUndeclaredShift(shifted(points.slice(0, 4), 'gcj02'), wgs84)).toBeNull();
    const abroad = points.map(({ lon, lat }) => ({
      lon: lon - 170,
      lat: lat - 64,
      reference: [lon - 170, lat - 63.99] as const,
    }));
    expect(findUndeclaredShift(abroad, wgs84)).toBeNull();
  });

  it('gives the evidence in both languages', () => {
    const evidence = findUndeclaredShift(shifted(points, 'gcj02'), wgs84);
    const issue = crsSuspectIssue(evidence as NonNullable<typeof evidence>);
    expect(issue).toMatchObject({ code: 'CRS_SUSPECT', severity: 'warning', row: null });
    expect(issue.message).toMatch(
      /100 个点中有 \d+% 落在所填区划内，按 gcj02 纠偏后为 100%；整体偏移约 5\d\d 米/,
    );
    expect(issue.messageEn).toMatch(/\d+% of 100 points lie inside their division, 100% once taken as gcj02/);
  });

  const fence = sharedData('divisions/fences/321302.json');
  it.skipIf(fence === null)('sees that the outline of 宿城区 is GCJ-02 (needs the shared data)', () => {
    const text = JSON.parse(readFileSync(fence as string, 'utf8'));
    const geometry = text.geometry ?? text.features?.[0].geometry ?? text;
    const gcj: number[][][][] = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const toWgs84 = transformerToWgs84(parseCrs('gcj02'));
    const truth = gcj.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => toWgs84(lon, lat))));
    // Points just inside the true border, as GCJ-02 coordinates declared as WGS 84.
    const inside = truth[0][0]
      .flatMap(([lon, lat]) =>
        [0.002, -0.002].flatMap((dx) => [0.002, -0.002].map((dy) => [lon + dx, lat + dy])),
      )
      .filter(([lon, lat]) => isWithin(lon, lat, truth[0][0]))
      .map(([lon, lat]): LocatedPoint => ({ lon, lat, boundary: truth }));
    expect(inside.length).toBeGreaterThan(1000);
    expect(findUndeclaredShift(inside, wgs84)).toBeNull();
    expect(findUndeclaredShift(shifted(inside, 'gcj02'), wgs84)?.suspected).toBe('gcj02');
  });
});

function isWithin(lon: number, lat: number, ring: readonly (readonly number[])[]): boolean {
  const crossings = ring.slice(1).filter(([x, y], at) => {
    const [fromX, fromY] = ring[at];
    return y > lat !== fromY > lat && lon < ((fromX - x) * (lat - y)) / (fromY - y) + x;
  });
  return crossings.length % 2 === 1;
}
