import type { TravelLists } from '../kernel/siting/siting-model.js';
import { faulty } from './solve-fault.js';
import type { SolveInput } from './solve-input.js';

/** Costs as three columns of equal length. */
interface Pairs {
  readonly demand: number[];
  readonly candidate: number[];
  readonly cost: number[];
}

/**
 * The travel costs of a problem, by candidate and then demand whatever their order in the file.
 * @throws PlanningError BAD_USER_INPUT that names the first entry that is wrong.
 */
export function readTravel({ costs, matrix, demand, candidates }: SolveInput): TravelLists {
  if ((costs === undefined) === (matrix === undefined)) {
    const fault = costs ? 'MALFORMED' : 'MISSING_FIELD';
    throw faulty(fault, `Give either costs or matrix, got ${costs ? 'both' : 'neither'}.`);
  }
  const sizes = [demand.length, candidates.length] as const;
  const pairs = costs ? pairsOfTriplets(costs, ...sizes) : pairsOfMatrix(matrix!, ...sizes);
  const byDemand = stableOrder(pairs.demand, demand.length);
  const byCandidate = stableOrder(
    Int32Array.from(byDemand.order, (at) => pairs.candidate[at]),
    candidates.length,
  );
  const order = byCandidate.order.map((rank) => byDemand.order[rank]);
  for (let k = 1; k < order.length; k++) {
    const [before, at] = [order[k - 1], order[k]];
    if (pairs.demand[before] !== pairs.demand[at] || pairs.candidate[before] !== pairs.candidate[at])
      continue;
    const pair = `[${pairs.demand[at]}, ${pairs.candidate[at]}]`;
    throw faulty(
      'DUPLICATE_PAIR',
      `costs[${at}]: the pair ${pair} is listed twice, first at costs[${before}].`,
    );
  }
  return {
    offset: byCandidate.offset,
    demand: order.map((at) => pairs.demand[at]),
    cost: Float64Array.from(order, (at) => pairs.cost[at]),
  };
}

function pairsOfTriplets(costs: readonly unknown[], points: number, sites: number): Pairs {
  const pairs: Pairs = { demand: [], candidate: [], cost: [] };
  costs.forEach((entry, at) => {
    if (!Array.isArray(entry) || entry.length !== 3)
      throw faulty('MALFORMED', `costs[${at}]: expected [demand index, candidate index, cost].`);
    const [point, site, cost] = entry as unknown[];
    pairs.demand.push(indexWithin(point, points, `costs[${at}][0]`, 'demand points'));
    pairs.candidate.push(indexWithin(site, sites, `costs[${at}][1]`, 'candidates'));
    pairs.cost.push(costFrom(cost, `costs[${at}][2]`));
  });
  return pairs;
}

function pairsOfMatrix(matrix: readonly unknown[], points: number, sites: number): Pairs {
  if (matrix.length !== points)
    throw faulty(
      'INDEX_OUT_OF_RANGE',
      `matrix: expected ${points} rows, one a demand point, got ${matrix.length}.`,
    );
  const pairs: Pairs = { demand: [], candidate: [], cost: [] };
  matrix.forEach((row, point) => {
    if (!Array.isArray(row)) throw faulty('MALFORMED', `matrix[${point}]: expected a list of costs.`);
    if (row.length !== sites) {
      const expected = `expected ${sites} costs, one a candidate`;
      throw faulty('INDEX_OUT_OF_RANGE', `matrix[${point}]: ${expected}, got ${row.length}.`);
    }
    row.forEach((cost: unknown, site) => {
      if (cost === null) return;
      pairs.demand.push(point);
      pairs.candidate.push(site);
      pairs.cost.push(costFrom(cost, `matrix[${point}][${site}]`));
    });
  });
  return pairs;
}

function indexWithin(value: unknown, count: number, where: string, of: string): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) < count) return value as number;
  const range = `an index of one of the ${count} ${of}, from 0 to ${count - 1}`;
  throw faulty('INDEX_OUT_OF_RANGE', `${where}: expected ${range}, got ${String(value)}.`);
}

function costFrom(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw faulty('NOT_A_NUMBER', `${where}: expected a cost, got ${String(value)}.`);
  if (value < 0) throw faulty('NEGATIVE_NUMBER', `${where}: expected a cost of 0 or more, got ${value}.`);
  return value;
}

/** Positions in the order of their keys (0 … count − 1), equal keys as they come, and where each key begins. */
function stableOrder(keys: ArrayLike<number>, count: number): { order: Int32Array; offset: Int32Array } {
  const offset = new Int32Array(count + 1);
  for (let at = 0; at < keys.length; at++) offset[keys[at] + 1]++;
  for (let key = 0; key < count; key++) offset[key + 1] += offset[key];
  const next = offset.slice();
  const order = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) order[next[keys[at]]++] = at;
  return { order, offset };
}
