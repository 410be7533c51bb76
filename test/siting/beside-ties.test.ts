import { afterAll, beforeAll, expect, it } from 'vitest';
import { A, B, COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { openTestRooms, type Json, type TestRooms } from '../support/rooms.js';

/** One home between two places that serve it alike; a clinic stands beside the second. Elsewhere two more, a library. */
const town = {
  divisions: gridTown.divisions,
  demand: [
    { id: 'west', at: [1, 4], division: A, elderly60: 20 },
    { id: 'east', at: [7, 4], division: B, elderly60: 30 },
  ],
  candidates: [
    { id: 'w1', at: [0, 4], division: A, cost: 2 },
    { id: 'w2', at: [2, 4], division: A, cost: 2 },
    { id: 'clinic', at: [2, 5], division: A, kind: 'HEALTH_SITE' },
    { id: 'e1', at: [7, 3], division: B, cost: 2 },
    { id: 'e2', at: [7, 5], division: B, cost: 2 },
    { id: 'library', at: [7, 6], division: B, kind: 'CULTURE_SITE' },
    { id: 'school', at: [6, 2], division: B, kind: 'IDLE_SCHOOL' },
  ],
} as const;

let rooms: TestRooms;
beforeAll(async () => {
  rooms = await openTestRooms();
  await writeTown(rooms.database.manager, town);
  await publishNetwork(rooms.database.manager, gridNetwork(9));
});
afterAll(() => rooms.close());

async function sites(rest: string): Promise<string[]> {
  const { proposeSites } = await rooms.data(
    `{ proposeSites(divisionCode: "${COUNTY}", service: STATION, walkMinutes: 2, speedMetersPerSecond: 1,
         asOf: "2025-01-01", candidateKinds: [OTHER], ${rest}) {
       __typename ... on SitingPlan { status sites { candidateId } } ... on SitingInfeasible { message } } }`,
  );
  expect(proposeSites).toMatchObject({ __typename: 'SitingPlan', status: 'OPTIMAL' });
  return proposeSites.sites.map(({ candidateId }: Json) => candidateId).sort();
}

it.each([
  'count: 2',
  'count: 2, budget: 4',
  'model: LSCP',
  'model: LSCP, byCost: true',
  'model: COVERAGE_GOAL, goal: 1',
  'model: CMCLP, count: 2, capacityField: BEDS, newSiteCapacity: 50',
  'model: POLICY, count: 2, equityFloor: { levels: [COMMUNITY], share: 0 }',
  'model: PHASED, phases: [{ year: 2026, count: 1 }, { year: 2027, count: 1 }]',
  'model: GRADUAL, count: 2, farWalkMinutes: 4',
  'model: P_MEDIAN, count: 2',
  'model: P_CENTER, count: 2',
])('%s: among equals the site beside a health or culture site, else the smaller id', async (rest) => {
  expect(await sites(rest)).toEqual(['e2', 'w2']);
  expect(await sites(`${rest}, besideMeters: 100`)).toEqual(['e2', 'w2']);
  expect(await sites(`${rest}, besideMeters: 50`)).toEqual(['e1', 'w1']);
  expect(await sites(`${rest}, besideMeters: null`)).toEqual(['e1', 'w1']);
});

it('a better or cheaper site is not passed over for it', async () => {
  const { manager } = rooms.database;
  await writeTown(manager, {
    demand: [{ id: 'more', at: [0, 3], division: A, elderly60: 1 }],
  });
  expect(await sites('count: 2')).toEqual(['e2', 'w1']);
  await manager.query(`UPDATE candidate_site SET cost = 1 WHERE id = 'e1'`);
  await writeTown(manager, { candidates: [{ id: 'other', at: [8, 8], division: B, cost: 9 }] });
  expect(await sites('budget: 3')).toEqual(['e1', 'w1']);
});
