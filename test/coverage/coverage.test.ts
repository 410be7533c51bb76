import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const AT_ONE_METER_A_SECOND = 'walkMinutes: 5, speedMetersPerSecond: 1';

/** Asks one division's coverage by stations as of 2025; `fields` go inside `coverage`. */
function coverageQuery(
  code: string,
  fields: string,
  question = `${AT_ONE_METER_A_SECOND}, asOf: "2025-01-01"`,
): string {
  return `{ administrativeDivision(code: "${code}") { coverage(service: STATION, ${question}) { ${fields} } } }`;
}

describe('coverage of a town small enough to reckon by hand', () => {
  let rooms: TestRooms;
  let snapshotId: string;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, gridTown);
    snapshotId = await publishNetwork(rooms.database.manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const coverage = async (code: string, fields: string, question?: string) =>
    (await rooms.data(coverageQuery(code, fields, question))).administrativeDivision.coverage;
  const population = async (code: string, question?: string) =>
    (await coverage(code, 'population { coveredPeople totalPeople ratio points }', question)).population;

  it('counts people by their walk, the cutoff included, also to a facility across the boundary', async () => {
    // d1 in A walks exactly 300 m to F1 in B.
    expect(await population(A)).toEqual({ coveredPeople: 10, totalPeople: 30, ratio: 1 / 3, points: 2 });
    expect(await population(B)).toEqual({ coveredPeople: 8.5, totalPeople: 8.5, ratio: 1, points: 2 });
    expect(await population(TOWN)).toMatchObject({ coveredPeople: 18.5, totalPeople: 38.5 });
    expect(await population(STREET)).toEqual({ coveredPeople: 0, totalPeople: 55, ratio: 0, points: 3 });
    expect(await population(COUNTY)).toMatchObject({ coveredPeople: 18.5, totalPeople: 93.5, points: 7 });
  });

  it('lets go of the boundary case one step below the cutoff', async () => {
    const justTooShort = 'walkMinutes: 4.9998, speedMetersPerSecond: 1, asOf: "2025-01-01"';
    expect(await population(A, justTooShort)).toMatchObject({ coveredPeople: 0 });
  });

  it('keeps people no walkway is near in the denominator and lists them', async () => {
    const { population: figures } = await coverage(
      D,
      `population { totalPeople unsnappedPeople unsnappedPoints
         members(covered: false) { totalCount edges { node { demandPointId people walkSeconds reason secondsTooFar } } } }`,
    );
    expect(figures).toMatchObject({ totalPeople: 47, unsnappedPeople: 7, unsnappedPoints: 1 });
    expect(figures.members.edges.map((edge: Json) => edge.node)).toEqual([
      { demandPointId: 'd4', people: 40, walkSeconds: 400, reason: 'TOO_FAR', secondsTooFar: 100 },
      { demandPointId: 'd6', people: 7, walkSeconds: null, reason: 'NOT_SNAPPED', secondsTooFar: null },
    ]);
  });

  it('takes facilities with the status they had on the date', async () => {
    const during = `${AT_ONE_METER_A_SECOND}, asOf: "2024-05-31"`;
    const after = `${AT_ONE_METER_A_SECOND}, asOf: "2024-06-01"`;
    expect(await population(C, during)).toMatchObject({ coveredPeople: 8 });
    expect(await population(C, after)).toMatchObject({ coveredPeople: 0 });
    const before = `${AT_ONE_METER_A_SECOND}, asOf: "1800-01-01"`;
    expect(await population(COUNTY, before)).toMatchObject({ coveredPeople: 0, totalPeople: 93.5 });
  });

  it('gives presence per level in whole numbers, with the units short of a target', async () => {
    const { presence } = await coverage(
      COUNTY,
      'presence(targetRatio: "70%") { level numerator denominator ratio target unitsNeeded unitsShort }',
    );
    expect(presence).toEqual([
      { level: 'COUNTY', numerator: 1, denominator: 1, ratio: 1, target: 0.7, unitsNeeded: 1, unitsShort: 0 },
      {
        level: 'SUBDISTRICT',
        numerator: 0,
        denominator: 1,
        ratio: 0,
        target: 0.7,
        unitsNeeded: 1,
        unitsShort: 1,
      },
      { level: 'TOWN', numerator: 1, denominator: 1, ratio: 1, target: 0.7, unitsNeeded: 1, unitsShort: 0 },
      {
        level: 'COMMUNITY',
        numerator: 1,
        denominator: 4,
        ratio: 0.25,
        target: 0.7,
        unitsNeeded: 3,
        unitsShort: 2,
      },
    ]);
  });

  it('says of every unit why it counts or does not', async () => {
    const { presence } = await coverage(
      COUNTY,
      `presence(level: COMMUNITY) { members { totalCount edges { node { division { code } counted reason facility { id } } } } }`,
    );
    const members = presence[0].members.edges.map(({ node }: Json) => [
      node.division.code,
      node.counted,
      node.reason,
      node.facility?.id,
    ]);
    expect(members).toEqual([
      [C, false, 'NOT_OPERATING', 'F2'],
      [D, false, 'NOT_OPERATING', 'F4'],
      [A, false, 'CAPABILITY_MISSING', 'F3'],
      [B, true, 'LOCATED_IN', 'F1'],
    ]);
  });

  it('answers null, not zero, where there is nothing to count', async () => {
    const { presence, population: figures } = await coverage(
      A,
      'presence(level: VILLAGE) { numerator denominator ratio } population(cohort: AGE_65) { totalPeople ratio points pointsWithoutCount }',
    );
    expect(presence).toEqual([{ numerator: 0, denominator: 0, ratio: null }]);
    expect(figures).toEqual({ totalPeople: 0, ratio: null, points: 0, pointsWithoutCount: 2 });
  });

  it('names the rule behind the figures', async () => {
    const { rule } = await coverage(
      COUNTY,
      'rule { service cutoffSeconds snapLimitMeters asOf snapshotId dataVintage synthetic predicateZh }',
    );
    expect(rule).toMatchObject({
      service: 'STATION',
      cutoffSeconds: 300,
      snapLimitMeters: 200,
      asOf: '2025-01-01',
      snapshotId,
      dataVintage: 'grid-town (2025)',
      synthetic: true,
    });
    expect(rule.predicateZh).toContain('社区养老服务设施');
  });
});
