import { mergeDemand, type SetList } from './merge-demand.js';

/** Demand points that are covered by the same candidates and belong together, as one. */
export interface DemandClass {
  readonly weight: number;
  /** Choosable candidates (positions) that cover it, ascending. */
  readonly sites: Int32Array;
  readonly points: readonly number[];
  /** The tag its points share. */
  readonly tag: number;
}

/** Merges points with equal covers and equal tags (tags ≥ 0); points nothing covers are in no class. */
export function demandClasses(weight: Float64Array, rows: SetList, tag?: Int32Array): readonly DemandClass[] {
  const { classOf, sets } = mergeDemand(weight, rows);
  const byKey = new Map<string, { weight: number; points: number[]; sites: Int32Array; tag: number }>();
  for (let point = 0; point < weight.length; point++) {
    const cls = classOf[point];
    if (cls < 0) continue;
    const key = `${cls} ${tag?.[point] ?? 0}`;
    const known = byKey.get(key);
    if (known) {
      known.weight += weight[point];
      known.points.push(point);
    } else {
      const sites = sets.member.subarray(sets.offset[cls], sets.offset[cls + 1]);
      byKey.set(key, { weight: weight[point], points: [point], sites, tag: tag?.[point] ?? 0 });
    }
  }
  return [...byKey.values()];
}
