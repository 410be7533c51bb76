import { sumOf } from './cover-relaxation.js';
import type { MclpModel } from './mclp-model.js';

/** Something to branch on: one site, or how many sites of a group are open. */
export interface CoverBranch {
  /** Site, or number of sites + class whose coverers are the group. */
  readonly key: number;
  readonly sites: readonly number[];
  /** Relaxed value, broken. */
  readonly value: number;
}

const BROKEN = 1e-6;
/** A group is worth a branch when its value is at least this far from whole numbers. */
const GROUP_BROKEN = 0.25;

/** Broken sites and broken groups of a relaxed solution, the most broken first, at most `most` of each. */
export function coverBranches(
  { candidate, byClass, weight }: MclpModel,
  values: Float64Array,
  most: number,
  groups: boolean,
): CoverBranch[] {
  const broken = (value: number) => Math.min(value - Math.floor(value), Math.ceil(value) - value);
  const sites = Array.from(candidate.keys())
    .filter((site) => broken(values[site]) > BROKEN)
    .sort((a, b) => broken(values[b]) - broken(values[a]) || a - b)
    .slice(0, most)
    .map((site) => ({ key: site, sites: [site], value: values[site] }));
  if (!groups) return sites;
  // Groups of the same broken sites are one; the smallest stands for them.
  const bySum = new Map<number, number>();
  const size = (cls: number) => byClass.offset[cls + 1] - byClass.offset[cls];
  for (let cls = 0; cls < weight.length; cls++) {
    if (size(cls) < 2) continue;
    const sum = Math.round(sumOf(values, byClass.offset, byClass.member, cls) * 1e6) / 1e6;
    if (broken(sum) < GROUP_BROKEN) continue;
    const known = bySum.get(sum);
    if (known === undefined || size(cls) < size(known)) bySum.set(sum, cls);
  }
  const rank = (sum: number) => broken(sum) - 0.1 * Math.floor(sum);
  const found = [...bySum]
    .sort(([a, x], [b, y]) => rank(b) - rank(a) || x - y)
    .slice(0, most)
    .map(([value, cls]) => ({
      key: candidate.length + cls,
      sites: [...byClass.member.subarray(byClass.offset[cls], byClass.offset[cls + 1])],
      value,
    }));
  return [...found, ...sites];
}

/** What branches have cost per unit so far. */
export class BranchCosts {
  private readonly known = new Map<number, { down: number; up: number }>();
  private readonly total = { down: 0, up: 0, count: 0 };

  has(key: number): boolean {
    return this.known.has(key);
  }

  /** Costs per unit of both sides, as trying them showed. */
  learn(key: number, down: number, up: number): void {
    this.known.set(key, { down, up });
    this.total.down += down;
    this.total.up += up;
    this.total.count++;
  }

  /** How much both sides promise together. */
  score({ key, value }: CoverBranch): number {
    const { down, up, count } = this.total;
    const average = count > 0 ? { down: down / count, up: up / count } : { down: 1, up: 1 };
    const each = this.known.get(key) ?? average;
    const share = value - Math.floor(value);
    return Math.max(1e-6, each.down * share) * Math.max(1e-6, each.up * (1 - share));
  }
}
