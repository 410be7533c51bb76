import { afterAll, describe, expect, it } from 'vitest';
import type { SitingOutcome } from '../../../src/kernel/siting/siting-answer.js';
import type { SitingModel, SiteRole } from '../../../src/kernel/siting/siting-model.js';
import { solveSiting } from '../../../src/kernel/siting/solve-siting.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';
import { scatteredMclp } from '../../support/mclp-problems.js';
import { sitingGround, type DrawnGround } from '../../support/siting-grounds.js';

const lp = new HighsLp();
const milp = new HighsSolver();
afterAll(() => Promise.all([lp.close(), milp.close()]));
const clock = () => performance.now() / 1000;
const solve = (question: SitingModel) => solveSiting(question, { lp, milp, clock }, { timeLimitSeconds: 30 });

async function plan(question: SitingModel) {
  const outcome = await solve(question);
  if (outcome.status !== 'OPTIMAL') throw new Error(JSON.stringify(outcome));
  return outcome.plan;
}

async function conflicts(question: SitingModel) {
  const outcome = await solve(question);
  return outcome.status === 'INFEASIBLE' ? outcome.conflicts : outcome.status;
}

/** Five homes along a road, a kilometre apart, and three sites at the first, third and fifth. */
const road: DrawnGround = {
  weights: [40, 10, 30, 20, 50],
  travel: [
    [0, 1, 2, 3, 4],
    [2, 1, 0, 1, 2],
    [4, 3, 2, 1, 0],
  ],
  costs: [5, 2, 4],
};
const ground = sitingGround(road);
const withRoles = (...roles: SiteRole[]) => sitingGround({ ...road, roles });
const ids = ({ sites }: { sites: readonly { candidateId: string }[] }) =>
  sites.map(({ candidateId }) => candidateId);

describe('plans', () => {
  it('list sites by what they add, who is served where, and what stays out', async () => {
    const result = await plan({ ...ground, model: 'MCLP', cutoff: 1, p: 2 });
    expect(result).toMatchObject({
      objective: 120,
      lowerBound: 120,
      upperBound: 120,
      coveredBefore: 0,
      coveredAfter: 120,
    });
    expect(result.sites).toMatchObject([
      { candidateId: 'c02', contribution: 70, newlyCovered: 70, cost: 4 },
      { candidateId: 'c00', contribution: 50, newlyCovered: 50, cost: 5 },
    ]);
    expect(Array.from(result.assignment)).toEqual([0, 0, -1, 2, 2]);
    expect(Array.from(result.uncovered)).toEqual([2]);
    expect(Array.from(result.uncoverable)).toEqual([]);
  });

  it('name what no candidate reaches', async () => {
    const far = sitingGround({ ...road, travel: road.travel.map((row) => [...row.slice(0, 4), null]) });
    for (const question of [
      { ...far, model: 'LSCP', cutoff: 2 },
      { ...far, model: 'P_MEDIAN', p: 1 },
      { ...far, model: 'P_CENTER', p: 1 },
    ] as const) {
      const result = await plan(question);
      expect(Array.from(result.uncoverable)).toEqual([4]);
      expect(result.uncoverableWeight).toBe(50);
      expect(result.assignment[4]).toBe(-1);
    }
  });

  it('keep what exists, open what is locked in, leave what is locked out', async () => {
    const result = await plan({
      ...withRoles('EXISTING', 'LOCKED_OUT', 'FREE'),
      model: 'MCLP',
      cutoff: 1,
      p: 1,
    });
    expect(ids(result)).toEqual(['c02']);
    expect(result).toMatchObject({ coveredBefore: 50, coveredAfter: 120, objective: 120, closed: [] });
    const forced = await plan({ ...withRoles('FREE', 'LOCKED_IN', 'FREE'), model: 'MCLP', cutoff: 1, p: 1 });
    expect(ids(forced)).toEqual(['c01']);
  });

  it('close a site when its place serves better elsewhere, and only then', async () => {
    const moved = await plan({ ...withRoles('FREE', 'CLOSABLE', 'FREE'), model: 'MCLP', cutoff: 0, p: 0 });
    expect(moved).toMatchObject({ objective: 50, coveredBefore: 30, closed: [1] });
    expect(ids(moved)).toEqual(['c02']);
    const kept = await plan({ ...withRoles('FREE', 'CLOSABLE', 'FREE'), model: 'MCLP', cutoff: 4, p: 1 });
    expect(kept).toMatchObject({ objective: 150, closed: [], sites: [] });
  });

  it('give ties to the smaller id, whatever the order of the rows', async () => {
    const alike = sitingGround({
      weights: [1, 1],
      travel: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    });
    const turned = { ...alike, candidateIds: ['c02', 'c00', 'c01'] };
    for (const model of ['MCLP', 'LSCP', 'P_MEDIAN', 'P_CENTER', 'GRADUAL'] as const) {
      const rest = { cutoff: 1, farCutoff: 2, p: 1 };
      expect(ids(await plan({ ...alike, ...rest, model } as SitingModel))).toEqual(['c00']);
      expect(ids(await plan({ ...turned, ...rest, model } as SitingModel))).toEqual(['c00']);
    }
  });

  it('assign by optimum, not by order', async () => {
    // The first site alone reaches both points, the second only the second: order would strand one.
    const shared = sitingGround({
      weights: [4, 4],
      travel: [
        [1, 1],
        [null, 1],
      ],
    });
    const result = await plan({
      ...{ ...shared, model: 'CMCLP', cutoff: 1, p: 2 },
      candidateCapacity: Float64Array.of(4, 4),
    });
    expect(result.objective).toBe(8);
    expect(result.shares).toEqual([
      { demand: 0, candidate: 0, weight: 4 },
      { demand: 1, candidate: 1, weight: 4 },
    ]);
  });

  it('build in the best order, not only to the best end', async () => {
    const phases = [
      { name: '2025', p: 1 },
      { name: '2026', p: 1 },
    ];
    const result = await plan({ ...ground, model: 'PHASED', cutoff: 1, phases });
    expect(result.sites.map(({ candidateId, phase }) => [phase, candidateId])).toEqual([
      [0, 'c02'],
      [1, 'c00'],
    ]);
    expect(result.objective).toBe(70 + 120);
  });
});

describe('what cannot be', () => {
  it('locks against the limits', async () => {
    const locked = withRoles('LOCKED_IN', 'LOCKED_IN', 'FREE');
    expect(await conflicts({ ...locked, model: 'MCLP', cutoff: 1, p: 1 })).toMatchObject([
      { code: 'LOCKED_BEYOND_P', asked: 1, possible: 2 },
    ]);
    expect(await conflicts({ ...locked, model: 'MCLP', cutoff: 1, budget: 6 })).toMatchObject([
      { code: 'LOCKED_BEYOND_BUDGET', asked: 6, possible: 7 },
    ]);
  });

  it('too few sites, too little money, a goal out of reach', async () => {
    const sparse = sitingGround({
      ...road,
      travel: [
        [0, 1, null, null, null],
        [null, 1, 0, 1, null],
        [null, null, null, 1, 0],
      ],
    });
    expect(await conflicts({ ...sparse, model: 'P_MEDIAN', p: 2 })).toMatchObject([
      { code: 'TOO_FEW_SITES', asked: 2, possible: 3 },
    ]);
    expect(await conflicts({ ...sparse, model: 'P_CENTER', budget: 10 })).toMatchObject([
      { code: 'TOO_FEW_SITES', asked: 10, possible: 11 },
    ]);
    expect(
      await conflicts({
        ...withRoles('FREE', 'FREE', 'LOCKED_OUT'),
        model: 'COVERAGE_GOAL',
        cutoff: 1,
        goal: 0.9,
      }),
    ).toMatchObject([{ code: 'GOAL_OUT_OF_REACH', asked: 0.9, possible: 100 / 150 }]);
  });

  it('targets and floors, each with the least that gives way', async () => {
    const targets = [{ name: 'every town one centre', units: [[0], [1], [2]], share: 1 }];
    expect(await conflicts({ ...ground, model: 'POLICY', cutoff: 1, p: 2, targets })).toMatchObject([
      { code: 'TARGET_OUT_OF_REACH', name: 'every town one centre', asked: 3, possible: 2 },
    ]);
    const floor = { unitOf: Int32Array.of(0, 0, 1, 1, 1), unitNames: ['west', 'east'], share: 1 };
    const short = await conflicts({ ...ground, model: 'POLICY', cutoff: 1, p: 2, targets: [], floor });
    expect(short).toMatchObject([{ code: 'FLOOR_OUT_OF_REACH', name: 'east' }]);
    if (typeof short !== 'string') expect(short[0].possible).toBeCloseTo(0.7, 6);
  });

  it('bad input, every fault named', async () => {
    const messages = async (question: SitingModel) => {
      const found = await conflicts(question);
      return typeof found === 'string'
        ? found
        : found.map(({ code, message }) => `${code}: ${message}`).join('\n');
    };
    const base = { ...ground, model: 'MCLP', cutoff: 1, p: 1 } as const;
    expect(await messages({ ...base, p: 4 })).toContain('there are 3 candidates');
    expect(await messages({ ...base, p: undefined })).toContain('Give a number of sites');
    expect(await messages({ ...base, p: undefined, budget: 1 })).toContain('below the cheapest site (2)');
    expect(await messages({ ...base, cutoff: NaN })).toContain('cutoff');
    expect(await messages({ ...base, demandWeight: Float64Array.of(1, -1, 1, 1, NaN) })).toContain(
      'd1 is -1',
    );
    expect(await messages({ ...base, candidateIds: ['a', 'a', 'b'] })).toContain('a is listed twice');
    expect(
      await messages({
        ...base,
        ...sitingGround({ weights: [], travel: [] }),
      }),
    ).toContain('no demand');
    const travel = { ...ground.travel, cost: ground.travel.cost.map((cost, at) => (at === 3 ? NaN : cost)) };
    expect(await messages({ ...base, travel })).toContain('from c00 to d3 costs NaN');
  });
});

describe('a solve under way', () => {
  // Takes a minute and more to prove.
  const problem = scatteredMclp(5000, 500, 0.126, 20);
  const { offset, demand } = problem.covers;
  const large: SitingModel = {
    ...{
      demandIds: problem.demandIds,
      demandWeight: problem.demandWeight,
      candidateIds: problem.candidateIds,
    },
    travel: { offset, demand, cost: new Int32Array(demand.length) },
    ...{ model: 'MCLP', cutoff: 0, p: 20 },
  };

  /** The same pairs, near or far by no rule; and all pairs. */
  const far = (_: unknown, at: number) => 1 + ((at * 7919) % 97);
  const fading = { ...large.travel, cost: Int32Array.from(large.travel.demand, far) };
  const [sites, points] = [large.candidateIds.length, large.demandIds.length];
  const everywhere = {
    offset: Int32Array.from({ length: sites + 1 }, (_, site) => site * points),
    demand: Int32Array.from({ length: sites * points }, (_, at) => at % points),
    cost: Int32Array.from({ length: sites * points }, far),
  };

  it('tells of plan and bound, stops at a gap that is good enough', async () => {
    const seen: [number, number][] = [];
    const outcome: SitingOutcome = await solveSiting(
      large,
      { lp, milp, clock },
      {
        ...{ timeLimitSeconds: 60, gapTolerance: 0.03 },
        watch: (objective, bound) => void seen.push([objective, bound]),
      },
    );
    expect(outcome.status).toBe('FEASIBLE');
    if (outcome.status !== 'FEASIBLE') return;
    expect(outcome.plan.gap).toBeGreaterThan(0);
    expect(outcome.plan.gap).toBeLessThanOrEqual(0.03);
    expect(seen.length).toBeGreaterThan(2);
    for (const [objective, bound] of seen) expect(bound).toBeGreaterThanOrEqual(objective);
  });

  it.each([
    ['LSCP', { ...large, model: 'LSCP', cutoff: 0 }, 0.2],
    ['GRADUAL', { ...large, travel: fading, model: 'GRADUAL', cutoff: 10, farCutoff: 100, p: 20 }, 0.2],
    ['P_MEDIAN', { ...large, travel: everywhere, model: 'P_MEDIAN', p: 20 }, 0.2],
  ] as const)(
    '%s with a gap that is good enough is not called optimal',
    async (_model, question, gapTolerance) => {
      const options = { timeLimitSeconds: 60, gapTolerance };
      const outcome = await solveSiting(question as SitingModel, { lp, milp, clock }, options);
      if (outcome.status !== 'FEASIBLE') throw new Error(outcome.status);
      expect(outcome.plan.gap).toBeGreaterThan(0);
      expect(outcome.plan.gap).toBeLessThanOrEqual(gapTolerance);
    },
  );

  it('tells of the sites that are locked in as part of a cover', async () => {
    const seen: [number, number][] = [];
    const roles = large.candidateIds.map((_, site): SiteRole => (site < 2 ? 'LOCKED_IN' : 'FREE'));
    const outcome = await solveSiting(
      { ...large, roles, model: 'LSCP', cutoff: 0 },
      { lp, milp, clock },
      {
        ...{ timeLimitSeconds: 60, gapTolerance: 0.2 },
        watch: (objective, bound) => void seen.push([objective, bound]),
      },
    );
    if (outcome.status !== 'FEASIBLE') throw new Error(outcome.status);
    expect(seen.length).toBeGreaterThan(0);
    for (const [objective, bound] of seen) {
      expect(objective).toBeGreaterThanOrEqual(outcome.plan.objective);
      expect(bound).toBeLessThanOrEqual(outcome.plan.objective);
    }
  });

  it('hands over its best plan when the time is up', async () => {
    const outcome = await solveSiting(large, { lp, milp, clock }, { timeLimitSeconds: 0.5 });
    expect(outcome.status).toBe('TIMED_OUT');
    if (outcome.status === 'TIMED_OUT')
      expect(outcome.plan!.upperBound).toBeGreaterThan(outcome.plan!.objective);
  });

  it('ends soon after it is told to, wherever it is', async () => {
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    for (const after of [100, 700, 1800]) {
      const stop = new AbortController();
      let stoppedAt = 0;
      setTimeout(() => {
        stoppedAt = performance.now();
        stop.abort(new Error('enough'));
      }, after);
      const options = { timeLimitSeconds: 60, signal: stop.signal, pause };
      await expect(solveSiting(large, { lp, milp, clock }, options)).rejects.toThrow('enough');
      expect(performance.now() - stoppedAt).toBeLessThan(200);
    }
  });
});
