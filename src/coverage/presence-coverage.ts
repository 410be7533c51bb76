import { presenceCoverage, unitsNeeded, unitsShort } from '../kernel/coverage/presence.js';
import { parseRatioTarget, type RatioTarget } from '../kernel/coverage/ratio-target.js';
import type { DivisionLevel } from '../divisions/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { NoRatioReason } from './coverage-reasons.js';
import type { CoverageView } from './coverage-view.js';
import { presenceBy } from './presence-by-relation.js';
import { EVERY_UNIT, type UnitChoice, unitSet, type UnitSet } from './unit-set.js';

/** Presence of a service over the units of one level, or of several together, at or under a division (METHODS E1). */
export interface PresenceFigures extends UnitSet {
  /** null for several levels together. */
  readonly level: DivisionLevel | null;
  readonly levels: readonly DivisionLevel[];
  /** What the unit set was frozen with. */
  readonly choice: UnitChoice;
  readonly numerator: number;
  readonly denominator: number;
  /** null when there are no units. */
  readonly ratio: number | null;
  readonly noRatioReason: NoRatioReason | null;
  /** Share promised, 0–1; null when none was given. */
  readonly target: number | null;
  /** Units the promise asks for. */
  readonly unitsNeeded: number | null;
  /** Units still missing to it, compared as whole numbers. */
  readonly unitsShort: number | null;
}

/** The figures of some levels together. An empty unit set gives a null ratio, not 0 and not 1. */
export function presenceFigures(
  view: CoverageView,
  division: number,
  levels: readonly DivisionLevel[],
  target: RatioTarget | null,
  choice: UnitChoice = EVERY_UNIT,
): PresenceFigures {
  const { ground } = view;
  const presence = presenceBy(view.presence, choice.relations ?? null);
  const { nodes } = ground.tree;
  const { units, excluded } = unitSet(ground, division, levels, choice);
  const counted = new Set(units.filter((unit) => presence[unit].counted).map((unit) => nodes[unit].code));
  const { numerator, denominator, ratio } = presenceCoverage(
    units.map((unit) => nodes[unit]),
    counted,
  );
  return {
    level: levels.length === 1 ? levels[0] : null,
    levels,
    choice,
    units,
    excluded,
    numerator,
    denominator,
    ratio,
    noRatioReason: ratio === null ? 'NO_UNITS' : null,
    target: target && Number(target.numerator) / Number(target.denominator),
    unitsNeeded: target && unitsNeeded(denominator, target),
    unitsShort: target && unitsShort(numerator, denominator, target),
  };
}

/** @throws PlanningError BAD_USER_INPUT unless the text is a share such as 0.7 or 70%. */
export function readTarget(written: string | number | null | undefined): RatioTarget | null {
  if (written === null || written === undefined) return null;
  const read = parseRatioTarget(written);
  if (read.ok) return read.target;
  throw badInput(`targetRatio: ${read.message}`, { field: 'targetRatio' });
}
