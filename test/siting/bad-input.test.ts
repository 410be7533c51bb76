import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { B, writeTown } from '../support/grid-town.js';
import { makeSolvesHard } from '../support/hard-siting-problem.js';
import type { Json } from '../support/rooms.js';
import { rowCounts } from '../support/row-counts.js';
import { openSitingTown, proposeQuery, type SitingTown } from '../support/siting-town.js';
import { watchWorkers, worked } from '../support/watch-workers.js';

/** Questions that have no plan: settings, then per conflict what, asked, possible and ids. */
const WITHOUT_PLAN: [string, ...[string, number | null, number | null, string[]][]][] = [
  ['count: 11', ['MORE_SITES_THAN_CANDIDATES', 11, 10, []]],
  ['count: 10, lockedOut: ["c1"]', ['MORE_SITES_THAN_CANDIDATES', 10, 9, []]],
  ['budget: 0.5', ['BUDGET_TOO_SMALL', 0.5, 1, []]],
  ['budget: 0', ['BUDGET_TOO_SMALL', 0, 1, []]],
  ['count: 1, cohort: AGE_80', ['NO_DEMAND', null, null, []]],
  ['count: 1, candidateKinds: [HEALTH_SITE]', ['NO_CANDIDATES', null, null, []]],
  ['count: 1, lockedIn: ["off"]', ['LOCKED_IN_UNUSABLE', null, null, ['off']]],
  ['count: 1, lockedIn: ["far"]', ['UNKNOWN_CANDIDATE', null, null, ['far']]],
  ['budget: 5, lockedIn: ["free"]', ['LOCKED_IN_UNUSABLE', null, null, ['free']]],
  ['count: 1, lockedIn: ["c1"], lockedOut: ["c1"]', ['CONTRADICTORY_LOCKS', null, null, ['c1']]],
  ['count: 1, lockedIn: ["c1", "c2"]', ['LOCKED_BEYOND_COUNT', 1, 2, []]],
  ['budget: 2, lockedIn: ["c3"]', ['LOCKED_BEYOND_BUDGET', 2, 4, []]],
  ['count: 1, lockedOut: ["nowhere"]', ['UNKNOWN_CANDIDATE', null, null, ['nowhere']]],
  ['count: 1, closableFacilityIds: ["f1", "nobody"]', ['UNKNOWN_FACILITY', null, null, ['nobody']]],
  [
    'model: PHASED, phases: [{ year: 2026, count: 1, fixed: ["c1"] }, { year: 2027, count: 1, fixed: ["c1"] }]',
    ['CONTRADICTORY_LOCKS', null, null, ['c1']],
  ],
  [
    'count: 20, lockedIn: ["x"], closableFacilityIds: ["y"]',
    ['UNKNOWN_CANDIDATE', null, null, ['x']],
    ['UNKNOWN_FACILITY', null, null, ['y']],
  ],
];

/** Questions that cannot be asked, with what is said. */
const REFUSED: [string, RegExp][] = [
  ['count: -1', /count must be a whole number from 1 to \d+, got -1/],
  ['count: 0', /count must be .* got 0/],
  ['budget: -3', /budget must be 0 or more, got -3/],
  ['model: CMCLP, count: 1, capacityField: BEDS, newSiteCapacity: -1', /newSiteCapacity must be 0 or more/],
  ['model: PHASED, phases: [{ year: 2026, count: -1 }]', /phases\[0\].count must be .* got -1/],
  ['model: PHASED, phases: [{ year: 2026, budget: -1 }]', /phases\[0\].budget must be 0 or more, got -1/],
  ['count: 1, timeLimitSeconds: -1', /timeLimitSeconds must be more than 0/],
  ['count: 1, besideMeters: -1', /besideMeters must be 0 to/],
];

describe('bad input to siting', () => {
  const workers = watchWorkers();
  let town: SitingTown;
  let before: Record<string, number>;
  beforeAll(async () => {
    town = await openSitingTown();
    const { manager } = town.rooms.database;
    await writeTown(manager, {
      candidates: [
        { id: 'off', at: [4, 11], division: B, cost: 1 },
        { id: 'far', at: [4, 90], division: B, cost: 1 },
        { id: 'free', at: [4, 4], division: B },
      ],
    });
    before = await rowCounts(manager);
  });
  afterEach(async () => expect(await rowCounts(town.rooms.database.manager)).toEqual(before));
  afterAll(async () => {
    await town.rooms.close();
    workers.stop();
    expect(workers.running()).toBe(0);
  });

  it.each(WITHOUT_PLAN)('%s has no plan, and that is told', async (rest, ...expected) => {
    const outcome = await town.propose(rest);
    expect(outcome.__typename).toBe('SitingInfeasible');
    const told = outcome.conflicts.map(({ reason, asked, possible, ids }: Json) => [
      ...[reason, asked, possible, ids],
    ]);
    expect(told).toEqual(expected);
    for (const { message } of outcome.conflicts) expect(message).not.toBe('');
  });

  it.each(REFUSED)('%s cannot be asked', async (rest, message) => {
    const refusal = await town.refusal(rest);
    expect(refusal.code).toBe('BAD_USER_INPUT');
    expect(refusal.message).toMatch(message);
  });

  it.each(['budget: NaN', 'count: NaN', 'count: 1, gapTolerance: Infinity', 'budget: "1"', 'count: 1.5'])(
    '%s is no number of the schema',
    async (rest) => {
      const { errors, data } = await town.rooms.ask(proposeQuery(rest));
      expect(data ?? null).toBeNull();
      expect(errors![0].message).toMatch(/cannot represent/);
    },
  );

  it('NaN cannot be had through a variable', async () => {
    const query = proposeQuery('budget: $budget').replace('{', 'query ($budget: Float) {');
    const { errors } = await town.rooms.ask(query, { variables: { budget: NaN } });
    expect(errors![0].message).toMatch(/"\$budget" got invalid value NaN/);
  });

  it.each([
    ['candidate_site', 'cost', '-1'],
    ['candidate_site', 'cost', `'NaN'`],
    ['candidate_site', 'capacity', '-1'],
    ['demand_point', 'weight_60', '-1'],
    ['demand_point', 'weight_60', `'NaN'`],
    ['demand_point', 'weight_60', `'Infinity'`],
  ])('no %s has a %s of %s', async (table, column, value) => {
    const { manager } = town.rooms.database;
    await expect(manager.query(`UPDATE ${table} SET ${column} = ${value}`)).rejects.toThrow(
      /check constraint/,
    );
  });

  it('why not: unknown candidates are refused, and so is a question without a plan', async () => {
    const explain = (id: string, rest: string) =>
      proposeQuery(rest)
        .replace('proposeSites(', `explainCandidate(candidateId: "${id}", `)
        .replace(/\{ __typename[^]*$/, '{ __typename ... on SitingInfeasible { conflicts { reason } } } }');
    expect(await town.rooms.refusal(explain('nowhere', 'count: 1'))).toMatchObject({ code: 'NOT_FOUND' });
    const { explainCandidate } = await town.rooms.data(explain('c1', 'count: 1, lockedIn: ["zz"]'));
    expect(explainCandidate.conflicts).toEqual([{ reason: 'UNKNOWN_CANDIDATE' }]);
  });

  it('a dropped question ends its threads within 200 ms of work, and the next one is answered', async () => {
    const hard = makeSolvesHard();
    try {
      const stop = new AbortController();
      const asked = town.rooms.ask(proposeQuery('count: 3'), { signal: stop.signal });
      await expect.poll(() => hard.mock.calls.length, { timeout: 20_000 }).toBe(1);
      const begun = worked();
      // At work indeed.
      await expect.poll(() => worked() - begun, { timeout: 20_000 }).toBeGreaterThan(600);
      const [at, workedBefore] = [performance.now(), worked()];
      stop.abort(new Error('gone'));
      expect((await asked).errors![0].message).toBe('gone');
      await expect.poll(() => workers.ended().at).toBeGreaterThan(at);
      expect(workers.ended().worked - workedBefore).toBeLessThan(200);
    } finally {
      hard.mockRestore();
    }
    await sleep(200);
    const idle = worked();
    await sleep(800);
    expect(worked() - idle).toBeLessThan(200);
    expect((await town.proven('count: 1')).sites).toHaveLength(1);
  });

  it('a solve that fails leaves no thread at work', async () => {
    const broken = makeSolvesHard({ demandWeight: null });
    try {
      const { errors } = await town.rooms.ask(proposeQuery('count: 1'));
      expect(errors).toHaveLength(1);
    } finally {
      broken.mockRestore();
    }
    const idle = worked();
    await sleep(500);
    expect(worked() - idle).toBeLessThan(200);
  });
});
