import type { DivisionLevel } from '../divisions/index.js';
import { urbanRuralSide, type UrbanRuralRule, type UrbanRuralSide } from '../kernel/coverage/urban-rural.js';
import type { DivisionTree } from './division-tree.js';
import type { PlanningGround } from './planning-ground.js';
import type { PresenceRelation } from './unit-presence.js';

/** What a presence figure counts, beside the level of its units and the division they lie under. */
export interface UnitChoice {
  /** Only units of one side by one rule; null takes every unit. */
  readonly urbanRural: { readonly rule: UrbanRuralRule; readonly side: UrbanRuralSide } | null;
  /** Whether zones and what stands under them count. */
  readonly zones: 'INCLUDED' | 'EXCLUDED';
  /** How a facility may belong to a unit; null or absent: in any way. */
  readonly relations?: readonly PresenceRelation[] | null;
}

export const EVERY_UNIT: UnitChoice = { urbanRural: null, zones: 'INCLUDED' };

/** Why a unit of the level is not in the set, the first that applies. */
export type ExclusionReason = 'OUTSIDE_VINTAGE' | 'ZONE_EXCLUDED' | 'OTHER_SIDE' | 'UNCLASSIFIED';

/** The frozen unit set U_L of METHODS E1, by number in the tree, ascending by code, and the units left out of it. */
export interface UnitSet {
  readonly units: readonly number[];
  readonly excluded: readonly { readonly unit: number; readonly reason: ExclusionReason }[];
}

/** The units of some levels, taken together, at or under a division: every one is in the set or excluded. */
export function unitSet(
  ground: PlanningGround,
  division: number,
  levels: readonly DivisionLevel[],
  choice: UnitChoice = EVERY_UNIT,
): UnitSet {
  const { tree } = ground;
  const units: number[] = [];
  const excluded: { unit: number; reason: ExclusionReason }[] = [];
  for (let unit = division; unit < tree.end[division]; unit++) {
    if (!levels.includes(tree.nodes[unit].level)) continue;
    const reason = whyExcluded(ground, unit, choice);
    if (reason === null) units.push(unit);
    else excluded.push({ unit, reason });
  }
  const code = (unit: number) => tree.nodes[unit].code;
  return {
    units: units.sort((a, b) => (code(a) < code(b) ? -1 : 1)),
    excluded: excluded.sort((a, b) => (code(a.unit) < code(b.unit) ? -1 : 1)),
  };
}

/** The side of a division by one rule. */
export function sideOf(tree: DivisionTree, unit: number, rule: UrbanRuralRule): UrbanRuralSide {
  const parentLevel = tree.nodes[tree.parent[unit]]?.level ?? null;
  return urbanRuralSide({ ...tree.nodes[unit], parentLevel }, rule);
}

function whyExcluded(
  { tree, inForce }: PlanningGround,
  unit: number,
  { urbanRural, zones }: UnitChoice,
): ExclusionReason | null {
  if (!inForce[unit]) return 'OUTSIDE_VINTAGE';
  if (zones === 'EXCLUDED' && tree.isInZone(unit)) return 'ZONE_EXCLUDED';
  if (urbanRural === null) return null;
  const side = sideOf(tree, unit, urbanRural.rule);
  if (side === urbanRural.side) return null;
  return side === 'UNCLASSIFIED' ? 'UNCLASSIFIED' : 'OTHER_SIDE';
}
