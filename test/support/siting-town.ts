import type { EntityManager } from 'typeorm';
import { expect } from 'vitest';
import type { SitingGround, SiteRole } from '../../src/kernel/siting/siting-model.js';
import {
  A,
  B,
  C,
  COUNTY,
  D,
  gridNetwork,
  gridTown,
  publishNetwork,
  type TownCandidate,
  type TownDemand,
  type TownFacility,
  writeTown,
} from './grid-town.js';
import { openTestRooms, type Json, type TestRooms } from './rooms.js';

const SIZE = 9;
const scatter = (at: number): [number, number] => [
  (at * 7 + ((at * at) % 5)) % SIZE,
  (at * 4 + ((at * 3) % 7)) % SIZE,
];
export const DIVISIONS = [A, B, C, D];
export const demand: TownDemand[] = Array.from({ length: 30 }, (_, at) => ({
  id: `p${String(at).padStart(2, '0')}`,
  at: scatter(at),
  division: DIVISIONS[at % 4],
  elderly60: 1 + ((at * 13) % 17),
}));
export const candidates: (TownCandidate & { readonly capacity?: number })[] = Array.from(
  { length: 9 },
  (_, at) => ({
    id: `c${at}`,
    at: scatter(at * 5 + 3),
    division: DIVISIONS[(at + 1) % 4],
    cost: 1 + (at % 4),
    kind: at % 2 ? 'IDLE_SCHOOL' : 'OTHER',
  }),
);
export const facilities: TownFacility[] = [
  { id: 'f1', kind: 'COMMUNITY_STATION', at: [0, 0], division: A },
  { id: 'f2', kind: 'COMMUNITY_STATION', at: [1, 1], division: A, assigned: [D] },
];
export const CAPACITY = (at: number) => 20 + 5 * at;
export const BEDS = [30, 12];

export const meters = (a: readonly number[], b: readonly number[]) =>
  100 * (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]));
export const QUARTER = 30_000;

/** The same problem by closed-form walks in centimetres, at 1 m/s. */
export function ground(
  mostCentimeters: number,
  roles: Partial<Record<string, SiteRole>> = {},
  costs = true,
): SitingGround {
  const sites = [...candidates, ...facilities];
  const pairs = sites.map((site) =>
    demand.flatMap((point, i) => {
      const cost = 100 * meters(site.at!, point.at);
      return cost <= mostCentimeters ? [{ i, cost }] : [];
    }),
  );
  const offset = [0];
  for (const list of pairs) offset.push(offset[offset.length - 1] + list.length);
  return {
    demandIds: demand.map(({ id }) => id),
    demandWeight: Float64Array.from(demand, ({ elderly60 }) => elderly60!),
    candidateIds: sites.map(({ id }) => id),
    roles: sites.map(({ id }, at) => roles[id] ?? (at < candidates.length ? 'FREE' : 'EXISTING')),
    candidateCost: costs ? Float64Array.from(sites, (_, at) => candidates[at]?.cost ?? 0) : undefined,
    travel: {
      offset: Int32Array.from(offset),
      demand: Int32Array.from(pairs.flat(), ({ i }) => i),
      cost: Int32Array.from(pairs.flat(), ({ cost }) => cost),
    },
  };
}
export const standingPeople = demand
  .filter(({ at }) => facilities.some((facility) => 100 * meters(facility.at!, at) <= QUARTER))
  .reduce((sum, { elderly60 }) => sum + elderly60!, 0);

const PLAN = `... on SitingPlan { status model objective objectiveUnit lowerBound upperBound gap totalCost objectivePeople peopleLostByClosures upperBoundPeople
  sites { order candidateId kind cost year fixedByYear lockedIn peopleNewlyCovered contribution beside { candidateId meters } division { code } }
  closedFacilities { facilityId name }
  coverageBefore { coveredPeople totalPeople } coverageAfter { coveredPeople }
  levels { level unitCount unitsWithFacilityBefore unitsWithFacilityAfter before { coveredPeople } after { coveredPeople totalPeople }
    divisions { totalCount edges { node { division { code } hasFacilityBefore hasFacilityAfter after { coveredPeople } } } } }
  settings { model candidates candidatesThinned candidateSources facilitiesWithoutCapacity }
  assignment(first: 1000) { totalCount edges { node { demandPointId siteId existing people walkSeconds } } } }
  ... on SitingInfeasible { reason message conflicts { reason message asked possible name ids } }
  ... on SitingTimedOut { message }`;
const WALK = 'walkMinutes: 5, speedMetersPerSecond: 1, asOf: "2025-01-01"';
export const proposeQuery = (rest: string, code = COUNTY) =>
  `{ proposeSites(divisionCode: "${code}", service: STATION, ${WALK}, ${rest}) { __typename ${PLAN} } }`;

/** The town in a database of its own, and ways to ask for plans of it. */
export interface SitingTown {
  readonly rooms: TestRooms;
  /** What a question is answered. */
  propose(rest: string, code?: string): Promise<Json>;
  /** A plan that has to be proven. */
  proven(rest: string, code?: string): Promise<Json>;
  /** Code and message of a question that has to be refused. */
  refusal(rest: string): Promise<{ code: string; message: string }>;
}

export async function openSitingTown(): Promise<SitingTown> {
  const rooms = await openTestRooms();
  await writeSitingTown(rooms.database.manager);
  const propose: SitingTown['propose'] = async (rest, code) =>
    (await rooms.data(proposeQuery(rest, code))).proposeSites;
  return {
    rooms,
    propose,
    async proven(rest, code) {
      const plan = await propose(rest, code);
      expect(plan).toMatchObject({ __typename: 'SitingPlan', status: 'OPTIMAL', gap: 0 });
      return plan;
    },
    refusal: (rest) => rooms.refusal(proposeQuery(rest)),
  };
}

/** Writes the town with its network into a migrated database. */
export async function writeSitingTown(manager: EntityManager): Promise<void> {
  await writeTown(manager, { divisions: gridTown.divisions, facilities, demand, candidates });
  for (const [at, { id }] of candidates.entries())
    await manager.query('UPDATE candidate_site SET capacity = $2 WHERE id = $1', [id, CAPACITY(at)]);
  for (const [at, { id }] of facilities.entries())
    await manager.query('UPDATE facility SET beds = $2 WHERE id = $1', [id, BEDS[at]]);
  await publishNetwork(manager, gridNetwork(SIZE));
}
