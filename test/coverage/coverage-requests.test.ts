import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  A,
  bumpRevision,
  C,
  COUNTY,
  gridNetwork,
  gridTown,
  publishNetwork,
  type TownDivision,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

const STATION = 'service: STATION, walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
const county = (fields: string) =>
  `{ administrativeDivision(code: "${COUNTY}") { coverage(${STATION}) { ${fields} } } }`;

describe('coverage as requests see it', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, gridTown);
    await publishNetwork(rooms.database.manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const inCounty = async (fields: string) =>
    (await rooms.data(county(fields))).administrativeDivision.coverage;
  const gaps = async (extra = '') =>
    (
      await rooms.data(
        `{ gaps(divisionCode: "${COUNTY}", ${STATION} ${extra}) { totalCount pageInfo { hasNextPage endCursor }
           edges { node { rank people points division { code } nearestFacility { id } nearestWalkSeconds minWalkSeconds
             maxWalkSeconds location reasons { tooFar unreachable notSnapped } } } } }`,
      )
    ).gaps;

  describe('members', () => {
    it('are as many and weigh as much as the figures say', async () => {
      const { population } = await inCounty(
        `population { coveredPeople totalPeople points
           all: members { totalCount edges { node { people } } }
           yes: members(covered: true) { totalCount edges { node { people covered } } }
           no: members(covered: false) { totalCount edges { node { people covered } } } }`,
      );
      const people = (list: Json) =>
        list.edges.reduce((sum: number, edge: Json) => sum + edge.node.people, 0);
      expect(population.all.totalCount).toBe(population.points);
      expect(people(population.all)).toBe(population.totalPeople);
      expect(people(population.yes)).toBe(population.coveredPeople);
      expect(people(population.no)).toBe(population.totalPeople - population.coveredPeople);
      expect(population.yes.totalCount + population.no.totalCount).toBe(population.points);
    });

    it('of presence are as many as numerator and denominator say', async () => {
      const { presence } = await inCounty(
        `presence { numerator denominator all: members { totalCount } yes: members(counted: true) { totalCount } }`,
      );
      for (const { numerator, denominator, all, yes } of presence) {
        expect([yes.totalCount, all.totalCount]).toEqual([numerator, denominator]);
      }
    });

    it('page by cursor without gap or repetition', async () => {
      const seen: string[] = [];
      let after: string | null = null;
      for (;;) {
        const argument: string = after ? `, after: "${after}"` : '';
        const { population } = await inCounty(
          `population { members(first: 3${argument}) { pageInfo { hasNextPage endCursor } edges { node { demandPointId } } } }`,
        );
        seen.push(...population.members.edges.map((edge: Json) => edge.node.demandPointId));
        if (!population.members.pageInfo.hasNextPage) break;
        after = population.members.pageInfo.endCursor;
      }
      expect(seen).toEqual(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7']);
    });

    it('refuse a page too long and a cursor of another list', async () => {
      const presence = await inCounty(
        'presence(level: COMMUNITY) { members(first: 1) { pageInfo { endCursor } } }',
      );
      const foreign = presence.presence[0].members.pageInfo.endCursor;
      const ask = (page: string) => rooms.refusal(county(`population { members(${page}) { totalCount } }`));
      expect((await ask('first: 1001')).code).toBe('BAD_USER_INPUT');
      expect((await ask(`after: "${foreign}"`)).code).toBe('BAD_USER_INPUT');
    });
  });

  describe('gaps', () => {
    it('are ranked by people and add up to the uncovered people', async () => {
      const { edges, totalCount } = await gaps();
      const { population } = await inCounty('population { coveredPeople totalPeople }');
      const nodes = edges.map((edge: Json) => edge.node);
      expect(totalCount).toBe(nodes.length);
      expect(nodes.map(({ rank }: Json) => rank)).toEqual(nodes.map((_: Json, at: number) => at + 1));
      expect(nodes.reduce((sum: number, gap: Json) => sum + gap.people, 0)).toBe(
        population.totalPeople - population.coveredPeople,
      );
      expect(nodes.map(({ people, division }: Json) => [division.code, people])).toEqual([
        ['999901001002', 40],
        [A, 20],
        [C, 8],
        ['999901001002', 7],
      ]);
      expect(nodes[0]).toMatchObject({
        nearestFacility: { id: 'F1' },
        nearestWalkSeconds: 400,
        minWalkSeconds: 400,
        reasons: { tooFar: 1, unreachable: 0, notSnapped: 0 },
      });
      expect(nodes[3]).toMatchObject({
        nearestFacility: null,
        nearestWalkSeconds: null,
        maxWalkSeconds: null,
        reasons: { tooFar: 0, unreachable: 0, notSnapped: 1 },
      });
    });

    it('page by rank', async () => {
      const first = await gaps(', first: 3');
      expect(first.pageInfo.hasNextPage).toBe(true);
      const rest = await gaps(`, first: 3, after: "${first.pageInfo.endCursor}"`);
      expect(rest.edges.map((edge: Json) => edge.node.rank)).toEqual([4]);
    });

    it('refuse an unknown division and a code that is none', async () => {
      const ask = (code: string) =>
        rooms.refusal(`{ gaps(divisionCode: "${code}", ${STATION}) { totalCount } }`);
      expect((await ask('110101001001')).code).toBe('NOT_FOUND');
      expect((await ask('方格县')).code).toBe('BAD_USER_INPUT');
    });
  });

  describe('viewers', () => {
    const gapsQuery = `{ gaps(divisionCode: "${COUNTY}", ${STATION}) { totalCount } }`;
    const demandQuery = county('population { members { totalCount } }');

    it('of the public see ratios and units, but no single demand point and no gap', async () => {
      const { administrativeDivision } = await rooms.data(
        county('population { ratio } presence(level: COMMUNITY) { numerator members { totalCount } }'),
        { role: 'public' },
      );
      expect(administrativeDivision.coverage.presence[0]).toEqual({
        numerator: 1,
        members: { totalCount: 4 },
      });
      expect((await rooms.refusal(gapsQuery, { role: 'public' })).code).toBe('UNAUTHENTICATED');
      expect((await rooms.refusal(demandQuery, { role: 'public' })).code).toBe('UNAUTHENTICATED');
      expect((await rooms.refusal(gapsQuery, { role: 'resources' })).code).toBe('FORBIDDEN');
      expect((await rooms.refusal(demandQuery, { role: 'resources' })).code).toBe('FORBIDDEN');
      expect((await rooms.data(gapsQuery, { role: 'admin' })).gaps.totalCount).toBe(4);
    });

    it('are told that a facility decides which they may not see', async () => {
      await writeTown(rooms.database.manager, {
        facilities: [{ id: 'hidden', kind: 'COMMUNITY_STATION', division: A, published: false }],
      });
      const fields =
        'presence(level: COMMUNITY) { members(counted: true) { edges { node { reason facilityWithheld facility { id } } } } }';
      const members = async (role: 'public' | 'planner') => {
        const { administrativeDivision } = await rooms.data(county(fields), { role });
        return administrativeDivision.coverage.presence[0].members.edges.map((edge: Json) => edge.node);
      };
      expect((await members('public'))[0]).toEqual({
        reason: 'LOCATED_IN',
        facilityWithheld: true,
        facility: null,
      });
      expect((await members('planner'))[0]).toEqual({
        reason: 'LOCATED_IN',
        facilityWithheld: false,
        facility: { id: 'hidden' },
      });
    });

    it('of the public learn nothing of a plan that is not published', async () => {
      await writeTown(rooms.database.manager, {
        facilities: [
          {
            id: 'secret',
            kind: 'INSTITUTION',
            division: C,
            published: false,
            statuses: [['2020-01-01', 'PLANNED']],
          },
        ],
      });
      const members = async (role: 'public' | 'resources') => {
        const { administrativeDivision } = await rooms.data(
          county(`presence(level: COMMUNITY) { denominator members(counted: false) { totalCount
               edges { node { division { code } reason facilityWithheld facility { id } } } } }`).replace(
            'STATION',
            'INSTITUTION',
          ),
          { role },
        );
        const [{ members: list }] = administrativeDivision.coverage.presence;
        const node = list.edges.find((edge: Json) => edge.node.division.code === C).node;
        return {
          total: list.totalCount,
          reason: node.reason,
          withheld: node.facilityWithheld,
          by: node.facility,
        };
      };
      const total = (await members('resources')).total;
      expect(await members('resources')).toMatchObject({ reason: 'NOT_OPERATING', by: { id: 'secret' } });
      expect(await members('public')).toEqual({ total, reason: 'NO_FACILITY', withheld: false, by: null });
    });

    it('are refused before anything is computed, and lose no other field', async () => {
      const fresh = gapsQuery.replace('2025-01-01', '2019-01-01');
      const before = rooms.statements();
      expect((await rooms.refusal(fresh, { role: 'public' })).code).toBe('UNAUTHENTICATED');
      expect(rooms.statements()).toBe(before);
      const { data, errors } = await rooms.ask(county('population { points members { totalCount } }'), {
        role: 'public',
      });
      expect(errors).toHaveLength(1);
      expect(data.administrativeDivision.coverage.population).toMatchObject({ points: 7, members: null });
    });
  });

  describe('changes', () => {
    const covered = async () => (await inCounty('population { coveredPeople }')).population.coveredPeople;

    it('are seen by the next request once the revision has moved, and cost nothing before', async () => {
      await covered();
      const before = rooms.statements();
      expect(await covered()).toBe(18.5);
      // The division itself and the data version.
      expect(rooms.statements() - before).toBe(2);
      await writeTown(rooms.database.manager, {
        facilities: [{ id: 'F5', kind: 'COMMUNITY_STATION', at: [0, 1], division: A }],
      });
      // d2 is 100 m from F5, d5 200 m.
      expect(await covered()).toBe(46.5);
      await rooms.database.manager.query(`UPDATE demand_point SET weight_60 = 100 WHERE id = 'd2'`);
      await bumpRevision(rooms.database.manager, 'demand');
      expect(await covered()).toBe(126.5);
    });

    it('of nothing but the date read only the facilities again', async () => {
      const on = (asOf: string) => county('population { coveredPeople }').replace('2025-01-01', asOf);
      await rooms.data(on('2025-02-01'));
      const before = rooms.statements();
      await rooms.data(on('2025-02-02'));
      // The division and the data version; begin (two), version, facilities, predicates, sources, commit.
      expect(rooms.statements() - before).toBe(9);
    });

    it('of assignments count for exactly the unit named', async () => {
      await rooms.database.manager.query(
        `INSERT INTO facility_assignment VALUES ('F1', '${C}', 'ASSIGNED'), ('F1', '999901001002', 'SHARED')`,
      );
      await bumpRevision(rooms.database.manager, 'facilities');
      const { presence } = await inCounty(
        `presence { level numerator members(counted: true) { edges { node { division { code } reason } } } }`,
      );
      const byLevel = Object.fromEntries(presence.map((each: Json) => [each.level, each]));
      expect(byLevel.SUBDISTRICT.numerator).toBe(0);
      expect(
        byLevel.COMMUNITY.members.edges.map(({ node }: Json) => [node.division.code, node.reason]),
      ).toEqual([
        [C, 'ASSIGNED'],
        ['999901001002', 'SHARED'],
        [A, 'LOCATED_IN'],
        ['999901100002', 'LOCATED_IN'],
      ]);
    });

    it('of the network are walked by the next request', async () => {
      const before = await inCounty('rule { snapshotId } population { coveredPeople }');
      const snapshotId = await publishNetwork(rooms.database.manager, gridNetwork(2));
      const after = await inCounty('rule { snapshotId } population { coveredPeople unsnappedPoints }');
      expect(after.rule.snapshotId).toBe(snapshotId);
      expect(after.rule.snapshotId).not.toBe(before.rule.snapshotId);
      // Only the south-west block is left.
      expect(after.population).toEqual({ coveredPeople: 110, unsnappedPoints: 4 });
    });
  });

  it('begins no further question once the client has gone', async () => {
    const controller = new AbortController();
    const { coverage } = rooms.coverage;
    const view = coverage.view.bind(coverage);
    const asked = vi.spyOn(coverage, 'view').mockImplementation((question, version) => {
      controller.abort(new Error('gone'));
      return view(question, version);
    });
    const years = [2011, 2012, 2013].map(
      (year) => `in${year}: coverage(service: STATION, asOf: "${year}-01-01") { rule { asOf } }`,
    );
    const { errors } = await rooms.ask(
      `{ administrativeDivision(code: "${COUNTY}") { ${years.join(' ')} } }`,
      { signal: controller.signal },
    );
    expect(errors?.[0].message).toBe('gone');
    expect(asked.mock.calls.map(([{ asOf }]) => asOf)).toEqual(['2011-01-01']);
    asked.mockRestore();
  });

  it('compares the declared number of people with the demand points', async () => {
    await rooms.database.manager.query(
      `INSERT INTO division_population VALUES ('${COUNTY}', 2020, 'AGE_60', 90), ('${COUNTY}', 2026, 'AGE_60', 99)`,
    );
    const { population } = await inCounty('population { declaredPeople { people year } }');
    expect(population.declaredPeople).toEqual({ people: 90, year: 2020 });
    const other = await inCounty('population(cohort: AGE_80) { declaredPeople { people } }');
    expect(other.population.declaredPeople).toBeNull();
  });

  it('reports the same figures to the command line', async () => {
    const { reports } = rooms.coverage;
    const { walkLimit } = await import('../../src/accessibility/index.js');
    const question = {
      divisionCode: COUNTY,
      cohort: 'AGE_60',
      service: 'STATION',
      limit: walkLimit(5, 1),
      asOf: '2025-01-01',
    } as const;
    const report = await reports.reportCoverage(question, { targetRatio: '70%', partsLevel: 'COMMUNITY' });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    const { population } = await inCounty('population { coveredPeople totalPeople ratio }');
    expect(report.division.population).toMatchObject(population);
    expect(report.parts.map(({ code }) => code)).toHaveLength(4);
    const found = await reports.reportGaps(question, { actor: 'cli', role: 'admin' });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(found.gaps.reduce((sum, { people }) => sum + people, 0)).toBe(found.uncoveredPeople);
    await expect(reports.reportGaps(question, { actor: 'x', role: 'public' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('coverage without a walking network', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await writeTown(rooms.database.manager, gridTown);
  });
  afterAll(() => rooms.close());

  it('tells presence, and of people only why not, until a network comes', async () => {
    const query = county(
      'rule { snapshotId } presence(level: COMMUNITY) { numerator denominator } population { coveredPeople }',
    );
    const { data, errors } = await rooms.ask(query);
    expect(errors?.map(({ path, originalError }) => [path?.at(-1), originalError])).toMatchObject([
      ['population', { code: 'FAILED_PRECONDITION', details: { reason: 'NO_NETWORK' } }],
    ]);
    expect(JSON.parse(JSON.stringify(data)).administrativeDivision.coverage).toEqual({
      rule: { snapshotId: null },
      presence: [{ numerator: 1, denominator: 4 }],
      population: null,
    });
    const gaps = `{ gaps(divisionCode: "${COUNTY}", ${STATION}) { totalCount } }`;
    expect((await rooms.refusal(gaps)).code).toBe('FAILED_PRECONDITION');

    const snapshotId = await publishNetwork(rooms.database.manager, gridNetwork());
    const { coverage } = (await rooms.data(query)).administrativeDivision;
    expect(coverage).toMatchObject({ rule: { snapshotId }, population: { coveredPeople: 18.5 } });
  });
});

describe('coverage of a whole county in one request', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const code = (town: number, community = 0) =>
      `9999021${String(town).padStart(2, '0')}${String(community).padStart(3, '0')}`;
    const towns = Array.from({ length: 18 }, (_, town) => town);
    const divisions: TownDivision[] = [{ code: '999902000000', level: 'COUNTY' }];
    for (const town of towns) divisions.push({ code: code(town), level: 'TOWN', parent: '999902000000' });
    for (let at = 0; at < 208; at++) {
      const community = code(at % 18, 1 + Math.floor(at / 18));
      divisions.push({ code: community, level: 'COMMUNITY', parent: code(at % 18) });
    }
    await writeTown(rooms.database.manager, {
      divisions,
      facilities: towns.map((town) => ({
        id: `f${town}`,
        kind: 'COMMUNITY_STATION',
        at: [town % 5, town % 3],
        division: code(town, 1),
      })),
      demand: divisions.slice(19).map((division, at) => ({
        id: `d${at}`,
        at: [at % 5, at % 4],
        division: division.code,
        elderly60: 1 + at,
      })),
    });
    await publishNetwork(rooms.database.manager, gridNetwork());
  });
  afterAll(() => rooms.close());

  const ask = async (towns: number, communities: number): Promise<{ data: Json; statements: number }> => {
    const before = rooms.statements();
    const figures = `coverage(service: STATION, walkMinutes: 2, speedMetersPerSecond: 1) {
      presence { numerator denominator } population { coveredPeople totalPeople } }`;
    const data = await rooms.data(`{ administrativeDivision(code: "999902000000") { ${figures}
      children(first: ${towns}) { edges { node { code ${figures}
        children(first: ${communities}) { edges { node { code ${figures} } } } } } } } }`);
    return { data, statements: rooms.statements() - before };
  };

  it('runs as many statements for 18 towns and 208 communities as for two and two', async () => {
    await ask(1, 1);
    const few = await ask(2, 2);
    const all = await ask(18, 20);
    const towns = all.data.administrativeDivision.children.edges.map((edge: Json) => edge.node);
    const communities = towns.flatMap((town: Json) => town.children.edges.map((edge: Json) => edge.node));
    expect([towns.length, communities.length]).toEqual([18, 208]);
    expect(all.statements).toBe(few.statements);
    expect(all.statements).toBeLessThanOrEqual(8);

    const people = (nodes: Json[]) =>
      nodes.reduce((sum, node) => sum + node.coverage.population.totalPeople, 0);
    expect(people(communities)).toBe(people(towns));
    expect(people(towns)).toBe((208 * 209) / 2);
    expect(all.data.administrativeDivision.coverage.population.totalPeople).toBe((208 * 209) / 2);
  });

  it('reads the catalogue once when nothing is remembered yet', async () => {
    await bumpRevision(rooms.database.manager, 'facilities');
    // Begin, five reads and commit on top.
    expect((await ask(18, 20)).statements).toBeLessThanOrEqual(8 + 8);
  });
});
