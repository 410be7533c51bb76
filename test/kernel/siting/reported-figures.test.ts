import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MilpSolver } from '../../../src/kernel/milp/milp-solver.js';
import { reportedBound, tidyFigure } from '../../../src/kernel/siting/reported-figures.js';
import type { SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { hasWholeObjective } from '../../../src/kernel/siting/whole-objective.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { sitingGround } from '../../support/siting-grounds.js';
import { questionsOf, sitingModels } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const clock = () => performance.now() / 1000;

/** As the solver, with figures a little off, the way simplex leaves them; a bound of its own where one is given. */
function noisy(noise: number, bound?: (objective: number) => number): MilpSolver {
  return {
    async solve(program, options) {
      const outcome = await milp.solve(program, options);
      if (outcome.status !== 'optimal') return outcome;
      const objective = outcome.objective * (1 + noise);
      options.watch?.(objective, bound?.(objective) ?? objective);
      return { ...outcome, objective, bound: bound?.(objective) ?? outcome.bound * (1 + noise) };
    },
  };
}

const solveWith = (solver: MilpSolver, question: SitingModel, watch?: (o: number, b: number) => void) =>
  solveSiting(question, { lp, milp: solver, clock }, { timeLimitSeconds: 30, watch });

/** Homes along a road; 23,008 people at full reach. */
const road = sitingGround({
  weights: [9001, 4003, 2999, 7005],
  travel: [
    [0, 1, 2, 3],
    [1, 0, 1, 2],
    [3, 2, 1, 0],
  ],
});
const floor = { unitOf: Int32Array.of(0, 0, 1, 1), unitNames: ['west', 'east'], share: 0.5 };
const phases = [
  { name: 'first', p: 1 },
  { name: 'second', p: 1 },
];
const programs: [SitingModel, number][] = [
  [{ ...road, model: 'POLICY', cutoff: 1, p: 2, targets: [], floor }, 23008],
  [{ ...road, model: 'PHASED', cutoff: 1, phases }, 16003 + 23008],
  [{ ...road, model: 'BACKUP', cutoff: 1, p: 2, firstShare: null }, 2999],
  [{ ...road, model: 'BACKUP', cutoff: 1, p: 2, firstShare: 1 }, 23008],
  [{ ...road, model: 'LSCP_B', cutoff: 1 }, 2999],
];

describe('reported figures', () => {
  it.each(programs)('of a proven plan are those of its sites (%#)', async (question, best) => {
    for (const noise of [1.2e-10, -1.2e-10]) {
      const outcome = await solveWith(noisy(noise), question);
      expect(outcome.status).toBe('OPTIMAL');
      if (outcome.status !== 'OPTIMAL') return;
      const { objective, lowerBound, upperBound, gap } = outcome.plan;
      expect([objective, lowerBound, upperBound, gap]).toEqual([best, best, best, 0]);
    }
  });

  it.each(programs)('of a plan not proven are whole where weights are (%#)', async (question, best) => {
    for (const noise of [1.2e-10, -1.2e-10]) {
      const told: number[] = [];
      const open = noisy(noise, (objective) => objective + 40.7);
      const outcome = await solveWith(open, question, (...figures) => void told.push(...figures));
      if (outcome.status === 'INFEASIBLE' || !outcome.plan) throw new Error(outcome.status);
      const { objective, lowerBound, upperBound } = outcome.plan;
      expect([lowerBound, objective]).toEqual([best, best]);
      expect(Number.isInteger(upperBound)).toBe(true);
      expect(upperBound).toBeGreaterThanOrEqual(best);
      expect(upperBound).toBeLessThanOrEqual(best + 40);
      expect(told.filter((figure) => !Number.isInteger(figure))).toEqual([]);
    }
  });

  it('of weighed covers carry no residue', async () => {
    const question = { ...road, model: 'BACKUP', cutoff: 1, p: 2, firstShare: 0.7 } as const;
    const outcome = await solveWith(noisy(1e-10), question);
    expect(outcome).toMatchObject({ status: 'OPTIMAL', plan: { objective: 17005.3, upperBound: 17005.3 } });
    const faded = await solveWith(milp, { ...road, model: 'GRADUAL', cutoff: 0, farCutoff: 3, p: 1 });
    if (faded.status !== 'OPTIMAL') throw new Error(faded.status);
    expect(faded.plan.objective).toBe(tidyFigure(faded.plan.objective));
  });

  it('enclose the optimum with whole figures, whatever the model', async () => {
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sitingModels).chain(questionsOf), async (question) => {
        const outcome = await solveWith(milp, question);
        if (outcome.status !== 'OPTIMAL' || !hasWholeObjective(question)) return;
        whole++;
        expect(Number.isInteger(outcome.plan.objective)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(whole).toBeGreaterThan(5);
  });
});

describe('reportedBound', () => {
  it('rounds towards what is possible, after the solver’s tolerance', () => {
    expect(reportedBound(23048.9, 23008, 'maximize', true)).toBe(23048);
    expect(reportedBound(23047.999999, 23008, 'maximize', true)).toBe(23048);
    expect(reportedBound(23007.99, 23008, 'maximize', true)).toBe(23008);
    expect(reportedBound(3.2, 7, 'minimize', true)).toBe(4);
    expect(reportedBound(4.0000001, 7, 'minimize', true)).toBe(4);
    expect(reportedBound(Infinity, 7, 'maximize', true)).toBe(Infinity);
    expect(reportedBound(62877.600000000006, 1, 'maximize', false)).toBe(62877.6);
  });
});
