import type { MealPriority } from './meal-ground.js';
import type { MealNetwork } from './meal-network.js';

/** Which sites and kitchens take part; 1 = open. Absent: all. */
export interface OpenPlaces {
  readonly sites?: Uint8Array;
  readonly kitchens?: Uint8Array;
}

/** Scratch memory of searches over one network; one search at a time. */
interface Scratch {
  readonly seen: Int32Array;
  readonly arcIn: Int32Array;
  readonly queue: Int32Array;
  stamp: number;
}

const scratches = new WeakMap<MealNetwork, Scratch>();

/**
 * Who gets how many meals from where, as a flow of most meals. Wants are met one after the other, each as far as it can be
 * met without taking from those before it, by ways that move as few others as possible. What can be met together forms a
 * polymatroid (a gammoid with capacities), so meeting wants in any order serves as many in all: the order decides who,
 * never how many. Source: L. Ford & D. Fulkerson (1956); D. Welsh (1976), Matroid Theory, chapter 13.
 */
export class MealFlow {
  /** Room left on each arc, in millionths of a meal. */
  readonly room: Float64Array;
  /** What is still wanted, in the order of the network's wants. */
  readonly left: Float64Array;
  /** 1 where no meals can come from any more: nothing flows into what leads nowhere. */
  private readonly isDead: Uint8Array;

  constructor(
    readonly network: MealNetwork,
    from: OpenPlaces | MealFlow = {},
  ) {
    if (from instanceof MealFlow) {
      this.room = from.room.slice();
      this.left = from.left.slice();
      this.isDead = from.isDead.slice();
      return;
    }
    this.room = network.arcUnits.slice();
    this.left = Float64Array.from(network.wants, ({ units }) => units);
    this.isDead = new Uint8Array(network.nodeCount);
    network.siteArcs.forEach((_, site) => from.sites?.[site] === 0 && this.closeSite(site));
    network.kitchenArc.forEach((arc, kitchen) => from.kitchens?.[kitchen] === 0 && (this.room[arc] = 0));
  }

  /** Millionths of a meal that are met. */
  get servedUnits(): number {
    const { wants } = this.network;
    return this.left.reduce((sum, left, want) => sum + wants[want].units - left, 0);
  }

  /** Opens a site that was closed; what it adds is for the next `serve`. */
  openSite(site: number): this {
    const { siteArcs, arcUnits } = this.network;
    const { through } = siteArcs[site];
    this.room[through] = arcUnits[through];
    this.revive(through);
    return this;
  }

  openKitchen(kitchen: number): this {
    const arc = this.network.kitchenArc[kitchen];
    this.room[arc] = this.network.arcUnits[arc];
    this.revive(arc);
    return this;
  }

  /** An arc has room again: what leads to it may lead to meals once more; whatever does not stays dead. */
  private revive(arc: number): void {
    const { arcTo, nodeOffset, nodeArc } = this.network;
    const tail = arcTo[arc ^ 1];
    if (this.isDead[tail] === 0 || this.isDead[arcTo[arc]] === 1) return;
    const { queue } = this.scratch();
    let end = 0;
    queue[end++] = tail;
    this.isDead[tail] = 0;
    for (let at = 0; at < end; at++) {
      const node = queue[at];
      for (let k = nodeOffset[node]; k < nodeOffset[node + 1]; k++) {
        const from = arcTo[nodeArc[k]];
        if (this.isDead[from] === 0 || this.room[nodeArc[k] ^ 1] <= 0) continue;
        this.isDead[from] = 0;
        queue[end++] = from;
      }
    }
  }

  private closeSite(site: number): void {
    this.room[this.network.siteArcs[site].through] = 0;
  }

  /** Meets what can be met, the preferred layer first, points by id. */
  serve(first: MealPriority = 'DINE_IN'): this {
    const { wants } = this.network;
    for (const mine of [true, false])
      for (let want = 0; want < wants.length; want++)
        if ((wants[want].layer === first) === mine) this.meet(want);
    return this;
  }

  private meet(want: number): void {
    const { node } = this.network.wants[want];
    while (this.left[want] > 0 && this.isDead[node] === 0) {
      const found = this.search(node);
      if (!found) return;
      this.push(want, node);
    }
  }

  /** Looks for meals from a node, the shortest way; false and all it saw dead where there are none. */
  private search(from: number): boolean {
    const { arcTo, nodeOffset, nodeArc } = this.network;
    const scratch = this.scratch();
    const { seen, arcIn, queue } = scratch;
    const stamp = ++scratch.stamp;
    let end = 0;
    queue[end++] = from;
    seen[from] = stamp;
    for (let at = 0; at < end; at++) {
      const node = queue[at];
      for (let k = nodeOffset[node]; k < nodeOffset[node + 1]; k++) {
        const arc = nodeArc[k];
        const head = arcTo[arc];
        if (this.room[arc] <= 0 || seen[head] === stamp || this.isDead[head] === 1) continue;
        seen[head] = stamp;
        arcIn[head] = arc;
        if (head === 0) return true;
        queue[end++] = head;
      }
    }
    for (let at = 0; at < end; at++) this.isDead[queue[at]] = 1;
    return false;
  }

  private push(want: number, from: number): void {
    const { arcTo } = this.network;
    const { arcIn } = this.scratch();
    let units = this.left[want];
    for (let node = 0; node !== from; node = arcTo[arcIn[node] ^ 1])
      units = Math.min(units, this.room[arcIn[node]]);
    for (let node = 0; node !== from; node = arcTo[arcIn[node] ^ 1]) {
      this.room[arcIn[node]] -= units;
      this.room[arcIn[node] ^ 1] += units;
    }
    this.left[want] -= units;
  }

  private scratch(): Scratch {
    let scratch = scratches.get(this.network);
    if (!scratch) {
      const { nodeCount } = this.network;
      const column = () => new Int32Array(nodeCount);
      scratch = { seen: column(), arcIn: column(), queue: column(), stamp: 0 };
      scratches.set(this.network, scratch);
    }
    return scratch;
  }

  /** Units that flow over an arc (an even one). */
  over(arc: number): number {
    return this.room[arc ^ 1];
  }

  /**
   * No assignment whatever serves more than this (max-flow min-cut): wants outside what is cut off, plus the room of all
   * arcs that lead out of it. Equal to servedUnits once `serve` has run; that is the proof.
   */
  cutUnits(): number {
    const { wants, arcTo, nodeOffset, nodeArc } = this.network;
    let units = 0;
    for (const { node, units: wanted } of wants) if (this.isDead[node] === 0) units += wanted;
    for (let node = 1; node < this.network.nodeCount; node++) {
      if (this.isDead[node] === 0) continue;
      for (let k = nodeOffset[node]; k < nodeOffset[node + 1]; k++) {
        const arc = nodeArc[k];
        // Only arcs as they were laid; the ways back belong to them.
        if ((arc & 1) === 0 && this.isDead[arcTo[arc]] === 0) units += this.room[arc] + this.over(arc);
      }
    }
    return units;
  }

  /** Whether more room on this arc would let somebody be served who is not. */
  isBottleneck(arc: number): boolean {
    const { arcTo } = this.network;
    return this.isDead[arcTo[arc ^ 1]] === 1 && this.isDead[arcTo[arc]] === 0;
  }
}
