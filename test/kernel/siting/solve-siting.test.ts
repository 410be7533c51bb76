import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceSiting } from '../../support/brute-force-siting.js';
import { sitingGround, smallGround } from '../../support/siting-grounds.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solvers = { lp, milp, clock: () => performance.now() / 1000 };
const solve = (question: SitingModel) => solveSiting(question, solvers, { timeLimitSeconds: 30 });

const limits = fc.oneof(
  fc.record({ p: fc.nat(4) }),
  fc.record({ budget: fc.nat(25) }),
  fc.record({ p: fc.nat(4), budget: fc.nat(25) }),
);

/** Questions of one model on small grounds. */
function questionsOf(model: SitingModel['model']): fc.Arbitrary<SitingModel> {
  const sites = model === 'PHASED' ? 5 : 6;
  return fc
    .tuple(
      smallGround(sites),
      limits,
      limits,
      fc.integer({ min: 1, max: 9 }),
      fc.nat(20),
      fc.array(fc.nat(8), { minLength: 6, maxLength: 6 }),
    )
    .map(([drawn, limit, later, cutoff, share, numbers]): SitingModel => {
      const ground = sitingGround(drawn);
      const own = numbers.slice(0, drawn.travel.length);
      switch (model) {
        case 'LSCP':
        case 'LSCP_B':
          return { ...ground, model, cutoff };
        case 'COVERAGE_GOAL':
          return { ...ground, model, cutoff, goal: share / 20 };
        case 'P_MEDIAN':
        case 'P_CENTER':
          return { ...ground, ...limit, model };
        case 'GRADUAL':
          return { ...ground, ...limit, model, cutoff, farCutoff: cutoff + 4 };
        case 'BACKUP':
          return { ...ground, ...limit, model, cutoff, firstShare: share > 15 ? null : share / 15 };
        case 'CMCLP':
          return { ...ground, ...limit, model, cutoff, candidateCapacity: Float64Array.from(own) };
        case 'POLICY': {
          const units = [0, 1, 2].map((u) => own.flatMap((n, c) => (n % 3 === u ? [c] : [])));
          const unitOf = Int32Array.from(drawn.weights, (_, i) => (i % 3) - 1);
          const targets = [{ name: 'towns', units, share: (share % 4) / 3 }];
          const floor = share > 10 ? { unitOf, unitNames: ['A', 'B'], share: (share - 10) / 20 } : undefined;
          return { ...ground, ...limit, model, cutoff, targets, floor };
        }
        case 'PHASED': {
          const demandWeight = Float64Array.from(drawn.weights, (w, i) => (w + i) % 7);
          const phases = [
            { name: 'first', ...limit },
            { name: 'second', ...later, demandWeight },
          ];
          return { ...ground, model, cutoff, phases, discount: share > 10 ? 1 : 0.5 + share / 20 };
        }
        default:
          return { ...ground, ...limit, model: 'MCLP', cutoff };
      }
    });
}

const models: SitingModel['model'][] = [
  ...(['MCLP', 'LSCP', 'COVERAGE_GOAL', 'P_MEDIAN', 'P_CENTER', 'LSCP_B', 'BACKUP'] as const),
  ...(['GRADUAL', 'CMCLP', 'POLICY', 'PHASED'] as const),
];

describe('solveSiting', () => {
  it.each(models)(
    '%s: the optimum of every plan there is, or the reason why there is none',
    async (model) => {
      let planned = 0;
      await fc.assert(
        fc.asyncProperty(questionsOf(model), async (question) => {
          const outcome = await solve(question);
          if (outcome.status === 'INFEASIBLE' && outcome.conflicts.some(({ code }) => code === 'INVALID'))
            return;
          const best = bruteForceSiting(question);
          if (best === null) {
            expect(outcome).toMatchObject({ status: 'INFEASIBLE' });
            return;
          }
          expect(outcome.status).toBe('OPTIMAL');
          if (outcome.status !== 'OPTIMAL') return;
          planned++;
          expect(outcome.plan.objective).toBeCloseTo(best, 6);
          expect(outcome.plan.gap).toBe(0);
          // The plan's own sites give its objective.
          const open = openSites(question, outcome.plan);
          const roles = question.candidateIds.map((_, c) =>
            open.has(c) ? ('EXISTING' as const) : ('LOCKED_OUT' as const),
          );
          if (!['PHASED', 'LSCP', 'COVERAGE_GOAL', 'P_MEDIAN', 'P_CENTER'].includes(model))
            expect(bruteForceSiting({ ...question, roles } as SitingModel)).toBeCloseTo(best, 6);
        }),
        { numRuns: 60 },
      );
      expect(planned).toBeGreaterThan(10);
    },
  );
});

function openSites(
  question: SitingModel,
  { sites, closed }: { sites: readonly { candidate: number }[]; closed: readonly number[] },
) {
  const open = new Set(sites.map(({ candidate }) => candidate));
  question.roles?.forEach((role, c) => {
    if ((role === 'EXISTING' || role === 'CLOSABLE') && !closed.includes(c)) open.add(c);
  });
  return open;
}
