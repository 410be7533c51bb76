import { metersPerDegreeLat, metersPerDegreeLon } from '../kernel/geometry/segment-meters.js';
import type { WalkNetwork } from '../kernel/network/index.js';
import type { Box, Candidate } from './candidate-source.js';

const CELL_METERS = 150;
const MOST_NODES = 2000;

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
  let cellMeters = CELL_METERS;
  let nodes = onePerCell(network, box, cellMeters);
  while (nodes.length > most) {
    cellMeters *= Math.max(1.05, Math.sqrt(nodes.length / most));
    nodes = onePerCell(network, box, cellMeters);
  }
  return nodes.map((node) => {
    const [lon, lat] = [network.nodeLon[node], network.nodeLat[node]];
    const name = `路口 ${lon.toFixed(5)}, ${lat.toFixed(5)}`;
    return { id: `node:${network.nodeId[node]}`, name, lon, lat, divisionCode: null, cost: null, synthetic };
  });
}

function onePerCell(network: WalkNetwork, box: Box, cellMeters: number): number[] {
  const [west, south, east, north] = box;
  const cellLon = cellMeters / metersPerDegreeLon((south + north) / 2);
  const cellLat = cellMeters / metersPerDegreeLat((south + north) / 2);
  const columns = Math.ceil((east - west) / cellLon) + 1;
  const chosen = new Map<number, number>();
  for (let node = 0; node < network.nodeCount; node++) {
    const [lon, lat] = [network.nodeLon[node], network.nodeLat[node]];
    if (!(lon >= west && lat >= south && lon <= east && lat <= north)) continue;
    const cell = Math.floor((lat - south) / cellLat) * columns + Math.floor((lon - west) / cellLon);
    const known = chosen.get(cell);
    if (known === undefined || isBusier(network, node, known)) chosen.set(cell, node);
  }
  return [...chosen.values()];
}

function isBusier({ arcOffset, nodeId }: WalkNetwork, a: number, b: number): boolean {
  const arcs = (node: number) => arcOffset[node + 1] - arcOffset[node];
  return arcs(a) > arcs(b) || (arcs(a) === arcs(b) && nodeId[a] < nodeId[b]);
}
