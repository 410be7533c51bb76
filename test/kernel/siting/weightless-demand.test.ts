import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dropWeightless } from '../../../src/kernel/siting/drop-weightless.js';
import type { SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { sitingGround } from '../../support/siting-grounds.js';
import { questionsOf, sitingModels } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solve = (question: SitingModel) =>
  solveSiting(question, { lp, milp, clock: () => performance.now() / 1000 }, { timeLimitSeconds: 30 });

/** Homes at one end; nobody lives at the other, which the second site is for, nor beyond, where nothing reaches. */
const ground = sitingGround({
  weights: [10, 20, 0, 0],
  travel: [
    [1, 1, 9, null],
    [8, 8, 1, null],
  ],
});
const limits = { cutoff: 1, farCutoff: 2, p: 2, targets: [], firstShare: null, goal: 1 };
const rest = {
  ...{ candidateCapacity: Float64Array.of(50, 50) },
  phases: [{ name: 'first', p: 1 }],
};

describe('demand of weight 0', () => {
  it.each(sitingModels)('%s: asks for no site and is in no list', async (model) => {
    const outcome = await solve({ ...ground, ...limits, ...rest, model } as SitingModel);
    if (outcome.status !== 'OPTIMAL') throw new Error(JSON.stringify(outcome));
    const { plan } = outcome;
    expect(plan.sites.map(({ candidateId }) => candidateId)).toEqual(['c00']);
    expect(Array.from(plan.assignment)).toEqual([0, 0, -1, -1]);
    expect([...plan.uncoverable, ...plan.uncovered]).toEqual([]);
  });

  it('counts in phased plans when it weighs something in some year', async () => {
    const phases = [
      { name: 'first', p: 1 },
      { name: 'second', p: 1, demandWeight: Float64Array.of(10, 20, 5, 5) },
    ];
    const outcome = await solve({ ...ground, model: 'PHASED', cutoff: 1, phases });
    expect(outcome).toMatchObject({ status: 'OPTIMAL', plan: { objective: 30 + 35 } });
    if (outcome.status === 'OPTIMAL') {
      expect(Array.from(outcome.plan.assignment)).toEqual([0, 0, 1, -1]);
      expect(Array.from(outcome.plan.uncoverable)).toEqual([3]);
    }
  });

  it('P_MEDIAN still tells what each site contributes', async () => {
    const outcome = await solve({ ...ground, roles: ['FREE', 'EXISTING'], model: 'P_MEDIAN', p: 1 });
    if (outcome.status !== 'OPTIMAL') throw new Error(outcome.status);
    expect(outcome.plan.sites[0].contribution).toBe(7 * 30);
  });

  it.each(sitingModels)('%s: the plan is the same without it', async (model) => {
    await fc.assert(
      fc.asyncProperty(questionsOf(model), fc.nat(6), async (drawn, at) => {
        const zero = (weight: Float64Array) => weight.map((each, point) => (point === at ? 0 : each));
        const question = {
          ...drawn,
          demandWeight: zero(drawn.demandWeight),
          ...(drawn.model === 'PHASED' && {
            phases: drawn.phases.map((phase) => ({
              ...phase,
              demandWeight: zero(phase.demandWeight ?? drawn.demandWeight),
            })),
          }),
        } as SitingModel;
        const { travel } = dropWeightless(question);
        const [whole, without] = [await solve(question), await solve({ ...question, travel })];
        expect({ ...whole, seconds: 0 }).toEqual({ ...without, seconds: 0 });
        if (!('plan' in whole) || !whole.plan) return;
        const { assignment, uncoverable, uncovered } = whole.plan;
        expect([assignment[at] ?? -1, uncoverable.includes(at), uncovered.includes(at)]).toEqual([
          -1,
          false,
          false,
        ]);
      }),
      { numRuns: 15 },
    );
  });
});
