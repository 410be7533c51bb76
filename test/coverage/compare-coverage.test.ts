import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomNumbers } from '../support/random-town.js';
import {
  A,
  B,
  bumpRevision,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridPlace,
  gridTown,
  publishNetwork,
  type TownFacility,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const SHARE = '{ value numerator denominator }';
const STAGE = '{ numerator denominator ratio }';
const FIELDS = `reading level cohort undefinedReason difference ${SHARE}
  before { numerator denominator ratio rule { asOf cutoffSeconds } } after { numerator denominator ratio rule { asOf } }
  parts { step share ${SHARE} before ${STAGE} after ${STAGE}
    units { totalCount edges { node { code effect countedBefore countedAfter coveredPeopleBefore coveredPeopleAfter facilityId facilityName } } }
    facilities { edges { node { facilityId changeIndex name effect } } } }`;

const nodes = (connection: Json) => connection.edges.map((edge: Json) => edge.node);
const side = (asOf: string, minutes = 5, more = '') =>
  `{ asOf: "${asOf}", walkMinutes: ${minutes}, speedMetersPerSecond: 1${more} }`;
const query = (
  before: string,
  after: string,
  reading = 'PRESENCE',
  fields = FIELDS,
  extra = ', level: COMMUNITY',
) =>
  `{ compareCoverage(divisionCode: "${COUNTY}", service: STATION, reading: ${reading}${extra}, before: ${before}, after: ${after}) { ${fields} } }`;

/** Sum of exact shares as a pair of whole numbers over one denominator. */
function expectExactSum(parts: Json[], difference: Json): void {
  let [above, below] = [0n, 1n];
  for (const { share } of parts) {
    above = above * BigInt(share.denominator) + BigInt(share.numerator) * below;
    below *= BigInt(share.denominator);
  }
  expect(above * BigInt(difference.denominator)).toBe(BigInt(difference.numerator) * below);
}

describe('coverage compared, in a town small enough to reckon by hand', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, gridTown);
    // D is merged away in 2024; G1 in A opens, F2 in C closes on 2024-06-01.
    await manager.query(`UPDATE administrative_division SET valid_to = '2024-03-01' WHERE code = $1`, [D]);
    await writeTown(manager, {
      facilities: [
        {
          id: 'G1',
          kind: 'COMMUNITY_STATION',
          at: [0, 0],
          division: A,
          published: false,
          statuses: [['2024-05-01', 'OPERATING']],
        },
      ],
    });
    await bumpRevision(manager, 'divisions');
    await publishNetwork(manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const compare = async (text: string, role?: 'public') =>
    (await rooms.data(text, role && { role })).compareCoverage;

  it('presence: built, closed and a merged unit, each with what is behind it', async () => {
    const answer = await compare(query(side('2024-01-01'), side('2025-01-01')));
    expect(answer).toMatchObject({
      before: { numerator: 2, denominator: 4, ratio: 0.5, rule: { asOf: '2024-01-01', cutoffSeconds: 300 } },
      after: { numerator: 2, denominator: 3, rule: { asOf: '2025-01-01' } },
      difference: { numerator: '1', denominator: '6' },
      undefinedReason: null,
    });
    const [built, closed, denominator, rule] = answer.parts;
    expect(built).toMatchObject({ step: 'BUILT', share: { numerator: '1', denominator: '4' } });
    expect(nodes(built.units)).toMatchObject([
      { code: A, effect: 'GAINED', countedBefore: false, countedAfter: true, facilityId: 'G1' },
    ]);
    expect(nodes(built.facilities)).toEqual([
      { facilityId: 'G1', changeIndex: null, name: 'G1', effect: 'BUILT' },
    ]);
    expect(closed).toMatchObject({ step: 'CLOSED', share: { numerator: '-1', denominator: '4' } });
    expect(nodes(closed.units)).toMatchObject([{ code: C, effect: 'LOST', facilityId: 'F2' }]);
    expect(nodes(closed.facilities)).toMatchObject([{ facilityId: 'F2', effect: 'CLOSED' }]);
    expect(denominator).toMatchObject({ step: 'DENOMINATOR', share: { numerator: '1', denominator: '6' } });
    expect(nodes(denominator.units)).toMatchObject([{ code: D, effect: 'LEFT', countedBefore: false }]);
    expect(rule).toMatchObject({ step: 'RULE', share: { numerator: '0', denominator: '1' } });
    expect(nodes(rule.units)).toEqual([]);
    expectExactSum(answer.parts, answer.difference);
  });

  it('population: who is gained and lost, and a longer walk as a change of the rule', async () => {
    const answer = await compare(query(side('2024-01-01'), side('2025-01-01', 10), 'POPULATION'));
    // 300 m before: F1 covers d1, d3, d7; F2 covers d5. G1 adds d2. 600 m in the end: d4 as well.
    expect(
      answer.parts.map(({ step, before, after }: Json) => [step, before.numerator, after.numerator]),
    ).toEqual([
      ['BUILT', 26.5, 46.5],
      ['CLOSED', 46.5, 46.5 - 0],
      ['DENOMINATOR', 46.5, 46.5],
      ['RULE', 46.5, 86.5],
    ]);
    expect(answer.after).toMatchObject({ numerator: 86.5, denominator: 93.5 });
    expect(nodes(answer.parts[0].units)).toEqual([
      {
        ...{ code: A, effect: 'GAINED', coveredPeopleBefore: 10, coveredPeopleAfter: 30 },
        ...{ countedBefore: null, countedAfter: null, facilityId: null, facilityName: null },
      },
    ]);
    // G1 is 300 m from d5, so that F2 closes without loss.
    expect(nodes(answer.parts[1].units)).toEqual([]);
    expect(nodes(answer.parts[1].facilities)).toMatchObject([{ facilityId: 'F2', effect: 'CLOSED' }]);
    expectExactSum(answer.parts, answer.difference);
  });

  it('a scenario: the parts are the what-if of the same changes', async () => {
    const [lon, lat] = gridPlace(3, 4);
    const changes = `changes: [{ kind: OPEN, at: { lon: ${lon}, lat: ${lat} }, name: "新站" }, { kind: CLOSE, facilityId: "F1" }]`;
    const same = '2025-01-01';
    const answer = await compare(query(side(same), side(same, 5, `, ${changes}`), 'POPULATION'));
    const { whatIf } = await rooms.data(
      `{ whatIf(service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "${same}", divisionCode: "${COUNTY}", ${changes}) {
        coverageBefore { coveredPeople ratio } coverageAfter { coveredPeople ratio } } }`,
    );
    expect(answer.before.ratio).toBe(whatIf.coverageBefore.ratio);
    expect(answer.after.numerator).toBe(whatIf.coverageAfter.coveredPeople);
    expect(answer.after.ratio).toBe(whatIf.coverageAfter.ratio);
    const [built, closed] = answer.parts;
    expect(nodes(built.facilities)).toEqual([
      { facilityId: null, changeIndex: 0, name: '新站', effect: 'BUILT' },
    ]);
    expect(built.after.numerator - built.before.numerator).toBe(40);
    expect(nodes(closed.facilities)).toMatchObject([{ facilityId: 'F1', effect: 'CLOSED' }]);
    expectExactSum(answer.parts, answer.difference);

    const moved = `changes: [{ kind: MOVE, facilityId: "F1", at: { lon: ${lon}, lat: ${lat} } }]`;
    const answered = await compare(query(side(same), side(same, 5, `, ${moved}`), 'POPULATION'));
    expect(answered.parts.map(({ facilities }: Json) => nodes(facilities))).toMatchObject([
      [{ facilityId: 'F1', changeIndex: 0, effect: 'BUILT' }],
      [{ facilityId: 'F1', changeIndex: null, effect: 'CLOSED' }],
      [],
      [],
    ]);
    expectExactSum(answered.parts, answered.difference);
  });

  it('the public compares dates and sees published facilities only; scenarios are for planners', async () => {
    const answer = await compare(query(side('2024-01-01'), side('2025-01-01')), 'public');
    expect(nodes(answer.parts[0].facilities)).toEqual([]);
    expect(nodes(answer.parts[0].units)).toMatchObject([{ code: A, facilityId: null, facilityName: null }]);
    const scenario = query(
      side('2025-01-01'),
      side('2025-01-01', 5, ', changes: [{ kind: CLOSE, facilityId: "F1" }]'),
    );
    expect(await rooms.refusal(scenario, { role: 'public' })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await rooms.refusal(scenario, { role: 'resources' })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('says what is wrong, and why there is no difference', async () => {
    const [early, late] = [side('2024-01-01'), side('2025-01-01')];
    expect(await rooms.refusal(query(early, late, 'PRESENCE', FIELDS, ''))).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'level' },
    });
    const closing = side('2025-01-01', 5, ', changes: [{ kind: CLOSE, facilityId: "F2" }]');
    expect(await rooms.refusal(query(early, closing))).toMatchObject({
      code: 'FAILED_PRECONDITION',
      details: { reason: 'NOT_OPERATING' },
    });
    const unknown = query(early, late).replace(COUNTY, '110000000000');
    expect(await rooms.refusal(unknown)).toMatchObject({ code: 'NOT_FOUND' });
    const villages = await compare(query(early, late, 'PRESENCE', FIELDS, ', level: VILLAGE'));
    expect(villages.undefinedReason).toMatch(/^NO_DENOMINATOR/);
    expect([villages.difference, villages.before.ratio, villages.parts[0].share]).toEqual([null, null, null]);
  });
});

describe('coverage compared, in random towns', () => {
  let rooms: TestRooms;
  const random = randomNumbers(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, { divisions: gridTown.divisions });
    await writeTown(manager, {
      facilities: Array.from({ length: 30 }, (_, at): TownFacility => {
        const statuses = ['2021', '2022', '2023', '2024']
          .filter(() => random() < 0.5)
          .map((year) => [`${year}-06-01`, pick(['OPERATING', 'CLOSED', 'SUSPENDED'])] as const);
        return {
          id: `r${String(at).padStart(2, '0')}`,
          kind: pick(['COMMUNITY_STATION', 'DAY_CARE_CENTER', 'MEAL_POINT']),
          at: [pick([0, 1, 2, 3, 4]), pick([0, 1, 2, 3, 4])],
          division: pick([A, B, C, D]),
          statuses: statuses.length > 0 ? statuses : [['1990-01-01', 'OPERATING']],
        };
      }),
      demand: Array.from({ length: 60 }, (_, at) => ({
        id: `d${at}`,
        at: [4 * random(), pick([0, 1, 2, 3, 4])] as const,
        division: pick([A, B, C, D]),
        elderly60: Math.round(1000 * random()) / 7,
      })),
    });
    for (const [code, from, to] of [
      [A, '2022-01-01', null],
      [C, null, '2023-01-01'],
    ])
      await manager.query(
        'UPDATE administrative_division SET valid_from = $2, valid_to = $3 WHERE code = $1',
        [code, from, to],
      );
    await bumpRevision(manager, 'divisions');
    await publishNetwork(manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  it('parts sum exactly, both ends are the coverage of their dates, built adds and closing takes away', async () => {
    for (let round = 0; round < 12; round++) {
      const [from, to] = [pick(['2020', '2021', '2022']), pick(['2022', '2023', '2024'])].map(
        (y) => `${y}-07-01`,
      );
      const [near, far] = [pick([1, 2, 3]), pick([1, 2, 4])];
      const extra = ', level: COMMUNITY';
      const [before, after] = [side(from!, near), side(to!, far)];
      const coverage = (asOf: string, minutes: number) =>
        `coverage(service: STATION, asOf: "${asOf}", walkMinutes: ${minutes}, speedMetersPerSecond: 1) {
          presence(level: COMMUNITY) { numerator denominator } population { coveredPeople totalPeople } }`;
      const answers = await rooms.data(
        query(before, after, 'PRESENCE', FIELDS, extra)
          .replace('compareCoverage', 'presence: compareCoverage')
          .slice(0, -1) +
          query(before, after, 'POPULATION', FIELDS, extra)
            .replace('compareCoverage', 'population: compareCoverage')
            .slice(1, -1) +
          ` before: administrativeDivision(code: "${COUNTY}") { ${coverage(from!, near)} }
            after: administrativeDivision(code: "${COUNTY}") { ${coverage(to!, far)} } }`,
      );
      for (const end of ['before', 'after'] as const) {
        const { presence, population } = answers[end].coverage;
        expect(answers.presence[end]).toMatchObject(presence[0]);
        expect(answers.population[end].numerator).toBeCloseTo(population.coveredPeople, 5);
        expect(answers.population[end].denominator).toBeCloseTo(population.totalPeople, 5);
      }
      for (const { parts, difference } of [answers.presence, answers.population]) {
        expectExactSum(parts, difference);
        expect(parts[0].share.value).toBeGreaterThanOrEqual(0);
        expect(parts[1].share.value).toBeLessThanOrEqual(0);
      }
      // Every unit that changes is named, no other.
      for (const { before: was, after: is, units } of answers.presence.parts) {
        const gained = nodes(units).reduce(
          (sum: number, unit: Json) => sum + Number(unit.countedAfter) - Number(unit.countedBefore),
          0,
        );
        expect(gained).toBe(is.numerator - was.numerator);
      }
    }
  });
});
