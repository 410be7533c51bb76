import { createPrng } from '../../geodata/sample/prng.js';
import { coverLists, travelCostMatrix, WalkSearch } from '../../src/kernel/accessibility/index.js';
import type { Snap, WalkNetwork } from '../../src/kernel/network/index.js';
import { sharedInt32 } from '../../src/platform/compute/shared-int32.js';
import { placesAtNodes } from '../support/at-node.js';
import type { SitingGround, TravelLists } from '../../src/kernel/siting/siting-model.js';

/** Share of all pairs of demand and candidates that cover each other. */
const DENSITY = 0.05;
const SEED = 3;
const MEAN_WEIGHT = 40;

/** Random demand and candidates at the nodes of a network, and the cutoff at which a twentieth of the pairs cover. */
export interface RandomGround extends SitingGround {
  readonly name: string;
  /** Centimetres. */
  readonly cutoff: number;
}

export interface GroundSize {
  readonly points: number;
  readonly candidates: number;
}

/**
 * Demand with exponential whole weights and candidates, each at a random node of the network's main part; the same in
 * every run.
 *
 * @param reach COVERS lists the pairs within the cutoff only, ALL every pair (centimetres)
 */
export function randomGround(
  place: string,
  network: WalkNetwork,
  { points, candidates }: GroundSize,
  reach: 'COVERS' | 'ALL' = 'COVERS',
): RandomGround {
  const chance = createPrng(SEED, `${place} ${points} ${candidates}`);
  const main = Array.from({ length: network.nodeCount }, (_, node) => node).filter(
    (node) => network.nodeComponent[node] === 0,
  );
  const somewhere = (count: number) =>
    placesAtNodes(
      network,
      Array.from({ length: count }, () => chance.pick(main)),
    );
  const demand = somewhere(points);
  const demandWeight = Float64Array.from(
    demand,
    () => 1 + Math.floor(-Math.log(1 - chance.next()) * MEAN_WEIGHT),
  );
  const sites = somewhere(candidates);
  const search = new WalkSearch(network);
  const cutoff = cutoffFor(network, search, sites, demand);
  const travel = reach === 'ALL' ? allPairs(network, search, sites, demand) : covers();
  function covers(): TravelLists {
    const { offset, demand: point, costCentimeters } = coverLists(network, search, sites, demand, cutoff);
    return { offset, demand: point, cost: costCentimeters };
  }
  const ids = (letter: string, count: number) =>
    Array.from({ length: count }, (_, k) => `${letter}${String(k).padStart(5, '0')}`);
  return {
    name: `${points.toLocaleString('en')} × ${candidates.toLocaleString('en')}`,
    demandIds: ids('d', points),
    demandWeight,
    candidateIds: ids('c', candidates),
    travel,
    cutoff,
  };
}

/** The cost that a twentieth of the pairs of a sample of candidates with all demand keep to. */
function cutoffFor(
  network: WalkNetwork,
  search: WalkSearch,
  sites: readonly Snap[],
  demand: readonly Snap[],
): number {
  const sample = sites.filter((_, site) => site % Math.ceil(sites.length / 100) === 0);
  const costs = travelCostMatrix(network, search, sample, demand).map((cost) =>
    cost < 0 ? 2 ** 31 - 1 : cost,
  );
  return costs.sort()[Math.floor(DENSITY * costs.length)];
}

/** Every pair that walks can join. */
function allPairs(
  network: WalkNetwork,
  search: WalkSearch,
  sites: readonly Snap[],
  demand: readonly Snap[],
): TravelLists {
  const matrix = travelCostMatrix(network, search, sites, demand);
  const offset = new Int32Array(sites.length + 1);
  const point = sharedInt32(matrix.length);
  const cost = sharedInt32(matrix.length);
  let end = 0;
  for (let site = 0; site < sites.length; site++) {
    for (let at = 0; at < demand.length; at++) {
      if (matrix[site * demand.length + at] < 0) continue;
      point[end] = at;
      cost[end++] = matrix[site * demand.length + at];
    }
    offset[site + 1] = end;
  }
  return { offset, demand: point.subarray(0, end), cost: cost.subarray(0, end) };
}
