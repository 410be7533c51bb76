import { finish } from '../kernel/finish.js';
import { metersPerDegreeLat, metersPerDegreeLon } from '../kernel/geometry/segment-meters.js';
import type { WalkNetwork } from '../kernel/network/index.js';
import type { Box, Candidate } from './candidate-source.js';

const CELL_METERS = 150;
const MOST_NODES = 2000;
const NODES_PER_STEP = 16_384;
const NAMES_PER_STEP = 512;

/**
 * One junction per cell of a grid over the box: the one with most walkways, ties by the source's node number. Cells
 * start at 150 m and widen until at most 2,000 junctions are left, so the same network and box give the same places.
 */
export function networkCandidates(
  network: WalkNetwork,
  box: Box,
  synthetic: boolean,
  most = MOST_NODES,
): Candidate[] {
  return finish(networkCandidatesInSteps(network, box, synthetic, most));
}

/** The same in steps of about a millisecond. */
export function* networkCandidatesInSteps(
  network: WalkNetwork,
  box: Box,
  synthetic: boolean,
  most = MOST_NODES,
): Generator<void, Candidate[]> {
  const inside = yield* nodesInBox(network, box);
  let cellMeters = CELL_METERS;
  let nodes = yield* onePerCell(network, inside, box, cellMeters);
  while (nodes.length > most) {
    cellMeters *= Math.max(1.05, Math.sqrt(nodes.length / most));
    nodes = yield* onePerCell(network, inside, box, cellMeters);
  }
  const candidates: Candidate[] = [];
  for (const node of nodes) {
    const [lon, lat] = [network.nodeLon[node], network.nodeLat[node]];
    const name = `路口 ${lon.toFixed(5)}, ${lat.toFixed(5)}`;
    const id = `node:${network.nodeId[node]}`;
    const unknown = { divisionCode: null, cost: null, kind: null, capacity: null };
    candidates.push({ ...unknown, id, source: 'NETWORK_NODES', name, lon, lat, synthetic });
    if (candidates.length % NAMES_PER_STEP === 0) yield;
  }
  return candidates;
}

function* nodesInBox({ nodeCount, nodeLon, nodeLat }: WalkNetwork, box: Box): Generator<void, Int32Array> {
  const [west, south, east, north] = box;
  const inside = new Int32Array(nodeCount);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    const [lon, lat] = [nodeLon[node], nodeLat[node]];
    if (lon >= west && lat >= south && lon <= east && lat <= north) inside[count++] = node;
    if ((node + 1) % NODES_PER_STEP === 0) yield;
  }
  return inside.slice(0, count);
}

function* onePerCell(
  network: WalkNetwork,
  inside: Int32Array,
  box: Box,
  cellMeters: number,
): Generator<void, number[]> {
  const { nodeLon, nodeLat } = network;
  const [west, south, east, north] = box;
  const cellLon = cellMeters / metersPerDegreeLon((south + north) / 2);
  const cellLat = cellMeters / metersPerDegreeLat((south + north) / 2);
  const columns = Math.ceil((east - west) / cellLon) + 1;
  const chosen = new Map<number, number>();
  for (let at = 0; at < inside.length; at++) {
    const node = inside[at];
    const row = Math.floor((nodeLat[node] - south) / cellLat);
    const cell = row * columns + Math.floor((nodeLon[node] - west) / cellLon);
    const known = chosen.get(cell);
    if (known === undefined || isBusier(network, node, known)) chosen.set(cell, node);
    if ((at + 1) % NODES_PER_STEP === 0) yield;
  }
  return [...chosen.values()];
}

function isBusier({ arcOffset, nodeId }: WalkNetwork, a: number, b: number): boolean {
  const arcsOfA = arcOffset[a + 1] - arcOffset[a];
  const arcsOfB = arcOffset[b + 1] - arcOffset[b];
  return arcsOfA > arcsOfB || (arcsOfA === arcsOfB && nodeId[a] < nodeId[b]);
}
