import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARE_SERVICES, type CareService } from '../../src/facilities/index.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';
import { COUNTY, STREET, TOWN } from '../support/small-county.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

async function idsOf(filter: object): Promise<string[]> {
  const { data, errors } = await catalogue.ask(
    'query ($filter: FacilityFilter) { facilities(filter: $filter) { totalCount edges { node { id } } } }',
    { filter },
    'planner',
  );
  expect(errors).toEqual([]);
  return data.facilities.edges.map((edge: { node: { id: string } }) => edge.node.id);
}

async function record(
  service: CareService,
  jurisdiction: string | null,
  from: string,
  to: string | null,
  terms: { kinds?: string[]; any?: string[]; all?: string[]; except?: string[] },
): Promise<void> {
  await catalogue.database.manager.query(
    `INSERT INTO service_predicate (service, jurisdiction_code, valid_from, valid_to, kinds, any_capability,
       all_capabilities, except_meal_modes, document, clause, verified, source_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'a plan', '1', false, 'survey')`,
    [
      service,
      jurisdiction,
      from,
      to,
      terms.kinds ?? [],
      terms.any ?? [],
      terms.all ?? [],
      terms.except ?? [],
    ],
  );
}

test('lists what coverage counts: by the predicate of each place on the date, and of no other', async () => {
  await record('MEAL', COUNTY, '2024-01-01', '2025-01-01', { kinds: ['INSTITUTION'] });
  await record('MEAL', TOWN, '2024-06-01', null, { any: ['RECREATION'], except: ['MERCHANT', 'CANTEEN'] });
  await record('GUIDANCE', TOWN, '2017-01-01', null, { kinds: ['MEAL_POINT'] });
  await record('STATION', null, '2024-01-01', null, { kinds: ['MEAL_POINT'] });
  await record('FULL_CARE', STREET, '2024-01-01', null, { all: ['FULL_CARE', 'MEAL'] });
  for (const asOf of ['2023-12-31', '2024-03-01', '2024-07-01', '2025-06-01']) {
    for (const service of Object.keys(CARE_SERVICES) as CareService[]) {
      const counted = await catalogue.facilities.ofService.operating(service, asOf);
      const expected = counted.map(({ id }) => id).sort();
      expect(await idsOf({ service, statuses: ['OPERATING'], asOf }), `${service} ${asOf}`).toEqual(expected);
    }
  }
  // 综合体 f-02 and institution f-01 stand in the street; meals there go by the county while it says so.
  expect(await idsOf({ service: 'MEAL', divisionCode: STREET, asOf: '2024-03-01' })).toEqual(['f-01']);
  expect(await idsOf({ service: 'MEAL', divisionCode: STREET, asOf: '2025-06-01' })).toEqual(['f-02']);
  expect(await idsOf({ service: 'MEAL', divisionCode: TOWN, asOf: '2025-06-01' })).toContain('f-03');
});

test('a division’s own list goes by the same, in one reading of the predicates', async () => {
  const { data, errors } = await catalogue.ask(
    `{ administrativeDivisions(filter: { levels: [SUBDISTRICT, TOWN] }) { edges { node { code
         facilities(filter: { service: MEAL, asOf: "2024-03-01" }) { totalCount edges { node { id } } } } } } }`,
    {},
    'planner',
  );
  expect(errors).toEqual([]);
  expect(
    data.administrativeDivisions.edges.map(
      ({ node }: { node: { facilities: { totalCount: number } } }) => node.facilities.totalCount,
    ),
  ).toEqual([1, 0]);
});

test('a date without anything it is about is refused', async () => {
  const { errors } = await catalogue.ask('{ facilities(filter: { asOf: "2025-01-01" }) { totalCount } }');
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});
