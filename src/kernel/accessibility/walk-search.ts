import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { bucketShift } from './bucket-queue.js';
import {
  costAlongEdge,
  legFromEnd,
  legFromStart,
  legToEnd,
  legToStart,
  type SearchDirection,
} from './leg-costs.js';
import { searchArcs } from './search-arcs.js';
import { searchLimit } from './walk-cost.js';

/** The nearest origin of a place: its index among the origins (-1 for none) and the cost (-1 for unreached). */
export interface NearestOrigin {
  readonly origin: number;
  readonly costCentimeters: number;
}

/** Greater than every label. */
const NEVER = 0x7fffffff;
/** Labels of the first search lie below this, so that label + arc cost never leaves 32 bits. */
const HIGHEST_BASE = 0x3fffffff;
const LOWEST_BASE = -0x7fffffff;
const MAX_BUCKETS = 1 << 16;

/**
 * Shortest walks from one or many origins, bounded or over the whole network; one instance serves any number of
 * searches, one at a time, without allocating or clearing.
 *
 * Method: buckets of a power of two of centimetres in a ring, label-correcting within a bucket (delta-stepping after Meyer & Sanders
 * 2003, one thread). A node's label is `base + cost`, and each search lowers `base` by more than its limit, so that
 * every label of an earlier search reads as unreached. Dead ends are labelled but never queued.
 */
export class WalkSearch {
  readonly network: WalkNetwork;
  /** Nodes reached by the last search: the first `reachedCount` entries, in no particular order. */
  readonly reachedNodes: Int32Array;
  reachedCount = 0;
  /** Of the last search: node n is reached ⇔ labels[n] <= labelBase + limitCentimeters; its cost is labels[n] - labelBase. */
  readonly labels: Int32Array;
  labelBase = HIGHEST_BASE;
  limitCentimeters = -1;
  direction: SearchDirection = 'FROM_ORIGINS';

  /** Index of the nearest origin of each reached node; kept by runNearest only. */
  private nearestOrigin: Int32Array | null = null;
  private ownsNearest = false;
  private origins: readonly (Snap | null)[] = [];
  /** First origin on an edge and the next one on the same edge, -1 at the end. */
  private readonly edgeOrigin: Int32Array;
  private nextOrigin = new Int32Array(16);
  private readonly largestArcCost: number;
  /** Buckets are 2^shift cm wide. */
  private shift: number;
  private bucketHead: Int32Array;
  /** Queue entries [next, node, label], four numbers apart. */
  private queue: Int32Array;

  constructor(network: WalkNetwork) {
    this.network = network;
    this.labels = new Int32Array(network.nodeCount).fill(NEVER);
    this.reachedNodes = new Int32Array(network.nodeCount);
    this.edgeOrigin = new Int32Array(network.edgeCount).fill(-1);
    let largest = 1;
    for (let edge = 0; edge < network.edgeCount; edge++)
      largest = Math.max(largest, network.edgeForwardCost[edge], network.edgeBackwardCost[edge]);
    this.largestArcCost = largest;
    this.shift = bucketShift(network);
    this.bucketHead = new Int32Array(0);
    this.queue = new Int32Array(4 * 4096);
    this.fitBuckets(largest);
  }

  /**
   * Labels every node within the limit (inclusive) of the nearest of the origins; null origins are passed over.
   * FROM_ORIGINS: cost of walking from the origin to the node. TOWARDS_ORIGINS: from the node to the origin.
   * Both agree where nothing is one-way. The access legs of the origins count. An infinite limit is unbounded.
   */
  run(
    origins: readonly (Snap | null)[],
    limitCentimeters: number,
    direction: SearchDirection = 'FROM_ORIGINS',
  ): void {
    this.ownsNearest = false;
    this.begin(origins, limitCentimeters, direction);
  }

  /** Like run, and keeps the index of the nearest origin too; of equally near ones, the lowest index. */
  runNearest(
    origins: readonly (Snap | null)[],
    limitCentimeters: number,
    direction: SearchDirection = 'FROM_ORIGINS',
  ): void {
    this.nearestOrigin ??= new Int32Array(this.network.nodeCount);
    this.ownsNearest = true;
    this.begin(origins, limitCentimeters, direction);
  }

  /** Cost of a node in the last search, -1 where it was not reached. */
  costAtNode(node: number): number {
    const cost = this.labels[node] - this.labelBase;
    return cost <= this.limitCentimeters ? cost : -1;
  }

  /** Index of the nearest origin of a node in the last runNearest, -1 where it was not reached. */
  originAtNode(node: number): number {
    invariant(this.ownsNearest && this.nearestOrigin, 'runNearest came before originAtNode');
    return this.costAtNode(node) < 0 ? -1 : this.nearestOrigin[node];
  }

  /**
   * Cost between a point and the nearest origin of the last search, both access legs included, -1 where it exceeds
   * the limit. Exact also where point and origin lie on the same edge.
   */
  costTo(snap: Snap): number {
    const { network, labelBase } = this;
    const isOutward = this.direction === 'FROM_ORIGINS';
    const startLeg = isOutward ? legFromStart(network, snap) : legToStart(network, snap);
    const endLeg = isOutward ? legFromEnd(network, snap) : legToEnd(network, snap);
    const limit = this.limitCentimeters;
    let best = limit + 1;
    if (startLeg >= 0) best = Math.min(best, this.labels[network.edgeFrom[snap.edge]] - labelBase + startLeg);
    if (endLeg >= 0) best = Math.min(best, this.labels[network.edgeTo[snap.edge]] - labelBase + endLeg);
    for (let origin = this.edgeOrigin[snap.edge]; origin >= 0; origin = this.nextOrigin[origin]) {
      const cost = this.costBeside(origin, snap);
      if (cost >= 0 && cost < best) best = cost;
    }
    return best <= limit ? best : -1;
  }

  /** Like costTo after runNearest, with the origin; of equally near origins the one with the lowest index. */
  nearestTo(snap: Snap): NearestOrigin {
    invariant(this.ownsNearest && this.nearestOrigin, 'runNearest came before nearestTo');
    const { network } = this;
    const isOutward = this.direction === 'FROM_ORIGINS';
    let best = this.limitCentimeters + 1;
    let nearest = -1;
    const offer = (cost: number, origin: number): void => {
      if (cost > this.limitCentimeters || cost > best || (cost === best && origin > nearest)) return;
      best = cost;
      nearest = origin;
    };
    const startLeg = isOutward ? legFromStart(network, snap) : legToStart(network, snap);
    const endLeg = isOutward ? legFromEnd(network, snap) : legToEnd(network, snap);
    const start = network.edgeFrom[snap.edge];
    const end = network.edgeTo[snap.edge];
    if (startLeg >= 0) offer(this.labels[start] - this.labelBase + startLeg, this.nearestOrigin[start]);
    if (endLeg >= 0) offer(this.labels[end] - this.labelBase + endLeg, this.nearestOrigin[end]);
    for (let origin = this.edgeOrigin[snap.edge]; origin >= 0; origin = this.nextOrigin[origin]) {
      const cost = this.costBeside(origin, snap);
      if (cost >= 0) offer(cost, origin);
    }
    return { origin: nearest, costCentimeters: nearest < 0 ? -1 : best };
  }

  private costBeside(origin: number, snap: Snap): number {
    const other = this.origins[origin]!;
    return this.direction === 'FROM_ORIGINS'
      ? costAlongEdge(this.network, other, snap)
      : costAlongEdge(this.network, snap, other);
  }

  private begin(origins: readonly (Snap | null)[], limit: number, direction: SearchDirection): void {
    const { network, edgeOrigin } = this;
    for (const origin of this.origins) if (origin) edgeOrigin[origin.edge] = -1;
    this.origins = origins;
    this.direction = direction;
    this.reachedCount = 0;
    const bounded = searchLimit(limit);
    this.limitCentimeters = bounded;
    // One more than the limit keeps the labels of earlier searches out of reach.
    this.labelBase -= bounded + 2;
    if (this.labelBase < LOWEST_BASE) {
      this.labels.fill(NEVER);
      this.labelBase = HIGHEST_BASE - bounded - 2;
    }
    if (this.nextOrigin.length < origins.length) this.nextOrigin = new Int32Array(2 * origins.length);

    const isOutward = direction === 'FROM_ORIGINS';
    let largestSeed = 0;
    for (let index = origins.length - 1; index >= 0; index--) {
      const origin = origins[index];
      if (!origin) continue;
      invariant(
        origin.edge >= 0 && origin.edge < network.edgeCount,
        'an origin lies on an edge of this network',
      );
      this.nextOrigin[index] = edgeOrigin[origin.edge];
      edgeOrigin[origin.edge] = index;
      const startLeg = isOutward ? legToStart(network, origin) : legFromStart(network, origin);
      const endLeg = isOutward ? legToEnd(network, origin) : legFromEnd(network, origin);
      if (startLeg >= 0 && startLeg <= bounded) {
        this.seed(network.edgeFrom[origin.edge], startLeg, index);
        largestSeed = Math.max(largestSeed, startLeg);
      }
      if (endLeg >= 0 && endLeg <= bounded) {
        this.seed(network.edgeTo[origin.edge], endLeg, index);
        largestSeed = Math.max(largestSeed, endLeg);
      }
    }
    if (this.reachedCount === 0) return;
    this.fitBuckets(largestSeed);
    if (this.ownsNearest) this.sweepNearest();
    else this.sweep();
  }

  private seed(node: number, cost: number, origin: number): void {
    const label = this.labelBase + cost;
    const known = this.labels[node];
    if (known > this.labelBase + this.limitCentimeters) this.reachedNodes[this.reachedCount++] = node;
    else if (known < label) return;
    // Origins come in falling order, so that the lowest one keeps a tie.
    this.labels[node] = label;
    if (this.ownsNearest) this.nearestOrigin![node] = origin;
  }

  /** Makes the ring wide enough for the costs that can wait in it at once. */
  private fitBuckets(cost: number): void {
    const widest = Math.max(cost, this.largestArcCost);
    while ((widest >> this.shift) + 2 > MAX_BUCKETS) this.shift++;
    let size = Math.max(64, this.bucketHead.length);
    while (size < (widest >> this.shift) + 2) size *= 2;
    if (size > this.bucketHead.length) this.bucketHead = new Int32Array(size).fill(-1);
  }

  private growQueue(entries: number): Int32Array {
    if (4 * entries <= this.queue.length) return this.queue;
    const larger = new Int32Array(Math.max(4 * entries, 2 * this.queue.length));
    larger.set(this.queue);
    return (this.queue = larger);
  }

  /** Puts the seeds into their buckets; returns how many entries the queue holds. */
  private queueSeeds(): number {
    const queue = this.growQueue(this.reachedCount + 1);
    const mask = this.bucketHead.length - 1;
    for (let entry = 0; entry < this.reachedCount; entry++) {
      const node = this.reachedNodes[entry];
      const bucket = ((this.labels[node] - this.labelBase) >> this.shift) & mask;
      queue[4 * entry] = this.bucketHead[bucket];
      queue[4 * entry + 1] = node;
      queue[4 * entry + 2] = this.labels[node];
      this.bucketHead[bucket] = entry;
    }
    return this.reachedCount;
  }

  private sweep(): void {
    const { labels, reachedNodes, bucketHead, shift, labelBase: base } = this;
    const { bound, arc } = searchArcs(this.network, this.direction);
    const mask = bucketHead.length - 1;
    const top = base + this.limitCentimeters;
    let reached = this.reachedCount;
    let used = this.queueSeeds();
    let queue = this.queue;
    // Entries that still wait; the sweep ends with the last of them.
    let waiting = used;
    for (let bucket = 0; waiting > 0; bucket++) {
      const slot = bucket & mask;
      for (let entry = bucketHead[slot]; entry >= 0; entry = bucketHead[slot]) {
        const at = entry << 2;
        bucketHead[slot] = queue[at];
        waiting--;
        const node = queue[at + 1];
        const label = queue[at + 2];
        if (labels[node] !== label) continue;
        const deadEnds = bound[2 * node + 1];
        const last = bound[2 * node + 2];
        let k = bound[2 * node];
        if ((used << 2) + ((deadEnds - k) << 1) > queue.length) queue = this.growQueue(used + (deadEnds - k));
        for (; k < deadEnds; k += 2) {
          const next = label + arc[k + 1];
          if (next > top) continue;
          const target = arc[k];
          const known = labels[target];
          if (next >= known) continue;
          if (known > top) reachedNodes[reached++] = target;
          labels[target] = next;
          const into = ((next - base) >> shift) & mask;
          const free = used++ << 2;
          queue[free] = bucketHead[into];
          queue[free + 1] = target;
          queue[free + 2] = next;
          bucketHead[into] = free >> 2;
          waiting++;
        }
        for (; k < last; k += 2) {
          const next = label + arc[k + 1];
          if (next > top) continue;
          const target = arc[k];
          const known = labels[target];
          if (next >= known) continue;
          if (known > top) reachedNodes[reached++] = target;
          labels[target] = next;
        }
      }
    }
    this.reachedCount = reached;
  }

  /** The same sweep with the nearest origin beside each label; kept apart so that the plain one stays lean. */
  private sweepNearest(): void {
    const { labels, reachedNodes, bucketHead, shift, labelBase: base } = this;
    const nearest = this.nearestOrigin!;
    const { bound, arc } = searchArcs(this.network, this.direction);
    const mask = bucketHead.length - 1;
    const top = base + this.limitCentimeters;
    let reached = this.reachedCount;
    let used = this.queueSeeds();
    let queue = this.queue;
    let waiting = used;
    for (let bucket = 0; waiting > 0; bucket++) {
      const slot = bucket & mask;
      for (let entry = bucketHead[slot]; entry >= 0; entry = bucketHead[slot]) {
        const at = entry << 2;
        bucketHead[slot] = queue[at];
        waiting--;
        const node = queue[at + 1];
        const label = queue[at + 2];
        if (labels[node] !== label) continue;
        const origin = nearest[node];
        const deadEnds = bound[2 * node + 1];
        const last = bound[2 * node + 2];
        let k = bound[2 * node];
        if ((used << 2) + ((deadEnds - k) << 1) > queue.length) queue = this.growQueue(used + (deadEnds - k));
        for (; k < deadEnds; k += 2) {
          const next = label + arc[k + 1];
          if (next > top) continue;
          const target = arc[k];
          const known = labels[target];
          // A lower origin at the same cost has to travel on, too.
          if (next > known || (next === known && origin >= nearest[target])) continue;
          if (known > top) reachedNodes[reached++] = target;
          labels[target] = next;
          nearest[target] = origin;
          const into = ((next - base) >> shift) & mask;
          const free = used++ << 2;
          queue[free] = bucketHead[into];
          queue[free + 1] = target;
          queue[free + 2] = next;
          bucketHead[into] = free >> 2;
          waiting++;
        }
        for (; k < last; k += 2) {
          const next = label + arc[k + 1];
          if (next > top) continue;
          const target = arc[k];
          const known = labels[target];
          if (next > known || (next === known && origin >= nearest[target])) continue;
          if (known > top) reachedNodes[reached++] = target;
          labels[target] = next;
          nearest[target] = origin;
        }
      }
    }
    this.reachedCount = reached;
  }
}
