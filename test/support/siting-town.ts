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
  type TownFacility,
  writeTown,
} from './grid-town.js';
import { openTestRooms, type Json, type TestRooms } from './rooms.js';
import { blocks, scatteredCandidates, scatteredDemand, SIZE, WALK } from './scattered-town.js';

export const DIVISIONS = [A, B, C, D];
export const demand = scatteredDemand(30, (at) => 1 + ((at * 13) % 17), DIVISIONS);
export const candidates: readonly (TownCandidate & { readonly capacity?: number })[] = scatteredCandidates(
  9,
  [B, C, D, A],
);
export const facilities: TownFacility[] = [
  { id: 'f1', kind: 'COMMUNITY_STATION', at: [0, 0], division: A },
  { id: 'f2', kind: 'COMMUNITY_STATION', at: [1, 1], division: A, assigned: [D] },
];
export const CAPACITY = (at: number) => 20 + 5 * at;
export const BEDS = [30, 12];

export const meters = (a: readonly number[], b: readonly number[]) => 100 * blocks(a, b);
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
