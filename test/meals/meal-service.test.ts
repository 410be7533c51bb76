import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  B,
  COUNTY,
  gridNetwork,
  gridTown,
  publishNetwork,
  TOWN,
  type TownDemand,
  type TownFacility,
  writeTown,
} from '../support/grid-town.js';
import { type Json, openTestRooms, type TestRooms } from '../support/rooms.js';

/** 300 m on foot at 1 m/s; streets are footways every 100 m, where an electric bicycle rides at half its speed. */
const WALK = 'walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
const SIZE = 9;

const facilities: TownFacility[] = [
  { id: 'canteen', kind: 'MEAL_POINT', capabilities: ['MEAL'], at: [1, 1], division: A },
  { id: 'kitchen', kind: 'MEAL_POINT', capabilities: ['MEAL'], at: [8, 8], division: B },
  { id: 'shop', kind: 'MEAL_POINT', capabilities: ['MEAL'], at: [6, 1], division: B },
  {
    id: 'closed',
    kind: 'MEAL_POINT',
    capabilities: ['MEAL'],
    at: [4, 4],
    division: B,
    statuses: [['2020-01-01', 'CLOSED']],
  },
  { id: 'home', kind: 'INSTITUTION', capabilities: ['MEAL'], at: [1, 7], division: A, published: false },
];
const demand: TownDemand[] = [
  { id: 'd1', at: [1, 1], division: A, elderly60: 100, elderly80: 20 },
  { id: 'd2', at: [3, 2], division: A, elderly60: 50 },
  { id: 'd3', at: [6, 2], division: B, elderly60: 40, elderly80: 10 },
  { id: 'd4', at: [8, 5], division: B, elderly60: 30, elderly80: 5 },
];

const LAYER = `{ reach { coveredPeople totalPeople ratio } served { coveredPeople totalPeople ratio } }`;
const LAYERS = `dineIn ${LAYER} delivery ${LAYER} union ${LAYER}`;
const query = (settings: string, fields: string, code = COUNTY, rest = '') =>
  `{ mealService(divisionCode: "${code}", ${WALK}, ${rest} settings: { ${settings} }) { ${fields} } }`;

describe('mealService', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, { divisions: gridTown.divisions, facilities, demand });
    for (const [id, mode, meals] of [
      ['canteen', 'CANTEEN', 90],
      ['kitchen', 'CENTRAL_KITCHEN', 80],
      ['shop', 'MERCHANT', 30],
      ['home', null, null],
    ])
      await manager.query('UPDATE facility SET meal_mode = $2, meals_per_day = $3 WHERE id = $1', [
        id,
        mode,
        meals,
      ]);
    await publishNetwork(manager, gridNetwork(SIZE));
  });
  afterAll(() => rooms.close());

  // The town's ways are footways: a van finds no street, so kitchens supply nobody unless canteens stand at them.
  const ask = async (settings: string, fields: string, code = COUNTY, rest = '', role = 'planner') =>
    (await rooms.data(query(settings, fields, code, rest), { role: role as 'planner' })).mealService;
  const layers = async (settings: string, code = COUNTY) =>
    (await ask(settings, `total { ${LAYERS} }`, code)).total;

  it('serves whom it reaches, on foot and by courier, within capacity', async () => {
    // Canteens cook here: 90 meals at the canteen, 30 at the shop; `home` cooks 100 for nobody within reach on foot.
    const { dineIn, delivery, union } = await layers(
      'deliveryShare: 0.1, selfCookingKinds: [MEAL_POINT, INSTITUTION]',
    );
    // d1 at 0 m, d2 at 300 m of the canteen, d3 at 100 m of the shop; d4 lies 600 m from the shop.
    expect(dineIn.reach).toEqual({ coveredPeople: 190, totalPeople: 220, ratio: 190 / 220 });
    // 90 + 45 want to eat at the canteen of 90, 36 at the shop of 30.
    expect(dineIn.served).toMatchObject({ coveredPeople: 120, totalPeople: 198 });
    expect(delivery.reach).toEqual({ coveredPeople: 22, totalPeople: 22, ratio: 1 });
    // `home` delivers: 10 trips of 5 stops are more than the 22 who need it.
    expect(delivery.served).toMatchObject({ coveredPeople: 22, totalPeople: 22 });
    // d4 is not in reach on foot: only its 3 who need delivery count.
    expect(union.reach).toEqual({ coveredPeople: 193, totalPeople: 220, ratio: 193 / 220 });
    expect(union.served).toMatchObject({ coveredPeople: 142, totalPeople: 220 });
  });

  it('adds up over the divisions below, and counts everybody’s wants wherever they live', async () => {
    const town = await ask(
      'selfCookingKinds: [MEAL_POINT]',
      `total { ${LAYERS} } children { division { code } ${LAYERS} }`,
      TOWN,
    );
    expect(town.children.map((child: Json) => child.division.code)).toEqual([A, B]);
    for (const layer of ['dineIn', 'delivery', 'union'])
      for (const figure of ['reach', 'served'])
        expect(
          town.children.reduce((sum: number, child: Json) => sum + child[layer][figure].coveredPeople, 0),
        ).toBeCloseTo(town.total[layer][figure].coveredPeople, 9);
    const alone = await layers('selfCookingKinds: [MEAL_POINT]', B);
    expect(alone).toEqual((({ dineIn, delivery, union }) => ({ dineIn, delivery, union }))(town.children[1]));
  });

  it('feeds nobody from a canteen that neither cooks nor has a kitchen in time, and says so', async () => {
    const { shortages, sites, notes } = await ask(
      'deliveryShare: 0.1',
      'notes shortages { layer reason people } sites { edges { node { facilityId mode cooks isModeAssumed isCapacityAssumed mealsPerDay dineInPeople deliveryPeople trips cookedPeople kitchenFacilityIds bottlenecks } } }',
    );
    const byId = Object.fromEntries(sites.edges.map(({ node }: Json) => [node.facilityId, node]));
    expect(byId.canteen).toMatchObject({ cooks: false, dineInPeople: 0, kitchenFacilityIds: [] });
    expect(byId.shop).toMatchObject({
      cooks: true,
      mealsPerDay: 30,
      dineInPeople: 30,
      bottlenecks: ['CAPACITY'],
    });
    expect(byId.home).toMatchObject({
      mode: 'CANTEEN',
      isModeAssumed: true,
      isCapacityAssumed: true,
      cooks: true,
      mealsPerDay: 100,
      deliveryPeople: 22,
      trips: 5,
      cookedPeople: 22,
    });
    expect(byId.closed).toBeUndefined();
    expect(shortages).toEqual([
      { layer: 'DINE_IN', reason: 'OUT_OF_REACH', people: 27 },
      { layer: 'DINE_IN', reason: 'NO_SUPPLY', people: 135 },
      { layer: 'DINE_IN', reason: 'NO_CAPACITY', people: 6 },
    ]);
    expect(notes.join('\n')).toMatch(/no norm/);
    expect(notes.join('\n')).toMatch(/do not cook/);
  });

  it('tells the chain of every point', async () => {
    const fields = `points(layer: DINE_IN) { totalCount edges { node { demandPointId walkSeconds rideSeconds hasStreet dineInPeople dineInServed dineInUnmet
      deliveryPeople deliveryServed deliveryUnmet chains { layer siteId kitchenId people seconds } } } }`;
    const { points } = await ask(
      'deliveryCohort: AGE_80, selfCookingKinds: [MEAL_POINT], serveFirst: DELIVERY',
      fields,
    );
    expect(points.totalCount).toBe(4);
    const [d1, d2, , d4] = points.edges.map(({ node }: Json) => node);
    expect(d1).toMatchObject({
      walkSeconds: 0,
      dineInPeople: 80,
      deliveryPeople: 20,
      deliveryServed: 20,
      deliveryUnmet: null,
    });
    // Nobody says how many of d2 are over 80.
    expect(d2).toMatchObject({ walkSeconds: 300, deliveryPeople: 0, dineInPeople: 50 });
    expect(d4).toMatchObject({
      walkSeconds: null,
      dineInServed: 0,
      dineInUnmet: 'OUT_OF_REACH',
      hasStreet: true,
      deliveryServed: 5,
    });
    expect(d1.chains.map(({ siteId, kitchenId, layer }: Json) => [layer, siteId, kitchenId])).toEqual([
      ['DINE_IN', 'canteen', null],
      // The canteen is full, and the shop's couriers make room for those who can only come on foot.
      ['DELIVERY', 'canteen', null],
      ['DELIVERY', 'shop', null],
    ]);
    // 6 blocks of footway at half of 4.2 m/s.
    const ride = d4.chains[0];
    expect(ride).toMatchObject({ layer: 'DELIVERY', siteId: 'shop', people: 5 });
    expect(ride.seconds).toBeCloseTo(600 / 2.1, 0);
  });

  it('takes time as it is set: preparation, stops and handover shorten the ride', async () => {
    const cook = 'selfCookingKinds: [MEAL_POINT], deliveryShare: 0.5, kitchensServe: false';
    const reached = async (more: string) => (await layers(`${cook}, ${more}`)).delivery.reach.coveredPeople;
    // 5 + 5 × 1 + 2 minutes are spent; 100 s are left for d3, 100 m from the shop, and d1; 286 s for d4.
    expect(await reached('budgetMinutes: 12')).toBe(50);
    expect(await reached('budgetMinutes: 13')).toBe(70);
    expect(await reached('budgetMinutes: 17')).toBe(110);
    expect(await reached('budgetMinutes: 17, stopsPerTrip: 9')).toBe(70);
    expect(await reached('budgetMinutes: 11')).toBe(0);
    expect(await reached('budgetMinutes: 17, vehicle: VAN')).toBe(0);
  });

  it('never lets delivery touch a walking ratio (E1 to E3)', async () => {
    const walking = `{ administrativeDivision(code: "${COUNTY}") { coverage(service: MEAL, ${WALK}) {
      presence { level numerator denominator } population { coveredPeople totalPeople ratio } area { ratio coveredSquareMeters } } } }`;
    const before = await rooms.data(walking);
    const dineIn: Json[] = [];
    for (const settings of [
      'deliveryShare: 0',
      'deliveryShare: 1, budgetMinutes: 240, tripsPerDay: 1000',
      'deliveryShare: 0.5, budgetMinutes: 1',
      'vehicle: VAN, vehicleSpeedMetersPerSecond: 20, kitchensServe: false',
    ]) {
      dineIn.push((await layers(settings)).dineIn.reach);
      expect(await rooms.data(walking)).toEqual(before);
    }
    for (const reach of dineIn) expect(reach).toEqual(dineIn[0]);
    // Both leave out the kitchen, where nobody is served: dine-in reach is population coverage itself.
    const { coveredPeople, totalPeople, ratio } = before.administrativeDivision.coverage.population;
    expect(dineIn[0]).toEqual({ coveredPeople, totalPeople, ratio });
  });

  const besideCoverage = async (cohort: string, settings: string, code: string) => {
    const fields = 'notes total { dineIn { reach { coveredPeople totalPeople } } }';
    const { notes, total } = await ask(settings, fields, code, `cohort: ${cohort},`);
    const { administrativeDivision } = await rooms.data(`{ administrativeDivision(code: "${code}") {
      coverage(service: MEAL, ${WALK}) { population(cohort: ${cohort}) { coveredPeople totalPeople } } } }`);
    const { population } = administrativeDivision.coverage;
    expect(total.dineIn.reach.totalPeople).toBe(population.totalPeople);
    return {
      more: total.dineIn.reach.coveredPeople - population.coveredPeople,
      said: notes.filter((note: string) => /MEAL/.test(note)),
    };
  };

  it.each([
    // d4 walks only to the kitchen.
    ['AGE_60', '', COUNTY, 0],
    ['AGE_80', '', COUNTY, 0],
    ['AGE_60', 'kitchensServe: true', COUNTY, 30],
    ['AGE_60', 'kitchensServe: true', TOWN, 30],
    ['AGE_60', 'kitchensServe: true', A, 0],
    ['AGE_80', 'kitchensServe: true', B, 5],
    // The home becomes a kitchen too, which nobody walks to in time.
    ['AGE_60', 'modeWhereUnknown: CENTRAL_KITCHEN', COUNTY, 0],
  ])(
    'is MEAL coverage, but for counters of kitchens: %s { %s } in %s',
    async (cohort, settings, code, at) => {
      const { more, said } = await besideCoverage(cohort, settings, code);
      expect(more).toBe(at);
      const words = new RegExp(`^${at} 人.* · ${at} people walk in time only to the counters`);
      expect(said).toEqual(at === 0 ? [] : [expect.stringMatching(words)]);
    },
  );

  it('shows every setting, those left out as well', async () => {
    const fields = `settings { deliveryShare deliveryCohort budgetMinutes vehicle vehicleSpeedMetersPerSecond transportSpeedMetersPerSecond selfCookingKinds serveFirst mealsPerTrip }
      rideSecondsLeft deliveredMealsPerDay vehicles { vehicle speedMetersPerSecond kinds { kind speedFactor } } peopleNeedingDelivery pointsWithoutDeliveryCount synthetic rule { service walkMinutes } `;
    const answer = (await rooms.data(`{ mealService(divisionCode: "${COUNTY}", ${WALK}) { ${fields} } }`))
      .mealService;
    expect(answer).toMatchObject({
      settings: {
        ...{
          deliveryShare: 0.1,
          deliveryCohort: null,
          budgetMinutes: 30,
          vehicle: 'E_BIKE',
          mealsPerTrip: 20,
        },
        ...{ vehicleSpeedMetersPerSecond: 4.2, transportSpeedMetersPerSecond: 5.6, serveFirst: 'DINE_IN' },
        selfCookingKinds: ['INSTITUTION', 'SUPPORT_INSTITUTION'],
      },
      ...{
        rideSecondsLeft: 1080,
        deliveredMealsPerDay: 50,
        peopleNeedingDelivery: 22,
        pointsWithoutDeliveryCount: 0,
        synthetic: true,
      },
      rule: { service: 'MEAL', walkMinutes: 5 },
    });
    expect(answer.vehicles.map(({ vehicle }: Json) => vehicle)).toEqual(['E_BIKE', 'VAN']);
    const byAge = await ask(
      'deliveryCohort: AGE_80',
      'settings { deliveryShare } peopleNeedingDelivery pointsWithoutDeliveryCount',
    );
    expect(byAge).toEqual({
      settings: { deliveryShare: 1 },
      peopleNeedingDelivery: 35,
      pointsWithoutDeliveryCount: 1,
    });
  });

  it('is open as far as it shows no capacity and no single place', async () => {
    const open = await ask('', 'total { dineIn { reach { ratio } } }', COUNTY, '', 'public');
    expect(open.total.dineIn.reach.ratio).toBeGreaterThan(0);
    for (const fields of [
      'total { union { served { ratio } } }',
      'points { totalCount }',
      'sites { totalCount }',
      'kitchens { totalCount }',
      'shortages { people }',
    ]) {
      expect((await rooms.refusal(query('', fields), { role: 'public' })).code).toBe('UNAUTHENTICATED');
      if (!fields.includes('served'))
        expect((await rooms.refusal(query('', fields), { role: 'resources' })).code).toBe('FORBIDDEN');
    }
  });

  it.each([
    ['deliveryShare: 1.5', 'deliveryShare'],
    ['deliveryShare: -0.1', 'deliveryShare'],
    ['budgetMinutes: 0', 'budgetMinutes'],
    ['stopsPerTrip: 0', 'stopsPerTrip'],
    ['vehicleSpeedMetersPerSecond: 0', 'vehicleSpeedMetersPerSecond'],
    ['tripsPerDay: -1', 'tripsPerDay'],
    ['mealsPerPersonPerDay: 0', 'mealsPerPersonPerDay'],
  ])('refuses %s', async (settings, field) => {
    const { code, details } = await rooms.refusal(query(settings, 'cohort'));
    expect([code, details.field]).toEqual(['BAD_USER_INPUT', field]);
  });

  it('refuses a division that does not exist, and minutes out of range', async () => {
    expect((await rooms.refusal(query('', 'cohort', '110101001001'))).code).toBe('NOT_FOUND');
    const bad = `{ mealService(divisionCode: "${COUNTY}", walkMinutes: 500) { cohort } }`;
    expect((await rooms.refusal(bad)).code).toBe('BAD_USER_INPUT');
  });

  it('stops when the request is dropped', async () => {
    const controller = new AbortController();
    const asked = rooms.ask(query('deliveryShare: 0.33', 'cohort'), { signal: controller.signal });
    controller.abort(new Error('dropped'));
    expect((await asked).errors).toHaveLength(1);
    expect(await ask('deliveryShare: 0.33', 'cohort')).toEqual({ cohort: 'AGE_60' });
  });

  it('takes a scenario: a place closed, a capacity changed', async () => {
    const cook = 'selfCookingKinds: [MEAL_POINT]';
    const under = async (changes: string) =>
      (await ask(cook, `total { dineIn { served { coveredPeople } } }`, COUNTY, `changes: [${changes}],`))
        .total.dineIn.served.coveredPeople;
    expect((await layers(cook)).dineIn.served.coveredPeople).toBe(120);
    expect(await under('{ kind: CLOSE, facilityId: "shop" }')).toBe(90);
    expect(await under('{ kind: RESIZE, facilityId: "canteen", mealsPerDay: 100 }')).toBe(130);
  });

  it('says whom a jurisdiction’s own predicate counts that has kitchens count', async () => {
    await rooms.data(`mutation { recordServicePredicate(input: { service: MEAL, jurisdictionCode: "${COUNTY}",
      validFrom: "2024-01-01", kinds: [MEAL_POINT], exceptMealModes: [], document: "本地文件", clause: "一" }) { exceptMealModes } }`);
    const { more, said } = await besideCoverage('AGE_60', '', COUNTY);
    expect(more).toBe(-30);
    expect(said).toEqual([
      expect.stringMatching(/^30 人.*按认定条件计入.* · 30 people walk in time only to/),
    ]);
  });
});
