import { type CoverageView, pageOfList, textOrder } from '../coverage/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import type { KeyPage } from '../platform/database/key-page.js';
import type { PageArguments } from '../platform/graphql/page-arguments.js';

/**
 * Divisions at or under one that are in force on the date, by number, ascending by code: those of a level, or the ones
 * directly below.
 */
export function divisionsOf({ ground }: CoverageView, unit: number, level: DivisionLevel | null): number[] {
  const { tree, inForce } = ground;
  const found = level ? tree.unitsAt(unit, level) : tree.childrenOf(unit);
  const code = (division: number) => tree.nodes[division].code;
  return found.filter((division) => inForce[division]).sort((a, b) => (code(a) < code(b) ? -1 : 1));
}

const ORDER = textOrder('division figures');

/** One page of these divisions. */
export function pageOfDivisions(
  view: CoverageView,
  unit: number,
  level: DivisionLevel | null,
  args: PageArguments,
): { readonly page: KeyPage; readonly items: readonly number[]; readonly total: number } {
  const divisions = divisionsOf(view, unit, level);
  return pageOfList(divisions, (division) => view.ground.tree.nodes[division].code, ORDER, args);
}

/**
 * Per demand point the number of the division it lies in among those of a level, or among the ones directly below
 * `unit`; -1 where it lies in none in force.
 */
export function groupOfPoints(
  { ground }: CoverageView,
  unit: number,
  level: DivisionLevel | null,
): Int32Array {
  const { tree, inForce, demand } = ground;
  const group = new Int32Array(tree.nodes.length);
  // A division stands behind the one above it.
  tree.nodes.forEach((node, division) => {
    const isGroup = level ? node.level === level : tree.parent[division] === unit;
    const above = tree.parent[division] >= 0 ? group[tree.parent[division]] : -1;
    group[division] = isGroup && inForce[division] ? division : above;
  });
  return demand.division.map((division) => (division < 0 ? -1 : group[division]));
}
