import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  STREET,
  TOWN,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const RULE = 'service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
const at = (east: number, north: number) => {
  const [lon, lat] = gridPlace(east, north);
  return `at: { lon: ${lon}, lat: ${lat} }`;
};
const open = (east: number, north: number, name?: string) =>
  `{ kind: OPEN, ${at(east, north)}${name ? `, name: "${name}"` : ''} }`;
const close = (id: string) => `{ kind: CLOSE, facilityId: "${id}" }`;
const move = (id: string, east: number, north: number) =>
  `{ kind: MOVE, facilityId: "${id}", ${at(east, north)} }`;

const query = (changes: readonly string[], fields: string, extra = '', rule = RULE) =>
  `{ whatIf(${rule}${extra}, changes: [${changes.join(', ')}]) { ${fields} } }`;

const DIVISIONS = `divisions { totalCount edges { node { code level before { coveredPeople totalPeople } after { coveredPeople }
  presentBefore presentAfter } } }`;
const POINTS = `points { totalCount edges { node { demandPointId people division { code }
  before { facilityId changeIndex name walkSeconds } after { facilityId changeIndex name walkSeconds } } } }`;

/** Boundaries of the four communities, two blocks each way. */
async function drawBoundaries({ database: { manager } }: TestRooms): Promise<void> {
  for (const [code, east, north] of [
    [A, -0.5, -0.5],
    [B, 2.25, -0.5],
    [C, -0.5, 2.25],
    [D, 2.25, 2.25],
  ] as const) {
    const corners = [...gridPlace(east, north), ...gridPlace(east + 2.75, north + 2.75)];
    await manager.query(
      `UPDATE administrative_division SET boundary = ST_Multi(ST_MakeEnvelope($2, $3, $4, $5, 4326)) WHERE code = $1`,
      [code, ...corners],
    );
  }
  await bumpRevision(manager, 'divisions');
}

describe('what if a facility of a town small enough to reckon by hand', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, gridTown);
    await drawBoundaries(rooms);
    await publishNetwork(rooms.database.manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const whatIf = async (changes: readonly string[], fields: string, extra = '') =>
    (await rooms.data(query(changes, fields, extra))).whatIf;
  const nodes = (connection: Json) => connection.edges.map((edge: Json) => edge.node);

  it('opened: who is newly covered, at every level, and where it stands', async () => {
    const answer = await whatIf(
      [open(3, 4, '新站')],
      `changes { index kind facilityId name division { code } snapDistanceMeters snappedPoint location offNetworkReason }
       coverageBefore { coveredPeople totalPeople ratio } coverageAfter { coveredPeople totalPeople ratio }
       peopleNewlyCovered peopleNoLongerCovered pointsRerouted cohort rule { service cutoffSeconds synthetic }
       presence { level denominator numeratorBefore numeratorAfter ratioAfter } ${DIVISIONS} ${POINTS}`,
    );
    const [lon, lat] = gridPlace(3, 4);
    expect(answer.changes).toMatchObject([
      {
        ...{ index: 0, kind: 'OPEN', facilityId: null, name: '新站', division: { code: D } },
        ...{ location: { type: 'Point', coordinates: [lon, lat] }, offNetworkReason: null },
      },
    ]);
    expect(answer.changes[0].snapDistanceMeters).toBeLessThan(0.01);
    expect(answer).toMatchObject({
      coverageBefore: { coveredPeople: 18.5, totalPeople: 93.5 },
      coverageAfter: { coveredPeople: 58.5, totalPeople: 93.5, ratio: 58.5 / 93.5 },
      ...{ peopleNewlyCovered: 40, peopleNoLongerCovered: 0, pointsRerouted: 1, cohort: 'AGE_60' },
      rule: { service: 'STATION', cutoffSeconds: 300, synthetic: true },
    });
    // d4 in D walks 100 m; d5 in C would walk 400 m.
    expect(nodes(answer.divisions)).toEqual([
      division(COUNTY, 'COUNTY', [18.5, 58.5, 93.5], [true, true]),
      division(STREET, 'SUBDISTRICT', [0, 40, 55], [false, true]),
      division(D, 'COMMUNITY', [0, 40, 47], [false, true]),
    ]);
    expect(answer.presence).toMatchObject([
      { level: 'COUNTY', denominator: 1, numeratorBefore: 1, numeratorAfter: 1 },
      { level: 'SUBDISTRICT', denominator: 1, numeratorBefore: 0, numeratorAfter: 1, ratioAfter: 1 },
      { level: 'TOWN', numeratorBefore: 1, numeratorAfter: 1 },
      { level: 'COMMUNITY', denominator: 4, numeratorBefore: 1, numeratorAfter: 2, ratioAfter: 0.5 },
    ]);
    expect(nodes(answer.points)).toEqual([
      {
        demandPointId: 'd4',
        people: 40,
        division: { code: D },
        before: null,
        after: { facilityId: null, changeIndex: 0, name: '新站', walkSeconds: 100 },
      },
    ]);
  });

  it('closed: who loses it', async () => {
    const answer = await whatIf(
      [close('F1')],
      `peopleNewlyCovered peopleNoLongerCovered pointsRerouted presence(level: COMMUNITY) { numeratorBefore numeratorAfter }
       changes { facility { id } name division { code } offNetworkReason } coverageAfter { coveredPeople } ${DIVISIONS} ${POINTS}`,
    );
    expect(answer).toMatchObject({
      changes: [{ facility: { id: 'F1' }, name: 'F1', division: { code: B }, offNetworkReason: null }],
      ...{ peopleNewlyCovered: 0, peopleNoLongerCovered: 18.5, pointsRerouted: 3 },
      presence: [{ numeratorBefore: 1, numeratorAfter: 0 }],
      coverageAfter: { coveredPeople: 0 },
    });
    expect(nodes(answer.divisions).map(({ code, presentAfter }: Json) => [code, presentAfter])).toEqual([
      [COUNTY, false],
      [TOWN, false],
      [A, false],
      [B, false],
    ]);
    expect(
      nodes(answer.points).map((point: Json) => [point.demandPointId, point.before, point.after]),
    ).toEqual([
      ['d1', { facilityId: 'F1', changeIndex: null, name: 'F1', walkSeconds: 300 }, null],
      ['d3', { facilityId: 'F1', changeIndex: null, name: 'F1', walkSeconds: 200 }, null],
      ['d7', { facilityId: 'F1', changeIndex: null, name: 'F1', walkSeconds: 150 }, null],
    ]);
  });

  it('moved, told only for one division', async () => {
    const answer = await whatIf(
      [move('F1', 0, 3)],
      `division { code } coverageBefore { coveredPeople } coverageAfter { coveredPeople totalPeople } pointsRerouted
       peopleNewlyCovered peopleNoLongerCovered changes { division { code } } ${DIVISIONS} ${POINTS}`,
      `, divisionCode: "${STREET}"`,
    );
    expect(answer).toMatchObject({
      division: { code: STREET },
      coverageBefore: { coveredPeople: 0 },
      coverageAfter: { coveredPeople: 8, totalPeople: 55 },
      ...{ pointsRerouted: 1, peopleNewlyCovered: 8, peopleNoLongerCovered: 0 },
      changes: [{ division: { code: C } }],
    });
    expect(nodes(answer.divisions).map(({ code }: Json) => code)).toEqual([STREET, C]);
    expect(nodes(answer.points)).toMatchObject([
      { demandPointId: 'd5', after: { facilityId: 'F1', changeIndex: 0, walkSeconds: 0 } },
    ]);
  });

  it('tells apart walks that only grow longer from those that go elsewhere', async () => {
    const answer = await whatIf([move('F1', 4, 1)], `pointsRerouted ${POINTS} ${DIVISIONS}`);
    // d1 loses its walk and d4 gains one; d3 and d7 keep their facility with other walks.
    expect(answer.pointsRerouted).toBe(2);
    expect(
      nodes(answer.points).map((point: Json) => [point.demandPointId, point.after?.walkSeconds]),
    ).toEqual([
      ['d1', undefined],
      ['d3', 100],
      ['d4', 300],
      ['d7', 250],
    ]);
  });

  it('takes changes in order, the last word on a facility counting', async () => {
    const coverage = 'coverageAfter { coveredPeople } presence(level: COMMUNITY) { numeratorAfter }';
    const there = await whatIf([move('F1', 0, 4), move('F1', 4, 0)], `${coverage} points { totalCount }`);
    expect(there).toEqual({
      coverageAfter: { coveredPeople: 18.5 },
      presence: [{ numeratorAfter: 1 }],
      points: { totalCount: 0 },
    });
    const gone = await whatIf([move('F1', 0, 4), close('F1'), open(4, 0)], coverage);
    expect(gone).toEqual({ coverageAfter: { coveredPeople: 18.5 }, presence: [{ numeratorAfter: 1 }] });
  });

  it('lists a place no walkway is near: nobody walks there, but the unit has it', async () => {
    const answer = await whatIf(
      [open(4, 14, '远点')],
      `changes { snapDistanceMeters snappedPoint offNetworkReason nearestWalkwayMeters division { code } }
       peopleNewlyCovered divisions { totalCount }`,
    );
    expect(answer).toMatchObject({
      changes: [
        { snapDistanceMeters: null, snappedPoint: null, offNetworkReason: 'NOT_SNAPPED', division: null },
      ],
      ...{ peopleNewlyCovered: 0, divisions: { totalCount: 0 } },
    });
    expect(answer.changes[0].nearestWalkwayMeters).toBeCloseTo(1000, 0);
  });

  it('pages divisions and points by cursor, and filters divisions by level', async () => {
    const fields = (list: string, page: string, node: string) =>
      `${list}(${page}) { totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } }`;
    const all = nodes((await whatIf([close('F1')], fields('divisions', 'first: 50', 'code'))).divisions);
    const first = (await whatIf([close('F1')], fields('divisions', 'first: 3', 'code'))).divisions;
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([4, true]);
    const rest = fields('divisions', `first: 3, after: "${first.pageInfo.endCursor}"`, 'code');
    expect([...nodes(first), ...nodes((await whatIf([close('F1')], rest)).divisions)]).toEqual(all);
    const level = fields('divisions', 'level: COMMUNITY', 'code');
    expect(nodes((await whatIf([close('F1')], level)).divisions)).toEqual([{ code: A }, { code: B }]);
    const points = (await whatIf([close('F1')], fields('points', 'first: 2', 'demandPointId'))).points;
    expect(nodes(points)).toEqual([{ demandPointId: 'd1' }, { demandPointId: 'd3' }]);
    const foreign = fields('divisions', `after: "${points.pageInfo.endCursor}"`, 'code');
    expect((await rooms.refusal(query([close('F1')], foreign))).code).toBe('BAD_USER_INPUT');
  });

  it.each<[what: string, changes: string[], code: string, details: object, words: string]>([
    ['no change', [], 'BAD_USER_INPUT', {}, 'at least one change'],
    ['too many', new Array(201).fill(open(1, 1)), 'LIMIT_EXCEEDED', { limit: 200 }, '201'],
    ['OPEN nowhere', [open(1, 1), '{ kind: OPEN }'], 'BAD_USER_INPUT', { change: 1 }, '[1]: OPEN needs at'],
    ['CLOSE of nothing', ['{ kind: CLOSE }'], 'BAD_USER_INPUT', { change: 0 }, 'CLOSE needs facilityId'],
    [
      'MOVE to nowhere',
      ['{ kind: MOVE, facilityId: "F1" }'],
      'BAD_USER_INPUT',
      { change: 0 },
      'MOVE needs at',
    ],
    [
      'CLOSE at a place',
      [move('F1', 1, 1).replace('MOVE', 'CLOSE')],
      'BAD_USER_INPUT',
      { change: 0 },
      'no at',
    ],
    ['OPEN of an id', [move('F1', 1, 1).replace('MOVE', 'OPEN')], 'BAD_USER_INPUT', {}, 'no facilityId'],
    [
      'a point off the Earth',
      ['{ kind: OPEN, at: { lon: 200, lat: 1 } }'],
      'BAD_USER_INPUT',
      {},
      'changes[0].at',
    ],
    [
      'a point far away',
      ['{ kind: OPEN, at: { lon: 33.95, lat: 80 } }'],
      ...(['BAD_USER_INPUT', { change: 0, reason: 'OUTSIDE_NETWORK' }, '20 km'] as const),
    ],
    ['a long name', [open(1, 1, 'x'.repeat(101))], 'BAD_USER_INPUT', { change: 0 }, 'changes[0].name'],
    ['an unknown facility', [close('no')], 'NOT_FOUND', { change: 0, id: 'no' }, 'no facility no'],
    ['an empty id', [close('')], 'NOT_FOUND', { change: 0 }, 'changes[0]'],
    [
      'one that does not operate',
      [open(1, 1), close('F2')],
      ...(['FAILED_PRECONDITION', { change: 1, reason: 'NOT_OPERATING' }, '2025-01-01'] as const),
    ],
    [
      'one of another service',
      [close('F3')],
      ...(['FAILED_PRECONDITION', { change: 0, reason: 'CAPABILITY_MISSING' }, 'STATION'] as const),
    ],
    [
      'a second CLOSE',
      [close('F1'), close('F1')],
      ...(['FAILED_PRECONDITION', { change: 1, reason: 'ALREADY_CLOSED' }, 'changes[0]'] as const),
    ],
    [
      'MOVE after CLOSE',
      [close('F1'), move('F1', 1, 1)],
      ...(['FAILED_PRECONDITION', { change: 1, reason: 'ALREADY_CLOSED' }, 'F1'] as const),
    ],
  ])('refuses %s', async (_what, changes, code, details, words) => {
    const refusal = await rooms.refusal(query(changes, 'peopleNewlyCovered'));
    expect(refusal).toMatchObject({ code, details });
    expect(refusal.message).toContain(words);
  });

  it('refuses an unknown division, and whoever is no planner before anything is computed', async () => {
    const plain = query([close('F1')], 'peopleNewlyCovered', '', RULE.replace('2025', '2018'));
    const before = rooms.statements();
    expect((await rooms.refusal(plain, { role: 'public' })).code).toBe('UNAUTHENTICATED');
    expect((await rooms.refusal(plain, { role: 'resources' })).code).toBe('FORBIDDEN');
    // The data version alone.
    expect(rooms.statements() - before).toBeLessThanOrEqual(2);
    expect((await rooms.data(plain, { role: 'admin' })).whatIf).toEqual({ peopleNewlyCovered: 0 });
    const elsewhere = query([close('F1')], 'cohort', ', divisionCode: "110101001001"');
    expect((await rooms.refusal(elsewhere)).code).toBe('NOT_FOUND');
  });

  it('asks the database no more for many divisions and changes than for one', async () => {
    const ask = async (changes: readonly string[]) => {
      const before = rooms.statements();
      await whatIf(changes, `coverageAfter { ratio } ${DIVISIONS} presence { numeratorAfter }`);
      return rooms.statements() - before;
    };
    // Which division a place lies in takes a statement until the boundaries are held in memory.
    for (let asked = 0; asked !== 1;) {
      asked = await ask([open(1, 1)]);
      expect(asked).toBeLessThan(8);
    }
    expect(await ask([close('F1')])).toBe(1);
    expect(await ask([open(1, 1)])).toBe(1);
    expect(await ask([open(1, 1), open(3, 3), move('F1', 0, 4)])).toBe(1);
  });
});

function division(
  code: string,
  level: string,
  [before, after, total]: readonly [number, number, number],
  [presentBefore, presentAfter]: readonly [boolean, boolean],
) {
  return {
    ...{ code, level, presentBefore, presentAfter },
    before: { coveredPeople: before, totalPeople: total },
    after: { coveredPeople: after },
  };
}

describe('what if nobody can walk yet', () => {
  it('says that a network is missing', async () => {
    const rooms = await openTestRooms();
    try {
      await writeTown(rooms.database.manager, gridTown);
      const refusal = await rooms.refusal(query([close('F1')], 'cohort'));
      expect(refusal).toMatchObject({ code: 'FAILED_PRECONDITION', details: { reason: 'NO_NETWORK' } });
    } finally {
      await rooms.close();
    }
  });
});
