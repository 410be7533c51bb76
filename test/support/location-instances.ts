import { readFileSync } from 'node:fs';
import type { SitingGround, TravelLists } from '../../src/kernel/siting/siting-model.js';
import { sharedData } from './shared-data.js';

const SJC = 'location/sjc-mclp';
const SF = 'location/spopt-sf';

/** Rows of a CSV file without its header, quotes taken off. */
export function csvRows(file: string): string[][] {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));
}

/** Every pair of a full matrix of travel costs, one row per candidate. */
export function fullTravel(
  candidates: number,
  points: number,
  cost: (c: number, i: number) => number,
): TravelLists {
  const costs = Float64Array.from({ length: candidates * points }, (_, k) =>
    cost(Math.floor(k / points), k % points),
  );
  return {
    offset: Int32Array.from({ length: candidates + 1 }, (_, c) => c * points),
    demand: Int32Array.from(costs, (_, k) => k % points),
    cost: costs.every(Number.isSafeInteger) ? Int32Array.from(costs) : costs,
  };
}

/** São José dos Campos (Lorena): every point is demand and candidate, straight-line metres. */
export function sjcGround(name: string): SitingGround {
  const numbers = (file: string) =>
    readFileSync(sharedData(`${SJC}/${file}`)!, 'utf8')
      .trim()
      .split(/\s+/)
      .map(Number);
  const [, ...at] = numbers(`${name}.txt`);
  const demandWeight = Float64Array.from(numbers(`demand-${name}.dat`));
  const ids = Array.from(demandWeight, (_, i) => String(i).padStart(4, '0'));
  const meters = (a: number, b: number) => Math.hypot(at[2 * a] - at[2 * b], at[2 * a + 1] - at[2 * b + 1]);
  return {
    demandIds: ids,
    demandWeight,
    candidateIds: ids,
    travel: fullTravel(ids.length, ids.length, meters),
  };
}

/** San Francisco (pysal/spopt): 205 tracts, 16 stores, network metres. */
export function sanFranciscoGround(): SitingGround {
  const tracts = csvRows(sharedData(`${SF}/SF_demand_205_centroid_uniform_weight.csv`)!)
    .map((row) => ({ id: row[3], weight: Number(row[6]) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const meters = new Map<string, number>();
  const stores = new Set<string>();
  for (const [distance, store, tract] of csvRows(
    sharedData(`${SF}/SF_network_distance_candidateStore_16_censusTract_205_new.csv`)!,
  )) {
    stores.add(store);
    meters.set(`${store} ${tract}`, Number(distance));
  }
  const candidateIds = [...stores].sort();
  return {
    demandIds: tracts.map(({ id }) => id),
    demandWeight: Float64Array.from(tracts, ({ weight }) => weight),
    candidateIds,
    travel: fullTravel(candidateIds.length, tracts.length, (c, i) =>
      meters.get(`${candidateIds[c]} ${tracts[i].id}`)!,
    ),
  };
}

/** An OR-Library p-median file (Beasley): shortest paths in its graph, every node weighing 1; and its p. */
export function orLibraryMedian(name: string): SitingGround & { readonly p: number } {
  const [n, m, p, ...edges] = readFileSync(sharedData(`location/orlib-pmed/${name}.txt`)!, 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  const path = new Float64Array(n * n).fill(Infinity);
  for (let i = 0; i < n; i++) path[i * n + i] = 0;
  for (let e = 0; e < m; e++) {
    const [a, b, cost] = [edges[3 * e] - 1, edges[3 * e + 1] - 1, edges[3 * e + 2]];
    path[a * n + b] = path[b * n + a] = cost;
  }
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        path[i * n + j] = Math.min(path[i * n + j], path[i * n + k] + path[k * n + j]);
  const ids = Array.from({ length: n }, (_, i) => String(i + 1).padStart(4, '0'));
  return {
    demandIds: ids,
    demandWeight: new Float64Array(n).fill(1),
    candidateIds: ids,
    travel: fullTravel(n, n, (c, i) => path[c * n + i]),
    p,
  };
}
