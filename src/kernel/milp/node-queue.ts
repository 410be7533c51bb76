/** A part of the search: the binaries decided so far and the cost nothing in it can undercut. */
export interface BranchNode {
  /** Per binary -1 = free, else its value. */
  readonly state: Int8Array;
  readonly cost: number;
  /** The binary decided last (-1 at the root), which way, and how far its relaxed value was from that. */
  readonly branched: number;
  readonly up: boolean;
  readonly fraction: number;
}

/** Open nodes by their cost, the earlier added first among equals (a binary heap). */
export class NodeQueue {
  private readonly heap: { readonly node: BranchNode; readonly order: number }[] = [];
  private added = 0;

  /** Infinity when empty. */
  get lowestCost(): number {
    return this.heap.length > 0 ? this.heap[0].node.cost : Infinity;
  }

  add(node: BranchNode): void {
    const { heap } = this;
    let at = heap.push({ node, order: this.added++ }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(at, parent)) break;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  }

  takeLowest(): BranchNode | null {
    const { heap } = this;
    if (heap.length === 0) return null;
    const { node } = heap[0];
    const last = heap.pop()!;
    if (heap.length === 0) return node;
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && this.isBefore(child, least)) least = child;
      if (least === at) return node;
      [heap[at], heap[least]] = [heap[least], heap[at]];
      at = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const { heap } = this;
    const difference = heap[a].node.cost - heap[b].node.cost;
    return difference < 0 || (difference === 0 && heap[a].order < heap[b].order);
  }
}
