import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nearestFacilities,
  nearestTwoFacilities,
  WalkSearch,
} from '../../../src/kernel/accessibility/index.js';
import { backupWeight, dropOneLoss } from '../../../src/kernel/coverage/drop-one-loss.js';
import { buildWalkNetwork, EdgeIndex, splitWays, type Snap } from '../../../src/kernel/network/index.js';
import { randomPoints, randomTown } from '../../support/random-town.js';

function townOf(seed: number) {
  const network = buildWalkNetwork(splitWays(randomTown(seed)).segments);
  const index = new EdgeIndex(network);
  const snapAll = (points: [number, number][]): (Snap | null)[] =>
    points.map(([lon, lat]) => index.snap(lon, lat, 60));
  const sites = snapAll(randomPoints(seed, 8));
  // Two facilities under one roof carry each other; a null one carries nothing.
  return {
    network,
    sites: [...sites, sites[2], null],
    demand: [...snapAll(randomPoints(seed + 1, 40)), null],
  };
}

describe('the worked example of docs/models/fragility.md', () => {
  const two = {
    nearest: Int32Array.of(0, 0, 1, 1, -1, 0),
    costCentimeters: Int32Array.of(10_000, 72_000, 30_000, 80_000, -1, 20_000),
    second: Int32Array.of(1, 1, 0, -1, -1, -1),
    secondCostCentimeters: Int32Array.of(60_000, 72_001, 72_000, -1, -1, -1),
  };
  const weight = Float64Array.of(120, 80, 50, 30, 20, 0.5);

  it('finds what each facility alone carries', () => {
    const loss = dropOneLoss(two, weight, 3, 72_000);
    expect([...loss.lostWeight]).toEqual([80.5, 0, 0]);
    expect([...loss.lostCount]).toEqual([2, 0, 0]);
  });

  it('finds who is covered twice', () => {
    expect(backupWeight(two, weight, 72_000)).toEqual({
      totalWeight: 300.5,
      coveredWeight: 250.5,
      singleWeight: 80.5,
      backedUpWeight: 170,
    });
  });
});

describe('dropOneLoss', () => {
  it('equals closing each facility in turn and covering anew', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }).map(townOf),
        fc.constantFrom(0, 5_000, 20_000, 40_000),
        ({ network, sites, demand }, limit) => {
          const weight = Float64Array.from(demand, (_, i) => 1 + (i % 7) / 4);
          const search = new WalkSearch(network);
          const covered = (open: readonly (Snap | null)[]): number[] =>
            [...nearestFacilities(network, search, open, demand, limit).nearest].flatMap((f, i) =>
              f >= 0 ? [i] : [],
            );
          const weightOf = (points: number[]): number => points.reduce((sum, i) => sum + weight[i], 0);
          // Searched further than the limit, as one search may serve several limits.
          const two = nearestTwoFacilities(network, sites, demand, 50_000);
          const loss = dropOneLoss(two, weight, sites.length, limit);
          const backup = backupWeight(two, weight, limit);
          const all = covered(sites);
          sites.forEach((_, closed) => {
            const left = covered(sites.map((site, f) => (f === closed ? null : site)));
            expect(loss.lostWeight[closed]).toBe(weightOf(all) - weightOf(left));
            expect(loss.lostCount[closed]).toBe(all.length - left.length);
          });
          expect(backup.coveredWeight).toBe(weightOf(all));
          expect(loss.lostWeight.reduce((a, b) => a + b, 0)).toBe(backup.singleWeight);
        },
      ),
      { seed: 31, numRuns: 40 },
    );
  });
});
