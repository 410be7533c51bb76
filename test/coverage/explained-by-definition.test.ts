import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Choice,
  DEMAND,
  DIVISIONS,
  E,
  ESTATES,
  FACILITIES,
  households,
  type Lists,
  type Member,
  pick,
  population,
  PREDICATES,
  presence,
  type Question,
  ZONE,
} from '../support/defined-town.js';
import {
  A,
  B,
  bumpRevision,
  COUNTY,
  gridNetwork,
  publishNetwork,
  STREET,
  TOWN,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';
import { writeEstates } from '../support/town-readings.js';

describe('every list of explainCoverage is what the definition says', () => {
  let rooms: TestRooms;
  const seen = new Set<string>();
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    await writeTown(manager, { divisions: DIVISIONS, facilities: FACILITIES, demand: DEMAND });
    await writeEstates(manager, ESTATES);
    for (const { id, delivered } of ESTATES)
      await manager.query('UPDATE housing_estate SET delivered_on = $2 WHERE id = $1', [id, delivered]);
    for (const { code, nbs = null, from = null, to = null } of DIVISIONS)
      await manager.query(
        'UPDATE administrative_division SET urban_rural_class = $2, valid_from = $3, valid_to = $4 WHERE code = $1',
        [code, nbs, from, to],
      );
    for (const { service, where, from, to, kinds, any, all, except = [] } of PREDICATES)
      await manager.query(
        `INSERT INTO service_predicate (service, jurisdiction_code, valid_from, valid_to, kinds, any_capability,
           all_capabilities, except_meal_modes, document, clause, verified, source_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'x', '1', true, 'grid-town')`,
        [service, where, from, to, kinds, any, all, except],
      );
    for (const dataset of ['divisions', 'facilities', 'estates']) await bumpRevision(manager, dataset);
    await publishNetwork(manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  async function check(
    code: string,
    asked: string,
    expected: Lists,
    figures: [number, number],
  ): Promise<void> {
    const field = (
      part: string,
    ) => `${part.toLowerCase()}: explainCoverage(divisionCode: "${code}", ${asked}, part: ${part}, first: 1000) {
      totalCount edges { node { id reason weight countedWeight counts inDenominator secondsTooFar words } } }`;
    const data: Json = await rooms.data(
      `{ ${['NUMERATOR', 'DENOMINATOR', 'EXCLUDED'].map(field).join(' ')} }`,
    );
    const listed = (part: string): Member[] =>
      data[part].edges.map(({ node }: Json) => [node.id, node.reason, node.weight]);
    const sorted = (...lists: Member[][]) => lists.flat().sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const { numerator, rest, leftOut } = expected;
    expect(listed('numerator'), asked).toEqual(sorted(numerator));
    expect(listed('denominator'), asked).toEqual(sorted(numerator, rest));
    expect(listed('excluded'), asked).toEqual(sorted(rest, leftOut));
    const sum = (members: Member[]) => members.reduce((all, [, , weight]) => all + weight, 0);
    expect(figures, asked).toEqual([sum(numerator), sum([...numerator, ...rest])]);
    for (const { node } of [...data.denominator.edges, ...data.excluded.edges]) {
      expect((node.secondsTooFar !== null) === (node.reason === 'TOO_FAR')).toBe(true);
      expect(node.words).not.toBe('');
      seen.add(node.reason);
    }
  }

  it('presence, by every way to tell units, every relation, service and date', async () => {
    for (let round = 0; round < 80; round++) {
      const question: Question = {
        service: pick(['COMPREHENSIVE', 'STATION', 'MEAL', 'MEAL', 'BATH']),
        asOf: pick(['2023-03-01', '2023-12-31', '2024-07-01', '2025-06-01']),
        minutes: 5,
      };
      const choice: Choice = {
        rule: pick([null, 'BY_UNIT_CODE', 'BY_PARENT', 'BY_NBS_CLASS']),
        side: pick(['URBAN', 'RURAL', 'UNCLASSIFIED']),
        zones: pick(['INCLUDED', 'EXCLUDED']),
        relations: pick([
          ['LOCATED_IN', 'ASSIGNED', 'SHARED'],
          ['LOCATED_IN'],
          ['ASSIGNED'],
          ['SHARED'],
          ['SHARED', 'LOCATED_IN'],
        ]),
      };
      const levels = pick([
        ['COMMUNITY'],
        ['COMMUNITY', 'VILLAGE'],
        ['VILLAGE'],
        ['TOWN', 'SUBDISTRICT'],
        ['ZONE'],
        ['COUNTY'],
      ]);
      const code = pick([COUNTY, COUNTY, TOWN, STREET, ZONE, A]);
      const asked = `service: ${question.service}, asOf: "${question.asOf}"`;
      const which = `levels: [${levels}], zones: ${choice.zones}, relations: [${choice.relations}]${choice.rule ? `, urbanRural: { rule: ${choice.rule}, side: ${choice.side} }` : ''}`;
      const { coverage } = await rooms.data(
        `{ coverage(divisionCode: "${code}", ${asked}) { presence(${which}) { numerator denominator ratio noRatioReason relations excludedUnits } } }`,
      );
      const [figure] = coverage.presence;
      const expected = presence(code, levels, choice, question);
      expect(figure.excludedUnits).toBe(expected.leftOut.length);
      expect(figure.ratio === null).toBe(figure.denominator === 0);
      expect(figure.noRatioReason).toBe(figure.denominator === 0 ? 'NO_UNITS' : null);
      expect(figure.relations).toEqual(choice.relations);
      await check(code, `${asked}, reading: PRESENCE, ${which}`, expected, [
        figure.numerator,
        figure.denominator,
      ]);
    }
  });

  it('people and households, by every service and date', async () => {
    for (let round = 0; round < 24; round++) {
      const question: Question = {
        service: pick(['COMPREHENSIVE', 'STATION', 'MEAL', 'BATH', 'GUIDANCE']),
        asOf: pick(['2021-01-01', '2023-03-01', '2024-07-01', '2025-06-01']),
        minutes: pick([1, 2.5, 4.2]),
      };
      const code = pick([COUNTY, COUNTY, TOWN, STREET, ZONE, A, B, E]);
      const [cohort, column] = pick([
        ['AGE_60', 'elderly60'],
        ['AGE_80', 'elderly80'],
      ] as const);
      const asked = `service: ${question.service}, asOf: "${question.asOf}", walkMinutes: ${question.minutes}, speedMetersPerSecond: 1`;
      const { coverage } = await rooms.data(`{ coverage(divisionCode: "${code}", ${asked}) {
        population(cohort: ${cohort}) { coveredPeople totalPeople points pointsWithoutCount unsnappedPoints ratio noRatioReason }
        households { coveredHouseholds totalHouseholds coveredEstates totalEstates ratio noRatioReason } } }`);
      const people = population(code, column, question);
      const { coveredPeople, totalPeople, points, pointsWithoutCount, ...more } = coverage.population;
      await check(code, `${asked}, reading: POPULATION, cohort: ${cohort}`, people, [
        coveredPeople,
        totalPeople,
      ]);
      expect([points, pointsWithoutCount]).toEqual([
        people.numerator.length + people.rest.length,
        people.leftOut.length,
      ]);
      expect(more.unsnappedPoints).toBe(people.rest.filter(([, reason]) => reason === 'NOT_SNAPPED').length);
      expect(more.noRatioReason).toBe(totalPeople === 0 ? 'NO_PEOPLE' : null);
      const homes = households(code, question);
      const { coveredHouseholds, totalHouseholds, coveredEstates, totalEstates, noRatioReason } =
        coverage.households;
      await check(code, `${asked}, reading: HOUSEHOLDS`, homes, [coveredHouseholds, totalHouseholds]);
      expect([coveredEstates, totalEstates]).toEqual([
        homes.numerator.length,
        homes.numerator.length + homes.rest.length,
      ]);
      expect(noRatioReason).toBe(totalEstates === 0 ? 'NO_ESTATES' : null);
    }
  });

  it('every reason there is has been given', () => {
    expect([...seen].sort()).toEqual([
      'ASSIGNED', 'CAPABILITY_MISSING', 'COVERED', 'LOCATED_IN', 'MEAL_MODE_EXCEPTED', 'NOT_DELIVERED', 'NOT_OPERATING', 'NOT_SNAPPED',
      'NO_COUNT_STATED', 'NO_FACILITY', 'OTHER_SIDE', 'OUTSIDE_VINTAGE', 'SHARED', 'TOO_FAR', 'UNCLASSIFIED',
      'UNREACHABLE', 'ZONE_EXCLUDED',
    ]); // prettier-ignore
  });
});
