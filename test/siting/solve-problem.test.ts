import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSolved, readSolveProblem, SolveThreads } from '../../src/siting/index.js';
import type { SitingGround, SitingModel } from '../../src/kernel/siting/siting-model.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { bruteForceSiting } from '../support/brute-force-siting.js';
import { hardSitingProblem } from '../support/hard-siting-problem.js';
import { csvRows, sanFranciscoGround, sjcGround } from '../../bench/siting/location-instances.js';
import { sharedData } from '../support/shared-data.js';
import { sitingGround, smallGround, type DrawnGround } from '../support/siting-grounds.js';
import { watchWorkers } from '../support/watch-workers.js';

const threads = new SolveThreads();
afterAll(() => threads.close());

/** Through JSON and back, as a file would go. */
async function solve(problem: object) {
  const read = readSolveProblem(JSON.parse(JSON.stringify(problem)));
  return describeSolved(read, await threads.solve(read.question, { timeLimitSeconds: 60 }));
}

/** Homes at kilometres 0–4 of a road, sites A, B, C at kilometres 0, 2, 4. */
const road = {
  cutoff: 1,
  demand: [40, 10, 30, 20, 50].map((weight, km) => ({ id: `km${km}`, weight })),
  candidates: [
    { id: 'A', capacity: 45 },
    { id: 'B', capacity: 40 },
    { id: 'C', capacity: 60 },
  ],
  matrix: [0, 1, 2, 3, 4].map((km) => [0, 2, 4].map((site) => Math.abs(km - site))),
};

describe('six models on a road', () => {
  it.each([
    [{ model: 'MCLP', p: 2 }, 120, ['C', 'A'], ['km2']],
    [{ model: 'LSCP' }, 3, ['C', 'A', 'B'], []],
    [{ model: 'LSCP_B' }, 30, ['A', 'B', 'C'], []],
    [{ model: 'P_MEDIAN', p: 2 }, 90, ['A', 'C'], []],
    [{ model: 'P_CENTER', p: 2 }, 2, null, []],
    [{ model: 'CMCLP', p: 2 }, 105, ['A', 'C'], null],
  ])('%j is %i', async (model, objective, sites, uncovered) => {
    const answer = await solve({ ...road, ...model });
    expect(answer).toMatchObject({ status: 'OPTIMAL', objective, bound: objective, gap: 0 });
    if (model.model === 'MCLP') expect(answer.sites).toEqual(sites);
    else if (sites) expect([...answer.sites].sort()).toEqual([...sites].sort());
    if (model.model === 'CMCLP') expect(answer.uncovered).toContain('km2');
    else expect(answer.uncovered).toEqual(uncovered);
  });

  it('says who goes where, within capacities', async () => {
    const { assignment, objective } = await solve({ ...road, model: 'CMCLP', p: 2 });
    const load = new Map<unknown, number>();
    for (const { site, weight } of assignment!) load.set(site, (load.get(site) ?? 0) + weight);
    expect(Object.fromEntries(load)).toEqual({ A: 45, C: 60 });
    expect([...load.values()].reduce((sum, weight) => sum + weight)).toBe(objective);
  });

  it('keeps ids as they are written, and the answer whatever the order of the costs', async () => {
    const costs = road.matrix.flatMap((row, point) => row.map((cost, site) => [point, site, cost]));
    const problem = {
      ...{ model: 'MCLP', p: 2, cutoff: 1, costs },
      demand: road.demand.map(({ weight }, id) => ({ id, weight })),
      candidates: [{ id: 7 }, { id: 8 }, { id: 9 }],
    };
    const { seconds: _, ...answer } = await solve(problem);
    expect(answer).toMatchObject({ objective: 120, sites: [9, 7], uncovered: [2] });
    expect(answer.assignment).toContainEqual({ demand: 3, site: 9, weight: 20 });
    const { seconds: __, ...again } = await solve({ ...problem, costs: [...costs].reverse() });
    expect(again).toEqual(answer);
  });

  it('opens what is fixed and not what is locked out; what nothing reaches is listed', async () => {
    const candidates = [{ id: 'A' }, { id: 'B', fixed: true }, { id: 'C', fixed: 'LOCKED_OUT' }];
    const answer = await solve({ ...road, candidates, model: 'MCLP', p: 2 });
    expect(answer).toMatchObject({ objective: 100, uncovered: ['km4'], unreachable: ['km4'] });
    expect([...answer.sites].sort()).toEqual(['A', 'B']);
  });

  it('tells what an impossible demand would take', async () => {
    const matrix = [0, 2, 4].map((site) => [0, 2, 4].map((other) => (site === other ? 0 : null)));
    const problem = { model: 'P_MEDIAN', p: 2, demand: road.demand.slice(0, 3), candidates: road.candidates };
    expect(await solve({ ...problem, matrix })).toMatchObject({
      status: 'INFEASIBLE',
      objective: null,
      sites: [],
      conflicts: [{ code: 'TOO_FEW_SITES', asked: 2, possible: 3 }],
    });
  });
});

describe('small random problems', () => {
  const models = ['MCLP', 'LSCP', 'P_MEDIAN', 'P_CENTER', 'LSCP_B', 'CMCLP'] as const;
  const terms = fc.record({
    p: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 3 }),
    budget: fc.option(fc.integer({ min: 9, max: 25 }), { nil: undefined }),
    cutoff: fc.integer({ min: 1, max: 9 }),
    capacity: fc.array(fc.nat(8), { minLength: 6, maxLength: 6 }),
    isMatrix: fc.boolean(),
  });

  it.each(models)('%s: as good as the best of all plans', async (model) => {
    await fc.assert(
      fc.asyncProperty(smallGround(6), terms, async (drawn, { p, budget, cutoff, capacity, isMatrix }) => {
        const needsLimit = !model.startsWith('LSCP');
        fc.pre(!needsLimit || p !== undefined || budget !== undefined);
        const limits = needsLimit ? { p, budget } : {};
        const problem = problemOf(drawn, { model, ...limits, cutoff }, capacity, isMatrix);
        fc.pre(isSound(problem));
        const question = {
          ...sitingGround(drawn),
          ...{ model, ...limits, cutoff },
          candidateCapacity: Float64Array.from(capacity.slice(0, drawn.travel.length)),
        } as SitingModel;
        const best = bruteForceSiting(question);
        const answer = await solve(problem);
        expect(answer.status).toBe(best === null ? 'INFEASIBLE' : 'OPTIMAL');
        if (best !== null) expect(answer.objective).toBeCloseTo(best, 6);
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});

function problemOf(drawn: DrawnGround, terms: object, capacity: readonly number[], isMatrix: boolean) {
  const { demandIds, candidateIds } = sitingGround(drawn);
  const { weights, travel, costs, roles } = drawn;
  const matrix = weights.map((_, i) => travel.map((row) => row[i]));
  const triplets = matrix.flatMap((row, i) =>
    row.flatMap((cost, c) => (cost === null ? [] : [[i, c, cost]])),
  );
  return {
    ...terms,
    demand: demandIds.map((id, i) => ({ id, weight: weights[i] })),
    candidates: candidateIds.map((id, c) => ({
      id,
      cost: costs![c],
      capacity: capacity[c],
      fixed: roles![c],
    })),
    ...(isMatrix ? { matrix } : { costs: triplets }),
  };
}

function isSound(problem: object): boolean {
  try {
    return readSolveProblem(JSON.parse(JSON.stringify(problem))) !== null;
  } catch (error) {
    // Drawn limits may contradict drawn locks; nothing else may be found wrong.
    expect((error as PlanningError).details.reason).toMatch(/^(P_BEYOND|CONTRADICTORY|BUDGET_BELOW)/);
    return false;
  }
}

describe('what cannot be posed is refused with what is wrong', () => {
  const mclp = { ...road, model: 'MCLP', p: 2 };
  const priced = road.candidates.map((candidate, at) => ({ ...candidate, cost: 5 + at }));
  const costs = [[0, 0, 1]];
  const { matrix: _, ...open } = mclp;
  it.each<[string, object, string]>([
    ['P_BEYOND_CANDIDATES', { ...mclp, p: 4 }, '4 sites are asked for, but there are 3'],
    ['NEGATIVE_NUMBER', { ...mclp, p: -1 }, 'p: expected 0 or more, got -1'],
    ['MALFORMED', { ...mclp, p: 1.5 }, 'p: expected int'],
    [
      'NEGATIVE_NUMBER',
      { ...mclp, demand: [{ id: 'x', weight: -2 }] },
      'demand[0].weight: expected 0 or more',
    ],
    [
      'NOT_A_NUMBER',
      { ...mclp, demand: [{ id: 'x', weight: NaN }] },
      'demand[0].weight: expected number, got NaN',
    ],
    [
      'NOT_A_NUMBER',
      { ...mclp, demand: [{ id: 'x', weight: '3' }] },
      'demand[0].weight: expected number, got "3"',
    ],
    ['MISSING_FIELD', { ...mclp, demand: [{ id: 'x' }] }, 'demand[0].weight: it is missing'],
    ['EMPTY_DEMAND', { ...mclp, demand: [], matrix: [] }, 'demand: expected at least one'],
    ['NO_CANDIDATES', { ...mclp, candidates: [] }, 'candidates: expected at least one'],
    ['NEGATIVE_NUMBER', { ...mclp, candidates: [{ id: 'A', cost: -1 }] }, 'candidates[0].cost'],
    ['MISSING_FIELD', { ...mclp, budget: 9 }, 'candidates[0].cost: every candidate needs one'],
    [
      'MISSING_FIELD',
      { ...mclp, model: 'CMCLP', candidates: [{ id: 'A' }], p: 1, matrix: [[1], [1], [1], [1], [1]] },
      'candidates[0].capacity',
    ],
    [
      'BUDGET_BELOW_CHEAPEST',
      { ...mclp, candidates: priced, budget: 4 },
      'budget: 4 is below the cheapest site, which costs 5',
    ],
    [
      'CONTRADICTORY_LOCKS',
      { ...mclp, p: 1, candidates: priced.map((c) => ({ ...c, fixed: true })) },
      '3 candidates are locked in, but only 1',
    ],
    [
      'CONTRADICTORY_LOCKS',
      { ...mclp, p: undefined, budget: 10, candidates: priced.map((c) => ({ ...c, fixed: true })) },
      'more than the budget of 10',
    ],
    [
      'CONTRADICTORY_LOCKS',
      {
        ...mclp,
        candidates: [
          { id: 'A', fixed: true },
          { id: 'A', fixed: 'LOCKED_OUT' },
        ],
      },
      'once LOCKED_IN and once LOCKED_OUT',
    ],
    [
      'DUPLICATE_ID',
      { ...mclp, candidates: [{ id: 1 }, { id: '1' }] },
      'candidates[0] and candidates[1] have the same id 1',
    ],
    [
      'INDEX_OUT_OF_RANGE',
      { ...open, costs: [...costs, [5, 0, 1]] },
      'costs[1][0]: expected an index of one of the 5 demand points, from 0 to 4, got 5',
    ],
    ['INDEX_OUT_OF_RANGE', { ...open, costs: [[0, -1, 1]] }, 'costs[0][1]'],
    ['INDEX_OUT_OF_RANGE', { ...mclp, matrix: [[1, 2, 3]] }, 'matrix: expected 5 rows'],
    [
      'INDEX_OUT_OF_RANGE',
      { ...mclp, matrix: road.matrix.map((row) => row.slice(1)) },
      'matrix[0]: expected 3 costs',
    ],
    [
      'NEGATIVE_NUMBER',
      { ...open, costs: [[0, 0, -1]] },
      'costs[0][2]: expected a cost of 0 or more, got -1',
    ],
    ['NOT_A_NUMBER', { ...open, costs: [[0, 0, NaN]] }, 'costs[0][2]: expected a cost, got NaN'],
    ['NOT_A_NUMBER', { ...open, costs: [[0, 0, Infinity]] }, 'costs[0][2]'],
    ['MALFORMED', { ...open, costs: [[0, 1]] }, 'costs[0]: expected [demand index, candidate index, cost]'],
    ['DUPLICATE_PAIR', { ...open, costs: [...costs, ...costs] }, 'costs[1]: the pair [0, 0] is listed twice'],
    ['MALFORMED', { ...mclp, costs }, 'either costs or matrix, got both'],
    ['MISSING_FIELD', open, 'either costs or matrix, got neither'],
    ['MISSING_FIELD', { ...mclp, cutoff: undefined }, 'cutoff: it is missing'],
    ['MISSING_FIELD', { ...mclp, p: undefined }, 'p: it is missing'],
    ['MALFORMED', { ...mclp, model: 'MAGIC' }, 'model: expected one of'],
    ['UNKNOWN_FIELD', { ...mclp, cutof: 3 }, 'unknown field cutof'],
    ['MALFORMED', [], 'The problem: expected object'],
  ])('%s, case %#', (reason, problem, words) => {
    const read = () => readSolveProblem(problem);
    expect(read).toThrow(PlanningError);
    expect(read).toThrow(words);
    expect(read).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', details: { reason } }));
  });

  it('names fields the model has no use for', () => {
    expect(readSolveProblem({ ...road, model: 'LSCP', p: 2 }).unused).toEqual(['p']);
    expect(readSolveProblem({ ...road, model: 'P_CENTER', p: 2 }).unused).toEqual(['cutoff']);
  });
});

it('an abort ends every thread of the solve within 200 ms', async () => {
  const workers = watchWorkers();
  const own = new SolveThreads();
  try {
    const stop = new AbortController();
    const { question } = readSolveProblem(hardSitingProblem());
    const begun = new Promise<void>((resolve) => {
      const watch = () => resolve();
      void own
        .solve(question, { timeLimitSeconds: 100 }, { watch, signal: stop.signal })
        .catch((error: unknown) => error);
    });
    await begun;
    expect(workers.running()).toBeGreaterThan(0);
    const at = performance.now();
    stop.abort();
    await own.close();
    while (workers.running() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(performance.now() - at).toBeLessThan(200);
    await expect(own.solve(question, { timeLimitSeconds: 1 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  } finally {
    workers.stop();
    await own.close();
  }
});

/** A ground as a problem file holds it. */
function asProblem({ demandIds, demandWeight, candidateIds, travel }: SitingGround) {
  const costs = candidateIds.flatMap((_, site) => {
    const entries = Array.from(
      { length: travel.offset[site + 1] - travel.offset[site] },
      (_, k) => travel.offset[site] + k,
    );
    return entries.map((at) => [travel.demand[at], site, travel.cost[at]]);
  });
  return {
    demand: demandIds.map((id, at) => ({ id, weight: demandWeight[at] })),
    candidates: candidateIds.map((id) => ({ id })),
    costs,
  };
}

const spopt = sharedData('location/spopt-sf/expected.json');

describe.skipIf(!spopt)('San Francisco as JSON (needs the shared data: location/spopt-sf)', () => {
  const expected = spopt ? JSON.parse(readFileSync(spopt, 'utf8')) : null;
  const sorted = (ids: readonly unknown[]) => [...ids].sort();

  it('LSCP, MCLP, p-median and p-center are the proven optima', async () => {
    const city = asProblem(sanFranciscoGround());
    const lscp = await solve({ ...city, model: 'LSCP', cutoff: expected.LSCP.S });
    expect(lscp).toMatchObject({ status: 'OPTIMAL', objective: expected.LSCP.min_sites, uncovered: [] });
    const { S: cutoff, p, covered_weight: objective, sites } = expected.MCLP;
    const mclp = await solve({ ...city, model: 'MCLP', cutoff, p });
    expect(mclp).toMatchObject({ status: 'OPTIMAL', objective });
    expect(sorted(mclp.sites)).toEqual(sites);
    const median = await solve({ ...city, model: 'P_MEDIAN', p: expected.P_MEDIAN.p });
    expect(median.objective).toBeCloseTo(expected.P_MEDIAN.objective, 2);
    expect(sorted(median.sites)).toEqual(expected.P_MEDIAN.sites);
    const center = await solve({ ...city, model: 'P_CENTER', p: expected.P_CENTER.p });
    expect(center.objective).toBeCloseTo(expected.P_CENTER.minimax, 6);
  });
});

const sjc = sharedData('location/sjc-mclp/optima.csv');

describe.skipIf(!sjc)('São José dos Campos as JSON (needs the shared data: location/sjc-mclp)', () => {
  it.each(['SJC324', 'SJC402'])('%s covers as many as is proven', async (instance) => {
    const rows = csvRows(sjc!).filter(([name]) => name.toUpperCase().includes(instance));
    expect(rows.length).toBeGreaterThan(0);
    const city = asProblem(sjcGround(rows[0][0]));
    for (const [, , s, p, covered] of rows.slice(0, 3)) {
      const answer = await solve({ ...city, model: 'MCLP', cutoff: Number(s), p: Number(p) });
      expect(answer).toMatchObject({ status: 'OPTIMAL', objective: Number(covered) });
    }
  });
});
