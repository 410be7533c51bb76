import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARE_SERVICES } from '../../src/facilities/index.js';
import {
  A,
  B,
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

const EIGHT = ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'GUIDANCE', 'MEAL', 'BATH', 'MEDICAL', 'CLEANING'];
const FOUR = ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL'];

/** Comprehensive or nearly: G1 by kind, G2 by four capabilities, G3 lacks one of the eight, G4 lacks four and is a plan. */
const town = {
  ...gridTown,
  facilities: [
    { id: 'G1', kind: 'COMPREHENSIVE_CENTER', at: [0, 0], division: A },
    { id: 'G2', kind: 'INSTITUTION', capabilities: FOUR, at: [4, 0], division: B },
    { id: 'G3', kind: 'INSTITUTION', capabilities: EIGHT.slice(0, 7), at: [0, 4], division: C },
    { id: 'G4', kind: 'INSTITUTION', capabilities: FOUR, at: [0, 3], division: C },
    {
      id: 'G0',
      kind: 'INSTITUTION',
      capabilities: EIGHT.slice(0, 6),
      at: [0, 3],
      division: C,
      published: false,
    },
  ],
} as const;

describe('what a place must offer', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, town);
    await publishNetwork(rooms.database.manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const ask = async (fields: string, asOf = '2025-01-01', role: 'planner' | 'public' = 'planner') =>
    (
      await rooms.data(
        `{ coverage(divisionCode: "${COUNTY}", service: COMPREHENSIVE, walkMinutes: 5, speedMetersPerSecond: 1,
          asOf: "${asOf}") { ${fields} } }`,
        { role },
      )
    ).coverage;
  const members = async (asOf?: string, role?: 'planner' | 'public') => {
    const { presence } = await ask(
      `presence(level: COMMUNITY) { members { edges { node { division { code } counted reason missingCapabilities facility { id } } } } }`,
      asOf,
      role,
    );
    return Object.fromEntries(
      presence[0].members.edges.map(({ node }: Json) => [
        node.division.code,
        [node.reason, node.facility?.id ?? null, node.missingCapabilities],
      ]),
    );
  };
  const record = (fields: string) =>
    `mutation { recordServicePredicate(input: { service: COMPREHENSIVE, document: "本地文件", clause: "二", ${fields} })
      { id validFrom validTo jurisdictionCode verified source { key } synthetic } }`;

  it('is the program’s own assumption while nothing is recorded', async () => {
    const { rule } = await ask(
      'rule { predicate predicates { jurisdictionCode isAssumption document verified kinds allCapabilities } }',
    );
    expect(rule.predicates).toEqual([
      {
        ...{ jurisdictionCode: null, isAssumption: true, document: null, verified: false },
        kinds: CARE_SERVICES.COMPREHENSIVE.kinds,
        allCapabilities: CARE_SERVICES.COMPREHENSIVE.allCapabilities,
      },
    ]);
    expect(rule.predicate).toContain('(assumed)');
    expect(await members()).toEqual({
      [A]: ['LOCATED_IN', 'G1', []],
      [B]: ['LOCATED_IN', 'G2', []],
      [C]: ['LOCATED_IN', 'G3', []],
      [D]: ['NO_FACILITY', null, []],
    });
  });

  describe('once the county, and later its town, say so', () => {
    beforeAll(async () => {
      await rooms.data(
        record(`jurisdictionCode: "${COUNTY}", validFrom: "2024-01-01", allCapabilities: [${EIGHT.join()}]`),
      );
      await rooms.data(
        record(
          `jurisdictionCode: "${TOWN}", validFrom: "2024-07-01", kinds: [COMPREHENSIVE_CENTER], verified: true`,
        ),
      );
    });

    it('holds from its first day, below the jurisdiction, the nearest first', async () => {
      expect((await members('2023-12-31'))[A]).toEqual(['LOCATED_IN', 'G1', []]);
      expect((await members('2024-01-01'))[A]).toEqual(['CAPABILITY_MISSING', 'G1', EIGHT]);
      expect((await members('2024-07-01'))[A]).toEqual(['LOCATED_IN', 'G1', []]);
      expect((await members('2024-07-01'))[B]).toEqual(['CAPABILITY_MISSING', 'G2', []]);
    });

    it('a no names what the nearest to counting lacks; the public sees published places only', async () => {
      expect((await members())[C]).toEqual(['CAPABILITY_MISSING', 'G3', ['CLEANING']]);
      await rooms.database.manager.query(`UPDATE facility SET published = false WHERE id = 'G3'`);
      await rooms.database.manager.query(
        `UPDATE dataset_revision SET revision = revision + 1 WHERE dataset = 'facilities'`,
      );
      expect((await members(undefined, 'public'))[C]).toEqual([
        'CAPABILITY_MISSING',
        'G4',
        ['GUIDANCE', 'BATH', 'MEDICAL', 'CLEANING'],
      ]);
      expect((await members())[C]).toEqual(['CAPABILITY_MISSING', 'G3', ['CLEANING']]);
    });

    it('people walk only to places that count where they stand', async () => {
      // G1 counts by the town’s predicate, G2, G3 and G4 do not: d2 and d1 walk to G1, d5 (300 m away) too.
      const { population } = await ask('population { coveredPeople }');
      expect(population.coveredPeople).toBe(38 + 3.5);
    });

    it('the rule shows every predicate that applied, with its clause', async () => {
      const { rule } = await ask(
        'rule { predicates { jurisdictionCode validFrom document clause verified isAssumption } }',
      );
      expect(rule.predicates).toEqual([
        {
          ...{ jurisdictionCode: COUNTY, validFrom: '2024-01-01', document: '本地文件', clause: '二' },
          ...{ verified: false, isAssumption: false },
        },
        {
          ...{ jurisdictionCode: TOWN, validFrom: '2024-07-01', document: '本地文件', clause: '二' },
          ...{ verified: true, isAssumption: false },
        },
      ]);
    });

    it('is listed by division with those above it, and by day', async () => {
      const list = async (args: string) =>
        (
          await rooms.data(
            `{ servicePredicates(${args}) { totalCount edges { node { jurisdictionCode source { key } } } } }`,
            { role: 'public' },
          )
        ).servicePredicates;
      expect(await list(`jurisdictionCode: "${A}", asOf: "2025-01-01"`)).toEqual({
        totalCount: 2,
        edges: [COUNTY, TOWN].map((jurisdictionCode) => ({
          node: { jurisdictionCode, source: { key: 'own-entries' } },
        })),
      });
      expect(await list(`jurisdictionCode: "${STREET}"`)).toMatchObject({ totalCount: 1 });
      expect(await list(`asOf: "2024-03-01"`)).toMatchObject({ totalCount: 1 });
      expect(await list(`service: MEAL`)).toMatchObject({ totalCount: 0 });
    });
  });

  describe('recording', () => {
    const open = `jurisdictionCode: "990900000000", allCapabilities: [MEAL]`;

    it('refuses what overlaps, and stores nothing', async () => {
      await rooms.data(record(`${open}, validFrom: "2024-01-01", validTo: "2025-01-01"`));
      for (const dates of [
        'validFrom: "2024-06-01"',
        'validFrom: "2023-01-01"',
        'validFrom: "2023-01-01", validTo: "2024-01-02"',
        'validFrom: "2024-01-01"',
      ]) {
        expect(await rooms.refusal(record(`${open}, ${dates}`))).toMatchObject({
          code: 'CONFLICT',
          details: { validFrom: '2024-01-01', validTo: '2025-01-01' },
        });
      }
      const next = await rooms.data(record(`${open}, validFrom: "2025-01-01"`));
      expect(next.recordServicePredicate).toMatchObject({ validFrom: '2025-01-01', validTo: null });
      const before = await rooms.data(record(`${open}, validFrom: "2023-01-01", validTo: "2024-01-01"`));
      expect(before.recordServicePredicate).toMatchObject({ validTo: '2024-01-01' });
    });

    it('ends the one before when asked to, and nothing else', async () => {
      const input = `${open}, validFrom: "2026-01-01", endPrevious: true`;
      const { recordServicePredicate: added } = await rooms.data(record(input));
      const { servicePredicates } = await rooms.data(
        `{ servicePredicates(jurisdictionCode: "990900000000") { edges { node { id validFrom validTo } } } }`,
      );
      const dates = servicePredicates.edges.map(({ node }: Json) => [node.validFrom, node.validTo]);
      expect(dates).toEqual([
        ['2023-01-01', '2024-01-01'],
        ['2024-01-01', '2025-01-01'],
        ['2025-01-01', '2026-01-01'],
        ['2026-01-01', null],
      ]);
      const [audit] = await rooms.database.manager.query(
        `SELECT actor, action, details->'ended'->>'validFrom' AS ended FROM audit_entry WHERE target = $1`,
        [added.id],
      );
      expect(audit).toEqual({ actor: 'tester', action: 'servicePredicate.record', ended: '2025-01-01' });
      // It would leave the one from 2026 overlapping.
      const back = await rooms.refusal(record(`${open}, validFrom: "2025-06-01", endPrevious: true`));
      expect(back.code).toBe('CONFLICT');
    });

    it('keeps one for everywhere apart from jurisdictions, and lets it decide where none is nearer', async () => {
      await rooms.data(record(`validFrom: "2030-01-01", kinds: [MEAL_POINT]`));
      const twice = await rooms.refusal(record(`validFrom: "2031-01-01", kinds: [MEAL_POINT]`));
      expect(twice.code).toBe('CONFLICT');
    });

    it.each([
      ['an end before its beginning', `${open}, validFrom: "2020-01-01", validTo: "2020-01-01"`, 'validTo'],
      ['nothing asked for', 'validFrom: "2020-01-01"', 'kinds'],
      [
        'a code that is none',
        'jurisdictionCode: "21", validFrom: "2020-01-01", kinds: [MEAL_POINT]',
        'jurisdictionCode',
      ],
      ['a blank remark', `${open}, validFrom: "2020-01-01", note: " "`, 'note'],
    ])('refuses %s', async (_, fields, field) => {
      expect(await rooms.refusal(record(fields))).toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field },
      });
    });

    it('is for planners', async () => {
      const input = record(`${open}, validFrom: "2020-01-01"`);
      expect((await rooms.refusal(input, { role: 'public' })).code).toBe('UNAUTHENTICATED');
      expect((await rooms.refusal(input, { role: 'resources' })).code).toBe('FORBIDDEN');
    });
  });
});
