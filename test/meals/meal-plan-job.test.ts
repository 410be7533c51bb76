import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { scatteredCandidates, scatteredDemand, SIZE, WALK } from '../support/scattered-town.js';

const ASK = `${WALK}, canteens: 2, newCanteensCook: true, settings: { deliveryShare: 0.2, canteenMealsPerDay: 80 }`;
const of = (code: string, rest = ASK) => `divisionCode: "${code}", ${rest}`;
const LAYER = '{ reach { coveredPeople ratio } served { coveredPeople totalPeople } }';
const OUTCOME = `__typename ... on MealPlanInfeasible { reason message settings { canteens } }
  ... on MealPlan { status objectivePeople upperBoundPeople gap dataHash notes rule { walkMinutes predicates { exceptMealModes } }
    places { order role candidateId name peopleLostWithout location division { code } }
    before { division { code } dineIn ${LAYER} } after { dineIn ${LAYER} delivery ${LAYER} union ${LAYER} }
    settings { candidates meals { deliveryShare selfCookingKinds } }
    points(first: 5) { totalCount edges { node { demandPointId dineInServed division { code } chains { siteId people } } } } }`;
const JOB = 'id kind state askedBy progress { incumbent bound gap seconds } error { code }';

describe('a plan of meal points as a job', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const demand = scatteredDemand(30, (at) => 10 * (1 + ((at * 13) % 7)));
    const candidates = scatteredCandidates(7);
    await writeTown(rooms.database.manager, { divisions: gridTown.divisions, demand, candidates });
    await publishNetwork(rooms.database.manager, gridNetwork(SIZE));
    const tell = () => {};
    rooms.jobs.begin({ atOnce: 1, log: { info: tell, warn: tell, error: console.error } as never });
  });
  afterAll(() => rooms.close());

  const start = async (args: string): Promise<Json> =>
    (await rooms.data(`mutation { startMealPlan(${args}) { ${JOB} } }`)).startMealPlan;
  const ended = async (id: string): Promise<Json> => {
    for (let tries = 0; tries < 600; tries++) {
      const { job } = await rooms.data(`{ job(id: "${id}") { ${JOB} result { __typename } } }`);
      if (job.state !== 'QUEUED' && job.state !== 'RUNNING') return job;
      await sleep(50);
    }
    throw new Error(`job ${id} does not end`);
  };
  const planOf = async (id: string): Promise<Json> =>
    (await rooms.data(`{ job(id: "${id}") { mealPlan { ${OUTCOME} } } }`)).job.mealPlan;

  it('gives what proposeMealPoints gives', { timeout: 240_000 }, async () => {
    const { proposeMealPoints: plan } = await rooms.data(
      `{ proposeMealPoints(${of(COUNTY)}) { ${OUTCOME} } }`,
    );
    expect(plan).toMatchObject({ __typename: 'MealPlan', status: 'OPTIMAL' });
    const { id, ...job } = await start(of(COUNTY));
    expect(job).toMatchObject({ kind: 'MEAL_PLAN', state: 'QUEUED', askedBy: 'tester', progress: null });
    expect(await ended(id)).toMatchObject({
      ...{ state: 'DONE', error: null, result: null },
      progress: { incumbent: plan.objectivePeople, bound: plan.upperBoundPeople, gap: 0 },
    });
    expect(await planOf(id)).toEqual(plan);
  });

  it('ends with the reason where there is no plan', { timeout: 240_000 }, async () => {
    const { id } = await start(of(COUNTY, `${WALK}, canteens: 50`));
    expect(await ended(id)).toMatchObject({ state: 'DONE' });
    expect(await planOf(id)).toMatchObject({
      ...{ __typename: 'MealPlanInfeasible', reason: 'MORE_CANTEENS_THAN_CANDIDATES' },
      settings: { canteens: 50 },
    });
  });

  it('may take hours, and no more', async () => {
    const { id } = await start(of(COUNTY, `${ASK}, timeLimitSeconds: 7200`));
    expect(await ended(id)).toMatchObject({ state: 'DONE' });
    const args = of(COUNTY, `${ASK}, timeLimitSeconds: 1e6`);
    expect((await rooms.refusal(`mutation { startMealPlan(${args}) { id } }`)).code).toBe('BAD_USER_INPUT');
  });

  it.each([
    [of(COUNTY, WALK), 'planner', 'BAD_USER_INPUT'],
    [of(COUNTY), 'public', 'UNAUTHENTICATED'],
    [of(COUNTY), 'resources', 'FORBIDDEN'],
    [of('110101001001'), 'planner', 'NOT_FOUND'],
  ] as const)('is refused at once, with nothing stored: %s by %s', async (args, role, code) => {
    const count = async () => (await rooms.data('{ jobs { totalCount } }')).jobs.totalCount;
    const before = await count();
    expect((await rooms.refusal(`mutation { startMealPlan(${args}) { id } }`, { role })).code).toBe(code);
    expect(await count()).toBe(before);
  });
});
