import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../../src/imports/crs/parse-crs.js';
import {
  transformerFromWgs84,
  transformerToWgs84,
  transformGeometry,
} from '../../../src/platform/crs/to-wgs84.js';

const to = (crs: string) => transformerToWgs84(parseCrs(crs));
const from = (crs: string) => transformerFromWgs84(parseCrs(crs));

/** 1e-9 m is 1e-14°, the last digit of a double at these longitudes; a hundred of them is still a tenth of a micron. */
const NEARLY_EXACT = 1e-12;

const CITIES = [
  ['宿城', 118.2421, 33.9632],
  ['本溪', 123.7665, 41.2944],
  ['贵溪', 117.2424, 28.2926],
  ['喀什', 75.9897, 39.4704],
  ['三沙', 112.338, 16.831],
] as const;

describe('GCJ-02 and BD-09', () => {
  it('agree with the published test vector', () => {
    const wgs84 = [111.43877780268987, 27.223905373786593] as const;
    const gcj02 = [111.44439660708835, 27.220718937598154] as const;
    const forward = from('gcj02')(...wgs84);
    expect(Math.abs(forward[0] - gcj02[0])).toBeLessThan(1e-9);
    expect(Math.abs(forward[1] - gcj02[1])).toBeLessThan(1e-9);
    const back = to('gcj02')(...gcj02);
    expect(Math.abs(back[0] - wgs84[0])).toBeLessThan(1e-9);
    expect(Math.abs(back[1] - wgs84[1])).toBeLessThan(1e-9);
  });

  it.each(['gcj02', 'bd09'])('%s comes back exactly', (crs) => {
    for (const [, lon, lat] of CITIES) {
      const [backLon, backLat] = to(crs)(...from(crs)(lon, lat));
      expect(Math.abs(backLon - lon)).toBeLessThan(NEARLY_EXACT);
      expect(Math.abs(backLat - lat)).toBeLessThan(NEARLY_EXACT);
    }
  });

  it('moves 宿城 and 本溪 as far as measured, 509–542 m and 1,213–1,356 m, and no place by more than 700 m', () => {
    for (const [, lon, lat] of CITIES.slice(0, 2)) {
      expect(meters([lon, lat], from('gcj02')(lon, lat))).toBeGreaterThan(505);
      expect(meters([lon, lat], from('gcj02')(lon, lat))).toBeLessThan(545);
      expect(meters([lon, lat], from('bd09')(lon, lat))).toBeGreaterThan(1210);
      expect(meters([lon, lat], from('bd09')(lon, lat))).toBeLessThan(1360);
    }
    for (const [, lon, lat] of CITIES) {
      expect(meters([lon, lat], from('gcj02')(lon, lat))).toBeGreaterThan(200);
      expect(meters([lon, lat], from('gcj02')(lon, lat))).toBeLessThan(700);
    }
  });

  it('leaves points outside China alone', () => {
    expect(from('gcj02')(-51.23, -30.03)).toEqual([-51.23, -30.03]);
    expect(to('gcj02')(24.94, 60.17)).toEqual([24.94, 60.17]);
  });
});

describe('Gauss–Krüger zones', () => {
  it('puts the central meridian at 500 km, with the zone number before it where the system has one', () => {
    expect(from('EPSG:4550')(123, 41)[0]).toBeCloseTo(500_000, 6);
    expect(from('EPSG:4529')(123, 41)[0]).toBeCloseTo(41_500_000, 6);
    expect(from('EPSG:4499')(123, 41)[0]).toBeCloseTo(21_500_000, 6);
    expect(from('EPSG:4550')(123, 41)[1]).toBeCloseTo(meridianArc(41), 3);
  });

  it.each([
    ['EPSG:4550', 123.7665, 41.2944],
    ['EPSG:4529', 123.7665, 41.2944],
    ['EPSG:4548', 118.2421, 33.9632],
    ['EPSG:4498', 118.2421, 33.9632],
    ['EPSG:3857', 118.2421, 33.9632],
  ])('%s comes back to a tenth of a millimetre', (crs, lon, lat) => {
    const [backLon, backLat] = to(crs)(...from(crs)(lon, lat));
    expect(meters([lon, lat], [backLon, backLat])).toBeLessThan(1e-4);
  });

  it('keeps lengths: a kilometre of easting is a kilometre on the ground', () => {
    const [lon, lat] = [118.2421, 33.9632];
    const [x, y] = from('EPSG:4548')(lon, lat);
    expect(meters([lon, lat], to('EPSG:4548')(x + 1000, y))).toBeCloseTo(1000, -1);
  });
});

describe('transformGeometry', () => {
  it('transforms every position and leaves the given geometry as it was', () => {
    const shift = (x: number, y: number): [number, number] => [x + 1, y + 2];
    const polygon = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const collection = {
      type: 'GeometryCollection' as const,
      geometries: [polygon, { type: 'Point' as const, coordinates: [5, 5] }],
    };
    expect(transformGeometry(collection, shift)).toEqual({
      type: 'GeometryCollection',
      geometries: [
        {
          type: 'Polygon',
          coordinates: [
            [
              [1, 2],
              [2, 2],
              [2, 3],
              [1, 2],
            ],
          ],
        },
        { type: 'Point', coordinates: [6, 7] },
      ],
    });
    expect(polygon.coordinates[0][0]).toEqual([0, 0]);
  });

  it('passes CGCS2000 through unchanged', () => {
    expect(to('EPSG:4490')(118.2421, 33.9632)).toEqual([118.2421, 33.9632]);
  });
});

/** Length of the GRS 80 meridian from the equator, by summing its radius of curvature over small steps. */
function meridianArc(latitude: number): number {
  const radius = 6_378_137;
  const flattening = 1 / 298.257222101;
  const eccentricity2 = flattening * (2 - flattening);
  const steps = 100_000;
  const step = (latitude * Math.PI) / 180 / steps;
  let arc = 0;
  for (let at = 0; at < steps; at++) {
    const sine = Math.sin((at + 0.5) * step);
    arc += (radius * (1 - eccentricity2) * step) / (1 - eccentricity2 * sine * sine) ** 1.5;
  }
  return arc;
}

function meters(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.hypot((b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180), b[1] - a[1]) * 111_200;
}
