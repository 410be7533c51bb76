import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateSampleRegion } from '../../geodata/sample/generate-sample-region.js';
import { loadSampleRegion } from '../../src/imports/load-sample-region.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { countOf } from './import-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('loads the sample region in one go, warning only of what its estates get wrong on purpose, marked synthetic', async () => {
  const region = generateSampleRegion();
  const reports = await loadSampleRegion({ manager: database.manager, region });
  const warned = reports.flatMap(({ issues }) => issues.filter(({ severity }) => severity !== 'info'));
  expect(warned.map(({ code }) => code)).toEqual([
    'DATES_OUT_OF_ORDER',
    'HOUSEHOLDS_MISSING',
    'HOUSEHOLDS_MISSING',
    'ROOM_CLAIMED_TWICE',
    'AREA_EXCEEDS_WHOLE',
  ]);
  expect(await countOf(database, 'administrative_division')).toBe(region.divisions.length);
  expect(await countOf(database, 'facility')).toBe(region.facilities.length);
  expect(await countOf(database, 'housing_estate')).toBe(region.estates.length);
  expect(await countOf(database, 'demand_point')).toBe(region.demand.length);
  expect(await countOf(database, 'candidate_site')).toBe(region.candidates.length);
  expect(await countOf(database, 'care_room')).toBe(region.careRooms.length);
  expect(await countOf(database, 'estate_evidence')).toBe(region.evidence.length);
  expect(await countOf(database, 'estate_pool_member')).toBe(2 * region.pools.length);
  expect(await countOf(database, 'care_land')).toBe(region.careLand.length);
  expect(await countOf(database, 'community_premises')).toBe(region.communityPremises.length);
  expect(await countOf(database, 'available_premises')).toBe(region.availablePremises.length);
  expect(await countOf(database, "allocation_rule WHERE source_key = 'sample'")).toBe(2);
  expect(await countOf(database, 'network_snapshot WHERE synthetic')).toBe(1);
  expect(await database.manager.query('SELECT key, synthetic FROM data_source')).toEqual([
    { key: 'sample', synthetic: true },
  ]);

  const again = await loadSampleRegion({ manager: database.manager, region });
  expect(again.every(({ inserted, updated, deleted }) => inserted + updated + deleted === 0)).toBe(true);
  expect(await countOf(database, 'network_snapshot')).toBe(1);
});
