import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  A,
  B,
  bumpRevision,
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

const ZONE = '999901400000';
/** A village under the street, one under the town, one of the zone. */
const [E, F, G] = ['999901001201', '999901100201', '999901400201'];

/** The grid town with villages, a zone, and classes of the statistics office for some. */
const town = {
  ...gridTown,
  divisions: [
    ...gridTown.divisions,
    { code: ZONE, level: 'ZONE', parent: COUNTY, name: '开发区' },
    { code: E, level: 'VILLAGE', parent: STREET, name: '戊村' },
    { code: F, level: 'VILLAGE', parent: TOWN, name: '己村' },
    { code: G, level: 'VILLAGE', parent: ZONE, name: '庚村' },
  ],
};

const nodes = (list: Json) => list.edges.map(({ node }: Json) => node);

describe('which units count', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, town);
    await publishNetwork(rooms.database.manager, gridNetwork());
    await rooms.database.manager.query(
      `UPDATE administrative_division SET urban_rural_class = '121' WHERE code = ANY($1)`,
      [[A, E]],
    );
    await bumpRevision(rooms.database.manager, 'divisions');
  });
  afterAll(() => rooms.close());

  const ask = async (fields: string, asOf = '2025-01-01', role: 'planner' | 'public' = 'planner') => {
    const question = `divisionCode: "${COUNTY}", service: STATION, walkMinutes: 5, speedMetersPerSecond: 1`;
    const data = await rooms.data(`{ coverage(${question}, asOf: "${asOf}") { ${fields} } }`, { role });
    return data.coverage;
  };
  const figure = async (given: string, fields: string, asOf?: string) =>
    (await ask(`presence(${given}) { ${fields} }`, asOf)).presence[0];

  it('the root field answers like the field of the division', async () => {
    const fields = `rule { cutoffSeconds } division { code } presence { level numerator denominator } population { ratio }`;
    const viaDivision = await rooms.data(`{ administrativeDivision(code: "${COUNTY}") {
      coverage(service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01") { ${fields} } } }`);
    expect(await ask(fields)).toEqual(viaDivision.administrativeDivision.coverage);
  });

  it('the root field refuses an unknown and a malformed code', async () => {
    const refused = (code: string) =>
      rooms.refusal(`{ coverage(divisionCode: "${code}", service: ANY) { rule { asOf } } }`);
    expect(await refused('999999000000')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused('9999')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('several levels together are one figure', async () => {
    expect(
      await figure('levels: [COMMUNITY, VILLAGE]', 'level levels numerator denominator excludedUnits'),
    ).toEqual({
      level: null,
      levels: ['COMMUNITY', 'VILLAGE'],
      numerator: 1,
      denominator: 7,
      excludedUnits: 0,
    });
    const both = await rooms.refusal(
      `{ coverage(divisionCode: "${COUNTY}", service: ANY) { presence(level: TOWN, levels: [TOWN]) { ratio } } }`,
    );
    expect(both).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'levels' } });
  });

  it.each([
    ['BY_UNIT_CODE', 'URBAN', 4, { OTHER_SIDE: 3 }],
    ['BY_UNIT_CODE', 'RURAL', 3, { OTHER_SIDE: 4 }],
    ['BY_PARENT', 'URBAN', 3, { OTHER_SIDE: 3, UNCLASSIFIED: 1 }],
    ['BY_PARENT', 'RURAL', 3, { OTHER_SIDE: 3, UNCLASSIFIED: 1 }],
    ['BY_PARENT', 'UNCLASSIFIED', 1, { OTHER_SIDE: 6 }],
    ['BY_NBS_CLASS', 'URBAN', 2, { UNCLASSIFIED: 5 }],
    ['BY_NBS_CLASS', 'RURAL', 0, { OTHER_SIDE: 2, UNCLASSIFIED: 5 }],
  ])('%s %s: %d units, the others left out with a reason', async (rule, side, units, reasons) => {
    const found = await figure(
      `levels: [COMMUNITY, VILLAGE], urbanRural: { rule: ${rule}, side: ${side} }`,
      `urbanRuralRule urbanRuralSide denominator ratio members { totalCount }
       excluded { totalCount edges { node { reason counted division { code } } } }`,
    );
    expect(found).toMatchObject({
      urbanRuralRule: rule,
      urbanRuralSide: side,
      denominator: units,
      members: { totalCount: units },
      excluded: { totalCount: 7 - units },
    });
    if (units === 0) expect(found.ratio).toBeNull();
    const counts: Record<string, number> = {};
    for (const { reason } of nodes(found.excluded)) counts[reason] = (counts[reason] ?? 0) + 1;
    expect(counts).toEqual(reasons);
  });

  it('zones are left out with what stands under them', async () => {
    const fields = 'zones denominator excluded { edges { node { reason division { code } } } }';
    expect(await figure('level: VILLAGE', fields)).toMatchObject({ zones: 'INCLUDED', denominator: 3 });
    expect(await figure('level: VILLAGE, zones: EXCLUDED', fields)).toEqual({
      zones: 'EXCLUDED',
      denominator: 2,
      excluded: { edges: [{ node: { reason: 'ZONE_EXCLUDED', division: { code: G } } }] },
    });
    expect(await figure('level: ZONE, zones: EXCLUDED', 'denominator ratio')).toEqual({
      denominator: 0,
      ratio: null,
    });
  });

  it('shows the three ways side by side, and the units they differ on', async () => {
    const fields = `levels zones units differingUnits readings { rule sides { side units counted ratio } }
      differences { totalCount edges { node { division { code } byUnitCode byParent byNbsClass counted } } }`;
    const { urbanRural } = await ask(`urbanRural { ${fields} }`);
    expect(urbanRural).toMatchObject({ levels: ['COMMUNITY', 'VILLAGE'], zones: 'INCLUDED', units: 7 });
    expect(urbanRural.readings[0]).toEqual({
      rule: 'BY_UNIT_CODE',
      sides: [
        { side: 'URBAN', units: 4, counted: 1, ratio: 0.25 },
        { side: 'RURAL', units: 3, counted: 0, ratio: 0 },
        { side: 'UNCLASSIFIED', units: 0, counted: 0, ratio: null },
      ],
    });
    expect(urbanRural.readings.map(({ sides }: Json) => sides.map(({ units }: Json) => units))).toEqual([
      [4, 3, 0],
      [3, 3, 1],
      [2, 0, 5],
    ]);
    // A and B are communities under a town, E a village under a street.
    expect(urbanRural.differingUnits).toBe(3);
    expect(nodes(urbanRural.differences)).toEqual([
      {
        ...{ division: { code: E }, byUnitCode: 'RURAL', byParent: 'URBAN', byNbsClass: 'URBAN' },
        counted: false,
      },
      {
        ...{ division: { code: A }, byUnitCode: 'URBAN', byParent: 'RURAL', byNbsClass: 'URBAN' },
        counted: false,
      },
      {
        ...{ division: { code: B }, byUnitCode: 'URBAN', byParent: 'RURAL', byNbsClass: 'UNCLASSIFIED' },
        counted: true,
      },
    ]);
    const { urbanRural: without } = await ask('urbanRural(zones: EXCLUDED, level: VILLAGE) { units }');
    expect(without.units).toBe(2);
  });

  it('ranks the units to close by uncovered people, ties by code', async () => {
    const closing = `unitsShort cohort orderedBy uncoveredUnknown
      units { totalCount edges { node { rank division { code } people uncoveredPeople neededForTarget } } }`;
    const { unitsToClose } = await figure(
      'level: COMMUNITY, targetRatio: "70%"',
      `unitsToClose { ${closing} }`,
    );
    expect(unitsToClose).toMatchObject({
      ...{ unitsShort: 2, cohort: 'AGE_60', orderedBy: 'UNCOVERED_PEOPLE', uncoveredUnknown: null },
      units: { totalCount: 3 },
    });
    expect(nodes(unitsToClose.units)).toEqual([
      { rank: 1, division: { code: D }, people: 47, uncoveredPeople: 47, neededForTarget: true },
      { rank: 2, division: { code: A }, people: 30, uncoveredPeople: 20, neededForTarget: true },
      { rank: 3, division: { code: C }, people: 8, uncoveredPeople: 8, neededForTarget: false },
    ]);
    const { unitsToClose: villages } = await figure(
      'level: VILLAGE',
      `unitsToClose(targetRatio: "1/3") { unitsShort }`,
    ).catch((error: Error) => ({ unitsToClose: error.message }));
    expect(villages).toContain('targetRatio');
  });

  it('pages the units to close, the ranks going on', async () => {
    const page = async (args: string) =>
      (
        await figure(
          'level: COMMUNITY, targetRatio: "100%"',
          `unitsToClose { units(${args}) { edges { node { rank division { code } } } pageInfo { endCursor } } }`,
        )
      ).unitsToClose.units;
    const first = await page('first: 2');
    const rest = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(
      [...nodes(first), ...nodes(rest)].map(({ rank, division }: Json) => [rank, division.code]),
    ).toEqual([
      [1, D],
      [2, A],
      [3, C],
    ]);
  });

  it('asks the database no more than the data version and the units named, once warm', async () => {
    const fields = `presence(targetRatio: "70%") { unitsToClose { units { edges { node { rank division { name } } } } }
      excluded { totalCount } members { edges { node { missingCapabilities division { name } } } } }
      urbanRural { differences { edges { node { division { name } } } } } rule { predicates { clause } }`;
    await ask(fields);
    const before = rooms.statements();
    await ask(fields);
    expect(rooms.statements() - before).toBe(2);
  });

  it('the public may read all of it', async () => {
    const { presence, urbanRural } = await ask(
      'presence(level: COMMUNITY) { unitsToClose { units { totalCount } } excluded { totalCount } } urbanRural { differingUnits }',
      '2025-01-01',
      'public',
    );
    expect([presence[0].unitsToClose.units.totalCount, urbanRural.differingUnits]).toEqual([3, 3]);
  });

  describe('when divisions are dated', () => {
    beforeAll(async () => {
      const { manager } = rooms.database;
      await manager.query(`UPDATE administrative_division SET valid_to = '2025-01-01' WHERE code = $1`, [B]);
      await manager.query(`UPDATE administrative_division SET valid_from = '2025-01-01' WHERE code = $1`, [
        A,
      ]);
      await bumpRevision(manager, 'divisions');
    });

    it('a unit is in the set from its first day to the day before it ends', async () => {
      const fields = `numerator denominator members { totalCount edges { node { division { code } } } }
        excluded { edges { node { reason division { code validFrom validTo } } } }`;
      const [before, after] = [
        await figure('level: COMMUNITY', fields, '2024-12-31'),
        await figure('level: COMMUNITY', fields, '2025-01-01'),
      ];
      expect([before.numerator, before.denominator, before.members.totalCount]).toEqual([1, 3, 3]);
      expect(nodes(before.excluded)).toEqual([
        { reason: 'OUTSIDE_VINTAGE', division: { code: A, validFrom: '2025-01-01', validTo: null } },
      ]);
      expect([after.numerator, after.denominator, after.members.totalCount]).toEqual([0, 3, 3]);
      expect(nodes(after.excluded)).toEqual([
        { reason: 'OUTSIDE_VINTAGE', division: { code: B, validFrom: null, validTo: '2025-01-01' } },
      ]);
    });

    it('the list of divisions can be asked for as of a date', async () => {
      const codes = async (asOf: string) =>
        nodes(
          (
            await rooms.data(
              `{ administrativeDivisions(filter: { parentCode: "${TOWN}", asOf: "${asOf}" }) { edges { node { code } } } }`,
            )
          ).administrativeDivisions,
        ).map(({ code }: Json) => code);
      expect(await codes('2024-12-31')).toEqual([B, F]);
      expect(await codes('2025-01-01')).toEqual([A, F]);
    });
  });
});

describe('units short, in whole numbers', () => {
  let rooms: TestRooms;
  const streets = Array.from({ length: 26 }, (_, at) => `9999010${String(at + 1).padStart(2, '0')}000`);
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, {
      divisions: [
        { code: COUNTY, level: 'COUNTY' },
        ...streets.map((code) => ({ code, level: 'SUBDISTRICT', parent: COUNTY })),
      ],
      facilities: streets
        .slice(0, 18)
        .map((division, at) => ({ id: `S${at}`, kind: 'COMMUNITY_STATION', division })),
      demand: streets.slice(18).map((division, at) => ({
        ...{ id: `p${at}`, division, at: [0, 0] as const },
        elderly60: [5, 9, 9, 1][at % 4],
      })),
    });
  });
  afterAll(() => rooms.close());

  it('18 of 26 at 70 % is one short; without a network the most people come first', async () => {
    const { coverage } = await rooms.data(`{ coverage(divisionCode: "${COUNTY}", service: STATION) {
      presence(level: SUBDISTRICT, targetRatio: "70%") { numerator denominator unitsNeeded unitsShort
        unitsToClose { unitsShort orderedBy uncoveredUnknown
          units(first: 2) { edges { node { division { code } people uncoveredPeople neededForTarget } } } } } } }`);
    const [{ unitsToClose, ...figures }] = coverage.presence;
    expect(figures).toEqual({ numerator: 18, denominator: 26, unitsNeeded: 19, unitsShort: 1 });
    expect(unitsToClose).toEqual({
      ...{ unitsShort: 1, orderedBy: 'PEOPLE', uncoveredUnknown: 'NO_NETWORK' },
      units: {
        edges: [19, 20].map((at, rank) => ({
          node: {
            ...{ division: { code: streets[at] }, people: 9, uncoveredPeople: null },
            neededForTarget: rank === 0,
          },
        })),
      },
    });
  });
});
