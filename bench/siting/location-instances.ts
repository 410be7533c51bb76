import { readFileSync } from 'node:fs';
import { createPrng } from '../../geodata/sample/prng.js';
import type { SitingGround, TravelLists } from '../../src/kernel/siting/siting-model.js';
import { sharedFile } from '../support/bench-cities.js';

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
    readFileSync(sharedFile(`${SJC}/${file}`)!, 'utf8')
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
  const tracts = csvRows(sharedFile(`${SF}/SF_demand_205_centroid_uniform_weight.csv`)!)
    .map((row) => ({ id: row[3], weight: Number(row[6]) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const meters = new Map<string, number>();
  const stores = new Set<string>();
  for (const [distance, store, tract] of csvRows(
    sharedFile(`${SF}/SF_network_distance_candidateStore_16_censusTract_205_new.csv`)!,
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
export function orLibraryMedian(name: string): MedianGround {
  const [n, m, p, ...edges] = readFileSync(sharedFile(`location/orlib-pmed/${name}.txt`)!, 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number);
  return medianOnGraph(n, p, edges.slice(0, 3 * m));
}

/**
 * A graph of the size of an OR-Library p-median file, made here in the way J. E. Beasley (1985) describes: n² / 50 edges
 * of whole lengths 1–100 between random nodes, the first of them a tree. The same in every run; not one of the files.
 */
export function generatedMedian(name: string, n: number, p: number): MedianGround {
  const chance = createPrng(1985, name);
  const below = (count: number) => Math.floor(chance.next() * count);
  const edges: number[] = [];
  for (let node = 2; node <= n; node++) edges.push(node, 1 + below(node - 1), 1 + below(100));
  while (edges.length < (3 * n * n) / 50) edges.push(1 + below(n), 1 + below(n), 1 + below(100));
  return medianOnGraph(n, p, edges);
}

type MedianGround = SitingGround & { readonly p: number };

/** @param edges from, to (counted from 1) and length one after another; of equal pairs the last counts */
function medianOnGraph(n: number, p: number, edges: readonly number[]): MedianGround {
  const path = new Float64Array(n * n).fill(Infinity);
  for (let at = 0; at < edges.length; at += 3) {
    const [a, b, length] = [edges[at] - 1, edges[at + 1] - 1, edges[at + 2]];
    path[a * n + b] = path[b * n + a] = length;
  }
  for (let i = 0; i < n; i++) path[i * n + i] = 0;
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) {
      const first = path[i * n + k];
      for (let j = 0; j < n; j++) path[i * n + j] = Math.min(path[i * n + j], first + path[k * n + j]);
    }
  const ids = Array.from({ length: n }, (_, i) => String(i + 1).padStart(4, '0'));
  return {
    demandIds: ids,
    demandWeight: new Float64Array(n).fill(1),
    candidateIds: ids,
    travel: fullTravel(n, n, (c, i) => path[c * n + i]),
    p,
  };
}
