import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';
import { countStatements } from '../support/count-statements.js';
import { TOWN } from '../support/small-county.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

const LIST = `query ($filter: DemandPointFilter, $first: Int, $after: String) {
  demandPoints(filter: $filter, first: $first, after: $after) {
    totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }`;

async function idsOf(variables: object): Promise<string[]> {
  const { data, errors } = await catalogue.ask(LIST, { ...variables }, 'planner');
  expect(errors).toEqual([]);
  return data.demandPoints.edges.map((edge: { node: { id: string } }) => edge.node.id);
}

test('single demand points are for planners', async () => {
  expect((await catalogue.ask(LIST)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  expect((await catalogue.ask(LIST, {}, 'resources')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await catalogue.ask(LIST, {}, 'admin')).errors).toEqual([]);
});

test('a point shows its weights; unknown cohorts are null', async () => {
  const { data, errors } = await catalogue.ask(
    `{ demandPoints(filter: { estateId: "e-2" }) { edges { node {
       id kind estateId location population elderly60 elderly65 elderly80 division { name } synthetic } } } }`,
    {},
    'planner',
  );
  expect(errors).toEqual([]);
  expect(data.demandPoints.edges).toEqual([
    {
      node: {
        id: 'd-3',
        kind: 'ESTATE',
        estateId: 'e-2',
        location: { type: 'Point', coordinates: [118.305, 33.925] },
        population: 1500,
        elderly60: 300,
        elderly65: null,
        elderly80: null,
        division: { name: '河畔社区' },
        synthetic: true,
      },
    },
  ]);
});

test('filters and pages', async () => {
  expect(await idsOf({ filter: { kinds: ['VILLAGE', 'CELL'] } })).toEqual(['d-5', 'd-6', 'd-7']);
  expect(await idsOf({ filter: { divisionCode: TOWN } })).toEqual(['d-4', 'd-5']);
  expect(await idsOf({ filter: { dWithin: { point: { lon: 118.304, lat: 33.904 }, meters: 200 } } })).toEqual(
    ['d-1', 'd-2'],
  );
  const { data } = await catalogue.ask(LIST, { first: 5 }, 'planner');
  expect(data.demandPoints).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true } });
  expect(await idsOf({ first: 5, after: data.demandPoints.pageInfo.endCursor })).toEqual(['d-6', 'd-7']);
});

test('readWeights: parallel columns by id in one statement, NaN where a cohort is not known', async () => {
  const { result, statements } = await countStatements(catalogue.database, () =>
    catalogue.demand.demand.readWeights(),
  );
  expect(statements).toHaveLength(1);
  expect(result.count).toBe(7);
  expect(result.id).toEqual(['d-1', 'd-2', 'd-3', 'd-4', 'd-5', 'd-6', 'd-7']);
  expect(result.weight.AGE_60).toEqual(Float64Array.of(400, 350.5, 300, 120, 260, 210, 0));
  expect(result.weight.AGE_65).toEqual(Float64Array.of(300, 250, NaN, NaN, 180, 150, 0));
  expect(result.weight.ALL[3]).toBeNaN();
  expect(result.weight.AGE_80[0]).toBe(60);
  expect([result.lon[6], result.lat[6]]).toEqual([118.37, 33.97]);
  expect(result.divisionCode.slice(4)).toEqual(['990101101201', '990101201202', null]);
});
