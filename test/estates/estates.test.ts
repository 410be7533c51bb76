import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../src/platform/access/viewer.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';
import { countStatements } from '../support/count-statements.js';
import { STREET } from '../support/small-county.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

const LIST = `query ($filter: EstateFilter, $first: Int, $after: String, $orderBy: EstateOrder) {
  estates(filter: $filter, first: $first, after: $after, orderBy: $orderBy) {
    totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }`;

async function idsOf(variables: object, role: Role = 'resources'): Promise<string[]> {
  const { data, errors } = await catalogue.ask(LIST, { ...variables }, role);
  expect(errors).toEqual([]);
  return data.estates.edges.map((edge: { node: { id: string } }) => edge.node.id);
}

test('estates are for planners and for natural-resources and housing staff', async () => {
  for (const document of ['{ estates { totalCount } }', '{ estate(id: "e-1") { name } }']) {
    expect((await catalogue.ask(document)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    for (const role of ['planner', 'resources', 'admin'] as const) {
      expect((await catalogue.ask(document, {}, role)).errors).toEqual([]);
    }
  }
});

test('an estate with its entrances, outline and division', async () => {
  const { data, errors } = await catalogue.ask(
    `{ estate(id: "e-1") { name households plannedPopulation deliveredOn gated location boundary synthetic
       entrances { ordinal location } division { name } } missing: estate(id: "e-9") { id } }`,
    {},
    'planner',
  );
  expect(errors).toMatchObject([{ path: 'missing', code: 'NOT_FOUND' }]);
  expect(data.estate).toEqual({
    name: '清溪花园',
    households: 1234,
    plannedPopulation: 3700,
    deliveredOn: '2015-06-30',
    gated: true,
    location: { type: 'Point', coordinates: [118.304, 33.904] },
    boundary: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [118.302, 33.902],
            [118.302, 33.906],
            [118.306, 33.906],
            [118.306, 33.902],
            [118.302, 33.902],
          ],
        ],
      ],
    },
    synthetic: false,
    entrances: [
      { ordinal: 1, location: { type: 'Point', coordinates: [118.302, 33.904] } },
      { ordinal: 2, location: { type: 'Point', coordinates: [118.306, 33.904] } },
    ],
    division: { name: '东风社区' },
  });
});

test('filters by division, name, size, gates and place', async () => {
  expect(await idsOf({ filter: { divisionCode: STREET } })).toEqual(['e-1', 'e-2']);
  expect(await idsOf({ filter: { nameContains: '双沟' } })).toEqual(['e-3']);
  expect(await idsOf({ filter: { householdsAtLeast: 601 } })).toEqual(['e-1']);
  expect(await idsOf({ filter: { gated: false } })).toEqual(['e-2']);
  expect(await idsOf({ filter: { bbox: [118.32, 33.9, 118.33, 33.91] } })).toEqual(['e-3']);
});

test('pages by size through ties, largest first', async () => {
  expect(await idsOf({ orderBy: 'HOUSEHOLDS' })).toEqual(['e-1', 'e-2', 'e-3']);
  const first = await catalogue.ask(LIST, { orderBy: 'HOUSEHOLDS', first: 2 }, 'planner');
  const after = first.data.estates.pageInfo.endCursor;
  expect(await idsOf({ orderBy: 'HOUSEHOLDS', first: 2, after })).toEqual(['e-3']);
  const mixed = await catalogue.ask(LIST, { orderBy: 'ID', after }, 'planner');
  expect(mixed.errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

test('entrances, outlines and divisions of a page take one statement each', async () => {
  const { result, statements } = await countStatements(catalogue.database, () =>
    catalogue.ask(
      '{ estates { edges { node { boundary entrances { ordinal } division { name } source { key } synthetic } } } }',
      {},
      'resources',
    ),
  );
  expect(result.errors).toEqual([]);
  expect(statements).toHaveLength(6);
});

test('readEntrances: where residents leave; the estate’s point where no entrance is recorded', async () => {
  const { result, statements } = await countStatements(catalogue.database, () =>
    catalogue.estates.estates.readEntrances(STREET),
  );
  expect(statements).toHaveLength(1);
  expect(result.map(({ estateId, ordinal, lon, lat }) => [estateId, ordinal, lon, lat])).toEqual([
    ['e-1', 1, 118.302, 33.904],
    ['e-1', 2, 118.306, 33.904],
    ['e-2', 0, 118.305, 33.925],
  ]);
  expect(result[2]).toMatchObject({ estateName: '河畔新村', households: 600, synthetic: true });
  expect(await catalogue.estates.estates.readEntrances()).toHaveLength(4);
});
