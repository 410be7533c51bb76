import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MilpSolver } from '../../../src/kernel/milp/milp-solver.js';
import type { MclpPlan } from '../../../src/kernel/siting/mclp-plan.js';
import type { MclpProblem } from '../../../src/kernel/siting/mclp-problem.js';
import { buildMclp, readMclp } from '../../../src/kernel/siting/mclp.js';
import { compileMclp } from '../../../src/kernel/siting/mclp-model.js';
import { solveMclp } from '../../../src/kernel/siting/solve-mclp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { bruteForceMclp, newlyCoveredWeight } from '../../support/brute-force-mclp.js';
import { mclpProblem, scatteredMclp, smallMclp, type DrawnMclp } from '../../support/mclp-problems.js';

const solver = new HighsSolver();
afterAll(() => solver.close());

async function plan(problem: MclpProblem): Promise<MclpPlan> {
  const outcome = await solveMclp(problem, solver, { timeLimitSeconds: 20 });
  if (outcome.status !== 'planned') throw new Error(`not planned: ${JSON.stringify(outcome)}`);
  return outcome.plan;
}

/** Six homes along one road; B in the middle looks best alone, A and C together are better. */
const road: DrawnMclp = {
  weights: [30, 20, 25, 25, 20, 30],
  covers: [
    [0, 1, 2],
    [1, 2, 3, 4],
    [3, 4, 5],
  ],
};

describe('solveMclp', () => {
  it('finds the pair that greedy misses', async () => {
    expect((await plan(mclpProblem({ ...road, p: 1 }))).sites.map((site) => site.candidateId)).toEqual([
      'c01',
    ]);
    const two = await plan(mclpProblem({ ...road, p: 2 }));
    expect(two).toMatchObject({
      objective: 150,
      upperBound: 150,
      gap: 0,
      isOptimal: true,
      boundSource: 'OPTIMUM',
    });
    expect(two.sites).toEqual([
      { candidate: 0, candidateId: 'c00', newlyCoveredWeight: 75, cost: 0 },
      { candidate: 2, candidateId: 'c02', newlyCoveredWeight: 75, cost: 0 },
    ]);
  });

  it('leaves covered demand out of the objective and reports it, with what nothing can reach', async () => {
    const result = await plan(
      mclpProblem({
        weights: [10, 20, 30, 5],
        covered: [true, false, false, false],
        covers: [[0, 1], [2]],
        p: 1,
      }),
    );
    expect(result).toMatchObject({
      objective: 30,
      totalWeight: 65,
      coveredWeightBefore: 10,
      coveredWeightAfter: 40,
      uncoverableWeight: 5,
    });
    expect(Array.from(result.uncoverable)).toEqual([3]);
  });

  it('spends a budget, alone or together with a number of sites', async () => {
    const costs = [4, 9, 5];
    const affordable = await plan(mclpProblem({ ...road, costs, budget: 9 }));
    expect(affordable).toMatchObject({ objective: 150, totalCost: 9, isOptimal: true });
    const one = await plan(mclpProblem({ ...road, costs, budget: 8.9, p: 1 }));
    expect(one).toMatchObject({ objective: 75 });
    expect(one.sites.map((site) => site.candidateId)).toEqual(['c00']);
    expect(await plan(mclpProblem({ ...road, costs, budget: 3 }))).toMatchObject({ objective: 0, sites: [] });
    // 0.1 + 0.2 is not 0.3 in binary, but the money is enough
    const exact = mclpProblem({ weights: [1, 1], covers: [[0], [1]], costs: [0.1, 0.2], budget: 0.3 });
    expect(await plan(exact)).toMatchObject({ objective: 2 });
  });

  it('opens no site that adds nothing', async () => {
    const result = await plan(mclpProblem({ weights: [5, 5], covers: [[0, 1], [0], [1], []], p: 4 }));
    expect(result.sites.map((site) => site.candidateId)).toEqual(['c00']);
  });

  it('plans nothing for p = 0, without demand, and where everyone is covered', async () => {
    expect(await plan(mclpProblem({ ...road, p: 0 }))).toMatchObject({ sites: [], objective: 0, gap: 0 });
    expect(await plan(mclpProblem({ weights: [], covers: [[], []], p: 1 }))).toMatchObject({ sites: [] });
    const covered = road.weights.map(() => true);
    expect(await plan(mclpProblem({ ...road, covered, p: 2 }))).toMatchObject({
      sites: [],
      coveredWeightAfter: 150,
    });
  });

  it('matches brute force for p, for a budget and for both', async () => {
    await fc.assert(
      fc.asyncProperty(
        smallMclp,
        fc.nat(9),
        fc.nat(20),
        fc.constantFrom('p', 'budget', 'both'),
        async (drawn, p, budget, mode) => {
          const problem = mclpProblem({
            ...drawn,
            p: mode === 'budget' ? undefined : Math.min(p, drawn.covers.length),
            budget: mode === 'p' ? undefined : budget,
          });
          const result = await plan(problem);
          const chosen = result.sites.map((site) => site.candidate);
          expect(result.isOptimal).toBe(true);
          expect(result.objective).toBeCloseTo(bruteForceMclp(problem), 6);
          expect(newlyCoveredWeight(problem, chosen)).toBeCloseTo(result.objective, 6);
          expect(chosen.length).toBeLessThanOrEqual(problem.p ?? Infinity);
          expect(result.totalCost).toBeLessThanOrEqual(problem.budget ?? Infinity);
          const adds = result.sites.map((site) => site.newlyCoveredWeight);
          expect(adds).toEqual([...adds].sort((a, b) => b - a));
          expect(adds.reduce((a, b) => a + b, 0)).toBeCloseTo(result.objective, 6);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never gets worse with one more site, one more candidate or one more facility', async () => {
    await fc.assert(
      fc.asyncProperty(smallMclp, fc.nat(8), fc.nat(13), async (drawn, p, opened) => {
        fc.pre(drawn.covers.length > 0);
        const sites = Math.min(p, drawn.covers.length - 1);
        const base = await plan(mclpProblem({ ...drawn, p: sites }));
        const oneMore = await plan(mclpProblem({ ...drawn, p: sites + 1 }));
        expect(oneMore.objective).toBeGreaterThanOrEqual(base.objective - 1e-9);
        const fewer = { ...drawn, covers: drawn.covers.slice(0, -1), costs: drawn.costs?.slice(0, -1) };
        const narrowed = await plan(mclpProblem({ ...fewer, p: Math.min(sites, fewer.covers.length) }));
        expect(narrowed.objective).toBeLessThanOrEqual(base.objective + 1e-9);
        const covered = drawn.weights.map((_, i) => drawn.covered![i] || i % 3 === opened % 3);
        const withFacility = await plan(mclpProblem({ ...drawn, covered, p: sites }));
        expect(withFacility.coveredWeightAfter).toBeGreaterThanOrEqual(base.coveredWeightAfter - 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'agrees with the whole program given to the solver alone (seed %i)',
    async (seed) => {
      const drawn = scatteredMclp(500, 60, 0.14, 7, seed);
      const candidateCost = Float64Array.from(drawn.candidateIds, (_, i) => 20 + ((i * 37 + seed) % 50));
      for (const problem of [drawn, { ...drawn, p: undefined, candidateCost, budget: 200 }]) {
        const model = compileMclp(problem);
        const direct = await solver.solve(buildMclp(model), { timeLimitSeconds: 30 });
        const result = await plan(problem);
        expect(result.isOptimal).toBe(true);
        expect(direct).toMatchObject({ status: 'optimal' });
        if (direct.status === 'optimal') {
          expect(result.objective).toBe(Math.round(direct.objective));
          const open = readMclp(model, direct.values).map((site) => model.candidate[site]);
          expect(newlyCoveredWeight(problem, open)).toBe(result.objective);
        }
      }
    },
  );

  it('gives the solver only what the bounds left open, and a start', async () => {
    const seen: { columns: number; start: number }[] = [];
    const watching: MilpSolver = {
      solve(program, options) {
        seen.push({ columns: program.objective.length, start: options.start!.length });
        return solver.solve(program, options);
      },
    };
    const problem = scatteredMclp(20_000, 600, 0.05, 50);
    const outcome = await solveMclp(problem, watching, { timeLimitSeconds: 20 });
    expect(outcome.status).toBe('planned');
    expect(seen).toHaveLength(1);
    expect(seen[0].columns).toBeLessThan(2000);
    expect(seen[0].start).toBe(seen[0].columns);
  });

  it('does not depend on the order of rows or on a power-of-two unit of weight', async () => {
    const problem = scatteredMclp(400, 40, 0.12, 5);
    const base = await plan(problem);
    const turned = [...problem.candidateIds.keys()].reverse();
    const offset = [0];
    const lists = turned.map((c) =>
      problem.covers.demand.slice(problem.covers.offset[c], problem.covers.offset[c + 1]),
    );
    for (const list of lists) offset.push(offset[offset.length - 1] + list.length);
    const shuffled: MclpProblem = {
      ...problem,
      candidateIds: turned.map((c) => problem.candidateIds[c]),
      covers: {
        offset: Int32Array.from(offset),
        demand: Int32Array.from(lists.flatMap((list) => [...list].reverse())),
      },
    };
    const ids = (result: MclpPlan) => result.sites.map((site) => site.candidateId);
    expect(ids(await plan(shuffled))).toEqual(ids(base));
    const tiny = { ...problem, demandWeight: problem.demandWeight.map((weight) => weight * 2 ** -40) };
    const scaled = await plan(tiny);
    expect(ids(scaled)).toEqual(ids(base));
    expect(scaled.objective).toBe(base.objective * 2 ** -40);
  });

  it('takes weights a double can hardly hold', async () => {
    const drawn = { weights: [5e-323, 5e-324], covers: [[0], [1]], costs: [1, 8], budget: 8 };
    expect((await plan(mclpProblem(drawn))).objective).toBeCloseTo(0, 300);
  });

  it('prefers the smaller id among equal plans', async () => {
    const result = await plan(mclpProblem({ weights: [7, 7, 7], covers: [[2], [1], [0]], p: 2 }));
    expect(result.sites.map((site) => site.candidateId)).toEqual(['c00', 'c01']);
  });

  it('lists everything wrong with a problem instead of throwing', async () => {
    const codes = async (problem: MclpProblem) => {
      const outcome = await solveMclp(problem, solver, { timeLimitSeconds: 1 });
      return outcome.status === 'infeasible' ? outcome.issues.map((issue) => issue.code) : outcome.status;
    };
    const good = mclpProblem({ ...road, p: 1 });
    expect(await codes({ ...good, p: undefined })).toEqual(['NO_LIMIT']);
    expect(await codes({ ...good, p: 4 })).toEqual(['MORE_SITES_THAN_CANDIDATES']);
    expect(await codes({ ...good, p: -1 })).toEqual(['BAD_SITE_COUNT']);
    expect(await codes({ ...good, p: 1.5 })).toEqual(['BAD_SITE_COUNT']);
    expect(await codes({ ...good, budget: NaN })).toEqual(['BAD_BUDGET', 'BUDGET_WITHOUT_COSTS']);
    expect(await codes({ ...good, candidateCost: Float64Array.of(1, -2, 3) })).toEqual(['BAD_COST']);
    expect(await codes({ ...good, candidateCost: Float64Array.of(1) })).toEqual(['LENGTHS_DIFFER']);
    expect(await codes({ ...good, demandWeight: Float64Array.of(1, NaN, 3, 4, 5, 6) })).toEqual([
      'BAD_WEIGHT',
    ]);
    expect(await codes({ ...good, demandWeight: Float64Array.of(1, 1, 1, 1, 1, Infinity) })).toEqual([
      'BAD_WEIGHT',
    ]);
    expect(await codes({ ...good, candidateIds: ['a', 'b', 'a'] })).toEqual(['DUPLICATE_CANDIDATE']);
    expect(
      await codes({ ...good, covers: { offset: Int32Array.of(0, 2, 1, 3), demand: Int32Array.of(0, 1, 2) } }),
    ).toEqual(['BAD_COVERS']);
    expect(
      await codes({ ...good, covers: { offset: Int32Array.of(0, 1, 2, 3), demand: Int32Array.of(0, 6, 2) } }),
    ).toEqual(['BAD_COVERS']);
  });

  it('hands back the best plan with its bound when the solver runs out of time', async () => {
    const stuck: MilpSolver = { solve: async () => ({ status: 'timedOut', bound: Infinity }) };
    const problem = scatteredMclp(600, 120, 0.126, 14, 3);
    const outcome = await solveMclp(problem, stuck, { timeLimitSeconds: 1 });
    expect(outcome.status).toBe('timedOut');
    if (outcome.status !== 'timedOut') return;
    const { incumbent } = outcome;
    expect(incumbent.isOptimal).toBe(false);
    expect(['GREEDY', 'LAGRANGIAN']).toContain(incumbent.boundSource);
    expect(incumbent.gap).toBeGreaterThan(0);
    expect(incumbent.gap).toBeCloseTo((incumbent.upperBound - incumbent.objective) / incumbent.objective, 12);
    const proven = await plan(problem);
    expect(incumbent.objective).toBeLessThanOrEqual(proven.objective);
    expect(incumbent.upperBound).toBeGreaterThanOrEqual(proven.objective);
  });

  it('stops early at a gap that is good enough', async () => {
    const never: MilpSolver = { solve: () => Promise.reject(new Error('not needed')) };
    const outcome = await solveMclp(scatteredMclp(2000, 200, 0.13, 12), never, {
      timeLimitSeconds: 1,
      gapTolerance: 0.05,
    });
    expect(outcome.status).toBe('planned');
    if (outcome.status === 'planned') expect(outcome.plan.gap).toBeLessThanOrEqual(0.05);
  });

  it('stops when asked', async () => {
    const problem = scatteredMclp(400, 40, 0.12, 5);
    await expect(
      solveMclp(problem, solver, { timeLimitSeconds: 5, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });

  it('proves 20,000 demand points against 600 sparse candidates within two seconds', async () => {
    const problem = scatteredMclp(20_000, 600, 0.03, 50);
    // Best of three: other work on the machine must not decide.
    let seconds = Infinity;
    for (let run = 0; run < 3; run++) {
      const began = performance.now();
      const result = await plan(problem);
      seconds = Math.min(seconds, (performance.now() - began) / 1000);
      expect(result.isOptimal).toBe(true);
      expect(result.sites).toHaveLength(50);
    }
    expect(seconds).toBeLessThan(2);
  });
});
