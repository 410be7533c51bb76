import { expect, it } from 'vitest';
import { overlapMeters, splitWays, type WalkwaySegment } from '../../../src/kernel/network/index.js';
import { townPosition } from '../../support/ascii-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

function lineOf(level: number, ...places: readonly [number, number][]): WalkwaySegment[] {
  const builder = new WaySetBuilder();
  builder.way(places.map(([east, north]) => builder.node(...townPosition(east, north))));
  return splitWays({ ...builder.build(), wayLevel: Float32Array.of(level) }).segments;
}

it('measures how far one source runs beside another', () => {
  const street = lineOf(0, [0, 0], [400, 0]);
  expect(overlapMeters(lineOf(0, [100, 3], [300, 3]), street)).toBeCloseTo(200, 1);
  expect(overlapMeters(lineOf(0, [300, -2], [100, 2]), street)).toBeCloseTo(200, 1);
  // Half of it lies beyond the street's end.
  expect(overlapMeters(lineOf(0, [200, 1], [600, 1]), street)).toBeCloseTo(200, 0);
  expect(overlapMeters(lineOf(0, [100, 8], [300, 8]), street)).toBe(0);
  expect(overlapMeters(lineOf(0, [200, -100], [200, 100]), street)).toBe(0);
  expect(overlapMeters(lineOf(1, [100, 0], [300, 0]), street)).toBe(0);
  expect(overlapMeters(street, [])).toBe(0);
});
