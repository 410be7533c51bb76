/** Disjoint sets over 0 … size−1. */
export class UnionFind {
  /** How many sets there are. */
  count: number;
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.count = size;
    this.parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(item: number): number {
    let root = item;
    while (this.parent[root] !== root) root = this.parent[root];
    while (this.parent[item] !== root) {
      const next = this.parent[item];
      this.parent[item] = root;
      item = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return;
    this.parent[rootB] = rootA;
    this.count--;
  }
}
