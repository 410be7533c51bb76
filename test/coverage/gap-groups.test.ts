import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapGroupsInSteps } from '../../src/coverage/gap-groups.js';
import { finish } from '../../src/kernel/finish.js';
import { segmentMeters } from '../../src/kernel/geometry/segment-meters.js';
import { gridPlace } from '../support/grid-town.js';

const place = fc.tuple(
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: -1, max: 2 }),
);

describe('groups of gaps', () => {
  it('keeps every point in a group of its own division, no group wider than allowed', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (drawn) => {
        const at = drawn.map(([east, north]) => gridPlace(east, north));
        const lon = Float64Array.from(at, ([x]) => x);
        const lat = Float64Array.from(at, ([, y]) => y);
        const division = Int32Array.from(drawn, ([, , unit]) => unit);
        const { groupOf, divisionOf } = finish(gapGroupsInSteps(lon, lat, division, 1000));
        for (let a = 0; a < at.length; a++) {
          expect(divisionOf[groupOf[a]]).toBe(division[a]);
          for (let b = 0; b < a; b++) {
            if (groupOf[a] !== groupOf[b]) continue;
            expect(segmentMeters(lon[a], lat[a], lon[b], lat[a])).toBeLessThanOrEqual(1001);
            expect(segmentMeters(lon[a], lat[a], lon[a], lat[b])).toBeLessThanOrEqual(1001);
          }
        }
      }),
    );
  });

  it('leaves together what lies together and is narrow enough', () => {
    const at = [gridPlace(0, 0), gridPlace(5, 0), gridPlace(9, 0), gridPlace(30, 0)];
    const { groupOf } = finish(
      gapGroupsInSteps(
        Float64Array.from(at, ([x]) => x),
        Float64Array.from(at, ([, y]) => y),
        new Int32Array(4),
        1000,
      ),
    );
    expect(groupOf[0]).toBe(groupOf[2]);
    expect(groupOf[0]).not.toBe(groupOf[3]);
  });
});
