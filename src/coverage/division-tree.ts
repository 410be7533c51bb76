import { DIVISION_LEVELS, type DivisionLevel, type DivisionNode } from '../divisions/index.js';

/**
 * The administrative tree laid out so that whatever lies under a division stands right behind it: the divisions under
 * number d are d … end[d] − 1. Siblings are in the order of their codes. A parent that is not in the data makes a root.
 */
export class DivisionTree {
  readonly nodes: readonly DivisionNode[];
  /** Number of the parent, -1 for a root. */
  readonly parent: Int32Array;
  /** One past the last division under each. */
  readonly end: Int32Array;
  private readonly inZone: Uint8Array;
  private readonly numbers = new Map<string, number>();

  constructor(nodes: readonly DivisionNode[]) {
    const sorted = [...nodes].sort((a, b) => (a.code < b.code ? -1 : 1));
    const known = new Set(sorted.map(({ code }) => code));
    const children = new Map<string | null, DivisionNode[]>();
    for (const node of sorted) {
      const parent = node.parentCode !== null && known.has(node.parentCode) ? node.parentCode : null;
      const siblings = children.get(parent);
      if (siblings) siblings.push(node);
      else children.set(parent, [node]);
    }
    const ordered: DivisionNode[] = [];
    const parents: number[] = [];
    const ends: number[] = [];
    const place = (node: DivisionNode, parent: number): void => {
      const number = ordered.push(node) - 1;
      parents.push(parent);
      this.numbers.set(node.code, number);
      for (const child of children.get(node.code) ?? []) place(child, number);
      ends[number] = ordered.length;
    };
    for (const root of children.get(null) ?? []) place(root, -1);
    this.nodes = ordered;
    this.parent = Int32Array.from(parents);
    this.end = Int32Array.from(ends);
    this.inZone = new Uint8Array(ordered.length);
    ordered.forEach(({ level }, number) => {
      this.inZone[number] = level === 'ZONE' ? 1 : (this.inZone[parents[number]] ?? 0);
    });
  }

  /** Number of a division, -1 for an unknown code (or one caught in a loop of parents). */
  numberOf(code: string | null): number {
    return code === null ? -1 : (this.numbers.get(code) ?? -1);
  }

  /** True when `inner` is `outer` or lies under it. */
  isWithin(inner: number, outer: number): boolean {
    return inner >= outer && inner < this.end[outer];
  }

  /** True when some division begins or ends on a day. */
  get isDated(): boolean {
    return this.nodes.some(({ validFrom, validTo }) => validFrom !== null || validTo !== null);
  }

  /** True for a functional zone and whatever stands under one. */
  isInZone(division: number): boolean {
    return this.inZone[division] === 1;
  }

  /** The division itself and everything under it that stands at a level, by number. */
  unitsAt(division: number, level: DivisionLevel): number[] {
    const units: number[] = [];
    for (let d = division; d < this.end[division]; d++) if (this.nodes[d].level === level) units.push(d);
    return units;
  }

  /** Levels that occur at or under a division, in the order of the level list. */
  levelsWithin(division: number): DivisionLevel[] {
    const present = new Set(this.nodes.slice(division, this.end[division]).map(({ level }) => level));
    return DIVISION_LEVELS.filter((level) => present.has(level));
  }

  /** The divisions directly below one, by number. */
  childrenOf(division: number): number[] {
    const children: number[] = [];
    for (let d = division + 1; d < this.end[division]; d = this.end[d]) children.push(d);
    return children;
  }
}
