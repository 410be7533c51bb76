import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MilpSolver } from '../../../src/kernel/milp/milp-solver.js';
import { compileMclp } from '../../../src/kernel/siting/mclp-model.js';
import { coveredWeight } from '../../../src/kernel/siting/cover-state.js';
import { proveMclp } from '../../../src/kernel/siting/prove-mclp.js';
import { solveMclp } from '../../../src/kernel/siting/solve-mclp.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { bruteForceMclp } from '../../support/brute-force-mclp.js';
import { mclpProblem, scatteredMclp, smallMclp } from '../../support/mclp-problems.js';

const lp = new HighsLp();
afterAll(() => lp.close());
const noSolver: MilpSolver = { solve: () => Promise.reject(new Error('not needed')) };
const clock = () => performance.now() / 1000;

describe('proveMclp', () => {
  it('ends at the optimum from any start, for a number of sites and for a budget', async () => {
    await fc.assert(
      fc.asyncProperty(smallMclp, fc.nat(9), fc.nat(20), fc.boolean(), async (drawn, p, money, byBudget) => {
        const limits = byBudget ? { budget: money } : { p: Math.min(p, drawn.covers.length) };
        const problem = mclpProblem({ ...drawn, ...limits });
        const model = compileMclp(problem);
        const step = model.wholeWeights ? 1 - 1e-6 : model.totalWeight * 1e-9;
        const nothing = { open: [], value: 0, upperBound: Infinity, boundSource: 'GREEDY' as const };
        const { found, isComplete } = await proveMclp(
          model,
          nothing,
          new Int8Array(model.candidate.length),
          lp,
          { step, isEnough: () => false, secondsLeft: () => 30, pause: async () => {} },
        );
        expect(isComplete).toBe(true);
        expect(found.value).toBeCloseTo(bruteForceMclp(problem), 6);
        expect(coveredWeight(model, found.open)).toBe(found.value);
        expect(found.upperBound).toBeGreaterThanOrEqual(found.value);
      }),
      { numRuns: 60 },
    );
  });

  it('proves dense problems without the MILP solver and tells how it goes', async () => {
    const seen: { value: number; bound: number }[] = [];
    const outcome = await solveMclp(scatteredMclp(600, 80, 0.126, 10), noSolver, {
      ...{ timeLimitSeconds: 60, lp, clock },
      watch: (value, bound) => void seen.push({ value, bound }),
    });
    expect(outcome).toMatchObject({ status: 'planned', plan: { isOptimal: true } });
    if (outcome.status !== 'planned') return;
    const optimum = outcome.plan.objective;
    for (const { value, bound } of seen) {
      expect(value).toBeLessThanOrEqual(optimum + 1e-6);
      expect(bound).toBeGreaterThanOrEqual(optimum - 1e-6);
    }
    expect(seen.length).toBeGreaterThan(3);
  });

  it('gives its best plan and honest bound when the time is up', async () => {
    let seconds = 0;
    const outcome = await solveMclp(scatteredMclp(2000, 200, 0.126, 12), noSolver, {
      ...{ timeLimitSeconds: 20, lp },
      clock: () => seconds++ / 5,
    });
    expect(outcome.status).toBe('timedOut');
    if (outcome.status === 'timedOut') expect(outcome.incumbent.gap).toBeGreaterThan(0);
  });

  it('stops at once when asked', async () => {
    const stop = new AbortController();
    const solving = solveMclp(scatteredMclp(3000, 300, 0.126, 15), noSolver, {
      ...{ timeLimitSeconds: 60, lp, clock, signal: stop.signal },
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
    setTimeout(() => stop.abort(new Error('enough')), 300);
    await expect(solving).rejects.toThrow('enough');
  });
});
