import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { brokenCuts } from '../../../src/kernel/siting/cover-cuts.js';
import { CoverRelaxation, MOST_GROUPS } from '../../../src/kernel/siting/cover-relaxation.js';
import { compileMclp, type MclpModel } from '../../../src/kernel/siting/mclp-model.js';
import type { MclpProblem } from '../../../src/kernel/siting/mclp-problem.js';
import { proveMclp } from '../../../src/kernel/siting/prove-mclp.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { bruteForceMclp } from '../../support/brute-force-mclp.js';
import { mclpProblem, scatteredMclp } from '../../support/mclp-problems.js';

const lp = new HighsLp();
afterAll(() => lp.close());
const nothing = -1e9;

function coverersOf({ byClass: { offset, member } }: MclpModel, cls: number): number[] {
  return [...member.subarray(offset[cls], offset[cls + 1])];
}

/** Left side of a cut at these values; what the sites leave of a class is uncovered. */
function leftSide(model: MclpModel, cut: readonly number[], values: ArrayLike<number>): number {
  const times = new Map<number, number>();
  let sum = 0;
  for (const cls of cut) {
    const coverers = coverersOf(model, cls);
    for (const site of coverers) times.set(site, (times.get(site) ?? 0) + 1);
    sum += Math.max(0, 1 - coverers.reduce((total, site) => total + values[site], 0));
  }
  for (const [site, each] of times) sum += Math.ceil(each / 2) * values[site];
  return sum;
}

/** Homes that two or three of ten sites reach, in no order: half a site each would reach most of them. */
function crossedMclp(seed: number): MclpProblem {
  let state = seed;
  const below = (count: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const covers = Array.from({ length: 10 }, () => [] as number[]);
  const weights = Array.from({ length: 40 }, (_, point) => {
    for (let times = 2 + below(2); times > 0; times--) {
      const list = covers[below(10)];
      if (!list.includes(point)) list.push(point);
    }
    return 1 + below(50);
  });
  return mclpProblem({ weights, covers, p: 4 + (seed % 2) });
}

describe('brokenCuts', () => {
  it('finds the cut of three points that overlap in pairs', () => {
    const model = compileMclp(mclpProblem({ weights: [5, 6, 7], covers: [[0, 1], [1, 2], [0, 2]], p: 1 })); // prettier-ignore
    const cuts = brokenCuts(model, Float64Array.of(0.5, 0.5, 0.5), () => false, 10);
    expect(cuts).toEqual([[0, 1, 2]]);
    expect(brokenCuts(model, Float64Array.of(0.5, 0.5, 0.5), () => true, 10)).toEqual([]);
  });

  it('gives only cuts the values break and no plan does', () => {
    let cuts = 0;
    const value = fc.constantFrom(0, 0.25, 0.5, 0.5, 0.5, 0.75);
    fc.assert(
      fc.property(fc.nat(50), fc.array(value, { minLength: 10, maxLength: 10 }), (seed, drawn) => {
        const model = compileMclp(crossedMclp(seed));
        const values = Float64Array.from(drawn.slice(0, model.candidate.length));
        for (const cut of brokenCuts(model, values, () => false, 20)) {
          cuts++;
          expect(leftSide(model, cut, values)).toBeLessThan(2);
          for (let set = 0; set < 2 ** values.length; set++) {
            const plan = Array.from(values, (_, site) => (set >> site) & 1);
            expect(leftSide(model, cut, plan)).toBeGreaterThanOrEqual(2);
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(cuts).toBeGreaterThan(10);
  });
});

describe('a relaxation with cuts', () => {
  it('lies between the optimum and the relaxation without them, whatever bends are there before', async () => {
    let closed = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const problem = crossedMclp(seed);
      const model = compileMclp(problem);
      const upper = Float64Array.from({ length: model.candidate.length + MOST_GROUPS }, (_, at) =>
        at < model.candidate.length ? 1 : model.candidate.length,
      );
      const bounds = { lower: new Float64Array(upper.length), upper };
      const multipliers = model.weight.map((weight, cls) => weight * [0, 1, 0.5, 0.9][(cls + seed) % 4]);
      const relaxation = await CoverRelaxation.open(model, { multipliers, margin: 0.2 }, 1, lp);
      const before = await relaxation.solve(bounds, nothing, () => 60);
      if (before.status !== 'optimal') throw new Error(before.status);
      relaxation.addCuts(brokenCuts(model, before.sites, () => false, 50));
      const after = await relaxation.solve(bounds, nothing, () => 60);
      if (after.status !== 'optimal') throw new Error(after.status);
      expect(after.value).toBeGreaterThanOrEqual(bruteForceMclp(problem) - 1e-6);
      expect(after.value).toBeLessThanOrEqual(before.value + 1e-6);
      closed += before.value - after.value;
      await relaxation.close();
    }
    expect(closed).toBeGreaterThan(1);
  });

  it('leads to the optimum', async () => {
    for (let seed = 20; seed < 50; seed++) {
      const problem = seed % 2 === 0 ? crossedMclp(seed) : scatteredMclp(150, 12, 0.3, 4, seed);
      const model = compileMclp(problem);
      const start = { open: [], value: 0, upperBound: Infinity, boundSource: 'GREEDY' as const };
      const { found, isComplete } = await proveMclp(model, start, new Int8Array(model.candidate.length), lp, {
        ...{ step: 1 - 1e-6, isEnough: () => false, secondsLeft: () => 30, pause: async () => {} },
      });
      expect(isComplete).toBe(true);
      expect(found.value).toBe(bruteForceMclp(problem));
    }
  });

  it('claims no more than it knows where a gap is good enough', async () => {
    for (let seed = 50; seed < 90; seed++) {
      const problem = seed % 2 === 0 ? crossedMclp(seed) : scatteredMclp(150, 12, 0.3, 4, seed);
      const model = compileMclp(problem);
      const start = { open: [], value: 0, upperBound: Infinity, boundSource: 'GREEDY' as const };
      const gap = 0.01 * (seed % 7);
      const { found } = await proveMclp(model, start, new Int8Array(model.candidate.length), lp, {
        ...{ step: 1 - 1e-6, secondsLeft: () => 30, pause: async () => {} },
        isEnough: ({ value, upperBound }) => upperBound <= value * (1 + gap),
      });
      const best = bruteForceMclp(problem);
      expect(found.upperBound).toBeGreaterThanOrEqual(best - 1e-6);
      expect(found.upperBound).toBeLessThanOrEqual(found.value * (1 + gap) + 1e-6);
      expect(found.value).toBeLessThanOrEqual(best);
    }
  });
});
