import { metersPerDegreeLat, metersPerDegreeLon } from '../kernel/geometry/segment-meters.js';
import type { WalkNetwork } from '../kernel/network/index.js';
import { isInBox, type Box, type Candidate } from './candidate-source.js';

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
  const [west, south, , north] = box;
  const cellLon = cellMeters / metersPerDegreeLon((south + north) / 2);
  const cellLat = cellMeters / metersPerDegreeLat((south + north) / 2);
  const chosen = new Map<string, number>();
  for (let node = 0; node < network.nodeCount; node++) {
    const place = { lon: network.nodeLon[node], lat: network.nodeLat[node] };
    if (!isInBox(place, box)) continue;
    const cell = `${Math.floor((place.lon - west) / cellLon)} ${Math.floor((place.lat - south) / cellLat)}`;
    const known = chosen.get(cell);
    if (known === undefined || isBusier(network, node, known)) chosen.set(cell, node);
  }
  return [...chosen.values()];
}

function isBusier({ arcOffset, nodeId }: WalkNetwork, a: number, b: number): boolean {
  const arcs = (node: number) => arcOffset[node + 1] - arcOffset[node];
  return arcs(a) > arcs(b) || (arcs(a) === arcs(b) && nodeId[a] < nodeId[b]);
}
