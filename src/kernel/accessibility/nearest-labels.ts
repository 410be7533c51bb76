import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { BucketQueue, bucketShift } from './bucket-queue.js';
import type { DemandLegs } from './demand-legs.js';
import { finish } from '../finish.js';
import { costAlongEdge, legFromEnd, legFromStart } from './leg-costs.js';
import { searchLimit } from './walk-cost.js';

/** Cost of a place no facility is within the limit of. */
const NEVER = 0x7fffffff;
/** Labels taken off the queue, or points labelled, between two pauses of a stepwise beginning: some milliseconds. */
const LABELS_PER_STEP = 20_000;

/** Where a facility is to stand, null = closed. */
export interface FacilityPlace {
  readonly facility: number;
  readonly place: Snap | null;
}

/**
 * The nearest facility of every node and every demand point (person → facility, within a limit), kept right while
 * facilities open, close and move. After every change all labels equal those of `nearestFacilities` over the facilities
 * as they stand, ties included: the lowest facility number wins.
 *
 * Method: the places of one facility form a cell that hangs together along cheapest walks. Opening sends labels out
 * from the facility as far as they improve on what is there. Closing resets the cell and seeds it again from its border
 * and from other facilities inside it. Moving, and any number of changes at once, do both in one sweep. Work grows with
 * the cells touched and is never more than that of one sweep over the network.
 */
export class NearestLabels {
  readonly network: WalkNetwork;
  readonly limitCentimeters: number;
  /** Nearest facility per demand point, -1 where none is within the limit or the point is not on the network. */
  readonly pointFacility: Int32Array;
  /** Cost of walking there, both access legs included; -1 likewise. */
  readonly pointCost: Int32Array;
  /** Demand points whose facility or cost the last change altered: the first `changedCount` entries. */
  readonly changedPoints: Int32Array;
  /** What these points' cost was before, in the same order. */
  readonly formerCosts: Int32Array;
  changedCount = 0;

  private readonly legs: DemandLegs;
  private readonly queue: BucketQueue;
  private readonly places: (Snap | null)[] = [];
  private readonly nodeCost: Int32Array;
  private readonly nodeFacility: Int32Array;
  /** Facilities that lead straight to a node, as [facility, leg cost, …], and facilities on an edge. */
  private readonly seedsOfNode = new Map<number, number[]>();
  private readonly facilitiesOfEdge = new Map<number, number[]>();
  /** How many there are, because asking the maps for every node and point would cost more. */
  private readonly nodeSeedCount: Int32Array;
  private readonly edgeFacilityCount: Int32Array;
  /** Nodes relabelled by the current change; a node is in it when its stamp is the change's. */
  private readonly touched: Int32Array;
  private touchedCount = 0;
  private readonly nodeStamp: Int32Array;
  private readonly pointStamp: Int32Array;
  private stamp = 0;

  /** Labels as they stand with no facility; `of` and `inSteps` put the first facilities down. */
  private constructor(network: WalkNetwork, legs: DemandLegs, limitCentimeters: number) {
    this.network = network;
    this.legs = legs;
    this.limitCentimeters = searchLimit(limitCentimeters);
    this.queue = new BucketQueue(bucketShift(network));
    const points = legs.demand.length;
    this.pointFacility = new Int32Array(points).fill(-1);
    this.pointCost = new Int32Array(points).fill(-1);
    this.changedPoints = new Int32Array(points);
    this.formerCosts = new Int32Array(points);
    this.pointStamp = new Int32Array(points);
    this.nodeCost = new Int32Array(network.nodeCount).fill(NEVER);
    this.nodeFacility = new Int32Array(network.nodeCount).fill(-1);
    this.nodeSeedCount = new Int32Array(network.nodeCount);
    this.edgeFacilityCount = new Int32Array(network.edgeCount);
    this.touched = new Int32Array(network.nodeCount);
    this.nodeStamp = new Int32Array(network.nodeCount);
  }

  /** Null facilities are closed and keep their numbers. Takes one sweep over the network. */
  static of(...begin: Parameters<typeof NearestLabels.inSteps>): NearestLabels {
    return finish(NearestLabels.inSteps(...begin));
  }

  /** The same in steps of some milliseconds. */
  static *inSteps(
    network: WalkNetwork,
    legs: DemandLegs,
    facilities: readonly (Snap | null)[],
    limitCentimeters: number,
  ): Generator<void, NearestLabels> {
    const labels = new NearestLabels(network, legs, limitCentimeters);
    labels.beginChange();
    facilities.forEach((snap, facility) => {
      labels.places.push(snap);
      if (snap) labels.place(facility, snap);
    });
    while (!labels.sweep(LABELS_PER_STEP)) yield;
    for (let point = 0; point < legs.demand.length; point++) {
      if (point % LABELS_PER_STEP === LABELS_PER_STEP - 1) yield;
      labels.relabel(point);
    }
    labels.changedCount = 0;
    return labels;
  }

  /** Where each facility stands, null for a closed one. */
  get facilities(): readonly (Snap | null)[] {
    return this.places;
  }

  /**
   * Opens, closes and moves facilities, all at once: each one named (once) stands where it is said to afterwards. The next
   * free numbers, in rising order, open new ones; a closed facility keeps its number.
   */
  put(changes: readonly FacilityPlace[]): void {
    finish(this.putInSteps(changes));
  }

  /** The same in steps of some milliseconds; labels are right again when the last is taken. */
  *putInSteps(changes: readonly FacilityPlace[]): Generator<void, void> {
    const { places } = this;
    let next = places.length;
    for (const { facility, place } of changes) {
      if (facility === next) next++;
      invariant(facility >= 0 && facility < next, `facility ${facility} of ${next}`);
      invariant(
        place === null || (place.edge >= 0 && place.edge < this.network.edgeCount),
        'a facility lies on an edge of this network',
      );
    }
    const named = new Set(changes.map(({ facility }) => facility));
    invariant(named.size === changes.length, 'each facility is put down once');
    while (places.length < next) places.push(null);
    const former = changes.map(({ facility }) => places[facility]);
    this.beginChange();
    changes.forEach(({ facility }, at) => {
      const before = former[at];
      if (!before) return;
      this.displace(facility, before);
      this.resetCell(facility, before);
    });
    const cellCount = this.touchedCount;
    for (const { facility, place } of changes) {
      places[facility] = place;
      if (place) this.place(facility, place);
    }
    this.seedCell(cellCount);
    while (!this.sweep(LABELS_PER_STEP)) yield;
    this.relabelTouched();
    for (const snap of [...former, ...changes.map(({ place }) => place)])
      if (snap) this.relabelEdge(snap.edge);
  }

  private beginChange(): void {
    this.stamp++;
    this.touchedCount = 0;
    this.changedCount = 0;
  }

  /** Enters a facility where it stands and lets its labels out. */
  private place(facility: number, snap: Snap): void {
    const { network } = this;
    put(this.facilitiesOfEdge, snap.edge, facility);
    this.edgeFacilityCount[snap.edge]++;
    const seed = (node: number, leg: number): void => {
      if (leg < 0) return;
      put(this.seedsOfNode, node, facility, leg);
      this.nodeSeedCount[node]++;
      this.offer(node, leg, facility);
    };
    seed(network.edgeFrom[snap.edge], legFromStart(network, snap));
    seed(network.edgeTo[snap.edge], legFromEnd(network, snap));
  }

  private displace(facility: number, snap: Snap): void {
    const { network } = this;
    take(this.facilitiesOfEdge, snap.edge, facility, 1);
    this.edgeFacilityCount[snap.edge]--;
    // A loop is seeded by both its ends, which are one node.
    for (const node of new Set([network.edgeFrom[snap.edge], network.edgeTo[snap.edge]]))
      this.nodeSeedCount[node] -= take(this.seedsOfNode, node, facility, 2);
  }

  /** Forgets the labels of every node nearest to a facility: all hang together from the ends of its edge. */
  private resetCell(facility: number, snap: Snap): void {
    const { nodeFacility, touched } = this;
    const { reverseArcOffset, reverseArc } = this.network;
    const forget = (node: number): void => {
      if (nodeFacility[node] !== facility) return;
      this.nodeCost[node] = NEVER;
      nodeFacility[node] = -1;
      this.touch(node);
    };
    const begin = this.touchedCount;
    forget(this.network.edgeFrom[snap.edge]);
    forget(this.network.edgeTo[snap.edge]);
    for (let k = begin; k < this.touchedCount; k++) {
      const node = touched[k];
      for (let at = reverseArcOffset[node]; at < reverseArcOffset[node + 1]; at++) forget(reverseArc[2 * at]);
    }
  }

  /** Offers each node of a reset cell (the first touched ones) what its neighbours and its own facilities have. */
  private seedCell(cellCount: number): void {
    const { touched, nodeCost, nodeFacility, nodeSeedCount } = this;
    const { arcOffset, arc } = this.network;
    for (let k = 0; k < cellCount; k++) {
      const node = touched[k];
      for (let at = arcOffset[node]; at < arcOffset[node + 1]; at++) {
        const neighbour = arc[2 * at];
        if (nodeFacility[neighbour] >= 0)
          this.offer(node, nodeCost[neighbour] + arc[2 * at + 1], nodeFacility[neighbour]);
      }
      if (nodeSeedCount[node] === 0) continue;
      const seeds = this.seedsOfNode.get(node)!;
      for (let s = 0; s < seeds.length; s += 2) this.offer(node, seeds[s + 1], seeds[s]);
    }
  }

  private offer(node: number, cost: number, facility: number): void {
    const known = this.nodeCost[node];
    if (cost > known || cost > this.limitCentimeters) return;
    if (cost === known && facility >= this.nodeFacility[node]) return;
    this.nodeCost[node] = cost;
    this.nodeFacility[node] = facility;
    this.touch(node);
    this.queue.push(node, cost, facility);
  }

  private touch(node: number): void {
    if (this.nodeStamp[node] === this.stamp) return;
    this.nodeStamp[node] = this.stamp;
    this.touched[this.touchedCount++] = node;
  }

  /** Lets labels out as far as they improve on what is there; true when none is left. */
  private sweep(mostLabels: number): boolean {
    const { queue, nodeCost, nodeFacility } = this;
    const { reverseArcOffset, reverseArc } = this.network;
    for (let labels = 0; labels < mostLabels; labels++) {
      if (!queue.pop()) return true;
      const { node, cost, origin } = queue;
      if (nodeCost[node] !== cost || nodeFacility[node] !== origin) continue;
      for (let at = reverseArcOffset[node]; at < reverseArcOffset[node + 1]; at++)
        this.offer(reverseArc[2 * at], cost + reverseArc[2 * at + 1], origin);
    }
    return false;
  }

  /** Points by a relabelled node. */
  private relabelTouched(): void {
    const { nodeOffset, nodeLeg } = this.legs;
    for (let k = 0; k < this.touchedCount; k++) {
      const node = this.touched[k];
      for (let at = nodeOffset[node]; at < nodeOffset[node + 1]; at++) this.relabel(nodeLeg[2 * at]);
    }
  }

  /** Points on an edge that a facility left or came to. */
  private relabelEdge(edge: number): void {
    const { edgeOffset, edgePoint } = this.legs;
    for (let at = edgeOffset[edge]; at < edgeOffset[edge + 1]; at++) this.relabel(edgePoint[at]);
  }

  private relabel(point: number): void {
    if (this.pointStamp[point] === this.stamp) return;
    this.pointStamp[point] = this.stamp;
    const snap = this.legs.demand[point];
    if (!snap) return;
    const { pointNode, pointLeg } = this.legs;
    let best = this.limitCentimeters + 1;
    let nearest = -1;
    for (let leg = 2 * point; leg < 2 * point + 2; leg++) {
      const node = pointNode[leg];
      if (node < 0 || this.nodeFacility[node] < 0) continue;
      const cost = this.nodeCost[node] + pointLeg[leg];
      if (cost > best || (cost === best && (nearest < 0 || this.nodeFacility[node] > nearest))) continue;
      best = cost;
      nearest = this.nodeFacility[node];
    }
    if (this.edgeFacilityCount[snap.edge] > 0) {
      for (const facility of this.facilitiesOfEdge.get(snap.edge)!) {
        const cost = costAlongEdge(this.network, snap, this.places[facility]!);
        if (cost < 0 || cost > best || (cost === best && (nearest < 0 || facility > nearest))) continue;
        best = cost;
        nearest = facility;
      }
    }
    const cost = nearest < 0 ? -1 : best;
    if (this.pointFacility[point] === nearest && this.pointCost[point] === cost) return;
    this.changedPoints[this.changedCount] = point;
    this.formerCosts[this.changedCount++] = this.pointCost[point];
    this.pointFacility[point] = nearest;
    this.pointCost[point] = cost;
  }
}

function put(lists: Map<number, number[]>, key: number, ...entry: number[]): void {
  const list = lists.get(key);
  if (list) list.push(...entry);
  else lists.set(key, entry);
}

/** Removes a facility's entries, each `width` numbers that begin with it; returns how many there were. */
function take(lists: Map<number, number[]>, key: number, facility: number, width: number): number {
  const list = lists.get(key) ?? [];
  let kept = 0;
  for (let at = 0; at < list.length; at += width) {
    if (list[at] === facility) continue;
    for (let k = 0; k < width; k++) list[kept + k] = list[at + k];
    kept += width;
  }
  const taken = (list.length - kept) / width;
  list.length = kept;
  if (kept === 0) lists.delete(key);
  return taken;
}
