import { finish } from '../finish.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { legToEnd, legToStart } from './leg-costs.js';

/** How demand points get onto the network, told by point, by node and by edge. Immutable; may be shared. */
export interface DemandLegs {
  readonly demand: readonly (Snap | null)[];
  /** The two nodes each point can walk straight to, the start and the end of its edge; -1 where it cannot. */
  readonly pointNode: Int32Array;
  /** Cost of these two walks, the access leg included. */
  readonly pointLeg: Int32Array;
  /** Points that can walk straight to node n: nodeLeg[2k], at cost nodeLeg[2k + 1], for k of nodeOffset[n] … nodeOffset[n + 1] - 1. */
  readonly nodeOffset: Int32Array;
  readonly nodeLeg: Int32Array;
  /** Points on edge e: edgePoint[k] for k of edgeOffset[e] … edgeOffset[e + 1] - 1, in rising order. */
  readonly edgeOffset: Int32Array;
  readonly edgePoint: Int32Array;
}

/** Demand points looked at between two pauses of the stepwise way. */
const POINTS_PER_STEP = 10_000;

/** Takes time and memory in proportion to the demand points plus the network. Null points are in no list. */
export function demandLegs(network: WalkNetwork, demand: readonly (Snap | null)[]): DemandLegs {
  return finish(demandLegsInSteps(network, demand));
}

/** The same in steps of some milliseconds. */
export function* demandLegsInSteps(
  network: WalkNetwork,
  demand: readonly (Snap | null)[],
): Generator<void, DemandLegs> {
  const pointNode = new Int32Array(2 * demand.length).fill(-1);
  const pointLeg = new Int32Array(2 * demand.length).fill(-1);
  const nodeOffset = new Int32Array(network.nodeCount + 1);
  const edgeOffset = new Int32Array(network.edgeCount + 1);
  for (let point = 0; point < demand.length; point++) {
    if (point % POINTS_PER_STEP === POINTS_PER_STEP - 1) yield;
    const snap = demand[point];
    if (!snap) continue;
    edgeOffset[snap.edge + 1]++;
    const legs = [legToStart(network, snap), legToEnd(network, snap)];
    const nodes = [network.edgeFrom[snap.edge], network.edgeTo[snap.edge]];
    for (const side of [0, 1]) {
      if (legs[side] < 0) continue;
      pointNode[2 * point + side] = nodes[side];
      pointLeg[2 * point + side] = legs[side];
      nodeOffset[nodes[side] + 1]++;
    }
  }
  yield;
  for (let node = 0; node < network.nodeCount; node++) nodeOffset[node + 1] += nodeOffset[node];
  for (let edge = 0; edge < network.edgeCount; edge++) edgeOffset[edge + 1] += edgeOffset[edge];

  const nodeLeg = new Int32Array(2 * nodeOffset[network.nodeCount]);
  const edgePoint = new Int32Array(edgeOffset[network.edgeCount]);
  const nextOfNode = nodeOffset.slice(0, -1);
  const nextOfEdge = edgeOffset.slice(0, -1);
  for (let point = 0; point < demand.length; point++) {
    if (point % POINTS_PER_STEP === POINTS_PER_STEP - 1) yield;
    const snap = demand[point];
    if (!snap) continue;
    edgePoint[nextOfEdge[snap.edge]++] = point;
    for (let side = 0; side < 2; side++) {
      const node = pointNode[2 * point + side];
      if (node < 0) continue;
      const at = nextOfNode[node]++;
      nodeLeg[2 * at] = point;
      nodeLeg[2 * at + 1] = pointLeg[2 * point + side];
    }
  }
  return { demand, pointNode, pointLeg, nodeOffset, nodeLeg, edgeOffset, edgePoint };
}
