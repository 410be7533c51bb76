import { invariant } from '../invariant.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { ContractionGraph } from './contraction-graph.js';

/**
 * A network's nodes in order of importance, each with arcs to more important ones only, such that every cheapest walk
 * has an equal that first climbs and then descends (contraction hierarchy, Geisberger et al. 2008). Costs are those of
 * the network; one-way walkways are told apart. Immutable; every array may be shared between threads.
 */
export interface ContractionHierarchy {
  /** Place of each node in the order, 0 the least important. */
  readonly place: Int32Array;
  /** Upper arcs of the node at place p are upperOffset[p] … upperOffset[p + 1] - 1. */
  readonly upperOffset: Int32Array;
  /** [place of the upper node, cost up to it, cost down from it] of each arc; -1 where there is no such way. */
  readonly upper: Int32Array;
}

const hierarchies = new WeakMap<WalkNetwork, ContractionHierarchy>();

/** The network's hierarchy if it was built before, else null. */
export function knownHierarchy(network: WalkNetwork): ContractionHierarchy | null {
  return hierarchies.get(network) ?? null;
}

/** The network's hierarchy, built at the first call and kept as long as the network. */
export function hierarchyOf(network: WalkNetwork): ContractionHierarchy {
  let hierarchy = hierarchies.get(network);
  if (!hierarchy) hierarchies.set(network, (hierarchy = buildContractionHierarchy(network)));
  return hierarchy;
}

/** Gives a network the hierarchy that was built of the same network elsewhere, such as by another thread. */
export function adoptHierarchy(network: WalkNetwork, hierarchy: ContractionHierarchy): void {
  invariant(hierarchy.place.length === network.nodeCount, 'a hierarchy of this network');
  hierarchies.set(network, hierarchy);
}

/**
 * Builds the hierarchy; about 60–100 µs a node (1.5–2 s for 18,000 nodes on a busy machine). The next node
 * is always one that adds few shortcuts for the arcs it takes away and lies low in the hierarchy so far.
 */
export function buildContractionHierarchy(network: WalkNetwork): ContractionHierarchy {
  const { nodeCount } = network;
  const graph = new ContractionGraph(network);
  // Longest chain of less important neighbours below each node; keeps the order from eating its way in from one side.
  const level = new Int32Array(nodeCount);
  const priorityOf = (node: number): number =>
    2 * graph.shortcutsWithout(node) - graph.degree(node) + level[node];
  const order = new PriorityOrder(nodeCount, priorityOf);
  const place = new Int32Array(nodeCount).fill(-1);
  const upperOffset = new Int32Array(nodeCount + 1);
  const upper: number[] = [];
  for (let p = 0; p < nodeCount; p++) {
    const node = order.takeFirst();
    place[node] = p;
    graph.forEachArc(node, (neighbour, out, into) => {
      upper.push(neighbour, out, into);
      level[neighbour] = Math.max(level[neighbour], level[node] + 1);
    });
    upperOffset[p + 1] = upper.length / 3;
    graph.contract(node);
    for (let k = 3 * upperOffset[p]; k < upper.length; k += 3) order.update(upper[k]);
  }
  const table = Int32Array.from(upper);
  for (let k = 0; k < table.length; k += 3) table[k] = place[table[k]];
  return { place, upperOffset, upper: table };
}

/** Nodes by priority: a binary heap that knows where each node is. */
class PriorityOrder {
  private readonly heap: Int32Array;
  private readonly at: Int32Array;
  private readonly priority: Int32Array;
  private readonly priorityOf: (node: number) => number;
  private size: number;

  constructor(count: number, priorityOf: (node: number) => number) {
    this.priorityOf = priorityOf;
    this.priority = Int32Array.from({ length: count }, (_, node) => priorityOf(node));
    this.heap = Int32Array.from({ length: count }, (_, node) => node).sort((a, b) => this.compare(a, b));
    this.at = new Int32Array(count);
    this.heap.forEach((node, at) => (this.at[node] = at));
    this.size = count;
  }

  takeFirst(): number {
    const first = this.heap[0];
    this.at[first] = -1;
    const last = this.heap[--this.size];
    if (this.size > 0 && last !== first) this.sink(last, 0);
    return first;
  }

  /** Asks for a waiting node's priority again. */
  update(node: number): void {
    const before = this.priority[node];
    this.priority[node] = this.priorityOf(node);
    if (this.priority[node] < before) this.rise(node, this.at[node]);
    else this.sink(node, this.at[node]);
  }

  /** Equal priorities go by node number, so that one network has one hierarchy. */
  private compare(a: number, b: number): number {
    return this.priority[a] - this.priority[b] || a - b;
  }

  private rise(node: number, from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.compare(this.heap[above], node) <= 0) break;
      this.put(this.heap[above], at);
      at = above;
    }
    this.put(node, at);
  }

  private sink(node: number, from: number): void {
    let at = from;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.size) break;
      if (below + 1 < this.size && this.compare(this.heap[below + 1], this.heap[below]) < 0) below++;
      if (this.compare(node, this.heap[below]) <= 0) break;
      this.put(this.heap[below], at);
      at = below;
    }
    this.put(node, at);
  }

  private put(node: number, at: number): void {
    this.heap[at] = node;
    this.at[node] = at;
  }
}
