import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { branchMedian } from '../../../src/kernel/siting/branch-median.js';
import { lagrangianMedian } from '../../../src/kernel/siting/lagrangian-median.js';
import { MedianSwap } from '../../../src/kernel/siting/median-swap.js';
import { rankTravel } from '../../../src/kernel/siting/ranked-travel.js';
import { settleSites } from '../../../src/kernel/siting/settled-sites.js';
import type { SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { sortPairs } from '../../../src/kernel/siting/sort-pairs.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceSiting } from '../../support/brute-force-siting.js';
import { fullTravel } from '../../../bench/siting/location-instances.js';
import { sitingGround } from '../../support/siting-grounds.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const pause = () => Promise.resolve();

describe('sortPairs', () => {
  it('sorts any stretch by key, then by tag', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -5, max: 40 }), fc.nat(300)), { maxLength: 200 });
    fc.assert(
      fc.property(pairs, fc.boolean(), (drawn, isWhole) => {
        const numbers = drawn.map(([key]) => key);
        const key = isWhole ? Int32Array.from(numbers) : Float64Array.from(numbers);
        const tag = Int32Array.from(drawn, ([, each]) => each);
        sortPairs(key, tag, 0, drawn.length);
        const expected = [...drawn].sort(([a, s], [b, t]) => a - b || s - t);
        expect(Array.from(key, (each, at) => [each, tag[at]])).toEqual(expected);
      }),
    );
  });
});

describe('branchMedian', () => {
  const town = fc.integer({ min: 4, max: 9 }).chain((sites) =>
    fc.record({
      places: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: sites, maxLength: 14 }),
      weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 14, maxLength: 14 }),
      costs: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: sites, maxLength: sites }),
      sites: fc.constant(sites),
      p: fc.integer({ min: 1, max: 4 }),
      budget: fc.option(fc.integer({ min: 9, max: 25 }), { nil: undefined }),
    }),
  );

  it('finds the optimum with hardly any relaxation to start from', async () => {
    await fc.assert(
      fc.asyncProperty(town, async ({ places, weights, costs, sites, p, budget }) => {
        const meters = (a: number, b: number) =>
          Math.abs(places[a][0] - places[b][0]) + Math.abs(places[a][1] - places[b][1]);
        const travel = places.slice(0, sites).map((_, c) => places.map((__, i) => meters(c, i)));
        const ground = sitingGround({ weights: weights.slice(0, places.length), travel, costs });
        const question: SitingModel = { ...ground, model: 'P_MEDIAN', p, budget };
        const settled = settleSites(question, question);
        const ranked = await rankTravel(question, settled, 1000, pause);
        const limits = { p, budget: settled.budget, siteCost: settled.cost };
        const start = await new MedianSwap(ranked, limits, pause).descend([]);
        const root = await lagrangianMedian(ranked, limits, start, { iterations: 3, step: 0.5, pause });
        const found = await branchMedian(ranked, limits, root, { step: 0.5, pause, isEnough: () => false });
        expect(found).toMatchObject({ isComplete: true, cost: bruteForceSiting(question) });
        expect(found.lowerBound).toBe(found.cost);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a p-median under way', () => {
  it('ends soon after it is told to, from the first ranking on', async () => {
    const [sites, points] = [600, 4000];
    const at = (k: number, turn: number) => (k * turn) % 1;
    const meters = (c: number, i: number) =>
      Math.floor(1e4 * Math.hypot(at(c, 0.618034) - at(i, 0.754877), at(c, 0.414214) - at(i, 0.569841)));
    const ids = (letter: string, count: number) => Array.from({ length: count }, (_, k) => `${letter}${k}`);
    const question: SitingModel = {
      ...{ demandIds: ids('d', points), candidateIds: ids('c', sites), model: 'P_MEDIAN', p: 25 },
      demandWeight: Float64Array.from({ length: points }, (_, i) => 1 + (i % 7)),
      travel: fullTravel(sites, points, meters),
    };
    const solvers = { lp, milp, clock: () => performance.now() / 1000 };
    const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
    // Work between two pauses, in processor time: what else the machine does is not ours to judge.
    let worst = 0;
    let last = process.cpuUsage();
    const measured = async () => {
      const { user } = process.cpuUsage(last);
      worst = Math.max(worst, user / 1000);
      await breathe();
      last = process.cpuUsage();
    };
    for (const after of [150, 500]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error('enough')), after);
      last = process.cpuUsage();
      await expect(
        solveSiting(question, solvers, { timeLimitSeconds: 60, signal: stop.signal, pause: measured }),
      ).rejects.toThrow('enough');
    }
    expect(worst).toBeLessThan(200);
  });
});
