import type { CoverageView, UnitChoice } from '../coverage/index.js';
import { unitSet } from '../coverage/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { LevelTarget as KernelTarget, EquityFloor } from '../kernel/siting/siting-model.js';
import type { ProblemSite } from './posed-siting.js';
import type { FloorOfLevel } from './siting-question.js';

/** A level target with the units it counts. */
export interface CountedTarget {
  readonly name: string;
  readonly levels: readonly DivisionLevel[];
  /** 0–1; ⌈share · units⌉ are needed. */
  readonly share: number;
  readonly choice: UnitChoice;
  /** Levels of the divisions that shall each meet it; null: the division asked about as a whole. */
  readonly each: readonly DivisionLevel[] | null;
}

/**
 * Targets as rows over the sites: a new site counts for the unit it stands in, an existing facility also for those it
 * is assigned to or shared with (METHODS E1, E6). Targets without a unit fall away.
 */
export function targetRows(
  { ground }: CoverageView,
  division: number,
  targets: readonly CountedTarget[],
  { sites, divisions }: { readonly sites: readonly ProblemSite[]; readonly divisions: readonly number[] },
): KernelTarget[] {
  const { tree } = ground;
  const sitesOf = new Map<number, number[]>();
  sites.forEach(({ facility }, site) => {
    const units = new Set<number>();
    for (let unit = divisions[site]; unit >= 0; unit = tree.parent[unit]) units.add(unit);
    for (const { code } of facility?.assigned ?? []) units.add(tree.numberOf(code));
    for (const unit of units) {
      const known = sitesOf.get(unit);
      if (known) known.push(site);
      else sitesOf.set(unit, [site]);
    }
  });
  return targets
    .flatMap((target) =>
      wholesOf(ground, division, target).map((whole) => ({
        name: whole === division ? target.name : `${target.name}, ${tree.nodes[whole].name}`,
        share: target.share,
        units: unitSet(ground, whole, target.levels, target.choice).units.map(
          (unit) => sitesOf.get(unit) ?? [],
        ),
      })),
    )
    .filter(({ units }) => units.length > 0);
}

/** The divisions that shall meet a target each; the one asked about where it stands below such a level. */
function wholesOf(
  ground: CoverageView['ground'],
  division: number,
  { each }: CountedTarget,
): readonly number[] {
  if (each === null) return [division];
  const { units } = unitSet(ground, division, each);
  return units.length > 0 ? units : [division];
}

/** The floor as units of the demand points; of nested units the lowest counts. */
export function floorRows(
  { ground }: CoverageView,
  division: number,
  { levels, share }: FloorOfLevel,
  points: Int32Array,
): EquityFloor {
  const { tree, demand } = ground;
  const { units } = unitSet(ground, division, levels);
  const rowOf = new Map(units.map((unit, row) => [unit, row]));
  const unitOf = Int32Array.from(points, (point) => {
    for (let unit = demand.division[point]; unit >= 0; unit = tree.parent[unit])
      if (rowOf.has(unit)) return rowOf.get(unit)!;
    return -1;
  });
  return {
    unitOf,
    share,
    unitNames: units.map((unit) => `${tree.nodes[unit].name} (${tree.nodes[unit].code})`),
  };
}
