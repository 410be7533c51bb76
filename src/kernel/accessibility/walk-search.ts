import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { bucketShift } from './bucket-queue.js';
import { knownHierarchy, type ContractionHierarchy } from './contraction-hierarchy.js';
import { DOWNWARDS, HierarchySweeps, UPWARDS } from './hierarchy-sweeps.js';
import {
  costAlongEdge,
  legFromEnd,
  legFromStart,
  legToEnd,
  legToStart,
  type SearchDirection,
} from './leg-costs.js';
import { searchArcs } from './search-arcs.js';
import { SweepMemory } from './sweep-memory.js';
import { searchLimit, UNBOUNDED_CENTIMETERS } from './walk-cost.js';

/** The nearest origin of a place: its index among the origins (-1 for none) and the cost (-1 for unreached). */
export interface NearestOrigin {
  readonly origin: number;
  readonly costCentimeters: number;
}

interface ArcAddresses {
  readonly boundAt: number;
  readonly arcAt: number;
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
 * Method: buckets of a power of two of centimetres in a ring, label-correcting within a bucket (delta-stepping after
 * Meyer & Sanders 2003, one thread), as compiled loops over a memory of the search's own (assembly/sweeps.ts). A node's
 * label is `base + cost`, and each search lowers `base` by more than its limit, so that every label of an earlier
 * search reads as unreached. Dead ends are labelled but never queued.
 */
export class WalkSearch {
  readonly network: WalkNetwork;
  /** Nodes reached by the last search: the first `reachedCount` entries, in no particular order. Holds until the next. */
  reachedNodes!: Int32Array;
  reachedCount = 0;
  /** Of the last search: node n is reached ⇔ labels[n] <= labelBase + limitCentimeters; its cost is labels[n] - labelBase. Holds until the next. */
  labels!: Int32Array;
  labelBase = HIGHEST_BASE;
  limitCentimeters = -1;
  direction: SearchDirection = 'FROM_ORIGINS';

  /** Index of the nearest origin of each reached node; kept by runNearest only. */
  private nearestOrigin!: Int32Array;
  private ownsNearest = false;
  private origins: readonly (Snap | null)[] = [];
  /** First origin on an edge and the next one on the same edge, -1 at the end. */
  private readonly edgeOrigin: Int32Array;
  private nextOrigin = new Int32Array(16);
  private readonly largestArcCost: number;
  /** Buckets are 2^shift cm wide. */
  private shift: number;
  private bucketCount = 0;
  /** Where things are in the memory: the arrays above, the buckets' first entries, and the arcs. */
  private readonly memory: SweepMemory;
  private readonly labelsAt: number;
  private readonly reachedAt: number;
  private nearestAt = 0;
  private headAt = 0;
  private readonly arcs: { [direction in SearchDirection]?: ArcAddresses } = {};

  constructor(network: WalkNetwork, memory = new SweepMemory()) {
    this.network = network;
    this.memory = memory;
    this.labelsAt = this.memory.take(4 * network.nodeCount);
    // The sweep writes one place beyond the reached nodes.
    this.reachedAt = this.memory.take(4 * network.nodeCount + 4);
    this.renewViews();
    this.labels.fill(NEVER);
    this.edgeOrigin = new Int32Array(network.edgeCount).fill(-1);
    let largest = 1;
    for (let edge = 0; edge < network.edgeCount; edge++)
      largest = Math.max(largest, network.edgeForwardCost[edge], network.edgeBackwardCost[edge]);
    this.largestArcCost = largest;
    this.shift = bucketShift(network);
    this.fitBuckets(largest);
  }

  /**
   * Labels every node within the limit (inclusive) of the nearest of the origins; null origins are passed over.
   * FROM_ORIGINS: cost of walking from the origin to the node. TOWARDS_ORIGINS: from the node to the origin.
   * Both agree where nothing is one-way. The access legs of the origins count. An infinite limit is unbounded.
   * @throws RangeError when there is no more memory; the next search is none the worse for it.
   */
  run(
    origins: readonly (Snap | null)[],
    limitCentimeters: number,
    direction: SearchDirection = 'FROM_ORIGINS',
  ): void {
    this.ownsNearest = false;
    this.begin(origins, limitCentimeters, direction);
  }

  /**
   * Like run, and keeps the index of the nearest origin too; of equally near ones, the lowest index. Without a limit the
   * network's contraction hierarchy serves where it is there already (`hierarchyOf(network)` builds it).
   */
  runNearest(
    origins: readonly (Snap | null)[],
    limitCentimeters: number,
    direction: SearchDirection = 'FROM_ORIGINS',
  ): void {
    if (this.nearestAt === 0) {
      this.nearestAt = this.memory.take(4 * this.network.nodeCount);
      this.nearestOrigin = this.memory.int32s(this.nearestAt, this.network.nodeCount);
      this.renewViews();
    }
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
    invariant(this.ownsNearest, 'runNearest came before originAtNode');
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
    invariant(this.ownsNearest, 'runNearest came before nearestTo');
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
    const hierarchy = this.ownsNearest && bounded === UNBOUNDED_CENTIMETERS ? knownHierarchy(network) : null;
    if (hierarchy) return this.takeField(hierarchy);
    this.fitBuckets(largestSeed);
    this.sweep();
  }

  private seed(node: number, cost: number, origin: number): void {
    const label = this.labelBase + cost;
    const known = this.labels[node];
    if (known > this.labelBase + this.limitCentimeters) this.reachedNodes[this.reachedCount++] = node;
    else if (known < label) return;
    // Origins come in falling order, so that the lowest one keeps a tie.
    this.labels[node] = label;
    if (this.ownsNearest) this.nearestOrigin[node] = origin;
  }

  /** Makes the ring wide enough for the costs that can wait in it at once. */
  private fitBuckets(cost: number): void {
    const widest = Math.max(cost, this.largestArcCost);
    while ((widest >> this.shift) + 2 > MAX_BUCKETS) this.shift++;
    let count = Math.max(64, this.bucketCount);
    while (count < (widest >> this.shift) + 2) count *= 2;
    if (count === this.bucketCount) return;
    this.headAt = this.memory.take(4 * count);
    this.bucketCount = count;
    this.emptyBuckets();
    this.renewViews();
  }

  private emptyBuckets(): void {
    this.memory.int32s(this.headAt, this.bucketCount).fill(-1);
  }

  private sweep(): void {
    const { memory, headAt, shift } = this;
    const arcs = this.arcsOf(this.direction);
    const mask = this.bucketCount - 1;
    const { sweep, sweepNearest } = memory.functions;
    const [labels, reached, count] = [this.labelsAt, this.reachedAt, this.reachedCount];
    const [base, limit] = [this.labelBase, this.limitCentimeters];
    try {
      // prettier-ignore
      this.reachedCount = this.ownsNearest
        ? sweepNearest(labels, reached, count, headAt, mask, shift, memory.end, arcs.boundAt, arcs.arcAt, base, limit, this.nearestAt)
        : sweep(labels, reached, count, headAt, mask, shift, memory.end, arcs.boundAt, arcs.arcAt, base, limit);
    } catch (error) {
      // A sweep that ends early leaves entries behind, which the next one would take for its own.
      this.emptyBuckets();
      this.reachedCount = 0;
      throw new RangeError('a search found no more memory for its queue', { cause: error });
    } finally {
      this.renewViews();
    }
  }

  /** Labels every node by two passes over the hierarchy instead, with the same result. */
  private takeField(hierarchy: ContractionHierarchy): void {
    const { labels, nearestOrigin, reachedNodes, labelBase } = this;
    const { place } = hierarchy;
    const seeds: number[] = [];
    for (let k = 0; k < this.reachedCount; k++) {
      const node = reachedNodes[k];
      seeds.push(place[node], labels[node] - labelBase, nearestOrigin[node]);
    }
    const isOutward = this.direction === 'FROM_ORIGINS';
    const field = HierarchySweeps.of(hierarchy).field(seeds, isOutward ? UPWARDS : DOWNWARDS);
    let reached = 0;
    for (let node = 0; node < place.length; node++) {
      const at = 2 * place[node];
      const cost = field[at + 1];
      if (cost > UNBOUNDED_CENTIMETERS) continue;
      labels[node] = labelBase + cost;
      nearestOrigin[node] = field[at];
      reachedNodes[reached++] = node;
    }
    this.reachedCount = reached;
  }

  private arcsOf(direction: SearchDirection): ArcAddresses {
    const isSymmetric = this.network.arc === this.network.reverseArc;
    const key = isSymmetric ? 'FROM_ORIGINS' : direction;
    let arcs = this.arcs[key];
    if (!arcs) {
      const { bound, arc } = searchArcs(this.network, key);
      arcs = this.arcs[key] = { boundAt: this.memory.takeCopy(bound), arcAt: this.memory.takeCopy(arc) };
      this.renewViews();
    }
    return arcs;
  }

  /** Looks at the memory anew after it grew. */
  private renewViews(): void {
    const { memory, network } = this;
    if (this.labels?.buffer === memory.buffer) return;
    this.labels = memory.int32s(this.labelsAt, network.nodeCount);
    this.reachedNodes = memory.int32s(this.reachedAt, network.nodeCount);
    this.nearestOrigin = memory.int32s(this.nearestAt, this.nearestAt > 0 ? network.nodeCount : 0);
  }
}
