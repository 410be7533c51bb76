import type { MclpModel } from './mclp-model.js';

/** Three classes that overlap in pairs: two open sites are needed to cover them all, unless one covers all three. */
export type CoverCut = readonly [number, number, number];

/** Classes whose row leaves more than this to spare do not join a cut. */
const MOST_SLACK = 0.4;
/** Amount by which a relaxed solution must break a cut. */
const LEAST_BROKEN = 0.1;
/** Kinds of classes looked at, the heaviest first. */
const MOST_KINDS = 600;
/** Cuts of one round a class may join. */
const MOST_PER_CLASS = 3;

/** Classes that a relaxed solution covers by the same broken sites, for which the heaviest stands. */
interface Kind {
  readonly cls: number;
  readonly weight: number;
  readonly sites: readonly number[];
  /** Of its sites' sum and what its row leaves to spare: what a cut has of it without any overlap. */
  readonly waste: number;
}

/**
 * Cuts a relaxed solution breaks, those that promise most first. For classes a, b, c with z = 1 − y uncovered, half the
 * sum of the rows Σ x + z ≥ 1, rounded up, holds for whole x:  Σ ⌈n/2⌉ x + z_a + z_b + z_c ≥ 2, where n counts those of
 * the three a site covers. It is broken most where every broken site covers two of them.
 * Source: {0, ½}-cuts, A. Caprara & M. Fischetti (1996), Mathematical Programming 74.
 *
 * @param values per site 0–1
 * @param isKnown whether a cut is there already
 */
export function brokenCuts(
  model: MclpModel,
  values: Float64Array,
  isKnown: (cut: CoverCut) => boolean,
  most: number,
): readonly CoverCut[] {
  const kinds = kindsOf(model, values);
  const count = kinds.length;
  const shared = overlaps(kinds, values);
  const near = nearKinds(count, shared);
  const waste = Float64Array.from(kinds, (kind) => kind.waste);
  const withA = new Float64Array(count);
  const ofPair = new Float64Array(values.length);
  const found: { cut: CoverCut; score: number }[] = [];
  for (let a = 0; a < count; a++) {
    const after = near[a];
    const rowA = a * count;
    // Of each kind after a, what a cut of both wastes by itself.
    for (let at = 0; at < after.length; at++) withA[at] = waste[after[at]] - 2 * shared[rowA + after[at]];
    for (let at = 0; at < after.length; at++) {
      const b = after[at];
      const rowB = b * count;
      const mostWaste = 1 - 2 * LEAST_BROKEN - waste[a] - withA[at];
      let common: readonly number[] | null = null;
      for (let next = at + 1; next < after.length; next++) {
        const c = after[next];
        const wasted = withA[next] - 2 * shared[rowB + c];
        if (wasted > mostWaste) continue;
        if (!common) {
          common = kinds[a].sites.filter((site) => kinds[b].sites.includes(site));
          for (const site of common) ofPair[site] = values[site];
        }
        let ofThree = 0;
        for (const site of kinds[c].sites) ofThree += ofPair[site];
        const broken = (mostWaste - wasted - 4 * ofThree) / 2 + LEAST_BROKEN;
        if (broken < LEAST_BROKEN) continue;
        // The heaviest come first.
        const cut = [kinds[a].cls, kinds[b].cls, kinds[c].cls].sort((x, y) => x - y) as unknown as CoverCut;
        found.push({ cut, score: broken * kinds[c].weight });
      }
      for (const site of common ?? []) ofPair[site] = 0;
    }
  }
  found.sort(
    (x, y) => y.score - x.score || x.cut[0] - y.cut[0] || x.cut[1] - y.cut[1] || x.cut[2] - y.cut[2],
  );
  const used = new Map<number, number>();
  const chosen: CoverCut[] = [];
  for (const { cut } of found) {
    if (chosen.length === most) break;
    if (cut.some((cls) => (used.get(cls) ?? 0) >= MOST_PER_CLASS) || isKnown(cut)) continue;
    for (const cls of cut) used.set(cls, (used.get(cls) ?? 0) + 1);
    chosen.push(cut);
  }
  return chosen;
}

function kindsOf({ weight, byClass: { offset, member } }: MclpModel, values: Float64Array): Kind[] {
  const kinds = new Map<string, Kind>();
  for (let cls = 0; cls < weight.length; cls++) {
    const [first, end] = [offset[cls], offset[cls + 1]];
    if (end - first < 2) continue;
    let sum = 0;
    let largest = 0;
    for (let at = first; at < end; at++) {
      sum += values[member[at]];
      largest = Math.max(largest, values[member[at]]);
    }
    // Where the sites make up less than 1, the class is uncovered by the rest.
    const slack = Math.abs(sum - 1);
    if (slack > MOST_SLACK || largest > 1 - 1e-6) continue;
    const sites: number[] = [];
    for (let at = first; at < end; at++) if (values[member[at]] > 1e-6) sites.push(member[at]);
    const key = sites.join();
    const known = kinds.get(key);
    if (!known || weight[cls] > known.weight)
      kinds.set(key, { cls, weight: weight[cls], sites, waste: sum + slack });
  }
  return [...kinds.values()].sort((a, b) => b.weight - a.weight || a.cls - b.cls).slice(0, MOST_KINDS);
}

/** Per pair of kinds the value of the sites they share, row by row. */
function overlaps(kinds: readonly Kind[], values: Float64Array): Float32Array {
  const count = kinds.length;
  const kindsAt = Array.from(values, () => [] as number[]);
  kinds.forEach(({ sites }, kind) => sites.forEach((site) => kindsAt[site].push(kind)));
  const shared = new Float32Array(count * count);
  kindsAt.forEach((at, site) => {
    for (let i = 0; i < at.length; i++)
      for (let j = i + 1; j < at.length; j++) shared[at[i] * count + at[j]] += values[site];
  });
  return shared;
}

/** Per kind those after it that may share a cut with it: no two share less than it is broken by, nor all but that. */
function nearKinds(count: number, shared: Float32Array): Int32Array[] {
  return Array.from({ length: count }, (_, a) => {
    const near: number[] = [];
    for (let b = a + 1; b < count; b++) {
      const overlap = shared[a * count + b];
      if (overlap >= LEAST_BROKEN - 1e-6 && overlap <= 1 - LEAST_BROKEN + 1e-6) near.push(b);
    }
    return Int32Array.from(near);
  });
}
