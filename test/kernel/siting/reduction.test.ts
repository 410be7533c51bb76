import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { greedyMclp, improveBySwaps, settleTies } from '../../../src/kernel/siting/greedy-mclp.js';
import { coveredWeight } from '../../../src/kernel/siting/cover-state.js';
import { fixCandidates, lagrangianMclp, relaxMclp } from '../../../src/kernel/siting/lagrangian-mclp.js';
import { compileMclp, isAffordable } from '../../../src/kernel/siting/mclp-model.js';
import { buildMclp, mclpStart } from '../../../src/kernel/siting/mclp.js';
import { mergeDemand, transposeSets } from '../../../src/kernel/siting/merge-demand.js';
import { bruteForceMclp } from '../../support/brute-force-mclp.js';
import { mclpProblem, scatteredMclp, smallMclp } from '../../support/mclp-problems.js';

describe('mergeDemand', () => {
  it('sums the weights of rows with equal cover sets, in the order of the sets', () => {
    // rows: {1}, {}, {0,1}, {1}, {0,1}, {0}
    const merged = mergeDemand(Float64Array.of(1, 2, 4, 8, 16, 32), {
      offset: Int32Array.of(0, 1, 1, 3, 4, 6, 7),
      member: Int32Array.of(1, 0, 1, 1, 0, 1, 0),
    });
    expect(Array.from(merged.classOf)).toEqual([2, -1, 1, 2, 1, 0]);
    expect(Array.from(merged.weight)).toEqual([32, 20, 9]);
    expect(Array.from(merged.sets.offset)).toEqual([0, 1, 3, 4]);
    expect(Array.from(merged.sets.member)).toEqual([0, 0, 1, 1]);
    const turned = transposeSets(merged.sets, 2);
    expect(Array.from(turned.offset)).toEqual([0, 2, 4]);
    expect(Array.from(turned.member)).toEqual([0, 1, 1, 2]);
  });
});

describe('compileMclp', () => {
  it('drops covered, weightless and unreachable demand and needless candidates', () => {
    const model = compileMclp(
      mclpProblem({
        weights: [10, 20, 30, 40, 0, 50],
        covered: [true, false, false, false, false, false],
        // c00 ⊂ c01; c02 equals c03; c04 covers only what needs nothing
        covers: [[1], [1, 2], [3], [3], [0, 4]],
        p: 2,
      }),
    );
    expect(Array.from(model.candidate)).toEqual([1, 2]);
    expect(Array.from(model.weight)).toEqual([50, 40]);
    expect(model).toMatchObject({ totalWeight: 90, wholeWeights: true });
  });

  it('keeps a smaller candidate that is cheaper when money counts, and drops it when not', () => {
    const drawn = { weights: [1, 1], covers: [[0], [0, 1]], costs: [1, 2] };
    expect(Array.from(compileMclp(mclpProblem({ ...drawn, budget: 5 })).candidate)).toEqual([0, 1]);
    expect(Array.from(compileMclp(mclpProblem({ ...drawn, p: 1 })).candidate)).toEqual([1]);
    expect(Array.from(compileMclp(mclpProblem({ ...drawn, budget: 1.5 })).candidate)).toEqual([0]);
  });

  it('counts a point named twice in one list once', () => {
    const model = compileMclp(mclpProblem({ weights: [3, 4], covers: [[0, 1, 0]], p: 1 }));
    expect(Array.from(model.covers.member)).toEqual([0]);
    expect(model.totalWeight).toBe(7);
  });
});

describe('bounds and heuristics', () => {
  it('enclose the optimum: greedy ≤ swaps ≤ optimum ≤ every bound', async () => {
    await fc.assert(
      fc.asyncProperty(smallMclp, fc.nat(9), fc.nat(20), fc.boolean(), async (drawn, p, money, byBudget) => {
        const limits = byBudget ? { budget: money } : { p: Math.min(p, drawn.covers.length) };
        const problem = mclpProblem({ ...drawn, ...limits });
        const model = compileMclp(problem);
        const optimum = bruteForceMclp(problem);
        const greedy = greedyMclp(model);
        const step = model.wholeWeights ? 1 - 1e-6 : model.totalWeight * 1e-9;
        const relaxed = await lagrangianMclp(model, greedy.open, { step, iterations: 60 });
        for (const found of [greedy, relaxed]) {
          expect(isAffordable(model, found.open)).toBe(true);
          expect(coveredWeight(model, found.open)).toBeCloseTo(found.value, 9);
          expect(found.value).toBeLessThanOrEqual(optimum + 1e-6);
          expect(found.upperBound).toBeGreaterThanOrEqual(optimum - 1e-6);
        }
        expect(relaxed.value).toBeGreaterThanOrEqual(greedy.value - 1e-9);
        const settled = settleTies(model, relaxed.open);
        expect(coveredWeight(model, settled)).toBeGreaterThanOrEqual(relaxed.value - 1e-6);
        expect(isAffordable(model, settled)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('fix a candidate only when every plan above the mark agrees', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 14, maxLength: 14 });
    const mark = fc.double({ min: 0.7, max: 1, noNaN: true });
    let fixedOut = 0;
    let fixedIn = 0;
    fc.assert(
      fc.property(
        smallMclp,
        fc.nat(5),
        fc.nat(20),
        fc.boolean(),
        shares,
        mark,
        (drawn, p, money, byBudget, share, at) => {
          const limits = byBudget ? { budget: money } : { p: Math.min(p, drawn.covers.length) };
          const problem = mclpProblem({ ...drawn, ...limits });
          const model = compileMclp(problem);
          const mustExceed = at * bruteForceMclp(problem);
          const fixed = new Int8Array(model.candidate.length);
          const { base, sites } = relaxMclp(
            model,
            model.weight.map((weight, cls) => weight * share[cls]),
          );
          fixCandidates(fixed, base, sites, mustExceed);
          for (let set = 0; set < 2 ** fixed.length; set++) {
            const plan = Array.from(fixed.keys()).filter((site) => (set >> site) & 1);
            if (!isAffordable(model, plan) || coveredWeight(model, plan) <= mustExceed + 1e-9) continue;
            for (const site of fixed.keys()) {
              if (fixed[site] === -1) expect(plan).not.toContain(site);
              if (fixed[site] === 1) expect(plan).toContain(site);
            }
          }
          for (const choice of fixed) {
            if (choice === -1) fixedOut++;
            if (choice === 1) fixedIn++;
          }
        },
      ),
      { numRuns: 1000, seed: 20 },
    );
    expect(fixedOut).toBeGreaterThan(20);
    expect(fixedIn).toBeGreaterThan(20);
  });

  it('keeps the greedy promise of (1 − 1/e) and mends what it starts from', () => {
    const model = compileMclp(scatteredMclp(800, 80, 0.1, 8));
    const greedy = greedyMclp(model);
    expect(greedy.value).toBeGreaterThanOrEqual((1 - 1 / Math.E) * greedy.upperBound);
    expect(coveredWeight(model, improveBySwaps(model, [0, 1]))).toBeGreaterThan(coveredWeight(model, [0, 1]));
  });
});

describe('buildMclp', () => {
  it('writes the published model, a lone coverer carrying its weight itself', () => {
    const program = buildMclp(
      compileMclp(
        mclpProblem({
          weights: [300, 500, 700],
          covers: [
            [0, 1],
            [1, 2],
          ],
          costs: [3, 5],
          p: 1,
          budget: 6,
        }),
      ),
    );
    expect(Array.from(program.objective)).toEqual([300, 700, 500]);
    expect(Array.from(program.integer)).toEqual([1, 1, 0]);
    expect(Array.from(program.rowOffset)).toEqual([0, 3, 5, 7]);
    expect(Array.from(program.rowVariable)).toEqual([2, 0, 1, 0, 1, 0, 1]);
    expect(Array.from(program.rowValue)).toEqual([1, -1, -1, 1, 1, 0.75, 1.25]);
    expect(Array.from(program.rowUpper)).toEqual([0, 1, 1.5]);
    expect(Array.from(program.rowLower)).toEqual([-Infinity, -Infinity, -Infinity]);
  });

  it('starts from a plan', () => {
    const model = compileMclp(
      mclpProblem({
        weights: [3, 5, 7],
        covers: [
          [0, 1],
          [1, 2],
        ],
        p: 1,
      }),
    );
    expect(Array.from(mclpStart(model, [1]))).toEqual([0, 1, 1]);
  });
});
