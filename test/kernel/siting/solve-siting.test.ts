import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceSiting } from '../../support/brute-force-siting.js';
import { questionsOf, sitingModels } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solvers = { lp, milp, clock: () => performance.now() / 1000 };
const solve = (question: SitingModel) => solveSiting(question, solvers, { timeLimitSeconds: 30 });

describe('solveSiting', () => {
  it.each(sitingModels)(
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
