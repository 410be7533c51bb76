import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARE_SERVICES, type CareService, offers } from '../../src/facilities/index.js';
import type { Role } from '../../src/platform/access/viewer.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';
import { countStatements } from '../support/count-statements.js';
import { COUNTY, STREET, TOWN } from '../support/small-county.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

const LIST = `query ($filter: FacilityFilter, $first: Int, $after: String, $orderBy: FacilityOrder) {
  facilities(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor }
  } }`;

async function idsOf(filter: object, role: Role = 'planner'): Promise<string[]> {
  const { data, errors } = await catalogue.ask(LIST, { filter }, role);
  expect(errors).toEqual([]);
  const list = data.facilities;
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges.map((edge: { node: { id: string } }) => edge.node.id);
}

describe('lists', () => {
  test('filters by kind, capability, status, division, assignment, name and place', async () => {
    expect(await idsOf({ kinds: ['MEAL_POINT', 'GUIDANCE_CENTER'] })).toEqual(['f-06', 'f-10']);
    expect(await idsOf({ capabilities: ['FULL_CARE', 'MEAL'] })).toEqual(['f-02']);
    expect(await idsOf({ statuses: ['CLOSED', 'SUSPENDED'], asOf: '2025-01-01' })).toEqual(['f-06', 'f-07']);
    expect(await idsOf({ statuses: ['OPERATING'], asOf: '2024-12-30' })).toContain('f-06');
    expect(await idsOf({ divisionCode: TOWN })).toEqual(['f-03', 'f-04', 'f-06', 'f-08']);
    expect(await idsOf({ assignedTo: '990101001003' })).toEqual(['f-02']);
    expect(await idsOf({ nameContains: '睦邻' })).toEqual(['f-03', 'f-04', 'f-05']);
    expect(await idsOf({ bbox: [118.34, 33.9, 118.36, 33.92] })).toEqual(['f-05', 'f-07']);
    const triangle = {
      type: 'Polygon',
      coordinates: [
        [
          [118.3, 33.9],
          [118.322, 33.9],
          [118.3, 33.922],
          [118.3, 33.9],
        ],
      ],
    };
    expect(await idsOf({ intersects: triangle })).toEqual(['f-02']);
    // f-08 lies 144.4 m north-east of f-03 (92.4 m east, 110.9 m north).
    const near = (meters: number) => ({ dWithin: { point: { lon: 118.331, lat: 33.931 }, meters } });
    expect(await idsOf(near(144))).toEqual(['f-03']);
    expect(await idsOf(near(145))).toEqual(['f-03', 'f-08']);
  });

  test('a service filter agrees with the default terms of every service', async () => {
    const all = await catalogue.facilities.facilities.findServing('2025-01-01');
    const every = [...all.operating, ...all.idle].sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const service of Object.keys(CARE_SERVICES) as CareService[]) {
      const expected = every
        .filter((facility) => offers(facility, CARE_SERVICES[service]))
        .map(({ id }) => id);
      expect(await idsOf({ service }), service).toEqual(expected);
    }
  });

  test('pages by name through ties without loss or repetition', async () => {
    const whole = await catalogue.ask(LIST, { orderBy: 'NAME' }, 'planner');
    const expected = whole.data.facilities.edges.map((edge: { node: { id: string } }) => edge.node.id);
    expect(expected.join()).toContain('f-03,f-04,f-05');
    for (const first of [1, 2, 3]) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data, errors } = await catalogue.ask(LIST, { orderBy: 'NAME', first, after }, 'planner');
        expect(errors).toEqual([]);
        seen.push(...data.facilities.edges.map((edge: { node: { id: string } }) => edge.node.id));
        after = data.facilities.pageInfo.hasNextPage ? data.facilities.pageInfo.endCursor : null;
      } while (after);
      expect(seen).toEqual(expected);
    }
  });

  test('a row added behind the cursor appears, one added before it does not shift the page', async () => {
    const { manager } = catalogue.database;
    const first = await catalogue.ask(LIST, { first: 3 }, 'planner');
    const after = first.data.facilities.pageInfo.endCursor;
    await manager.query(`INSERT INTO facility (id, name, kind, division_code, division_from, source_key) VALUES
      ('f-00', 'x', 'MEAL_POINT', '${COUNTY}', 'DECLARED', 'survey'), ('f-035', 'y', 'MEAL_POINT', '${COUNTY}', 'DECLARED', 'survey')`);
    try {
      const { data } = await catalogue.ask(LIST, { first: 2, after }, 'planner');
      expect(data.facilities.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([
        'f-035',
        'f-04',
      ]);
    } finally {
      await manager.query(`DELETE FROM facility WHERE id IN ('f-00', 'f-035')`);
    }
  });
});

describe('who sees what', () => {
  const STAFF_FIELDS = [
    'beds',
    'nursingBeds',
    'floorAreaSquareMeters',
    'mealsPerDay',
    'rating',
    'operator',
    'published',
    'divisionFrom',
    'statusHistory { status validFrom document }',
  ];

  test('the public never meets an unpublished facility', async () => {
    expect(await idsOf({ capabilities: ['BATH'] }, 'public')).toEqual([]);
    expect(await idsOf({ capabilities: ['BATH'] }, 'resources')).toEqual(['f-09']);
    const { data, errors } = await catalogue.ask('{ facility(id: "f-09") { name } }');
    expect(data.facility).toBeNull();
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const nested = `{ administrativeDivision(code: "${STREET}") { facilities { totalCount edges { node { id } } } } }`;
    const count = async (role: Role) =>
      (await catalogue.ask(nested, {}, role)).data.administrativeDivision.facilities.totalCount;
    expect([await count('public'), await count('planner')]).toEqual([2, 3]);
  });

  test.each(STAFF_FIELDS)('%s is an error for the public, a value for staff', async (field) => {
    const document = `{ facility(id: "f-01") { id ${field} } }`;
    const refused = await catalogue.ask(document);
    expect(refused.errors).toMatchObject([
      { code: 'UNAUTHENTICATED', path: `facility.${field.split(' ')[0]}` },
    ]);
    for (const role of ['planner', 'resources', 'admin'] as const) {
      const { data, errors } = await catalogue.ask(document, {}, role);
      expect(errors).toEqual([]);
      expect(Object.values(data.facility)[1]).toBeDefined();
    }
  });

  test('columns that are not public are not even selected for the public', async () => {
    const run = (role: Role) =>
      countStatements(catalogue.database, () => catalogue.ask('{ facility(id: "f-01") { name } }', {}, role));
    const forPublic = (await run('public')).statements.join();
    expect(forPublic).toContain('"entrance"');
    expect(forPublic).not.toMatch(/"(nursing_)?beds"|"floor_area|"meals_per|"rating"|"operator"/);
    expect((await run('planner')).statements.join()).toMatch(/"nursing_beds"/);
  });

  test('candidate sites are for planners', async () => {
    const document =
      '{ candidateSites { totalCount edges { node { id name kind cost division { name } synthetic } } } }';
    expect((await catalogue.ask(document)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    expect((await catalogue.ask(document, {}, 'resources')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const { data, errors } = await catalogue.ask(document, {}, 'planner');
    expect(errors).toEqual([]);
    expect(data.candidateSites.totalCount).toBe(3);
    expect(data.candidateSites.edges[2].node).toEqual({
      id: 'c-3',
      name: '路口空地',
      kind: 'OTHER',
      cost: null,
      division: null,
      synthetic: true,
    });
  });
});

describe('facilities of divisions', () => {
  const DOCUMENT = `query ($relation: FacilityRelation, $first: Int, $filter: FacilityFilter) {
    administrativeDivisions(filter: { parentCode: "${COUNTY}" }) { edges { node { code
      facilities(relation: $relation, first: $first, filter: $filter) {
        totalCount pageInfo { hasNextPage } edges { node { id division { name } source { key } status(asOf: "2025-01-01") } } } } } } }`;

  async function perTown(variables: object) {
    const { result, statements } = await countStatements(catalogue.database, () =>
      catalogue.ask(DOCUMENT, { ...variables }, 'planner'),
    );
    expect(result.errors).toEqual([]);
    const towns = result.data.administrativeDivisions.edges as {
      node: { code: string; facilities: { totalCount: number; edges: { node: { id: string } }[] } };
    }[];
    return {
      statements,
      ids: towns.map(({ node }) => node.facilities.edges.map((edge) => edge.node.id)),
      counts: towns.map(({ node }) => node.facilities.totalCount),
    };
  }

  test('located: what stands in the division or below it, in a bounded number of statements', async () => {
    const { ids, counts, statements } = await perTown({ first: 2 });
    expect(ids).toEqual([['f-01', 'f-02'], ['f-03', 'f-04'], ['f-05', 'f-07'], []]);
    expect(counts).toEqual([3, 4, 2, 0]);
    // divisions page + rows, facility pages, counts, rows, statuses, sources, divisions of facilities
    expect(statements.length).toBeLessThanOrEqual(8);
  });

  test('assigned and shared, each facility once', async () => {
    expect((await perTown({ relation: 'ASSIGNED' })).ids).toEqual([['f-02'], [], [], []]);
    expect((await perTown({ relation: 'SHARED' })).ids).toEqual([[], ['f-02'], [], []]);
  });

  test('filtered', async () => {
    const { ids } = await perTown({ filter: { service: 'MEAL' } });
    // f-06 is a central kitchen.
    expect(ids).toEqual([['f-02'], ['f-04'], [], []]);
  });
});

describe('findServing', () => {
  test('splits facilities by their status on a date, with the reason, in one statement', async () => {
    const { facilities } = catalogue.facilities;
    const { result, statements } = await countStatements(catalogue.database, () =>
      facilities.findServing('2025-01-01'),
    );
    expect(statements).toHaveLength(1);
    expect(result.operating.map(({ id }) => id)).toEqual(['f-01', 'f-02', 'f-03', 'f-04', 'f-09', 'f-10']);
    expect(result.idle.map(({ id, reason }) => [id, reason])).toEqual([
      ['f-05', 'NOT_YET_RECORDED'],
      ['f-06', 'SUSPENDED'],
      ['f-07', 'CLOSED'],
      ['f-08', 'BUILDING'],
    ]);
    expect(result.operating[1]).toEqual({
      id: 'f-02',
      name: '东风综合体',
      kind: 'COMPREHENSIVE_CENTER',
      capabilities: ['FULL_CARE', 'DAY_CARE', 'HOME_VISIT', 'MEAL'],
      mealMode: 'CANTEEN',
      published: true,
      divisionCode: '990101001001',
      assigned: [
        { code: '990101001002', relation: 'ASSIGNED' },
        { code: '990101001003', relation: 'ASSIGNED' },
        { code: '990101101001', relation: 'SHARED' },
      ],
      lon: 118.309,
      lat: 33.911,
      synthetic: false,
    });
    expect(result.operating[5]).toMatchObject({ id: 'f-10', lon: null, lat: null, divisionCode: COUNTY });
  });

  test('the day before and the day of a change', async () => {
    const { facilities } = catalogue.facilities;
    const operating = async (asOf: string) =>
      (await facilities.findServing(asOf)).operating.map(({ id }) => id);
    expect(await operating('2024-12-30')).toContain('f-06');
    expect(await operating('2024-12-31')).not.toContain('f-06');
    expect(await operating('2024-12-31')).toContain('f-07');
    expect(await operating('2025-07-01')).toContain('f-05');
  });

  test('PUBLISHED reads no unpublished facility', async () => {
    const { operating } = await catalogue.facilities.facilities.findServing('2025-01-01', 'PUBLISHED');
    expect(operating.map(({ id }) => id)).not.toContain('f-09');
  });

  test('readCandidates: light rows, filtered', async () => {
    const { candidates } = catalogue.facilities;
    expect(await candidates.readCandidates({ divisionCode: TOWN })).toEqual([
      {
        id: 'c-1',
        name: '张庄小学旧址',
        kind: 'IDLE_SCHOOL',
        cost: 80,
        capacity: 100,
        divisionCode: '990101101201',
        lon: 118.333,
        lat: 33.933,
        synthetic: false,
      },
    ]);
    expect((await candidates.readCandidates()).map(({ id }) => id)).toEqual(['c-1', 'c-2', 'c-3']);
  });
});

describe('recordFacilityStatus', () => {
  const RECORD = `mutation ($id: ID!, $status: FacilityStatus!, $from: Date!, $document: String) {
    recordFacilityStatus(facilityId: $id, status: $status, validFrom: $from, document: $document) {
      id status(asOf: "2026-03-01") statusHistory { status validFrom document } } }`;

  const revision = async () => (await catalogue.sources.sources.readRevisions()).facilities;
  const audit = () =>
    catalogue.database.manager.query(
      'SELECT actor, role, action, target, details FROM audit_entry ORDER BY id',
    );

  test('adds an entry with its audit row and tells the caches', async () => {
    const before = await revision();
    const variables = { id: 'f-08', status: 'OPERATING', from: '2026-02-01', document: '验收2026-2' };
    const { data, errors } = await catalogue.ask(RECORD, variables, 'planner');
    expect(errors).toEqual([]);
    expect(data.recordFacilityStatus).toEqual({
      id: 'f-08',
      status: 'OPERATING',
      statusHistory: [
        { status: 'BUILDING', validFrom: '2024-05-01', document: null },
        { status: 'OPERATING', validFrom: '2026-02-01', document: '验收2026-2' },
      ],
    });
    expect(Number(await revision())).toBe(Number(before) + 1);
    expect(await audit()).toEqual([
      {
        actor: 'a planner',
        role: 'planner',
        action: 'facility.recordStatus',
        target: 'f-08',
        details: { status: 'OPERATING', validFrom: '2026-02-01', document: '验收2026-2' },
      },
    ]);
  });

  test('the same again keeps the entry; another status for the day is a CONFLICT and changes nothing', async () => {
    const again = await catalogue.ask(
      RECORD,
      { id: 'f-08', status: 'OPERATING', from: '2026-02-01' },
      'admin',
    );
    expect(again.errors).toEqual([]);
    expect(again.data.recordFacilityStatus.statusHistory[1].document).toBe('验收2026-2');
    const rows = (await audit()).length;
    const conflict = await catalogue.ask(
      RECORD,
      { id: 'f-08', status: 'CLOSED', from: '2026-02-01' },
      'planner',
    );
    expect(conflict.errors).toMatchObject([{ code: 'CONFLICT' }]);
    expect(conflict.errors[0].message).toContain('OPERATING');
    expect(await audit()).toHaveLength(rows);
  });

  test('refuses other roles, unknown facilities and impossible dates', async () => {
    const variables = { id: 'f-08', status: 'CLOSED', from: '2026-05-01' };
    const codeFor = async (changes: object, role: Role) =>
      (await catalogue.ask(RECORD, { ...variables, ...changes }, role)).errors[0].code;
    expect(await codeFor({}, 'public')).toBe('UNAUTHENTICATED');
    expect(await codeFor({}, 'resources')).toBe('FORBIDDEN');
    expect(await codeFor({ id: 'f-99' }, 'planner')).toBe('NOT_FOUND');
    expect(await codeFor({ id: 'f\0' }, 'planner')).toBe('NOT_FOUND');
    expect(await codeFor({ from: '2026-02-30' }, 'planner')).toBe('BAD_USER_INPUT');
    expect(await codeFor({ from: '1066-10-14' }, 'planner')).toBe('BAD_USER_INPUT');
    expect(await codeFor({ document: 'x'.repeat(501) }, 'planner')).toBe('BAD_USER_INPUT');
  });

  test('two mutations in one request each answer with what they changed', async () => {
    const { data, errors } = await catalogue.ask(
      `mutation {
        a: recordFacilityStatus(facilityId: "f-04", status: SUSPENDED, validFrom: "2030-01-01") { status(asOf: "2031-06-01") }
        b: recordFacilityStatus(facilityId: "f-04", status: CLOSED, validFrom: "2031-01-01") { status(asOf: "2031-06-01") } }`,
      {},
      'planner',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: { status: 'SUSPENDED' }, b: { status: 'CLOSED' } });
  });

  test('opposite entries for one day at once: one wins, the other is a CONFLICT', async () => {
    const answers = await Promise.all(
      ['OPERATING', 'CLOSED'].map((status) =>
        catalogue.ask(RECORD, { id: 'f-03', status, from: '2027-01-01' }, 'planner'),
      ),
    );
    expect(answers.map(({ errors }) => errors[0]?.code ?? 'OK').sort()).toEqual(['CONFLICT', 'OK']);
  });
});
