import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridTown,
  publishNetwork,
  STREET,
  TOWN,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const RULE =
  'service: INSTITUTION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01", method: TWO_STEP';
const nodes = (connection: Json) => connection.edges.map((edge: Json) => edge.node);

/** The four villages of docs/models/equity.md: beds per person 0, 0.02, 0.04 and 0.1, out of each other's reach. */
const VILLAGES = [
  { id: 'v1', at: [0, 8], division: A, elderly60: 100, beds: null },
  { id: 'v2', at: [0, 0], division: A, elderly60: 100, beds: 2 },
  { id: 'v3', at: [8, 0], division: C, elderly60: 200, beds: 8 },
  { id: 'v4', at: [8, 8], division: D, elderly60: 100, beds: 10 },
] as const;

describe('equity of access in a town small enough to reckon by hand', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    const withBeds = VILLAGES.filter(({ beds }) => beds !== null);
    await writeTown(manager, {
      divisions: gridTown.divisions,
      facilities: withBeds.map(({ id, at, division }) => ({
        id: `h-${id}`,
        kind: 'INSTITUTION',
        at,
        division,
      })),
      demand: VILLAGES.map(({ beds: _, ...village }) => village),
    });
    for (const { id, beds } of withBeds)
      await manager.query('UPDATE facility SET beds = $2 WHERE id = $1', [`h-${id}`, beds]);
    await publishNetwork(manager, gridNetwork(9));
  });
  afterAll(() => rooms.close());

  const ask = (fields: string, extra = '', code = COUNTY, capacity = 'BEDS') =>
    `{ equity(divisionCode: "${code}", ${RULE}, capacity: ${capacity}${extra}) { ${fields} } }`;
  const equity = async (...args: Parameters<typeof ask>) => (await rooms.data(ask(...args))).equity;

  it('Gini, Theil by division with parts that sum, and FGT', async () => {
    const answer = await equity(
      `gini undefinedReason total { people meanAccess } poverty { line headcount gap severity undefinedReason }
       theil { total between within divisions { edges { node { name populationShare accessShare theil between within division { code } } } } }
       towns: theil(level: TOWN) { total between within divisions { edges { node { name } } } }`,
      ', povertyLine: 0.03',
    );
    expect(answer.gini).toBeCloseTo(0.44, 12);
    expect(answer.total).toMatchObject({ people: 500 });
    expect(answer.total.meanAccess).toBeCloseTo(0.04, 12);
    expect(answer.undefinedReason).toBeNull();
    expect(answer.theil.total).toBeCloseTo(0.388831, 6);
    expect(answer.theil.between).toBeCloseTo(0.226289, 6);
    expect(answer.theil.within).toBeCloseTo(0.162541, 6);
    const parts = nodes(answer.theil.divisions);
    expect(parts.map(({ division }: Json) => division.code)).toEqual([STREET, TOWN]);
    const sum = (key: string) => parts.reduce((total: number, part: Json) => total + part[key], 0);
    expect(sum('between')).toBeCloseTo(answer.theil.between, 12);
    expect(sum('within')).toBeCloseTo(answer.theil.within, 12);
    expect(answer.theil.between + answer.theil.within).toBe(answer.theil.total);
    // Villages of the street stand in no town: a group like any other, without a name.
    expect(nodes(answer.towns.divisions).map(({ name }: Json) => name)).toEqual([null, '南镇']);
    expect(answer.towns.total).toBeCloseTo(answer.theil.total, 12);
    const { line, headcount, gap, severity } = answer.poverty;
    expect([line, headcount]).toEqual([0.03, 0.4]);
    expect(gap).toBeCloseTo(0.266667, 6);
    expect(severity).toBeCloseTo(0.222222, 6);
  });

  it('the worst served by name', async () => {
    const answer = await equity(
      `worstServed { share people pointCount highestAccess
        divisions(level: COMMUNITY) { edges { node { rank name worstServedPeople access { people } } } }
        points { edges { node { demandPointId access } } } }
       poverty { line }`,
      ', worstShare: 0.21',
    );
    expect(answer.worstServed).toMatchObject({
      share: 0.21,
      people: 200,
      pointCount: 2,
      highestAccess: 0.02,
    });
    expect(nodes(answer.worstServed.points)).toEqual([
      { demandPointId: 'v1', access: 0 },
      { demandPointId: 'v2', access: 0.02 },
    ]);
    expect(nodes(answer.worstServed.divisions)).toEqual([
      { rank: 1, name: '甲社区', worstServedPeople: 200, access: { people: 200 } },
    ]);
    // Without a line: half the mean.
    expect(answer.poverty.line).toBeCloseTo(0.02, 12);
  });

  it('is undefined, never 0, where nobody lives or nobody has access', async () => {
    const fields =
      'gini undefinedReason theil { total } worstServed { people } poverty { headcount undefinedReason }';
    expect(await equity(fields, '', '999901100002')).toEqual({
      ...{ gini: null, undefinedReason: 'NOBODY_LIVES_THERE', theil: null, worstServed: null },
      poverty: { headcount: null, undefinedReason: 'NOBODY_LIVES_THERE' },
    });
    const none = await equity(fields, '', COUNTY, 'MEALS_PER_DAY');
    expect(none).toMatchObject({ gini: null, undefinedReason: 'NOBODY_HAS_ACCESS', worstServed: null });
    expect(none.poverty).toEqual({ headcount: null, undefinedReason: 'LINE_IS_ZERO' });
  });

  it('roles: beds for planner and resources, points for planners, one per facility for everybody', async () => {
    const asBeds = ask('gini');
    expect(await rooms.refusal(asBeds, { role: 'public' })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await rooms.data(asBeds, { role: 'resources' })).equity.gini).toBeCloseTo(0.44, 12);
    const open = ask('gini total { people }', '', COUNTY, 'ONE_PER_FACILITY');
    expect((await rooms.data(open, { role: 'public' })).equity.total.people).toBe(500);
    const points = ask('worstServed { points { totalCount } }', '', COUNTY, 'ONE_PER_FACILITY');
    expect(await rooms.refusal(points, { role: 'public' })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await rooms.refusal(points, { role: 'resources' })).toMatchObject({ code: 'FORBIDDEN' });
    const facilities = `{ accessibility(divisionCode: "${COUNTY}", ${RULE}) { facilities { totalCount } } }`;
    expect(await rooms.refusal(facilities, { role: 'public' })).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('says what is wrong', async () => {
    for (const extra of [', worstShare: 0', ', worstShare: 1.1', ', povertyLine: -1', ', walkMinutes: 0'])
      expect(
        (
          await rooms.refusal(
            ask('gini', extra).replace(extra.includes('walk') ? 'walkMinutes: 5, ' : '\0', ''),
          )
        ).code,
      ).toBe('BAD_USER_INPUT');
    expect((await rooms.refusal(ask('gini', '', '110000000000'))).code).toBe('NOT_FOUND');
  });

  it('asks the database once, however much is told', async () => {
    const all = ask(`gini theil(level: COMMUNITY) { total divisions { edges { node { division { name } } } } }
      worstServed { points { edges { node { division { name } } } } divisions { edges { node { name } } } }`);
    await rooms.data(all);
    const before = rooms.statements();
    await rooms.data(all);
    // The version, and one read of the divisions named.
    expect(rooms.statements() - before).toBeLessThanOrEqual(2);
  });
});
