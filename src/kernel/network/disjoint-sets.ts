/** Groups of numbers 0 … size - 1 that grow together; each group is named by its lowest member. */
export class DisjointSets {
  private readonly root: Int32Array;

  constructor(size: number) {
    this.root = Int32Array.from({ length: size }, (_, member) => member);
  }

  /** The lowest member of a member's group. */
  find(member: number): number {
    const { root } = this;
    while (root[member] !== member) member = root[member] = root[root[member]];
    return member;
  }

  /** Makes two groups one; false when they were. */
  join(one: number, other: number): boolean {
    const a = this.find(one);
    const b = this.find(other);
    if (a === b) return false;
    this.root[Math.max(a, b)] = Math.min(a, b);
    return true;
  }
}
