import type { DivisionTree } from '../../coverage/index.js';
import { type DivisionLevel, jurisdictionDigits } from '../../divisions/index.js';
import type { TargetScope } from '../policy-words.js';
import type { Target } from '../target.record.js';

/** Scopes that speak of each unit of some levels. */
const LEVELS: Readonly<Partial<Record<TargetScope, readonly DivisionLevel[]>>> = {
  EACH_COUNTY: ['COUNTY'],
  EACH_TOWN: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'],
  EACH_COMMUNITY: ['COMMUNITY', 'VILLAGE'],
};

/** Digits of the codes of the units each scope speaks of. */
const DIGITS: Readonly<Partial<Record<TargetScope, number>>> = {
  EACH_COUNTY: 6,
  EACH_TOWN: 9,
  EACH_COMMUNITY: 12,
};

/** Levels of the units a target must be reached by, each for itself; null for a target of a whole. */
export function levelsOfScope(scope: TargetScope): readonly DivisionLevel[] | null {
  return LEVELS[scope] ?? null;
}

/** Whether a target holds for a division: its own, or a higher one's that speaks of each unit at or below it. */
export function coversDivision({ jurisdictionCode, scope }: Target, code: string): boolean {
  if (jurisdictionCode === code) return true;
  const digits = DIGITS[scope];
  return digits === undefined ? scope === 'EACH_FACILITY' : jurisdictionDigits(code).length <= digits;
}

/** The units of a scope at or under a division that are in force, by number in the tree. */
export function unitsOfScope(
  { tree, inForce }: { readonly tree: DivisionTree; readonly inForce: Uint8Array },
  division: number,
  levels: readonly DivisionLevel[],
): number[] {
  if (division < 0) return [];
  return levels
    .flatMap((level) => tree.unitsAt(division, level))
    .filter((unit) => inForce[unit] === 1)
    .sort((a, b) => (tree.nodes[a].code < tree.nodes[b].code ? -1 : 1));
}
