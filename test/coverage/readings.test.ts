import { SourcesRepository } from '../../src/platform/sources/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MultiPolygon } from 'geojson';
import { generateSampleRegion } from '../../geodata/sample/generate-sample-region.js';
import { loadSampleRegion } from '../../src/imports/index.js';
import * as town from '../support/grid-town.js';
import { randomNumbers } from '../support/random-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { readPart, writeBoundaries, writeEstates, writeLand } from '../support/town-readings.js';

const { A, B, C, COUNTY, D, STREET, TOWN } = town;
const QUESTION = 'service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
const AREA = 'area { coveredSquareMeters totalSquareMeters ratio base noRatioReason }';

/** Four quarters that make up the town, the street and the county. */
const BOUNDARIES = {
  [A]: [-0.5, -0.5, 2, 2],
  [B]: [2, -0.5, 4.5, 2],
  [C]: [-0.5, 2, 2, 4.5],
  [D]: [2, 2, 4.5, 4.5],
  [TOWN]: [-0.5, -0.5, 4.5, 2],
  [STREET]: [-0.5, 2, 4.5, 4.5],
  [COUNTY]: [-0.5, -0.5, 4.5, 4.5],
} as const;

const coverageOf = async (rooms: TestRooms, code: string, fields: string, role?: 'public') =>
  (await rooms.data(`{ coverage(divisionCode: "${code}", ${QUESTION}) { ${fields} } }`, { role })).coverage;

describe('households and ground of a town small enough to reckon by hand', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await town.writeTown(manager, town.gridTown);
    await town.publishNetwork(manager, town.gridNetwork());
    await writeEstates(manager, [
      // Its second gate is exactly 300 m from F1, its point 500 m.
      { id: 'e1', households: 100, at: [0, 1], entrances: [[0, 0], [1, 0]], division: A }, // prettier-ignore
      { id: 'e2', households: 50, at: [0, 1], division: A },
      { id: 'e3', households: 7, at: [4, 14], division: D },
      { id: 'e4', households: 20, at: [4, 1], division: B },
      { id: 'e5', households: 9, at: [4, 1] },
      { id: 'e6', households: 0, at: [0, 1], division: A },
      { id: 'e7', households: 0, at: [4, 1], division: B },
    ]);
    await manager.query("UPDATE housing_estate SET households = NULL WHERE id = 'e7'");
    await writeBoundaries(manager, BOUNDARIES);
  });
  afterAll(() => rooms.close());

  const households = async (code: string, fields: string) =>
    (await coverageOf(rooms, code, `households { ${fields} }`)).households;

  it('leaves estates without households out of every figure, and says how many and which', async () => {
    const fields = 'totalEstates estatesWithoutHouseholds members { totalCount }';
    expect(await households(A, fields)).toEqual({
      totalEstates: 2,
      estatesWithoutHouseholds: 1,
      members: { totalCount: 2 },
    });
    expect(await households(COUNTY, fields)).toMatchObject({ totalEstates: 4, estatesWithoutHouseholds: 2 });
    const { explainCoverage } = await rooms.data(
      `{ explainCoverage(divisionCode: "${COUNTY}", ${QUESTION}, reading: HOUSEHOLDS, part: EXCLUDED) {
         edges { node { id reason weight } } } }`,
    );
    const nodes = explainCoverage.edges.map(({ node }: { node: { weight: number } }) => node);
    expect(nodes.filter(({ weight }: { weight: number }) => weight === 0)).toEqual([
      { id: 'e6', reason: 'NO_HOUSEHOLDS', weight: 0 },
      { id: 'e7', reason: 'NO_HOUSEHOLDS', weight: 0 },
    ]);
  });

  it('takes the least walk over an estate’s entrances, else its point', async () => {
    const fields = 'coveredHouseholds totalHouseholds ratio noRatioReason coveredEstates totalEstates';
    expect(await households(A, fields)).toEqual({
      coveredHouseholds: 100,
      totalHouseholds: 150,
      ratio: 100 / 150,
      noRatioReason: null,
      coveredEstates: 1,
      totalEstates: 2,
    });
    expect(await households(C, fields)).toMatchObject({
      totalHouseholds: 0,
      ratio: null,
      noRatioReason: 'NO_ESTATES',
    });
    expect(
      await households(COUNTY, `${fields} unsnappedHouseholds unsnappedEstates synthetic`),
    ).toMatchObject({
      coveredHouseholds: 120,
      totalHouseholds: 177,
      unsnappedHouseholds: 7,
      unsnappedEstates: 1,
      synthetic: true,
    });
  });

  it('lists the estates with entrance, walk and reason', async () => {
    const { members } = await households(
      COUNTY,
      `members { totalCount edges { node { estateId entrance households walkSeconds secondsTooFar reason
         nearestFacility { id } division { code } estate { name } } } }`,
    );
    expect(
      members.edges.map(({ node }: Json) => [
        node.estateId,
        node.entrance,
        node.walkSeconds,
        node.secondsTooFar,
        node.reason,
      ]),
    ).toEqual([
      ['e1', 2, 300, null, 'COVERED'],
      ['e2', 0, 500, 200, 'TOO_FAR'],
      ['e3', 0, null, null, 'NOT_SNAPPED'],
      ['e4', 0, 100, null, 'COVERED'],
    ]);
    expect(members.edges[0].node).toMatchObject({
      nearestFacility: { id: 'F1' },
      division: { code: A },
      estate: { name: 'e1' },
    });
  });

  it('names the sources it rests on with their editions, those of estates among them', async () => {
    const { manager } = rooms.database;
    await manager.query(
      `INSERT INTO data_source (key, title, vintage, synthetic) VALUES ('estate-office', '房产处', '2026-06', false)`,
    );
    await manager.query(`UPDATE housing_estate SET source_key = 'estate-office' WHERE id = 'e2'`);
    await new SourcesRepository(manager).bumpRevision('estates', manager);
    expect(await households(A, 'dataVintage')).toEqual({
      dataVintage: 'estate-office (2026-06); grid-town (2025)',
    });
    const { area, rule } = await coverageOf(rooms, A, 'area { dataVintage } rule { dataVintage }');
    expect(area).toEqual({ dataVintage: 'grid-town (2025)' });
    expect(rule).toEqual(area);
  });

  it('adds up the ground of parts to the whole, and agrees with points thrown at the circles', async () => {
    const parts = await Promise.all([A, B, C, D].map((code) => coverageOf(rooms, code, AREA)));
    const { area } = await coverageOf(rooms, COUNTY, AREA);
    for (const figure of ['coveredSquareMeters', 'totalSquareMeters']) {
      const sum = parts.reduce((whole, part) => whole + part.area[figure], 0);
      expect(Math.abs(sum / area[figure] - 1)).toBeLessThan(0.001);
    }
    expect(area).toMatchObject({ base: 'UNIT', noRatioReason: null });
    expect(area.totalSquareMeters / 250_000).toBeCloseTo(1, 2);

    const { serviceArea } = await rooms.data(
      '{ serviceArea(facilityId: "F1", walkMinutes: 5, speedMetersPerSecond: 1) { polygon } }',
    );
    expect(Math.abs(area.ratio / shareInside(serviceArea.polygon, BOUNDARIES[COUNTY]) - 1)).toBeLessThan(
      0.01,
    );
    const { area: east } = parts[1];
    expect(Math.abs(east.ratio / shareInside(serviceArea.polygon, BOUNDARIES[B]) - 1)).toBeLessThan(0.01);
  });

  it('names the circles that take part and draws what they leave', async () => {
    const { area } = await coverageOf(
      rooms,
      B,
      'area { coveredSquareMeters totalSquareMeters uncovered members { edges { node { facility { id } } } } }',
    );
    expect(area.members.edges.map(({ node }: Json) => node.facility.id)).toEqual(['F1']);
    const left = 1 - area.coveredSquareMeters / area.totalSquareMeters;
    expect(Math.abs(shareInside(area.uncovered, BOUNDARIES[B]) / left - 1)).toBeLessThan(0.02);
    expect(await coverageOf(rooms, C, 'area { coveredSquareMeters members { totalCount } }')).toEqual({
      area: { coveredSquareMeters: 0, members: { totalCount: 0 } },
    });
  });

  it('lets nobody see estates, land or points who may not', async () => {
    const ask = (reading: string) =>
      rooms.refusal(
        `{ explainCoverage(divisionCode: "${A}", ${QUESTION}, reading: ${reading}, part: DENOMINATOR) { totalCount } }`,
        { role: 'public' },
      );
    for (const reading of ['POPULATION', 'HOUSEHOLDS', 'AREA'])
      expect(await ask(reading)).toMatchObject({ code: 'UNAUTHENTICATED' });
    const figures = await coverageOf(rooms, A, `households { ratio } ${AREA}`, 'public');
    expect(figures.households.ratio).toBe(100 / 150);
    for (const field of ['households { members { totalCount } }', 'area { uncovered }']) {
      const { errors } = await rooms.ask(`{ coverage(divisionCode: "${A}", ${QUESTION}) { ${field} } }`, {
        role: 'public',
      });
      expect(errors?.[0].originalError).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it('refuses a level where there are no levels, and none where there are', async () => {
    const ask = (rest: string) =>
      rooms.refusal(
        `{ explainCoverage(divisionCode: "${A}", ${QUESTION}, part: NUMERATOR, ${rest}) { totalCount } }`,
      );
    expect(await ask('reading: PRESENCE')).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'level' },
    });
    expect(await ask('reading: HOUSEHOLDS, level: TOWN')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('says why in words', async () => {
    const { explainCoverage } = await rooms.data(
      `{ explainCoverage(divisionCode: "${COUNTY}", ${QUESTION}, reading: POPULATION, cohort: AGE_80, part: EXCLUDED)
         { edges { node { id reason inDenominator weight words facility { id } } } } }`,
    );
    const nodes = explainCoverage.edges.map(({ node }: Json) => node);
    expect(nodes.map(({ id, reason }: Json) => [id, reason])).toEqual(
      ['d2', 'd4', 'd5', 'd6', 'd7'].map((id) => [id, 'NO_COUNT_STATED']),
    );
    expect(nodes[0]).toMatchObject({ inDenominator: false, weight: 0 });
    const far = await rooms.data(
      `{ explainCoverage(divisionCode: "${A}", ${QUESTION}, reading: HOUSEHOLDS, part: EXCLUDED) { edges { node { words secondsTooFar } } } }`,
    );
    expect(far.explainCoverage.edges[0].node).toEqual({
      words: '超出步行时限 200 秒 · 200 s too far',
      secondsTooFar: 200,
    });
  });

  it('has every list as long as its ratio says', () =>
    checkRatios(rooms, [A, B, C, D, TOWN, STREET, COUNTY], QUESTION));

  it('measures residential land where it is known', async () => {
    // One piece inside the circle, one across two communities, none in C and D.
    await writeLand(rooms.database.manager, { near: [3.4, 0.1, 3.9, 0.4], across: [1.5, 0.5, 2.5, 1.5] });
    const bases = await Promise.all(
      [A, B, C, COUNTY].map(async (code) => (await coverageOf(rooms, code, AREA)).area),
    );
    expect(bases.map(({ base }) => base)).toEqual([
      'RESIDENTIAL_LAND',
      'RESIDENTIAL_LAND',
      'UNIT',
      'RESIDENTIAL_LAND',
    ]);
    const [west, east, , county] = bases;
    expect(west.totalSquareMeters / 5_000).toBeCloseTo(1, 2);
    expect(east.totalSquareMeters / 6_500).toBeCloseTo(1, 2);
    for (const figure of ['totalSquareMeters', 'coveredSquareMeters'] as const)
      expect(Math.abs((west[figure] + east[figure]) / county[figure] - 1)).toBeLessThan(0.0001);
    const { explainCoverage } = await rooms.data(
      `{ explainCoverage(divisionCode: "${B}", ${QUESTION}, reading: AREA, part: DENOMINATOR)
         { edges { node { kind id reason weight countedWeight } } } }`,
    );
    expect(explainCoverage.edges.map(({ node }: Json) => [node.kind, node.id])).toEqual([['LAND', 'across'], ['LAND', 'near']]); // prettier-ignore
    await checkRatios(rooms, [A, B, C, COUNTY], QUESTION);
    const drawn = await coverageOf(rooms, B, 'area { uncovered members { totalCount } }');
    expect(drawn.area.members.totalCount).toBe(1);
  });
});

describe('every ratio opens into lists of its own size', () => {
  it('in a random town', async () => {
    const rooms = await openTestRooms();
    const random = randomNumbers(7);
    const place = (): [number, number] => [random() * 4, random() * 4];
    const communities = [A, B, C, D];
    const some = <T>(count: number, make: (at: number) => T) =>
      Array.from({ length: count }, (_, at) => make(at));
    const anywhere = () => communities[Math.floor(random() * 4)];
    const { manager } = rooms.database;
    await town.writeTown(manager, {
      divisions: town.gridTown.divisions,
      facilities: some(6, (at) => ({
        id: `f${at}`,
        kind: ['COMMUNITY_STATION', 'DAY_CARE_CENTER', 'MEAL_POINT'][at % 3],
        at: place(),
        division: anywhere(),
        statuses: [['1900-01-01', at === 1 ? 'CLOSED' : 'OPERATING'] as const],
      })),
      demand: some(60, (at) => ({
        id: `d${at}`,
        at: at % 9 === 0 ? [30, 30] : place(),
        division: anywhere(),
        elderly60: Math.floor(random() * 50),
        ...(at % 4 === 0 ? {} : { elderly80: 0 }),
      })),
    });
    await writeEstates(manager, some(20, (at) => ({ id: `e${at}`, households: 1 + at, at: place(), division: anywhere() }))); // prettier-ignore
    await writeBoundaries(manager, BOUNDARIES);
    await writeLand(manager, { one: [0.2, 0.2, 1.7, 3], two: [2.3, 1, 4, 3.5] });
    await town.publishNetwork(manager, town.gridNetwork());
    const question = QUESTION.replace('walkMinutes: 5', 'walkMinutes: 2');
    await checkRatios(rooms, [...communities, TOWN, STREET, COUNTY], question);
    await rooms.close();
  });

  it('in the sample region, four readings of 227 divisions in a bounded number of statements', async () => {
    const rooms = await openTestRooms();
    await loadSampleRegion({ manager: rooms.database.manager, region: generateSampleRegion() });
    const county = '321302000000';
    const question = 'service: STATION, asOf: "2025-01-01"';
    const query = fourReadings(county, question);
    const cold = await rooms.data(query);
    const before = rooms.statements();
    const warm = await rooms.data(query);
    expect(rooms.statements() - before).toBeLessThanOrEqual(8);
    expect(warm).toEqual(cold);
    const towns = cold.administrativeDivision.children.edges.map(({ node }: Json) => node);
    const communities = towns.flatMap((each: Json) => each.children.edges.map(({ node }: Json) => node));
    expect(communities).toHaveLength(208);
    const sum = (nodes: Json[], of: (coverage: Json) => number) =>
      nodes.reduce((all, node) => all + of(node.coverage), 0);
    const whole = cold.administrativeDivision.coverage;
    expect(sum(towns, ({ households }) => households.totalHouseholds)).toBe(whole.households.totalHouseholds);
    expect(sum(communities, ({ households }) => households.coveredHouseholds)).toBe(
      whole.households.coveredHouseholds,
    );
    for (const nodes of [towns, communities]) {
      const covered = sum(nodes, ({ area }) => area.coveredSquareMeters);
      expect(Math.abs(covered / whole.area.coveredSquareMeters - 1)).toBeLessThan(0.001);
    }
    await checkRatios(rooms, [county, towns[0].code, communities[0].code], question);
    await rooms.close();
  }, 240_000);
});

/** Compares the figures of every reading and level with the lists of their parts. */
async function checkRatios(rooms: TestRooms, codes: readonly string[], question: string): Promise<void> {
  for (const code of codes) {
    const { coverage } = await rooms.data(`{ coverage(divisionCode: "${code}", ${question}) {
      presence { level numerator denominator excludedUnits }
      population { coveredPeople totalPeople points pointsWithoutCount }
      households { coveredHouseholds totalHouseholds coveredEstates totalEstates } ${AREA} } }`);
    const parts = async (reading: string, asked = question) => {
      const read = (part: string) => readPart(rooms, code, asked, reading, part);
      return { numerator: await read('NUMERATOR'), denominator: await read('DENOMINATOR'), excluded: await read('EXCLUDED') }; // prettier-ignore
    };
    for (const { level, numerator: n, denominator: d, excludedUnits } of coverage.presence) {
      const { numerator, denominator, excluded } = await parts('PRESENCE', `${question}, level: ${level}`);
      expect([numerator.count, denominator.count, excluded.count]).toEqual([n, d, d - n + excludedUnits]);
      expect([denominator.countedWeight, denominator.weight]).toEqual([n, d]);
    }
    const { population, households, area } = coverage;
    const people = await parts('POPULATION');
    expect(people.numerator.countedWeight).toBeCloseTo(population.coveredPeople, 6);
    expect(people.denominator.weight).toBeCloseTo(population.totalPeople, 6);
    expect(people.denominator.count).toBe(population.points);
    expect(people.excluded.count).toBe(
      population.points - people.numerator.count + population.pointsWithoutCount,
    );
    const homes = await parts('HOUSEHOLDS');
    expect([homes.numerator.countedWeight, homes.denominator.weight]).toEqual([households.coveredHouseholds, households.totalHouseholds]); // prettier-ignore
    expect([homes.numerator.count, homes.denominator.count]).toEqual([households.coveredEstates, households.totalEstates]); // prettier-ignore
    expect(homes.excluded.weight).toBe(households.totalHouseholds - households.coveredHouseholds);
    const ground = await parts('AREA');
    expect(ground.numerator.countedWeight).toBeCloseTo(area.coveredSquareMeters, 3);
    expect(ground.denominator.weight).toBeCloseTo(area.totalSquareMeters, 3);
    const left = area.totalSquareMeters - area.coveredSquareMeters;
    expect(ground.excluded.weight - ground.excluded.countedWeight).toBeCloseTo(left, 3);
  }
}

function fourReadings(code: string, question: string): string {
  const figures = `code coverage(${question}) { presence { numerator denominator } population { coveredPeople totalPeople }
    households { coveredHouseholds totalHouseholds } area { coveredSquareMeters totalSquareMeters } }`;
  return `{ administrativeDivision(code: "${code}") { ${figures}
    children(first: 100) { edges { node { ${figures} children(first: 100) { edges { node { ${figures} } } } } } } } }`;
}

/** Share of a box in blocks that lies inside a multipolygon, by throwing points at it. */
function shareInside({ coordinates }: MultiPolygon, [west, south, east, north]: readonly number[]): number {
  const STEPS = 400;
  let inside = 0;
  for (let row = 0; row < STEPS; row++)
    for (let column = 0; column < STEPS; column++) {
      const x = west + ((column + 0.5) / STEPS) * (east - west);
      const y = south + ((row + 0.5) / STEPS) * (north - south);
      const [lon, lat] = town.gridPlace(x, y);
      const crossings = coordinates.flat().filter((ring) => crossesOddly(ring, lon, lat)).length;
      inside += crossings % 2;
    }
  return inside / STEPS ** 2;
}

function crossesOddly(ring: readonly number[][], lon: number, lat: number): boolean {
  let odd = false;
  for (let at = 1; at < ring.length; at++) {
    const [[x1, y1], [x2, y2]] = [ring[at - 1], ring[at]];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd;
  }
  return odd;
}
