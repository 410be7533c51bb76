import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MilpSolver } from '../../../src/kernel/milp/milp-solver.js';
import type { SitingModel, SiteRole } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceSiting } from '../../support/brute-force-siting.js';
import { sitingGround } from '../../support/siting-grounds.js';
import { questionsOf } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solvers = { lp, milp, clock: () => performance.now() / 1000 };
const programs = ['COVERAGE_GOAL', 'BACKUP', 'LSCP_B', 'CMCLP', 'POLICY'] as const;

describe('plans found by programs', () => {
  it.each(programs)('%s: fewest new sites among equals, then the smallest ids', async (model) => {
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(questionsOf(model), async (drawn) => {
        // Closable sites would only blur what counts as new.
        const roles = drawn.roles?.map((role): SiteRole => (role === 'CLOSABLE' ? 'FREE' : role));
        const question = { ...drawn, roles } as SitingModel;
        const outcome = await solveSiting(question, solvers, { timeLimitSeconds: 30 });
        if (outcome.status !== 'OPTIMAL') return;
        planned++;
        const found = outcome.plan.sites.map(({ candidate }) => candidate).sort((a, b) => a - b);
        expect(found).toEqual(firstOfTheBest(question, outcome.plan.objective));
      }),
      { numRuns: 40 },
    );
    expect(planned).toBeGreaterThan(8);
  });

  it('BACKUP: a tie is not lost to the tolerance the solver keeps rows within', async () => {
    const question: SitingModel = {
      ...sitingGround({
        weights: [1, 1],
        travel: [
          [0, 0],
          [0, 0],
          [null, null],
          [null, null],
          [0, null],
        ],
        costs: [7, 1, 1, 1, 1],
        roles: ['FREE', 'FREE', 'FREE', 'EXISTING', 'FREE'],
      }),
      ...{ p: 1, budget: 7 },
      ...{ model: 'BACKUP', cutoff: 1, firstShare: 1 / 15 },
    };
    const outcome = await solveSiting(question, solvers, { timeLimitSeconds: 30 });
    expect(outcome).toMatchObject({ status: 'OPTIMAL', plan: { sites: [{ candidate: 0 }] } });
  });

  it.each([...programs, 'PHASED' as const])(
    '%s: a plan is there although no program was solved',
    async (model) => {
      const stuck: MilpSolver = {
        solve: (program) =>
          Promise.resolve({ status: 'timedOut', bound: program.sense === 'maximize' ? Infinity : -Infinity }),
      };
      let planned = 0;
      await fc.assert(
        fc.asyncProperty(questionsOf(model), async (question) => {
          const outcome = await solveSiting(question, { ...solvers, milp: stuck }, { timeLimitSeconds: 30 });
          if (outcome.status === 'INFEASIBLE' || !outcome.plan) return;
          planned++;
          const best = bruteForceSiting(question);
          if (best === null) throw new Error('a plan where there is none');
          expect(outcome.plan.lowerBound).toBeLessThanOrEqual(best + 1e-9);
          expect(outcome.plan.upperBound).toBeGreaterThanOrEqual(best - 1e-9);
        }),
        { numRuns: 60 },
      );
      expect(planned).toBeGreaterThan(15);
    },
  );
});

/** Of all sets of new sites with this objective the fewest, then the one that has the first site where two differ. */
function firstOfTheBest(question: SitingModel, objective: number): number[] | null {
  const role = (c: number) => question.roles?.[c] ?? 'FREE';
  const sites = Array.from(question.candidateIds.keys());
  const free = sites.filter((c) => role(c) === 'FREE');
  const locked = sites.filter((c) => role(c) === 'LOCKED_IN');
  const sets = Array.from({ length: 2 ** free.length }, (_, bits) => free.filter((__, k) => (bits >> k) & 1));
  sets.sort((a, b) => a.length - b.length || compare(a, b));
  for (const open of sets) {
    const roles = sites.map((c): SiteRole =>
      open.includes(c) ? 'LOCKED_IN' : role(c) === 'FREE' ? 'LOCKED_OUT' : role(c),
    );
    const value = valueWith(question, roles);
    if (value !== null && Math.abs(value - objective) < 1e-6)
      return [...open, ...locked].sort((a, b) => a - b);
  }
  return null;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((c, k) => c !== b[k]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** The objective with every site decided; what LSCP_B and full first covers ask for is judged on the whole question. */
function valueWith(question: SitingModel, roles: SiteRole[]): number | null {
  const decided = { ...question, roles } as SitingModel;
  const value = bruteForceSiting(decided);
  if (value === null) return null;
  const needsAll =
    question.model === 'LSCP_B' || (question.model === 'BACKUP' && question.firstShare === null);
  return needsAll && !coversWhatCanBe(question, roles) ? null : value;
}

function coversWhatCanBe(question: SitingModel, roles: readonly SiteRole[]): boolean {
  const { travel, demandIds, demandWeight } = question;
  const reached = (of: (c: number) => boolean) => {
    const points = new Set<number>();
    for (const c of question.candidateIds.keys())
      for (let at = travel.offset[c]; of(c) && at < travel.offset[c + 1]; at++)
        if (travel.cost[at] <= (question as { cutoff: number }).cutoff) points.add(travel.demand[at]);
    return points;
  };
  const possible = reached((c) => question.roles?.[c] !== 'LOCKED_OUT');
  const open = reached((c) => roles[c] !== 'LOCKED_OUT');
  return [...demandIds.keys()].every((i) => demandWeight[i] === 0 || !possible.has(i) || open.has(i));
}
