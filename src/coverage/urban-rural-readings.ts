import type { DivisionLevel } from '../divisions/index.js';
import {
  rulesDisagree,
  URBAN_RURAL_RULES,
  type UrbanRuralRule,
  type UrbanRuralSide,
} from '../kernel/coverage/urban-rural.js';
import type { NoRatioReason } from './coverage-reasons.js';
import type { CoverageView } from './coverage-view.js';
import { sideOf, type UnitChoice, unitSet } from './unit-set.js';

/** Presence on one side of one rule. */
export interface SideFigures {
  readonly side: UrbanRuralSide;
  readonly units: number;
  readonly counted: number;
  /** null without units. */
  readonly ratio: number | null;
  readonly noRatioReason: NoRatioReason | null;
}

/** The same units classified in all three ways. */
export interface UrbanRuralFigures {
  /** Units classified, whatever the way. */
  readonly units: number;
  readonly rules: readonly { readonly rule: UrbanRuralRule; readonly sides: readonly SideFigures[] }[];
  /** Units that one way calls urban and another rural, by number in the tree, ascending by code. */
  readonly differing: readonly number[];
}

const SIDES: readonly UrbanRuralSide[] = ['URBAN', 'RURAL', 'UNCLASSIFIED'];

/** Presence of the units of some levels under a division, urban and rural, by each of the three rules. */
export function urbanRuralFigures(
  view: CoverageView,
  division: number,
  levels: readonly DivisionLevel[],
  zones: UnitChoice['zones'],
): UrbanRuralFigures {
  const { ground, presence } = view;
  const { units } = unitSet(ground, division, levels, { urbanRural: null, zones });
  const sidesOf = units.map((unit) => URBAN_RURAL_RULES.map((rule) => sideOf(ground.tree, unit, rule)));
  const rules = URBAN_RURAL_RULES.map((rule, at) => ({
    rule,
    sides: SIDES.map((side) => {
      const here = units.filter((_, index) => sidesOf[index][at] === side);
      const counted = here.filter((unit) => presence.units[unit].counted).length;
      const isEmpty = here.length === 0;
      return {
        side,
        units: here.length,
        counted,
        ratio: isEmpty ? null : counted / here.length,
        noRatioReason: isEmpty ? ('NO_UNITS' as const) : null,
      };
    }),
  }));
  const differing = units.filter((_, index) => rulesDisagree(sidesOf[index]));
  return { units: units.length, rules, differing };
}
