import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { SiteRole, SitingModel } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { objectiveOf } from '../../support/brute-force-siting.js';
import { sitingGround } from '../../support/siting-grounds.js';
import { questionsOf } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solvers = { lp, milp, clock: () => performance.now() / 1000 };

async function newSites(question: SitingModel): Promise<number[] | null> {
  const outcome = await solveSiting(question, solvers, { timeLimitSeconds: 30 });
  return outcome.status === 'OPTIMAL' ? outcome.plan.sites.map(({ candidate }) => candidate) : null;
}

describe('ties of plans not found by programs', () => {
  it.each(['MCLP', 'LSCP', 'P_CENTER', 'P_MEDIAN', 'GRADUAL'] as const)(
    '%s: no site can give way to a smaller id that none replaces, or be left out, and the plan be as good for no more cost',
    async (model) => {
      let exchanges = 0;
      await fc.assert(
        fc.asyncProperty(questionsOf(model), async (drawn) => {
          // Closable sites have a rule of their own.
          const roles = drawn.roles?.map((role): SiteRole => (role === 'CLOSABLE' ? 'FREE' : role));
          const question = { ...drawn, roles } as SitingModel;
          const chosen = await newSites(question);
          if (chosen === null) return;
          const sites = [...question.candidateIds.keys()];
          const is = (site: number, ...of: SiteRole[]) => of.includes(roles?.[site] ?? 'FREE');
          const open = [...sites.filter((site) => is(site, 'EXISTING')), ...chosen];
          const value = objectiveOf(question, open)!;
          const isAsGood = (set: readonly number[]) => {
            const other = objectiveOf(question, set);
            if (other === null) return false;
            return model === 'MCLP' || model === 'GRADUAL' ? other >= value - 1e-9 : other <= value + 1e-9;
          };
          const cost = (site: number) =>
            model === 'LSCP' || (question as { budget?: number }).budget !== undefined
              ? question.candidateCost![site]
              : 0;
          for (const site of chosen.filter((each) => is(each, 'FREE'))) {
            const rest = open.filter((each) => each !== site);
            expect(isAsGood(rest), `${site} is of no use`).toBe(false);
            for (const other of sites.slice(0, site)) {
              if (!is(other, 'FREE') || open.includes(other) || cost(other) > cost(site)) continue;
              // Of an MCLP candidates that cover less than another one for as much, or as much for more, are never chosen.
              if (model === 'MCLP' && replaced(question, other, cost)) continue;
              exchanges++;
              expect(isAsGood([...rest, other]), `${other} instead of ${site}`).toBe(false);
            }
          }
        }),
        { numRuns: 600 },
      );
      expect(exchanges).toBeGreaterThan(20);
    },
  );

  it('exchanges of two sites at once are not tried: which of such plans comes is fixed, not the smallest ids', async () => {
    // Four homes at the corners of a square; sites along opposite sides, so {0, 1} and {2, 3} both cover all.
    const square = sitingGround({
      weights: [1, 1, 1, 1],
      travel: [
        [0, 0, null, null],
        [null, null, 0, 0],
        [0, null, 0, null],
        [null, 0, null, 0],
      ],
    });
    for (const question of [
      { ...square, model: 'LSCP', cutoff: 1 },
      { ...square, model: 'MCLP', cutoff: 1, p: 2 },
    ] as const) {
      const chosen = (await newSites(question))!.sort();
      expect([
        [0, 1],
        [2, 3],
      ]).toContainEqual(chosen);
      expect((await newSites(question))!.sort()).toEqual(chosen);
    }
  });
});

/** Whether a free candidate covers all this one covers of what nothing standing covers, and more of it or for less. */
function replaced(question: SitingModel, site: number, cost: (site: number) => number): boolean {
  const { travel, demandWeight, roles, candidateIds } = question;
  const { cutoff } = question as { cutoff: number };
  const points = (of: number) =>
    Array.from(travel.demand.subarray(travel.offset[of], travel.offset[of + 1])).filter(
      (point, at) => travel.cost[travel.offset[of] + at] <= cutoff && demandWeight[point] > 0,
    );
  const stands = (each: number) => ['EXISTING', 'LOCKED_IN'].includes(roles?.[each] ?? 'FREE');
  const done = new Set([...candidateIds.keys()].filter(stands).flatMap(points));
  const own = points(site).filter((point) => !done.has(point));
  return [...candidateIds.keys()].some((other) => {
    if (other === site || (roles?.[other] ?? 'FREE') !== 'FREE' || cost(other) > cost(site)) return false;
    const more = points(other).filter((point) => !done.has(point));
    const isBetter = more.length > own.length || cost(other) < cost(site);
    return isBetter && own.every((point) => more.includes(point));
  });
}
