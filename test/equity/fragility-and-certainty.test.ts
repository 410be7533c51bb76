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
  TOWN,
  writeTown,
} from '../support/grid-town.js';
import { randomNumbers } from '../support/random-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const RULE = 'service: STATION, asOf: "2025-01-01"';
const WALK = 'walkMinutes: 2, speedMetersPerSecond: 1';
const nodes = (connection: Json) => connection.edges.map((edge: Json) => edge.node);
const sumOf = (rows: Json[], key: string) => rows.reduce((sum, row) => sum + row[key], 0);

describe('what rests on one facility, and how sure coverage is, in a random town', () => {
  let rooms: TestRooms;
  const random = randomNumbers(11);
  const block = () => Math.floor(5 * random());
  const community = () => [A, B, C, D][Math.floor(4 * random())]!;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, {
      divisions: gridTown.divisions,
      facilities: Array.from({ length: 9 }, (_, at) => ({
        id: `f${at}`,
        kind: 'COMMUNITY_STATION',
        at: [block(), block()] as const,
        division: community(),
      })),
      demand: Array.from({ length: 40 }, (_, at) => ({
        id: `d${at}`,
        at: at < 37 ? ([4 * random(), block()] as const) : ([30, 30] as const),
        division: community(),
        elderly60: Math.round(1000 * random()) / 8,
      })),
    });
    await publishNetwork(manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const BACKUP = 'totalPeople coveredPeople coveredByOne coveredByTwoOrMore backupRatio';
  const fragility = async (fields: string, code = COUNTY) =>
    (await rooms.data(`{ fragility(divisionCode: "${code}", ${RULE}, ${WALK}) { ${fields} } }`)).fragility;

  it.each([COUNTY, TOWN])(
    'the people lost are those of closing each facility in turn, in %s',
    async (code) => {
      const { total, facilities } = await fragility(
        `total { ${BACKUP} } facilities { edges { node { rank facilityId peopleLost pointsLost peopleBackedUp runnersUp { facilityId name people } } } }`,
        code,
      );
      const rows = nodes(facilities);
      expect(rows.length).toBeGreaterThan(3);
      for (const { facilityId, peopleLost } of rows) {
        const { whatIf } = await rooms.data(
          `{ whatIf(${RULE}, ${WALK}, divisionCode: "${code}", changes: [{ kind: CLOSE, facilityId: "${facilityId}" }]) { peopleNoLongerCovered } }`,
        );
        expect(peopleLost).toBeCloseTo(whatIf.peopleNoLongerCovered, 9);
      }
      expect(rows.map(({ peopleLost }: Json) => peopleLost)).toEqual(
        rows.map(({ peopleLost }: Json) => peopleLost).sort((a: number, b: number) => b - a),
      );
      expect(sumOf(rows, 'peopleLost')).toBeCloseTo(total.coveredByOne, 9);
      expect(sumOf(rows, 'peopleBackedUp')).toBeCloseTo(total.coveredByTwoOrMore, 9);
      expect(total.coveredByOne + total.coveredByTwoOrMore).toBeCloseTo(total.coveredPeople, 9);
      for (const { facilityId, peopleBackedUp, runnersUp } of rows) {
        expect(sumOf(runnersUp, 'people')).toBeCloseTo(peopleBackedUp, 9);
        expect(runnersUp.map((other: Json) => other.facilityId)).not.toContain(facilityId);
      }
    },
  );

  it('divisions add up, points are listed by how many facilities cover them', async () => {
    const { total, divisions, ...lists } = await fragility(
      `total { ${BACKUP} } divisions(level: COMMUNITY) { edges { node { code ${BACKUP} } } }
       none: points(coveredBy: NONE) { edges { node { people nearestFacilityId } } }
       one: points(coveredBy: ONE) { edges { node { people nearestFacilityId walkSeconds runnerUpFacilityId } } }
       two: points(coveredBy: TWO_OR_MORE) { edges { node { people walkSeconds runnerUpFacilityId runnerUpFacilityName runnerUpWalkSeconds } } }`,
    );
    for (const key of BACKUP.split(' ').slice(0, 4))
      expect(sumOf(nodes(divisions), key)).toBeCloseTo(total[key], 9);
    expect(sumOf(nodes(lists.one), 'people')).toBeCloseTo(total.coveredByOne, 9);
    expect(sumOf(nodes(lists.two), 'people')).toBeCloseTo(total.coveredByTwoOrMore, 9);
    expect(sumOf(nodes(lists.none), 'people')).toBeCloseTo(total.totalPeople - total.coveredPeople, 9);
    for (const point of nodes(lists.two)) {
      expect(point.runnerUpFacilityName).toBe(point.runnerUpFacilityId);
      expect(point.walkSeconds).toBeLessThanOrEqual(point.runnerUpWalkSeconds);
      expect(point.runnerUpWalkSeconds).toBeLessThanOrEqual(120);
    }
  });

  const CERTAIN = 'totalPeople always sometimes never notSnapped leastRatio mostRatio';
  const certainty = async (speeds: string, tolerance: number, fields = `total { ${CERTAIN} }`) =>
    (
      await rooms.data(
        `{ coverageCertainty(divisionCode: "${COUNTY}", ${RULE}, walkMinutes: 3, speeds: [${speeds}], accessToleranceMeters: ${tolerance}) { ${fields} } }`,
      )
    ).coverageCertainty;

  it('always, sometimes, never and not snapped are everybody, at every level and in the lists', async () => {
    const lists = ['ALWAYS', 'SOMETIMES', 'NEVER', 'NOT_SNAPPED'].map(
      (state) => `${state}: members(certainty: ${state}) { edges { node { people certainty walkMeters } } }`,
    );
    const answer = await certainty(
      '1, 0.64, 0.8',
      20,
      `speedsMetersPerSecond accessToleranceMeters total { ${CERTAIN} } divisions(level: COMMUNITY) { edges { node { ${CERTAIN} } } } ${lists.join(' ')}`,
    );
    const { total } = answer;
    expect(answer).toMatchObject({ speedsMetersPerSecond: [0.64, 0.8, 1], accessToleranceMeters: 20 });
    expect(total.always + total.sometimes + total.never + total.notSnapped).toBeCloseTo(total.totalPeople, 9);
    for (const key of CERTAIN.split(' ').slice(0, 5))
      expect(sumOf(nodes(answer.divisions), key)).toBeCloseTo(total[key], 9);
    expect(sumOf(nodes(answer.ALWAYS), 'people')).toBeCloseTo(total.always, 9);
    expect(sumOf(nodes(answer.SOMETIMES), 'people')).toBeCloseTo(total.sometimes, 9);
    expect(sumOf(nodes(answer.NEVER), 'people')).toBeCloseTo(total.never, 9);
    expect(sumOf(nodes(answer.NOT_SNAPPED), 'people')).toBeCloseTo(total.notSnapped, 9);
    // 3 minutes: 115.2 m at the slow end, 180 m at the fast one, less or more 20 m.
    for (const { walkMeters } of nodes(answer.ALWAYS)) expect(walkMeters).toBeLessThanOrEqual(95.2);
    for (const { walkMeters } of nodes(answer.NEVER)) expect(walkMeters).toBeGreaterThan(200);
  });

  it('is coverage itself at one speed without tolerance, and monotone in speed and tolerance', async () => {
    for (const speed of ['0.5', '0.8', '1.2']) {
      const { total } = await certainty(speed, 0);
      const { administrativeDivision } = await rooms.data(
        `{ administrativeDivision(code: "${COUNTY}") { coverage(${RULE}, walkMinutes: 3, speedMetersPerSecond: ${speed}) { population { coveredPeople totalPeople unsnappedPeople } } } }`,
      );
      const { coveredPeople, totalPeople, unsnappedPeople } = administrativeDivision.coverage.population;
      expect(total).toMatchObject({ sometimes: 0, leastRatio: total.mostRatio });
      expect(total.always).toBeCloseTo(coveredPeople, 9);
      expect(total.notSnapped).toBeCloseTo(unsnappedPeople, 9);
      expect(total.totalPeople).toBeCloseTo(totalPeople, 9);
    }
    let [least, most] = [0, 0];
    for (const base of [0.3, 0.5, 0.8, 1.1, 1.5]) {
      const { total } = await certainty(`${base}, ${base + 0.2}`, 10);
      expect(total.leastRatio).toBeGreaterThanOrEqual(least);
      expect(total.mostRatio).toBeGreaterThanOrEqual(most);
      [least, most] = [total.leastRatio, total.mostRatio];
      const wider = (await certainty(`${base}, ${base + 0.2}`, 60)).total;
      expect(wider.always).toBeLessThanOrEqual(total.always);
      expect(wider.never).toBeLessThanOrEqual(total.never);
    }
  });

  it('single facilities and points are for planners; sums are for everybody', async () => {
    const asked = (fields: string) =>
      `{ fragility(divisionCode: "${COUNTY}", ${RULE}, ${WALK}) { ${fields} } }`;
    expect(
      (await rooms.data(asked('total { coveredByOne }'), { role: 'public' })).fragility.total,
    ).toBeTruthy();
    for (const fields of ['facilities { totalCount }', 'points { totalCount }'])
      expect(await rooms.refusal(asked(fields), { role: 'public' })).toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    const members = `{ coverageCertainty(divisionCode: "${COUNTY}", ${RULE}) { members { totalCount } } }`;
    expect(await rooms.refusal(members, { role: 'resources' })).toMatchObject({ code: 'FORBIDDEN' });
    for (const range of ['speeds: []', 'speeds: [9]', 'accessToleranceMeters: -1'])
      expect(
        (
          await rooms.refusal(
            `{ coverageCertainty(divisionCode: "${COUNTY}", ${RULE}, ${range}) { total { always } } }`,
          )
        ).code,
      ).toBe('BAD_USER_INPUT');
  });
});
