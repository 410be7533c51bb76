import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dominatingCandidates } from '../../../src/kernel/siting/dominating-candidates.js';
import { explainCandidate } from '../../../src/kernel/siting/explain-candidate.js';
import type { SitingModel, SiteRole } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceSiting, reach } from '../../support/brute-force-siting.js';
import { bruteForceReplaces, bruteForceWorth } from '../../support/brute-force-candidates.js';
import { sitingGround, type DrawnGround } from '../../support/siting-grounds.js';
import { questionsOf, sitingModels } from '../../support/siting-questions.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const solvers = { lp, milp, clock: () => performance.now() / 1000 };
const options = { timeLimitSeconds: 30 };

async function explain(question: SitingModel, candidate: number) {
  const outcome = await solveSiting(question, solvers, options);
  if (outcome.status !== 'OPTIMAL') return null;
  const { plan } = outcome;
  return { plan, why: await explainCandidate(question, plan, candidate, solvers, options) };
}

describe('explainCandidate', () => {
  it.each(sitingModels)(
    '%s: worth, best plan with it and its price agree with all plans there are',
    async (model) => {
      let decided = 0;
      await fc.assert(
        fc.asyncProperty(questionsOf(model), fc.nat(5), async (question, drawn) => {
          const candidate = drawn % question.candidateIds.length;
          const explained = await explain(question, candidate);
          if (!explained) return;
          const { plan, why } = explained;
          const role = question.roles?.[candidate] ?? 'FREE';
          const old = question.candidateIds.flatMap((_, c) =>
            c !== candidate && ['EXISTING', 'CLOSABLE'].includes(question.roles?.[c] ?? '') ? [c] : [],
          );
          expect(why.alone.worth).toBeCloseTo(
            bruteForceWorth(question, new Map(old.map((c) => [c, 0])), candidate),
            6,
          );
          const others = new Map(old.filter((c) => !plan.closed.includes(c)).map((c) => [c, 0]));
          for (const site of plan.sites)
            if (site.candidate !== candidate) others.set(site.candidate, site.phase);
          const year = plan.sites.find((site) => site.candidate === candidate)?.phase ?? 0;
          expect(why.given.worth).toBeCloseTo(bruteForceWorth(question, others, candidate, year), 6);

          if (role === 'LOCKED_OUT') {
            expect(why).toMatchObject({ including: null, loss: null });
            expect(why.reasons[0].code).toBe('LOCKED_OUT');
            return;
          }
          const roles = question.candidateIds.map((_, c): SiteRole => {
            if (c !== candidate) return question.roles?.[c] ?? 'FREE';
            return role === 'CLOSABLE' || role === 'EXISTING' ? 'EXISTING' : 'LOCKED_IN';
          });
          const best = bruteForceSiting({ ...question, roles } as SitingModel);
          if (best === null) {
            expect(why.including?.status).toBe('INFEASIBLE');
            expect(
              why.reasons.some(({ code }) => ['NO_PLACE_LEFT', 'OVER_BUDGET', 'RULES_OUT'].includes(code)),
            ).toBe(true);
            return;
          }
          if (why.including?.status !== 'OPTIMAL') throw new Error(JSON.stringify(why));
          decided++;
          expect(why.including.plan.objective).toBeCloseTo(best, 6);
          expect(why.loss!.least).toBeCloseTo(why.loss!.most, 6);
          expect(why.loss!.most).toBeCloseTo(
            Math.abs(plan.objective - best) * (model === 'LSCP_B' ? Math.sign(plan.objective - best) : 1),
            6,
          );
          if (model !== 'LSCP_B') expect(why.loss!.most).toBeGreaterThanOrEqual(-1e-9);
        }),
        { numRuns: 40 },
      );
      expect(decided).toBeGreaterThan(8);
    },
  );

  it.each(sitingModels)('%s: a dominating candidate can take the place in every plan', async (model) => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(questionsOf(model), async (question) => {
        for (const candidate of question.candidateIds.keys()) {
          for (const { candidate: other, isEqual } of dominatingCandidates(question, candidate)) {
            found++;
            expect(bruteForceReplaces(question, other, candidate)).toBe(true);
            expect(dominatingCandidates(question, other).some((each) => each.candidate === candidate)).toBe(
              isEqual,
            );
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(5);
  });

  it('MCLP: dominating is covering all it covers that does not stand covered, for no more', () => {
    fc.assert(
      fc.property(questionsOf('MCLP'), (question) => {
        const covers = (c: number) =>
          reach(question, [c]).flatMap((costs, i) =>
            costs.some((cost) => cost <= (question as { cutoff: number }).cutoff) ? [i] : [],
          );
        const role = (c: number) => question.roles?.[c] ?? 'FREE';
        const sites = Array.from(question.candidateIds.keys());
        const cost = (c: number) => ('budget' in question ? question.candidateCost![c] : 0);
        for (const c of sites) {
          const stands = sites
            .filter((s) => s !== c && ['EXISTING', 'LOCKED_IN'].includes(role(s)))
            .flatMap(covers);
          const wins = covers(c).filter((i) => !stands.includes(i) && question.demandWeight[i] > 0);
          const others = sites.filter((d) => d !== c && ['FREE', 'CLOSABLE'].includes(role(d)));
          expect(dominatingCandidates(question, c).map(({ candidate }) => candidate)).toEqual(
            wins.length === 0
              ? []
              : others.filter((d) => cost(d) <= cost(c) && wins.every((i) => covers(d).includes(i))),
          );
        }
      }),
    );
  });
});

/** Five homes along a road, a kilometre apart, and three sites at the first, third and fifth. */
const road: DrawnGround = {
  weights: [40, 10, 30, 20, 50],
  travel: [
    [0, 1, 2, 3, 4],
    [2, 1, 0, 1, 2],
    [4, 3, 2, 1, 0],
    [1, 1, 2, 3, 4],
    [null, null, null, null, null],
  ],
  costs: [5, 2, 4, 5, 1],
};
const mclp = (roles?: SiteRole[], more: object = { p: 2 }): SitingModel => ({
  ...sitingGround({ ...road, roles }),
  ...{ model: 'MCLP', cutoff: 1, ...more },
});
const codes = async (question: SitingModel, candidate: number) =>
  (await explain(question, candidate))!.why.reasons.map(({ code }) => code);

describe('reasons', () => {
  it('what it adds, what it costs', async () => {
    const { why } = (await explain(mclp(), 1))!;
    expect(why).toMatchObject({
      ...{ candidateId: 'c01', isInPlan: false, loss: { least: 10, most: 10 }, extraSites: 0 },
      alone: { worth: 60, newlyCovered: 60, demand: [1, 2, 3] },
      given: { worth: 30, newlyCovered: 30, demand: [2] },
    });
    expect(why.reasons.map(({ message }) => message)).toEqual(['The best plan with it is worse by 10.']);
  });

  it('an equal one has the smaller id', async () => {
    const { why } = (await explain(mclp(), 3))!;
    expect(why.dominatedBy).toEqual([{ candidate: 0, candidateId: 'c00', isEqual: true }]);
    expect(why.reasons.map(({ code }) => code)).toEqual(['AS_GOOD', 'DOMINATED', 'ADDS_NOTHING_TO_PLAN']);
  });

  it('nobody in reach, locked out, no place, no money', async () => {
    expect(await codes(mclp(), 4)).toEqual([
      'REACHES_NOBODY',
      'COSTS_OBJECTIVE',
      'ADDS_NOTHING_TO_WHAT_STANDS',
    ]);
    expect(await codes(mclp(['FREE', 'LOCKED_OUT', 'FREE', 'FREE', 'FREE']), 1)).toEqual(['LOCKED_OUT']);
    const locked: SiteRole[] = ['LOCKED_IN', 'FREE', 'LOCKED_IN', 'FREE', 'FREE'];
    expect(await codes(mclp(locked), 1)).toEqual(['NO_PLACE_LEFT']);
    expect(await codes(mclp(locked, { budget: 10 }), 1)).toEqual(['OVER_BUDGET']);
    expect(await codes(mclp(locked), 0)).toEqual(['LOCKED_IN', 'DOMINATED']);
    expect(await codes(mclp(['EXISTING', 'FREE', 'FREE', 'FREE', 'FREE']), 0)).toEqual([
      'STANDS',
      'DOMINATED',
    ]);
  });

  it('rules it would break', async () => {
    const targets = [{ name: 'west', units: [[0]], share: 1 }];
    const question = { ...mclp(undefined, { p: 1 }), model: 'POLICY', targets } as SitingModel;
    const { why } = (await explain(question, 2))!;
    expect(why.including?.status).toBe('INFEASIBLE');
    expect(why.reasons[0]).toMatchObject({ code: 'RULES_OUT' });
    expect(why.reasons[0].message).toContain('west');
  });
});

it('keeping a closable site may leave money for nothing else: that is a plan, not a fault', async () => {
  const ground = sitingGround({
    weights: [0, 1],
    travel: [
      [null, null],
      [null, null],
      [null, 0],
    ],
  });
  const question = {
    ...ground,
    ...{ candidateCost: Float64Array.of(2, 4, 2), roles: ['CLOSABLE', 'FREE', 'FREE'] as SiteRole[] },
    ...{ budget: 1, model: 'GRADUAL' as const, cutoff: 1, farCutoff: 5 },
  };
  const { plan, why } = (await explain(question, 0))!;
  expect(plan).toMatchObject({ objective: 1, closed: [0] });
  expect(why.including).toMatchObject({ status: 'OPTIMAL', plan: { objective: 0, sites: [], closed: [] } });
  expect(why.loss).toEqual({ least: 1, most: 1 });
});
