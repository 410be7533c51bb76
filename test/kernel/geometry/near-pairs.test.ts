import { describe, expect, it } from 'vitest';
import { forEachNearPair } from '../../../src/kernel/geometry/near-pairs.js';
import { segmentMeters } from '../../../src/kernel/geometry/segment-meters.js';
import { randomNumbers } from '../../support/random-town.js';

function pairs(lon: number[], lat: number[], meters: number): string[] {
  const found: string[] = [];
  forEachNearPair(lon, lat, meters, (low, high) => found.push(`${low}-${high}`));
  return found.sort();
}

describe('forEachNearPair', () => {
  it('finds what a look at every pair finds, at every latitude', () => {
    for (const [seed, south] of [-60, -1e-6, 34, 53, 80].entries()) {
      const random = randomNumbers(seed + 1);
      const lon = Array.from({ length: 300 }, () => 118 + random() * 1e-6);
      const lat = Array.from({ length: 300 }, () => south + random() * 2e-6);
      for (const meters of [0, 0.01, 0.05]) {
        const expected: string[] = [];
        for (let a = 0; a < lon.length; a++)
          for (let b = a + 1; b < lon.length; b++)
            if (segmentMeters(lon[a], lat[a], lon[b], lat[b]) <= meters) expected.push(`${a}-${b}`);
        expect(pairs(lon, lat, meters)).toEqual(expected.sort());
        if (meters > 0) expect(expected.length).toBeGreaterThan(0);
      }
    }
  });

  it('passes over what is not on earth, and takes equal places for near', () => {
    expect(pairs([NaN, 5, 1e300, 5, 5], [NaN, 5, 5, 5, Infinity], 0)).toEqual(['1-3']);
    expect(pairs([], [], 1)).toEqual([]);
  });
});
