import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWalkNetwork, splitWays } from '../../src/kernel/network/index.js';
import {
  A,
  B,
  COUNTY,
  gridPlace,
  gridTown,
  publishNetwork,
  TOWN,
  type TownCandidate,
  type TownDemand,
  writeTown,
} from '../support/grid-town.js';
import { type Json, openTestRooms, type TestRooms } from '../support/rooms.js';
import { blocks, scatteredCandidates, scatteredDemand, SIZE, WALK } from '../support/scattered-town.js';
import { WaySetBuilder } from '../support/way-set-builder.js';

const demand = scatteredDemand(30, (at) => 10 * (1 + ((at * 13) % 7)));
const candidates = scatteredCandidates(7);

/** Residential streets every 100 m, open to vehicles and people alike. */
function streets() {
  const builder = new WaySetBuilder();
  const nodes = Array.from({ length: SIZE * SIZE }, (_, at) =>
    builder.node(...gridPlace(at % SIZE, Math.floor(at / SIZE))),
  );
  const lines = Array.from({ length: SIZE }, (_, at) => at);
  for (const line of lines) {
    builder.way(
      lines.map((column) => nodes[line * SIZE + column]),
      { kind: 'residential' },
    );
    builder.way(
      lines.map((row) => nodes[row * SIZE + line]),
      { kind: 'residential' },
    );
  }
  return buildWalkNetwork(splitWays(builder.build()).segments);
}

// Nobody rides, so that what is served can be told by hand: 300 m on foot, 80 meals a canteen.
const ON_FOOT = 'settings: { deliveryShare: 0, canteenMealsPerDay: 80 }, newCanteensCook: true';
const FIGURES = '{ reach { coveredPeople } served { coveredPeople totalPeople } }';
const PLAN = `... on MealPlan { status objectivePeople upperBoundPeople gap totalCost dataHash synthetic notes
  places { order role candidateId name peopleLostWithout dineInPeople deliveryPeople suppliedPeople cost division { code } }
  before { dineIn ${FIGURES} delivery ${FIGURES} union ${FIGURES} } after { dineIn ${FIGURES} delivery ${FIGURES} union ${FIGURES} }
  settings { candidates candidatesWithoutCost canteens kitchens meals { deliveryShare } }
  points(first: 100) { edges { node { demandPointId dineInServed deliveryServed chains { layer siteId kitchenId people } } } } }`;
const query = (rest: string, code = COUNTY) =>
  `{ proposeMealPoints(divisionCode: "${code}", ${WALK}, ${rest}) { __typename ${PLAN}
     ... on MealPlanInfeasible { reason message asked possible } ... on MealPlanTimedOut { message bestPlan { status gap } } } }`;

/** Most people some set of so many canteens serves on foot: Hall’s theorem over sets of canteens, by trying all. */
function bestOnFoot(count: number, sites: readonly TownCandidate[], points = demand): number {
  let best = 0;
  for (let set = 0; set < 2 ** sites.length; set++) {
    const open = sites.filter((_, at) => (set >> at) & 1);
    if (open.length <= count) best = Math.max(best, servedOnFoot(open, points));
  }
  return best;
}

/** Σ over sites is a flow; its least cut leaves out some sites and all who reach only those. */
function servedOnFoot(open: readonly TownCandidate[], points: readonly TownDemand[]): number {
  let least = Infinity;
  for (let full = 0; full < 2 ** open.length; full++) {
    const isFull = (at: number) => ((full >> at) & 1) === 1;
    const free = points.filter(({ at }) => open.some((site, s) => !isFull(s) && blocks(site.at, at) <= 3));
    const cut =
      open.filter((_, at) => isFull(at)).length * 80 +
      free.reduce((sum, { elderly60 }) => sum + elderly60!, 0);
    least = Math.min(least, cut);
  }
  return least;
}

describe('proposeMealPoints', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, { divisions: gridTown.divisions, demand, candidates });
    await publishNetwork(rooms.database.manager, streets());
  });
  afterAll(() => rooms.close());
  const propose = async (rest: string, code = COUNTY): Promise<Json> =>
    (await rooms.data(query(rest, code))).proposeMealPoints;

  it.each([1, 2, 4])('for %i canteens serves as many as any choice could', async (count) => {
    const plan = await propose(`canteens: ${count}, ${ON_FOOT}`);
    expect(plan).toMatchObject({
      __typename: 'MealPlan',
      status: 'OPTIMAL',
      gap: 0,
      synthetic: true,
      totalCost: null,
    });
    expect(plan.objectivePeople).toBe(bestOnFoot(count, candidates));
    expect(plan.after.dineIn.served.coveredPeople).toBeCloseTo(plan.objectivePeople, 6);
    expect(plan.before.dineIn.served.coveredPeople).toBe(0);
    expect(plan.places.length).toBeLessThanOrEqual(count);
  });

  it('counts the people of the division alone, and takes only the kinds asked for', async () => {
    const inB = demand.filter(({ division }) => division === B);
    expect((await propose(`canteens: 2, ${ON_FOOT}`, B)).objectivePeople).toBe(
      bestOnFoot(2, candidates, inB),
    );
    const schools = candidates.filter(({ kind }) => kind === 'IDLE_SCHOOL');
    const plan = await propose(`canteens: 2, candidateKinds: [IDLE_SCHOOL], ${ON_FOOT}`);
    expect(plan.settings.candidates).toBe(schools.length);
    expect(plan.objectivePeople).toBe(bestOnFoot(2, schools));
  });

  it('opens kitchens for the canteens that need them, and tells every chain', async () => {
    const settings =
      'settings: { deliveryShare: 0.2, canteenMealsPerDay: 200, kitchenMealsPerDay: 300, tripsPerDay: 4 }';
    expect((await propose(`canteens: 2, ${settings}`)).places).toEqual([]);
    const plan = await propose(`canteens: 2, kitchens: 1, ${settings}`);
    const roles = plan.places.map(({ role }: Json) => role).sort();
    expect([plan.status, roles]).toEqual(['OPTIMAL', ['CANTEEN', 'CANTEEN', 'CENTRAL_KITCHEN']]);
    expect(new Set(plan.places.map(({ candidateId }: Json) => candidateId)).size).toBe(3);
    const kitchen = plan.places.find(({ role }: Json) => role === 'CENTRAL_KITCHEN');
    expect(kitchen.suppliedPeople).toBeCloseTo(plan.objectivePeople, 6);
    expect(plan.objectivePeople).toBeLessThanOrEqual(300);
    const chains = plan.points.edges.flatMap(({ node }: Json) => node.chains);
    expect(chains.length).toBeGreaterThan(3);
    for (const { kitchenId } of chains) expect(kitchenId).toBe(kitchen.candidateId);
    const people = chains.reduce((sum: number, chain: Json) => sum + chain.people, 0);
    expect(people).toBeCloseTo(plan.after.union.served.coveredPeople, 6);
    // 4 trips of 5 stops from each of two canteens.
    expect(plan.after.delivery.served.coveredPeople).toBeLessThanOrEqual(40);
    // The whole of both layers is what the kitchen sends.
    expect(plan.after.dineIn.served.coveredPeople + plan.after.delivery.served.coveredPeople).toBeCloseTo(
      people,
      6,
    );
  });

  it('keeps to a budget', async () => {
    const plan = await propose(`budget: 3, ${ON_FOOT}`);
    expect(plan.status).toBe('OPTIMAL');
    expect(plan.totalCost).toBeLessThanOrEqual(3);
    const cost = plan.places.reduce((sum: number, place: Json) => sum + place.cost, 0);
    expect(cost).toBe(plan.totalCost);
    expect(plan.settings).toMatchObject({ canteens: null, kitchens: null });
  });

  it('may take community points', async () => {
    const plan = await propose(`canteens: 1, candidateSources: [IMPORTED, COMMUNITY_POINTS], ${ON_FOOT}`);
    expect(plan.settings.candidates).toBeGreaterThan(candidates.length);
    expect(plan.objectivePeople).toBeGreaterThanOrEqual(bestOnFoot(1, candidates));
  });

  it('is the same again, with the same hash, and another hash for another question', async () => {
    const rest = `canteens: 2, ${ON_FOOT}`;
    const [one, two] = [await propose(rest), await propose(rest)];
    expect(two).toEqual(one);
    expect((await propose(`canteens: 3, ${ON_FOOT}`)).dataHash).not.toBe(one.dataHash);
  });

  it('says that posing the question took all the time there was', async () => {
    const outcome = await propose(`canteens: 3, timeLimitSeconds: 0.000001, ${ON_FOOT}`);
    expect(outcome).toMatchObject({ __typename: 'MealPlanTimedOut', bestPlan: null });
    expect(outcome.message).toMatch(/Posing the question took all/);
  });

  it('opens what is locked in, nothing where it is locked out, and the best beside', async () => {
    const free = await propose(`canteens: 2, ${ON_FOOT}`);
    const chosen = free.places.map(({ candidateId }: Json) => candidateId);
    const rest = candidates.filter(({ id }) => !chosen.includes(id));
    const lockedOut = `lockedOut: ["${chosen[0]}"]`;
    expect((await propose(`canteens: 2, ${lockedOut}, ${ON_FOOT}`)).objectivePeople).toBe(
      bestOnFoot(
        2,
        candidates.filter(({ id }) => id !== chosen[0]),
      ),
    );
    const [must] = rest;
    const plan = await propose(`canteens: 2, lockedCanteens: ["${must.id}"], ${ON_FOOT}`);
    expect(plan).toMatchObject({ status: 'OPTIMAL' });
    expect(plan.places.map(({ candidateId }: Json) => candidateId)).toContain(must.id);
    const beside = candidates.filter(({ id }) => id !== must.id);
    const best = Math.max(...beside.map((other) => servedOnFoot([must, other], demand)));
    expect(plan.objectivePeople).toBe(best);
  });

  it.each([
    ['lockedCanteens: ["c0", "c1", "c2"]', 'MORE_LOCKED_THAN_ALLOWED'],
    ['lockedCanteens: ["c0"], lockedKitchens: ["c0"], kitchens: 1', 'LOCKS_CONTRADICT'],
    ['lockedCanteens: ["c0"], lockedOut: ["c0"]', 'LOCKS_CONTRADICT'],
    ['lockedCanteens: ["nowhere"]', 'LOCK_UNUSABLE'],
    ['lockedKitchens: ["c0"]', 'LOCK_UNUSABLE'],
  ])('says why %s cannot be', async (locks, reason) => {
    expect(await propose(`canteens: 2, ${locks}, ${ON_FOOT}`)).toMatchObject({
      __typename: 'MealPlanInfeasible',
      reason,
    });
  });

  it.each([
    ['canteens: 8', COUNTY, 'MORE_CANTEENS_THAN_CANDIDATES', 8, 7],
    ['canteens: 5, kitchens: 3', COUNTY, 'MORE_PLACES_THAN_CANDIDATES', 8, 7],
    ['budget: 0.5', COUNTY, 'BUDGET_TOO_SMALL', 0.5, 1],
    ['canteens: 1, candidateKinds: [HEALTH_SITE]', COUNTY, 'NO_CANDIDATES', null, null],
    ['canteens: 1, cohort: AGE_80', COUNTY, 'NO_DEMAND', null, null],
  ])('cannot be given for %s', async (rest, code, reason, asked, possible) => {
    expect(await propose(rest, code)).toMatchObject({
      __typename: 'MealPlanInfeasible',
      reason,
      asked,
      possible,
    });
  });

  it.each([
    '',
    'canteens: 0',
    'canteens: 101',
    'canteens: -1',
    'budget: -1',
    'budget: 5, candidateSources: [NETWORK_NODES]',
    'canteens: 1, candidateSources: []',
    'canteens: 1, timeLimitSeconds: 61',
    'canteens: 1, gapTolerance: 2',
    'canteens: 1, kitchenCostFactor: -1',
    'canteens: 1, settings: { prepMinutes: -1 }',
  ])('refuses "%s"', async (rest) => {
    expect((await rooms.refusal(query(rest))).code).toBe('BAD_USER_INPUT');
  });

  it('is for planners, and for divisions that exist', async () => {
    const ask = query('canteens: 1');
    expect((await rooms.refusal(ask, { role: 'public' })).code).toBe('UNAUTHENTICATED');
    expect((await rooms.refusal(ask, { role: 'resources' })).code).toBe('FORBIDDEN');
    expect((await rooms.refusal(query('canteens: 1', '110101001001'))).code).toBe('NOT_FOUND');
  });

  it('stops when the request is dropped', async () => {
    const controller = new AbortController();
    const asked = rooms.ask(query(`canteens: 4, ${ON_FOOT}`), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('dropped')), 20);
    expect((await asked).errors?.length ?? 0).toBeLessThanOrEqual(1);
    expect((await propose(`canteens: 1, ${ON_FOOT}`)).status).toBe('OPTIMAL');
  });

  it('leaves existing places what they have left after everybody else’s meals', async () => {
    await writeTown(rooms.database.manager, {
      facilities: [{ id: 'shop', kind: 'MEAL_POINT', capabilities: ['MEAL'], at: [4, 4], division: A }],
    });
    await rooms.database.manager.query(
      `UPDATE facility SET meal_mode = 'MERCHANT', meals_per_day = 150 WHERE id = 'shop'`,
    );
    const served = async (code: string) =>
      (
        await rooms.data(
          `{ mealService(divisionCode: "${code}", ${WALK}, settings: { deliveryShare: 0 }) { total { union { served { coveredPeople } } } } }`,
        )
      ).mealService.total.union.served.coveredPeople;
    for (const code of [A, B, TOWN])
      expect(
        (await propose(`canteens: 1, settings: { deliveryShare: 0 }`, code)).before.union.served
          .coveredPeople,
      ).toBe(await served(code));
    const plan = await propose(`canteens: 1, ${ON_FOOT}`, B);
    expect(plan.after.union.served.coveredPeople).toBeCloseTo((await served(B)) + plan.objectivePeople, 6);
  });
});
