import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';

/** Which way the walks of a search go: from its origins outwards, or from everywhere towards its origins. */
export type SearchDirection = 'FROM_ORIGINS' | 'TOWARDS_ORIGINS';

/** Share (0–1) of the edge before the snapped place, from the edge's start. */
export function edgeFraction(network: WalkNetwork, snap: Snap): number {
  const length = network.edgeLengthMeters[snap.edge];
  return length > 0 ? Math.min(1, Math.max(0, snap.offsetMeters / length)) : 0;
}

/** Cost of walking from the point (access leg included) to the start of its edge, rounded once; -1 where not allowed. */
export function legToStart(network: WalkNetwork, snap: Snap): number {
  const cost = network.edgeBackwardCost[snap.edge];
  return cost < 0 ? -1 : Math.round(snap.accessMeters * 100 + cost * edgeFraction(network, snap));
}

/** Cost of walking from the point to the end of its edge; -1 where not allowed. */
export function legToEnd(network: WalkNetwork, snap: Snap): number {
  const cost = network.edgeForwardCost[snap.edge];
  return cost < 0 ? -1 : Math.round(snap.accessMeters * 100 + cost * (1 - edgeFraction(network, snap)));
}

/** Cost of walking from the start of the edge to the point; -1 where not allowed. */
export function legFromStart(network: WalkNetwork, snap: Snap): number {
  const cost = network.edgeForwardCost[snap.edge];
  return cost < 0 ? -1 : Math.round(snap.accessMeters * 100 + cost * edgeFraction(network, snap));
}

/** Cost of walking from the end of the edge to the point; -1 where not allowed. */
export function legFromEnd(network: WalkNetwork, snap: Snap): number {
  const cost = network.edgeBackwardCost[snap.edge];
  return cost < 0 ? -1 : Math.round(snap.accessMeters * 100 + cost * (1 - edgeFraction(network, snap)));
}

/** Cost of walking between two points of the same edge without leaving it, both access legs included; -1 where not allowed. */
export function costAlongEdge(network: WalkNetwork, from: Snap, to: Snap): number {
  const ahead = edgeFraction(network, to) - edgeFraction(network, from);
  const forward = network.edgeForwardCost[from.edge];
  const backward = network.edgeBackwardCost[from.edge];
  const access = (from.accessMeters + to.accessMeters) * 100;
  let cost = -1;
  if (ahead >= 0 && forward >= 0) cost = Math.round(access + forward * ahead);
  if (ahead <= 0 && backward >= 0) {
    const back = Math.round(access - backward * ahead);
    if (cost < 0 || back < cost) cost = back;
  }
  return cost;
}
