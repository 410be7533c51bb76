import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { BucketQueue, bucketShift } from './bucket-queue.js';
import { costAlongEdge, legFromEnd, legFromStart, legToEnd, legToStart } from './leg-costs.js';
import type { NearestFacilities } from './nearest-facilities.js';
import { searchLimit } from './walk-cost.js';

/** The nearest facility of each demand point and the one it would walk to if that closed. */
export interface NearestTwoFacilities extends NearestFacilities {
  /** The second-nearest facility, always another one than the nearest; -1 where only one lies within the limit. */
  readonly second: Int32Array;
  readonly secondCostCentimeters: Int32Array;
}

const NEVER = 0x7fffffff;

/**
 * The two facilities each demand point can walk to soonest (person → facility), in one sweep that carries the two best
 * (cost, facility) pairs of different facilities through the network. Exact: of any node's two best pairs each comes
 * from one of the two best of a neighbour. Of equally near facilities the lowest index comes first; null facilities
 * and demand points keep their places. Costs include both access legs and the straight way along a shared edge.
 */
export function nearestTwoFacilities(
  network: WalkNetwork,
  facilities: readonly (Snap | null)[],
  demand: readonly (Snap | null)[],
  limitCentimeters: number,
): NearestTwoFacilities {
  const limit = searchLimit(limitCentimeters);
  const nodes = new TwoBest(network.nodeCount, limit);
  const queue = new BucketQueue(bucketShift(network));
  const onEdge = new Map<number, number[]>();
  facilities.forEach((snap, facility) => {
    if (!snap) return;
    const here = onEdge.get(snap.edge);
    if (here) here.push(facility);
    else onEdge.set(snap.edge, [facility]);
    const seed = (node: number, leg: number): void => {
      if (leg >= 0 && nodes.offer(node, leg, facility)) queue.push(node, leg, facility);
    };
    seed(network.edgeFrom[snap.edge], legFromStart(network, snap));
    seed(network.edgeTo[snap.edge], legFromEnd(network, snap));
  });

  const { reverseArcOffset, reverseArc } = network;
  while (queue.pop()) {
    const { node, cost, origin } = queue;
    if (!nodes.holds(node, cost, origin)) continue;
    for (let at = reverseArcOffset[node]; at < reverseArcOffset[node + 1]; at++) {
      const next = cost + reverseArc[2 * at + 1];
      if (next <= limit && nodes.offer(reverseArc[2 * at], next, origin))
        queue.push(reverseArc[2 * at], next, origin);
    }
  }

  const points = new TwoBest(demand.length, limit);
  demand.forEach((snap, point) => {
    if (!snap) return;
    nodes.offerTo(points, point, network.edgeFrom[snap.edge], legToStart(network, snap));
    nodes.offerTo(points, point, network.edgeTo[snap.edge], legToEnd(network, snap));
    for (const facility of onEdge.get(snap.edge) ?? []) {
      const cost = costAlongEdge(network, snap, facilities[facility]!);
      if (cost >= 0) points.offer(point, cost, facility);
    }
  });
  return {
    nearest: points.facility,
    costCentimeters: points.knownCosts(points.cost),
    second: points.secondFacility,
    secondCostCentimeters: points.knownCosts(points.secondCost),
  };
}

/** Per place the two lowest (cost, facility) pairs of different facilities within a limit. */
class TwoBest {
  readonly cost: Int32Array;
  readonly facility: Int32Array;
  readonly secondCost: Int32Array;
  readonly secondFacility: Int32Array;
  private readonly limit: number;

  constructor(count: number, limit: number) {
    this.cost = new Int32Array(count).fill(NEVER);
    this.facility = new Int32Array(count).fill(-1);
    this.secondCost = new Int32Array(count).fill(NEVER);
    this.secondFacility = new Int32Array(count).fill(-1);
    this.limit = limit;
  }

  /** Takes a pair in where it is among the two best; says whether it is. */
  offer(at: number, cost: number, facility: number): boolean {
    if (cost > this.limit) return false;
    const first = this.cost[at];
    if (facility === this.facility[at]) {
      if (cost >= first) return false;
      this.cost[at] = cost;
      return true;
    }
    if (cost < first || (cost === first && facility < this.facility[at])) {
      this.secondCost[at] = first;
      this.secondFacility[at] = this.facility[at];
      this.cost[at] = cost;
      this.facility[at] = facility;
      return true;
    }
    const second = this.secondCost[at];
    if (cost > second || (cost === second && facility >= this.secondFacility[at])) return false;
    this.secondCost[at] = cost;
    this.secondFacility[at] = facility;
    return true;
  }

  holds(at: number, cost: number, facility: number): boolean {
    return (
      (this.cost[at] === cost && this.facility[at] === facility) ||
      (this.secondCost[at] === cost && this.secondFacility[at] === facility)
    );
  }

  /** Offers both pairs of one of these places to another place a leg away; a negative leg is no way. */
  offerTo(others: TwoBest, other: number, at: number, leg: number): void {
    if (leg < 0) return;
    if (this.facility[at] >= 0) others.offer(other, this.cost[at] + leg, this.facility[at]);
    if (this.secondFacility[at] >= 0) others.offer(other, this.secondCost[at] + leg, this.secondFacility[at]);
  }

  knownCosts(costs: Int32Array): Int32Array {
    return costs.map((cost) => (cost === NEVER ? -1 : cost));
  }
}
