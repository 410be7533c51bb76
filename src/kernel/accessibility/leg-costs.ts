import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';

/** Which way the walks of a search go: from its origins outwards, or from everywhere towards its origins. */
export type SearchDirection = 'FROM_ORIGINS' | 'TOWARDS_ORIGINS';

/** Share (0–1) of the edge before the snapped place, from the edge's start. */
export function edgeFraction(network: WalkNetwork, snap: Snap): number {
  const length = network.edgeLengthMeters[snap.edge];
  return length > 0 ? Math.min(1, Math.max(0, snap.offsetMeters / length)) : 0;
}

/** Two places this near are one: half the resolution of a cost, so that a place at an edge's end is its node. */
const SAME_PLACE_METERS = 0.005;

/** Cost of walking from the point (access leg included) to the start of its edge, rounded once; -1 where not allowed. */
export function legToStart(network: WalkNetwork, snap: Snap): number {
  return legByStart(network, snap, network.edgeBackwardCost[snap.edge]);
}

/** Cost of walking from the point to the end of its edge; -1 where not allowed. */
export function legToEnd(network: WalkNetwork, snap: Snap): number {
  return legByEnd(network, snap, network.edgeForwardCost[snap.edge]);
}

/** Cost of walking from the start of the edge to the point; -1 where not allowed. */
export function legFromStart(network: WalkNetwork, snap: Snap): number {
  return legByStart(network, snap, network.edgeForwardCost[snap.edge]);
}

/** Cost of walking from the end of the edge to the point; -1 where not allowed. */
export function legFromEnd(network: WalkNetwork, snap: Snap): number {
  return legByEnd(network, snap, network.edgeBackwardCost[snap.edge]);
}

function legByStart(network: WalkNetwork, snap: Snap, edgeCost: number): number {
  const access = snap.accessMeters * 100;
  if (edgeCost >= 0) return Math.round(access + edgeCost * edgeFraction(network, snap));
  return snap.offsetMeters <= SAME_PLACE_METERS ? Math.round(access) : -1;
}

function legByEnd(network: WalkNetwork, snap: Snap, edgeCost: number): number {
  const access = snap.accessMeters * 100;
  if (edgeCost >= 0) return Math.round(access + edgeCost * (1 - edgeFraction(network, snap)));
  return network.edgeLengthMeters[snap.edge] - snap.offsetMeters <= SAME_PLACE_METERS
    ? Math.round(access)
    : -1;
}

/** Cost of walking between two points of the same edge without leaving it, both access legs included; -1 where not allowed. */
export function costAlongEdge(network: WalkNetwork, from: Snap, to: Snap): number {
  const ahead = edgeFraction(network, to) - edgeFraction(network, from);
  const access = (from.accessMeters + to.accessMeters) * 100;
  const edgeCost = (ahead >= 0 ? network.edgeForwardCost : network.edgeBackwardCost)[from.edge];
  if (edgeCost >= 0) return Math.round(access + edgeCost * Math.abs(ahead));
  return Math.abs(to.offsetMeters - from.offsetMeters) <= SAME_PLACE_METERS ? Math.round(access) : -1;
}
