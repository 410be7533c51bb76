import type { WalkNetwork } from '../network/walk-network.js';
import { UNBOUNDED_CENTIMETERS } from './walk-cost.js';

/** Searches for a way round give up after so many nodes, earlier where they only guess; a shortcut too many does no harm. */
const PATIENCE_WHEN_GUESSING = 40;
const PATIENCE = 400;

/**
 * What is left of a network while its nodes are contracted one by one: taking a node away leaves shortcuts between its
 * neighbours wherever the cheapest walk led over it. Two nodes share one arc, with a cost each way, -1 for none.
 */
export class ContractionGraph {
  /** Arc h leaves from the node whose list it is in, h ^ 1 is the same arc from the other end. */
  private readonly firstArc: Int32Array;
  private readonly degrees: Int32Array;
  private nextArc = new Int32Array(1024);
  private arcTo = new Int32Array(1024);
  /** Cost of walking arc h from its own node; the way back costs arcCost[h ^ 1]. */
  private arcCost = new Int32Array(1024);
  private arcCount = 0;
  /** Costs of the witness search at hand, valid where the stamp is its own. */
  private readonly cost: Int32Array;
  private readonly stampOf: Int32Array;
  private stamp = 0;
  private readonly heap = new WitnessHeap();

  constructor(network: WalkNetwork) {
    this.firstArc = new Int32Array(network.nodeCount).fill(-1);
    this.degrees = new Int32Array(network.nodeCount);
    this.cost = new Int32Array(network.nodeCount);
    this.stampOf = new Int32Array(network.nodeCount);
    for (let edge = 0; edge < network.edgeCount; edge++)
      this.join(
        network.edgeFrom[edge],
        network.edgeTo[edge],
        network.edgeForwardCost[edge],
        network.edgeBackwardCost[edge],
      );
  }

  /** How many other nodes a node has arcs with. */
  degree(node: number): number {
    return this.degrees[node];
  }

  forEachArc(node: number, visit: (neighbour: number, out: number, into: number) => void): void {
    for (let arc = this.firstArc[node]; arc >= 0; arc = this.nextArc[arc])
      visit(this.arcTo[arc], this.arcCost[arc], this.arcCost[arc ^ 1]);
  }

  /** How many pairs of neighbours would need a shortcut if the node went. */
  shortcutsWithout(node: number): number {
    return this.shortcuts(node, false);
  }

  /** Takes the node away. */
  contract(node: number): void {
    for (let arc = this.firstArc[node]; arc >= 0; arc = this.nextArc[arc])
      this.unlink(this.arcTo[arc], arc ^ 1);
    this.shortcuts(node, true);
  }

  private unlink(node: number, arc: number): void {
    this.degrees[node]--;
    if (this.firstArc[node] === arc) {
      this.firstArc[node] = this.nextArc[arc];
      return;
    }
    let before = this.firstArc[node];
    while (this.nextArc[before] !== arc) before = this.nextArc[before];
    this.nextArc[before] = this.nextArc[arc];
  }

  private shortcuts(node: number, isForReal: boolean): number {
    let count = 0;
    for (let first = this.firstArc[node]; first >= 0; first = this.nextArc[first]) {
      const from = this.arcTo[first];
      const into = this.arcCost[first ^ 1];
      if (into < 0) continue;
      let furthest = -1;
      for (let second = this.firstArc[node]; second >= 0; second = this.nextArc[second])
        if (second !== first && this.arcCost[second] > furthest) furthest = this.arcCost[second];
      if (furthest < 0) continue;
      const limit = Math.min(into + furthest, UNBOUNDED_CENTIMETERS);
      this.searchRound(from, node, limit, isForReal ? PATIENCE : PATIENCE_WHEN_GUESSING);
      for (let second = this.firstArc[node]; second >= 0; second = this.nextArc[second]) {
        if (second === first || this.arcCost[second] < 0) continue;
        const to = this.arcTo[second];
        const through = into + this.arcCost[second];
        if (through > UNBOUNDED_CENTIMETERS) continue;
        if (this.stampOf[to] === this.stamp && this.cost[to] <= through) continue;
        count++;
        if (isForReal) this.join(from, to, through, -1);
      }
    }
    return count;
  }

  /** Costs from a node to others that avoid one node, up to a limit; an unreached node may only be out of patience. */
  private searchRound(from: number, without: number, limit: number, patience: number): void {
    const { cost, stampOf, heap } = this;
    const stamp = ++this.stamp;
    heap.clear();
    cost[from] = 0;
    stampOf[from] = stamp;
    heap.push(from, 0);
    for (let left = patience; left > 0 && heap.size > 0; left--) {
      const node = heap.firstNode;
      const nodeCost = heap.firstCost;
      heap.pop();
      if (nodeCost > cost[node]) continue;
      for (let arc = this.firstArc[node]; arc >= 0; arc = this.nextArc[arc]) {
        const to = this.arcTo[arc];
        const step = this.arcCost[arc];
        const next = nodeCost + step;
        if (step < 0 || to === without || next > limit) continue;
        if (stampOf[to] === stamp && cost[to] <= next) continue;
        cost[to] = next;
        stampOf[to] = stamp;
        heap.push(to, next);
      }
    }
  }

  /** Adds an arc or lowers the costs of the one there is. */
  private join(a: number, b: number, there: number, back: number): void {
    if (a === b) return;
    for (let arc = this.firstArc[a]; arc >= 0; arc = this.nextArc[arc]) {
      if (this.arcTo[arc] !== b) continue;
      this.lower(arc, there);
      this.lower(arc ^ 1, back);
      return;
    }
    if (this.arcCount + 2 > this.arcTo.length) this.grow();
    const arc = this.arcCount;
    this.arcCount += 2;
    this.link(a, arc, b, there);
    this.link(b, arc + 1, a, back);
  }

  private lower(arc: number, cost: number): void {
    if (cost >= 0 && (this.arcCost[arc] < 0 || cost < this.arcCost[arc])) this.arcCost[arc] = cost;
  }

  private link(node: number, arc: number, to: number, cost: number): void {
    this.nextArc[arc] = this.firstArc[node];
    this.firstArc[node] = arc;
    this.arcTo[arc] = to;
    this.arcCost[arc] = cost;
    this.degrees[node]++;
  }

  private grow(): void {
    const grown = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const larger = new Int32Array(2 * array.length);
      larger.set(array);
      return larger;
    };
    this.nextArc = grown(this.nextArc);
    this.arcTo = grown(this.arcTo);
    this.arcCost = grown(this.arcCost);
  }
}

/** A small binary heap of (node, cost). */
class WitnessHeap {
  size = 0;
  private readonly nodes: number[] = [];
  private readonly costs: number[] = [];

  get firstNode(): number {
    return this.nodes[0];
  }

  get firstCost(): number {
    return this.costs[0];
  }

  clear(): void {
    this.size = 0;
  }

  push(node: number, cost: number): void {
    const { nodes, costs } = this;
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (costs[above] <= cost) break;
      nodes[at] = nodes[above];
      costs[at] = costs[above];
      at = above;
    }
    nodes[at] = node;
    costs[at] = cost;
  }

  pop(): void {
    const { nodes, costs } = this;
    const size = --this.size;
    const node = nodes[size];
    const cost = costs[size];
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && costs[below + 1] < costs[below]) below++;
      if (costs[below] >= cost) break;
      nodes[at] = nodes[below];
      costs[at] = costs[below];
      at = below;
    }
    nodes[at] = node;
    costs[at] = cost;
  }
}
