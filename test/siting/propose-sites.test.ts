import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SitingOutcome as KernelOutcome } from '../../src/kernel/siting/siting-answer.js';
import { CandidatePool } from '../../src/siting/candidate-pool.js';
import { ExplainSitingService } from '../../src/siting/explain-siting.service.js';
import { SitesReports } from '../../src/siting/report-sites.js';
import { SitingScenes } from '../../src/siting/siting-scene.js';
import { SitingService } from '../../src/siting/siting.service.js';
import { SolveThreads } from '../../src/siting/solve-threads.js';
import { CandidateSitesRepository } from '../../src/facilities/index.js';
import { DivisionsRepository } from '../../src/divisions/index.js';
import { EstatesRepository } from '../../src/estates/index.js';
import { walkLimit } from '../../src/accessibility/index.js';
import { bruteForceMclp } from '../support/brute-force-mclp.js';
import {
  A,
  B,
  COUNTY,
  gridNetwork,
  gridPlace,
  gridTown,
  publishNetwork,
  TOWN,
  type TownCandidate,
  writeTown,
} from '../support/grid-town.js';
import { mclpProblem } from '../support/mclp-problems.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { blocks, scatteredCandidates, scatteredDemand, SIZE, WALK } from '../support/scattered-town.js';

const demand = scatteredDemand(40, (at) => 1 + ((at * 13) % 17));
const candidates = scatteredCandidates(11);
const existing = { id: 'open', kind: 'COMMUNITY_STATION', at: [0, 0], division: A } as const;

/** The same problem by closed-form walks: 300 m are three blocks. */
function reckoned(
  chosen: readonly TownCandidate[],
  limits: { p?: number; budget?: number },
  points = demand,
) {
  return mclpProblem({
    weights: points.map(({ elderly60 }) => elderly60!),
    covered: points.map(({ at }) => blocks(at, existing.at) <= 3),
    covers: chosen.map((site) => points.flatMap((point, i) => (blocks(site.at, point.at) <= 3 ? [i] : []))),
    costs: chosen.map(({ cost }) => cost!),
    ...limits,
  });
}

const PLAN = `... on SitingPlan { status objectivePeople upperBoundPeople gap totalCost uncoverablePeople dataHash synthetic
  sites { order candidateId name cost peopleNewlyCovered location division { code } }
  coverageBefore { coveredPeople totalPeople ratio } coverageAfter { coveredPeople totalPeople ratio }
  children { division { code } before { coveredPeople } after { coveredPeople totalPeople } }
  settings { candidates candidatesWithoutWalkway candidatesWithoutCost }
  uncoverablePoints { totalCount edges { node { people reason } } } }`;
const query = (code: string, rest: string) =>
  `{ proposeSites(divisionCode: "${code}", service: STATION, ${WALK}, ${rest}) { __typename ${PLAN}
     ... on SitingInfeasible { reason message } ... on SitingTimedOut { message bestPlan { status gap } } } }`;

describe('proposed sites', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { divisions } = gridTown;
    await writeTown(rooms.database.manager, { divisions, facilities: [existing], demand, candidates });
    await publishNetwork(rooms.database.manager, gridNetwork(SIZE));
  });
  afterAll(() => rooms.close());

  const propose = async (code: string, rest: string) => (await rooms.data(query(code, rest))).proposeSites;

  it.each([1, 2, 3, 5])('for %i new sites cover as many as any set could', async (count) => {
    const plan = await propose(COUNTY, `count: ${count}`);
    expect(plan).toMatchObject({ __typename: 'SitingPlan', status: 'OPTIMAL', gap: 0, synthetic: true });
    expect(plan.objectivePeople).toBe(bruteForceMclp(reckoned(candidates, { p: count })));
    expect(plan.upperBoundPeople).toBe(plan.objectivePeople);
    expect(plan.sites.length).toBeLessThanOrEqual(count);
    expect(plan.sites.reduce((sum: number, site: Json) => sum + site.peopleNewlyCovered, 0)).toBe(
      plan.objectivePeople,
    );
    expect(plan.coverageAfter.coveredPeople - plan.coverageBefore.coveredPeople).toBe(plan.objectivePeople);
  });

  it.each([2, 3, 5, 6, 7])(
    'for a budget of %i keep to it and cover as many as any set could',
    async (budget) => {
      const plan = await propose(COUNTY, `budget: ${budget}`);
      expect(plan.status).toBe('OPTIMAL');
      expect(plan.totalCost).toBeLessThanOrEqual(budget);
      expect(plan.objectivePeople).toBe(bruteForceMclp(reckoned(candidates, { budget })));
    },
  );

  it('count the demand of the division only, with candidates across its boundary', async () => {
    const inTown = demand.filter(({ division }) => division === B);
    const plan = await propose(B, 'count: 2');
    expect(plan.objectivePeople).toBe(bruteForceMclp(reckoned(candidates, { p: 2 }, inTown)));
    expect(plan.coverageBefore.totalPeople).toBe(inTown.reduce((sum, { elderly60 }) => sum + elderly60!, 0));
    const whole = await propose(TOWN, 'count: 2');
    expect(whole.children.map((child: Json) => child.division.code)).toEqual([A, B]);
    const after = whole.children.reduce((sum: number, child: Json) => sum + child.after.coveredPeople, 0);
    expect(after).toBe(whole.coverageAfter.coveredPeople);
  });

  it('take only the kinds of candidates asked for', async () => {
    const schools = candidates.filter(({ kind }) => kind === 'IDLE_SCHOOL');
    const plan = await propose(COUNTY, 'count: 2, candidateKinds: [IDLE_SCHOOL]');
    expect(plan.settings.candidates).toBe(schools.length);
    expect(plan.objectivePeople).toBe(bruteForceMclp(reckoned(schools, { p: 2 })));
  });

  it('are the same again, with the same hash, and another hash for another question', async () => {
    const [one, two] = [await propose(COUNTY, 'count: 3'), await propose(COUNTY, 'count: 3')];
    expect(two).toEqual(one);
    expect((await propose(COUNTY, 'count: 2')).dataHash).not.toBe(one.dataHash);
  });

  it('list what no candidate can cover', async () => {
    const plan = await propose(COUNTY, 'count: 1');
    const unreached = demand.filter(
      ({ at }) => blocks(at, existing.at) > 3 && candidates.every((site) => blocks(site.at, at) > 3),
    );
    expect(plan.uncoverablePoints.totalCount).toBe(unreached.length);
    expect(plan.uncoverablePeople).toBe(unreached.reduce((sum, { elderly60 }) => sum + elderly60!, 0));
  });

  it('may come from community points', async () => {
    const plan = await propose(COUNTY, 'count: 1, candidateSource: COMMUNITY_POINTS');
    const points = gridTown.divisions.flatMap((division) =>
      'at' in division ? [{ id: division.code, at: division.at, cost: 0 }] : [],
    );
    expect(plan.settings.candidates).toBe(4);
    expect(plan.objectivePeople).toBe(bruteForceMclp(reckoned(points, { p: 1 })));
    expect(plan.sites[0].division.code).toBe(plan.sites[0].candidateId);
  });

  it('may come from estate entrances, and from the estate where none is known', async () => {
    const [gate, plain] = [gridPlace(5, 5), gridPlace(8, 8)];
    await rooms.database.manager.query(
      `INSERT INTO housing_estate (id, name, households, location, source_key) VALUES
         ('gated', '花园', 100, ST_SetSRID(ST_MakePoint($1, $2), 4326), 'grid-town'),
         ('open', '新村', 100, ST_SetSRID(ST_MakePoint($1, $2), 4326), 'grid-town')`,
      plain,
    );
    await rooms.database.manager.query(
      `INSERT INTO estate_entrance VALUES ('gated', 1, ST_SetSRID(ST_MakePoint($1, $2), 4326))`,
      gate,
    );
    const plan = await propose(COUNTY, 'count: 2, candidateSource: ESTATE_ENTRANCES');
    expect(plan.settings.candidates).toBe(2);
    const places = [
      { id: 'gated#1', at: [5, 5], cost: 0 },
      { id: 'open#0', at: [8, 8], cost: 0 },
    ] as const;
    expect(plan.objectivePeople).toBe(bruteForceMclp(reckoned(places, { p: 2 })));
    expect(plan.sites.map(({ name }: Json) => name).sort()).toEqual(['新村', '花园 出入口1'].sort());
  });

  it('may come from crossings of the network', async () => {
    const plan = await propose(COUNTY, 'count: 1, candidateSource: NETWORK_NODES');
    expect(plan.settings.candidates).toBeGreaterThan(10);
    expect(plan.sites[0].candidateId).toMatch(/^node:\d+$/);
    expect(plan.objectivePeople).toBeGreaterThan(0);
  });

  describe('cannot be given', () => {
    it.each([
      [COUNTY, 'count: 12', 'MORE_SITES_THAN_CANDIDATES', /12 sites.*11 candidates/],
      [COUNTY, 'budget: 0.5', 'BUDGET_TOO_SMALL', /cheapest candidate costs 1/],
      [COUNTY, 'count: 1, candidateKinds: [HEALTH_SITE]', 'NO_CANDIDATES', /candidate/],
      [COUNTY, 'count: 1, cohort: AGE_80', 'NO_DEMAND', /age group/],
    ])('for %s with %s', async (code, rest, reason, message) => {
      const outcome = await propose(code, rest);
      expect(outcome).toMatchObject({ __typename: 'SitingInfeasible', reason });
      expect(outcome.message).toMatch(message);
    });

    it.each([
      ['', 'BAD_USER_INPUT'],
      ['count: 1, goal: 0.9', 'BAD_USER_INPUT'],
      ['count: 0', 'BAD_USER_INPUT'],
      ['count: 501', 'BAD_USER_INPUT'],
      ['budget: -1', 'BAD_USER_INPUT'],
      ['budget: 5, candidateSource: NETWORK_NODES', 'BAD_USER_INPUT'],
      ['count: 1, candidateKinds: [OTHER], candidateSource: COMMUNITY_POINTS', 'BAD_USER_INPUT'],
      ['count: 1, timeLimitSeconds: 61', 'BAD_USER_INPUT'],
      ['count: 1, timeLimitSeconds: 0', 'BAD_USER_INPUT'],
    ])('when asked with "%s"', async (rest, code) => {
      expect((await rooms.refusal(query(COUNTY, rest))).code).toBe(code);
    });

    it('to anyone but planners', async () => {
      const ask = query(COUNTY, 'count: 1');
      expect((await rooms.refusal(ask, { role: 'public' })).code).toBe('UNAUTHENTICATED');
      expect((await rooms.refusal(ask, { role: 'resources' })).code).toBe('FORBIDDEN');
    });

    it('for a division that does not exist', async () => {
      expect((await rooms.refusal(query('110101001001', 'count: 1'))).code).toBe('NOT_FOUND');
    });
  });

  it('leave candidates without cost out of a budget and say how many', async () => {
    await writeTown(rooms.database.manager, { candidates: [{ id: 'c99', at: [4, 4], division: A }] });
    expect((await propose(COUNTY, 'budget: 4')).settings).toMatchObject({
      candidates: 11,
      candidatesWithoutCost: 1,
    });
    expect((await propose(COUNTY, 'count: 4')).settings).toMatchObject({
      candidates: 12,
      candidatesWithoutCost: 0,
    });
  });

  it('stop when the client has gone', async () => {
    const controller = new AbortController();
    const asked = rooms.ask(query(COUNTY, 'count: 3'), { signal: controller.signal });
    controller.abort(new Error('gone'));
    expect((await asked).errors?.[0].message).toBe('gone');
  });

  describe('when the time is up', () => {
    const question = {
      service: 'STATION',
      limit: walkLimit(5, 1),
      asOf: '2025-01-01',
      divisionCode: COUNTY,
      cohort: 'AGE_60',
      count: 4,
      candidateSources: ['NETWORK_NODES'],
    } as const;
    const planner = { actor: 'tester', role: 'planner' } as const;
    const reportsOf = (late: (outcome: KernelOutcome) => KernelOutcome) => {
      const { manager } = rooms.database;
      const divisions = new DivisionsRepository(manager);
      const pool = new CandidatePool(
        divisions,
        new CandidateSitesRepository(manager),
        new EstatesRepository(manager),
      );
      const threads = new SolveThreads();
      const solve: SolveThreads['solve'] = async (...ask) => late(await threads.solve(...ask));
      const scenes = new SitingScenes(pool, divisions);
      const ground = { capacities: async () => [], targets: async () => [] };
      const service = new SitingService(rooms.coverage.coverage, scenes, ground, { solve });
      const explaining = new ExplainSitingService(service, threads);
      const reports = new SitesReports(service, explaining, rooms.accessibility.versions);
      return reports.reportSites(question, planner).finally(() => threads.close());
    };

    it('the best plan found comes with its gap', async () => {
      const report = await reportsOf((outcome) => {
        if (outcome.status !== 'OPTIMAL') throw new Error('expected a proven plan');
        const upperBound = outcome.plan.upperBound + 3;
        return { ...outcome, status: 'TIMED_OUT', plan: { ...outcome.plan, upperBound } };
      });
      if (report.outcome !== 'SitingTimedOut') throw new Error('expected the time to be up');
      const plan = report.bestPlan!;
      expect(plan.status).toBe('FEASIBLE');
      expect(plan.upperBoundPeople).toBe(plan.objectivePeople + 3);
      expect(plan.gap).toBeCloseTo(3 / plan.objectivePeople);
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    });

    it('before a plan was found there is none, and that is said', async () => {
      const report = await reportsOf(({ seconds }) => ({ status: 'TIMED_OUT', plan: null, seconds }));
      expect(report).toMatchObject({ outcome: 'SitingTimedOut', bestPlan: null });
    });
  });
});
