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
import { writeBoundaries, writeEstates } from '../support/town-readings.js';

/** Made of A’s and B’s western halves in 2024, when A ends; B goes on, as drawn. */
const NEW = '999901001009';
const nodes = (connection: Json) => connection.edges.map((edge: Json) => edge.node);
const counts = (parts: Json[]) =>
  parts.map(({ before: was, after: is }) => [was.numerator, was.denominator, is.numerator, is.denominator]);

/** Sum of exact shares as a pair of whole numbers over one denominator. */
function expectExactSum({ parts, difference }: Json): void {
  let [above, below] = [0n, 1n];
  for (const { share } of parts) {
    above = above * BigInt(share.denominator) + BigInt(share.numerator) * below;
    below *= BigInt(share.denominator);
  }
  expect(above * BigInt(difference.denominator)).toBe(BigInt(difference.numerator) * below);
}

describe('a town whose divisions, estates and people change', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    const { divisions, facilities, demand } = gridTown;
    await writeTown(manager, {
      divisions: [...divisions, { code: NEW, level: 'COMMUNITY', parent: STREET, name: '新社区' }],
      // All placed by where they are: an import today puts what lay in A into NEW.
      facilities: facilities.map((each) => ({ ...each, division: undefined })),
      demand: demand.map((each) => ({ ...each, division: undefined })),
    });
    await writeBoundaries(manager, {
      [A]: [-0.5, -0.5, 2.2, 2],
      [B]: [2.2, -0.5, 4.5, 2.2],
      [C]: [-0.5, 2, 2.2, 4.5],
      [D]: [2.2, 2.2, 4.5, 4.5],
      [NEW]: [-0.5, -0.5, 2.2, 2],
      [TOWN]: [-0.5, -0.5, 4.5, 2.2],
      [STREET]: [-0.5, 2, 4.5, 4.5],
      [COUNTY]: [-0.5, -0.5, 4.5, 4.5],
    });
    await manager.query(`UPDATE administrative_division SET valid_to = '2024-01-01' WHERE code = $1`, [A]);
    await manager.query(`UPDATE administrative_division SET valid_from = '2024-01-01' WHERE code = $1`, [
      NEW,
    ]);
    for (const [table, location] of [
      ['facility', 'entrance'],
      ['demand_point', 'location'],
    ])
      await manager.query(`UPDATE ${table} t SET division_from = 'LOCATION', division_code = (
        SELECT code FROM administrative_division d WHERE ST_Covers(boundary, ${location}) AND valid_to IS NULL
        AND level = 'COMMUNITY' ORDER BY code LIMIT 1) WHERE ST_Y(${location}) < ${gridPlace(0, 4.4)[1]}`);
    await writeEstates(manager, [
      { id: 'e1', households: 30, at: [1, 0], division: B },
      { id: 'e2', households: 10, at: [4, 0], division: B },
      { id: 'e3', households: 60, at: [0, 0], division: B },
    ]);
    await manager.query(`UPDATE housing_estate SET delivered_on = '2024-09-01' WHERE id = 'e3'`);
    await manager.query(
      `UPDATE housing_estate SET division_code = $1, division_from = 'LOCATION' WHERE id = 'e1'`,
      [NEW],
    );
    await manager.query(
      `INSERT INTO division_population (division_code, year, cohort, people) VALUES
      ($1, 2022, 'AGE_60', 50), ($1, 2024, 'AGE_60', 100), ($2, 2023, 'AGE_60', 30)`,
      [COUNTY, D],
    );
    for (const dataset of ['divisions', 'estates', 'facilities', 'demand'])
      await bumpRevision(manager, dataset);
    await publishNetwork(manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const coverage = async (code: string, asOf: string, fields: string) =>
    (
      await rooms.data(
        `{ coverage(divisionCode: "${code}", service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "${asOf}") { ${fields} } }`,
      )
    ).coverage;
  const compare = async (reading: string, extra = '', code = COUNTY, change = '') => {
    const side = (asOf: string, more = '') =>
      `{ asOf: "${asOf}", walkMinutes: 5, speedMetersPerSecond: 1${more} }`;
    const data =
      await rooms.data(`{ compareCoverage(divisionCode: "${code}", service: STATION, reading: ${reading}${extra},
      before: ${side('2023-07-01')}, after: ${side('2025-01-01', change)}) {
        cohort people notes { code words } undefinedReason difference { numerator denominator }
        before { numerator denominator noRatioReason zones relations } after { numerator denominator ratio }
        parts { step share { numerator denominator value } before { numerator denominator } after { numerator denominator }
          units { edges { node { code effect countedBefore countedAfter coveredBefore coveredAfter totalBefore totalAfter coveredPeopleBefore } } }
          facilities { edges { node { facilityId effect } } } } } }`);
    return data.compareCoverage;
  };

  it('whatever was placed by its location lies in the divisions of the date', async () => {
    const figures = `population { totalPeople points } households { totalHouseholds totalEstates }
      presence(level: COMMUNITY) { denominator members { edges { node { division { code } reason facility { id } } } } }`;
    const early = await coverage(COUNTY, '2023-07-01', figures);
    expect(
      early.presence[0].members.edges.map(({ node }: Json) => [
        node.division.code,
        node.facility?.id ?? null,
      ]),
    ).toEqual([
      [C, 'F2'],
      [D, 'F4'],
      [A, null],
      [B, 'F1'],
    ]);
    const late = await coverage(COUNTY, '2025-01-01', figures);
    expect(
      late.presence[0].members.edges.map(({ node }: Json) => [node.division.code, node.facility?.id ?? null]),
    ).toEqual([
      [C, 'F2'],
      [D, 'F4'],
      [NEW, null],
      [B, 'F1'],
    ]);
    const people = async (code: string, asOf: string) =>
      (await coverage(code, asOf, figures)).population.points;
    expect([await people(A, '2023-07-01'), await people(NEW, '2023-07-01')]).toEqual([2, 0]);
    expect([await people(A, '2025-01-01'), await people(NEW, '2025-01-01')]).toEqual([0, 2]);
    // The street gains what the town loses.
    expect([await people(TOWN, '2023-07-01'), await people(TOWN, '2025-01-01')]).toEqual([4, 2]);
    expect([await people(STREET, '2023-07-01'), await people(STREET, '2025-01-01')]).toEqual([2, 4]);
    const homes = async (code: string, asOf: string) => (await coverage(code, asOf, figures)).households;
    expect(await homes(A, '2023-07-01')).toEqual({ totalHouseholds: 30, totalEstates: 1 });
    expect(await homes(NEW, '2025-01-01')).toEqual({ totalHouseholds: 30, totalEstates: 1 });
    expect([await homes(B, '2024-08-31'), await homes(B, '2024-09-01')]).toMatchObject([
      { totalHouseholds: 10 },
      { totalHouseholds: 70 },
    ]);
  });

  it('a moved boundary is a change of the denominator of units and of people', async () => {
    const units = await compare('PRESENCE', ', level: COMMUNITY');
    expect(nodes(units.parts[2].units)).toMatchObject([
      { code: NEW, effect: 'JOINED' },
      { code: A, effect: 'LEFT' },
    ]);
    expectExactSum(units);
    const people = await compare('POPULATION', ', level: COMMUNITY', TOWN);
    // d1, d2 leave the town; of its people only d1, d3 and d7 were covered.
    expect(counts(people.parts).map((row) => row.slice(1))).toEqual([
      [38.5, 18.5, 38.5],
      [38.5, 18.5, 38.5],
      [38.5, 8.5, 8.5],
      [8.5, 8.5, 8.5],
    ]);
    expect(nodes(people.parts[2].units)).toMatchObject([
      {
        code: A,
        effect: 'LEFT',
        coveredBefore: 10,
        coveredAfter: 0,
        totalBefore: 30,
        totalAfter: 0,
        coveredPeopleBefore: 10,
      },
    ]);
    expect(people.notes.map(({ code }: Json) => code)).toEqual(['PEOPLE_UNDATED', 'CAPABILITIES_UNDATED']);
    expectExactSum(people);
  });

  it('households change with what is handed over', async () => {
    const homes = await compare('HOUSEHOLDS');
    // F2 closes on 2024-06-01: e1 keeps F1 at 300 m.
    expect(counts(homes.parts)).toEqual([
      [40, 40, 40, 40],
      [40, 40, 40, 40],
      [40, 40, 40, 100],
      [40, 100, 40, 100],
    ]);
    expect(homes.difference).toEqual({ numerator: '-3', denominator: '5' });
    expect(homes.parts[2].share).toMatchObject({ numerator: '-3', denominator: '5' });
    expect(nodes(homes.parts[2].units)).toMatchObject([
      {
        code: STREET,
        effect: 'GAINED',
        coveredBefore: 0,
        coveredAfter: 30,
        totalAfter: 30,
        coveredPeopleBefore: null,
      },
      { code: TOWN, effect: 'LOST', coveredBefore: 40, coveredAfter: 10, totalBefore: 40, totalAfter: 70 },
    ]);
    expect(homes).toMatchObject({ cohort: null, people: null });
    expect(homes.notes[0].code).toBe('HOUSEHOLDS_BY_DELIVERY');
    expectExactSum(homes);
    const [lon, lat] = gridPlace(0, 0);
    const opened = await compare(
      'HOUSEHOLDS',
      '',
      COUNTY,
      `, changes: [{ kind: OPEN, at: { lon: ${lon}, lat: ${lat} } }, { kind: CLOSE, facilityId: "F1" }]`,
    );
    expect(counts(opened.parts)).toEqual([
      [40, 40, 40, 40],
      [40, 40, 30, 40],
      [30, 40, 90, 100],
      [90, 100, 90, 100],
    ]);
    expect(nodes(opened.parts[1].facilities)).toContainEqual({ facilityId: 'F1', effect: 'CLOSED' });
    expectExactSum(opened);
  });

  it('ends at the coverage of each date, ground likewise', async () => {
    const ground = await compare('AREA', ', level: COMMUNITY');
    const at = async (asOf: string) =>
      (await coverage(COUNTY, asOf, 'area { coveredSquareMeters totalSquareMeters ratio }')).area;
    const [early, late] = [await at('2023-07-01'), await at('2025-01-01')];
    expect([ground.before.numerator, ground.before.denominator]).toEqual([
      early.coveredSquareMeters,
      early.totalSquareMeters,
    ]);
    expect(ground.after).toMatchObject({ numerator: late.coveredSquareMeters, ratio: late.ratio });
    expect(ground.parts[1].share.value).toBeLessThan(0);
    expect(nodes(ground.parts[1].facilities)).toEqual([{ facilityId: 'F2', effect: 'CLOSED' }]);
    expect(nodes(ground.parts[1].units).map(({ code }: Json) => code)).toContain(C);
    expectExactSum(ground);
  });

  it('scales people by the counts of the years where asked to', async () => {
    const scaled = await compare('POPULATION', ', people: BY_YEAR');
    // The county doubles from 2022 to 2024; D has its own count of 2023, which it keeps.
    const stored = await compare('POPULATION');
    const d = 40;
    expect(stored.before.denominator).toBe(86.5);
    expect(scaled.before.denominator).toBe((86.5 - d) / 2 + d);
    expect(scaled.after.denominator).toBe(86.5);
    expect(counts(scaled.parts)[2]![1]).toBe(63.25);
    expect(counts(scaled.parts)[2]![3]).toBe(86.5);
    expect(scaled.notes[0].code).toBe('PEOPLE_SCALED');
    expectExactSum(scaled);
  });

  it('takes another rule for units afterwards as a change of the rule', async () => {
    const rule = await compare(
      'PRESENCE',
      ', levels: [COMMUNITY, VILLAGE]',
      COUNTY,
      ', relations: [SHARED], zones: EXCLUDED',
    );
    expect(rule.before).toMatchObject({ zones: 'INCLUDED', relations: ['LOCATED_IN', 'ASSIGNED', 'SHARED'] });
    expect(rule.parts[3]).toMatchObject({ step: 'RULE', after: { numerator: 0, denominator: 4 } });
    expectExactSum(rule);
    const refuse = (reading: string, change: string) =>
      rooms.refusal(`{ compareCoverage(divisionCode: "${COUNTY}", service: STATION, reading: ${reading},
        before: {}, after: {${change}}) { people } }`);
    expect(await refuse('HOUSEHOLDS', 'zones: EXCLUDED')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await refuse('PRESENCE', 'relations: []')).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await refuse('PRESENCE', '')).toMatchObject({ details: { field: 'level' } });
  });
});
