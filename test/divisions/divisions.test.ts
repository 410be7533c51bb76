import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';
import { countStatements } from '../support/count-statements.js';
import { COUNTY, COUNTY_CODES, STREET, TOWN, TOWNSHIP, ZONE } from '../support/small-county.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

const LIST = `query ($filter: DivisionFilter, $first: Int, $after: String) {
  administrativeDivisions(filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }`;

async function codesOf(filter: object): Promise<string[]> {
  const { data, errors } = await catalogue.ask(LIST, { filter });
  expect(errors).toEqual([]);
  const list = data.administrativeDivisions;
  expect(list.totalCount).toBe(list.edges.length);
  return list.edges.map((edge: { node: { code: string } }) => edge.node.code);
}

describe('one division', () => {
  test('shows its place in the tree', async () => {
    const { data, errors } = await catalogue.ask(`{ administrativeDivision(code: "990101001003") {
      code name level urbanRuralClass vintage synthetic source { key title }
      parent { code } ancestors { name level } representativePoint children { totalCount edges { node { code } } }
    } }`);
    expect(errors).toEqual([]);
    expect(data.administrativeDivision).toEqual({
      code: '990101001003',
      name: '南园村',
      level: 'VILLAGE',
      urbanRuralClass: '112',
      vintage: '2023',
      synthetic: false,
      source: { key: 'survey', title: 'Survey of the county' },
      parent: { code: STREET },
      ancestors: [
        { name: '柳州湖市', level: 'CITY' },
        { name: '清溪区', level: 'COUNTY' },
        { name: '东风街道', level: 'SUBDISTRICT' },
      ],
      representativePoint: { type: 'Point', coordinates: [118.31, 33.95] },
      children: { totalCount: 0, edges: [] },
    });
  });

  test('an unknown code is NOT_FOUND, a malformed one BAD_USER_INPUT', async () => {
    const unknown = await catalogue.ask('{ administrativeDivision(code: "990101009000") { code } }');
    expect(unknown.data).toEqual({ administrativeDivision: null });
    expect(unknown.errors).toMatchObject([{ path: 'administrativeDivision', code: 'NOT_FOUND' }]);
    for (const code of ['9901', "'; DROP TABLE", '99010100900\\u0000', '９９０１０１００９０００']) {
      const malformed = await catalogue.ask(`{ administrativeDivision(code: "${code}") { code } }`);
      expect(malformed.errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    }
  });

  test('population of the latest year, of a year, and of none', async () => {
    const { data } = await catalogue.ask(`{ administrativeDivision(code: "${STREET}") {
      latest: population { year total elderly60 elderly65 elderly80 }
      then: population(year: 2020) { year total elderly60 elderly65 elderly80 }
      never: population(year: 1999) { year } } }`);
    expect(data.administrativeDivision).toEqual({
      latest: { year: 2023, total: 9200, elderly60: 1900, elderly65: 1300, elderly80: 260 },
      then: { year: 2020, total: 9000, elderly60: 1700, elderly65: null, elderly80: null },
      never: null,
    });
  });

  test('boundary whole, simplified, and absent', async () => {
    // A square whose top edge has a 5 m notch, which simplifying to 50 m removes.
    await catalogue.database.manager.query(`UPDATE administrative_division SET boundary = ST_SetSRID(
      'MULTIPOLYGON(((118.32 33.92,118.34 33.92,118.34 33.94,118.33 33.94005,118.32 33.94,118.32 33.92)))'::geometry, 4326)
      WHERE code = '990101101201'`);
    const { data, errors } = await catalogue.ask(`{
      notched: administrativeDivision(code: "990101101201") { whole: boundary coarse: boundary(simplifyMeters: 50) }
      pointOnly: administrativeDivision(code: "990101201202") { boundary } }`);
    expect(errors).toEqual([]);
    expect(data.notched.whole.type).toBe('MultiPolygon');
    expect(data.notched.whole.coordinates[0][0]).toHaveLength(6);
    expect(data.notched.coarse.coordinates[0][0]).toHaveLength(5);
    expect(data.pointOnly.boundary).toBeNull();
    const bad = await catalogue.ask(
      `{ administrativeDivision(code: "${STREET}") { boundary(simplifyMeters: -1) } }`,
    );
    expect(bad.errors).toMatchObject([{ path: 'administrativeDivision.boundary', code: 'BAD_USER_INPUT' }]);
  });
});

describe('lists', () => {
  test('filters by level, parent, ancestor, name and code prefix', async () => {
    expect(await codesOf({ levels: ['TOWN', 'ZONE'] })).toEqual([TOWN, ZONE]);
    expect(await codesOf({ parentCode: COUNTY })).toEqual([STREET, TOWN, TOWNSHIP, ZONE]);
    expect(await codesOf({ within: COUNTY })).toEqual(COUNTY_CODES);
    expect(await codesOf({ within: TOWN, levels: ['VILLAGE'] })).toEqual(['990101101201', '990101101202']);
    expect(await codesOf({ nameContains: '庄村' })).toEqual(['990101101201', '990101101202']);
    expect(await codesOf({ nameContains: '%' })).toEqual([]);
    expect(await codesOf({ codePrefix: '9901012' })).toEqual([TOWNSHIP, '990101201201', '990101201202']);
    expect(await codesOf({ levels: [] })).toEqual([]);
  });

  test('filters by place; a division without boundary counts by its point', async () => {
    const northEast = { bbox: [118.345, 33.945, 118.4, 34], levels: ['VILLAGE', 'ZONE'] };
    expect(await codesOf(northEast)).toEqual(['990101201202', ZONE]);
    const corner = { type: 'Point', coordinates: [118.335, 33.935] };
    expect(await codesOf({ intersects: corner, levels: ['VILLAGE', 'ZONE'] })).toEqual([
      '990101101201',
      ZONE,
    ]);
    // 河西村's point lies 111.3 m north of this one on the ellipsoid's meridian (110.9 m for 0.001°).
    const near = (meters: number) => ({
      dWithin: { point: { lon: 118.35, lat: 33.949 }, meters },
      levels: ['VILLAGE'],
    });
    expect(await codesOf(near(112))).toEqual(['990101201202']);
    expect(await codesOf(near(110))).toEqual([]);
  });

  test('pages by keyset: every row once, in order, with honest page info', async () => {
    for (const first of [1, 4, 13, 14]) {
      const seen: string[] = [];
      let after: string | null = null;
      for (;;) {
        const { data, errors } = await catalogue.ask(LIST, { filter: { within: COUNTY }, first, after });
        expect(errors).toEqual([]);
        const { edges, pageInfo, totalCount } = data.administrativeDivisions;
        expect(totalCount).toBe(13);
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
        seen.push(...edges.map((edge: { node: { code: string } }) => edge.node.code));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(seen).toEqual(COUNTY_CODES);
    }
  });

  test('refuses malformed filters in plain words', async () => {
    const bad: [object, RegExp][] = [
      [{ bbox: [118.4, 33.9, 118.3, 34] }, /west < east/],
      [{ bbox: [118.3, 33.9, 118.4] }, /\[west, south, east, north\]/],
      [{ bbox: [118.3, 33.9, 181, 34] }, /degrees/],
      [{ dWithin: { point: { lon: 118.3, lat: 33.9 }, meters: 50_001 } }, /at most 50000/],
      [{ dWithin: { point: { lon: 118.3, lat: 33.9 }, meters: 0 } }, /more than 0/],
      [{ dWithin: { point: { lon: 33.9, lat: 118.3 }, meters: 5 } }, /latitude −90…90/],
      [{ intersects: { type: 'Point', coordinates: [4_000_000, 500_000] } }, /WGS 84/],
      [
        {
          intersects: {
            type: 'Polygon',
            coordinates: [
              [
                [1, 1],
                [2, 1],
                [2, 2],
                [1, 2],
              ],
            ],
          },
        },
        /end where it starts/,
      ],
      [{ intersects: { type: 'FeatureCollection', features: [] } }, /one GeoJSON geometry/],
      [{ within: '12' }, /12 digits/],
      [{ codePrefix: '99x' }, /1 to 12 digits/],
      [{ nameContains: '' }, /1 to 100 characters/],
      [{ nameContains: 'a\0b' }, /1 to 100 characters/],
    ];
    for (const [filter, message] of bad) {
      const { errors } = await catalogue.ask(LIST, { filter });
      expect(errors, JSON.stringify(filter)).toHaveLength(1);
      expect(errors[0].code).toBe('BAD_USER_INPUT');
      expect(errors[0].message).toMatch(message);
    }
  });
});

describe('reads of the analysis rooms', () => {
  test('readTree: the subtree by code, light rows, in one statement', async () => {
    const { divisions } = catalogue.divisions;
    const { result, statements } = await countStatements(catalogue.database, () => divisions.readTree(TOWN));
    expect(statements).toHaveLength(1);
    const open = { validFrom: null, validTo: null };
    expect(result).toEqual([
      { code: TOWN, name: '双沟镇', level: 'TOWN', parentCode: COUNTY, urbanRuralClass: null, ...open },
      {
        code: '990101101001',
        name: '镇中社区',
        level: 'COMMUNITY',
        parentCode: TOWN,
        urbanRuralClass: '121',
        ...open,
      },
      {
        code: '990101101201',
        name: '张庄村',
        level: 'VILLAGE',
        parentCode: TOWN,
        urbanRuralClass: '220',
        ...open,
      },
      {
        code: '990101101202',
        name: '李庄村',
        level: 'VILLAGE',
        parentCode: TOWN,
        urbanRuralClass: '220',
        ...open,
      },
    ]);
    expect(await divisions.readTree(null)).toHaveLength(14);
    expect(await divisions.readTree('990101009000')).toEqual([]);
  });

  test('a loop of parents ends', async () => {
    const { manager } = catalogue.database;
    await manager.transaction(async (transaction) => {
      await transaction.query(
        `UPDATE administrative_division SET parent_code = '${STREET}' WHERE code = '${COUNTY}'`,
      );
      const tree = await catalogue.divisions.divisions.readTree(COUNTY, transaction);
      expect(tree).toHaveLength(13);
      expect(
        (await catalogue.divisions.divisions.findAncestorCodes([STREET], transaction)).get(STREET),
      ).toHaveLength(8);
      await transaction.query(
        `UPDATE administrative_division SET parent_code = '990100000000' WHERE code = '${COUNTY}'`,
      );
    });
  });
});

test('children, boundaries, populations and ancestors of a whole tree take a bounded number of statements', async () => {
  const document = `{ administrativeDivision(code: "${COUNTY}") { children { totalCount edges { node {
    name source { key } boundary population { elderly60 } ancestors { code } parent { name }
    children(first: 2) { totalCount pageInfo { hasNextPage } edges { node {
      code synthetic boundary(simplifyMeters: 10) population { year } parent { code } ancestors { code } } } } } } } } }`;
  const { result, statements } = await countStatements(catalogue.database, () => catalogue.ask(document));
  expect(result.errors).toEqual([]);
  const towns = result.data.administrativeDivision.children.edges;
  expect(towns.map((edge: { node: { children: object } }) => edge.node.children)).toMatchObject([
    { totalCount: 3, pageInfo: { hasNextPage: true }, edges: [{}, {}] },
    { totalCount: 3, pageInfo: { hasNextPage: true }, edges: [{}, {}] },
    { totalCount: 2, pageInfo: { hasNextPage: false }, edges: [{}, {}] },
    { totalCount: 0, pageInfo: { hasNextPage: false }, edges: [] },
  ]);
  // Per level: page, rows, count, boundaries, populations, ancestors; once: the root, the sources, the city above.
  expect(statements.length).toBeLessThanOrEqual(15);
  const perTown = statements.filter((statement) => statement.includes('PARTITION BY'));
  expect(perTown).toHaveLength(2);
});
