import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import { unitsShort } from '../kernel/coverage/presence.js';
import type { CoverageView } from './coverage-view.js';
import type { PresenceCoverage } from './coverage.types.js';
import { readTarget } from './presence-coverage.js';
import { levelsAsked } from './unit-choice.js';
import { sideOf } from './unit-set.js';
import { type UnitToClose, unitsToClose } from './units-to-close.js';
import { ClosingPlan, ClosingUnit } from './units-to-close.types.js';
import { urbanRuralFigures } from './urban-rural-readings.js';
import { type UrbanRuralArguments, UrbanRuralDifference, UrbanRuralReadings } from './urban-rural.types.js';

/** What official figures call urban and rural: communities and villages together. */
export const GRASSROOTS: readonly DivisionLevel[] = ['COMMUNITY', 'VILLAGE'];

/**
 * The units of a presence figure to close, in order.
 * @throws PlanningError BAD_USER_INPUT for a target that is no share
 */
export function describeClosing(
  presence: PresenceCoverage,
  targetRatio: string | null,
  cohort: Cohort,
): ClosingPlan {
  const { view, numerator, denominator } = presence;
  const target = readTarget(targetRatio);
  const hasWalks = view.snapshotId !== null;
  return Object.assign(new ClosingPlan(), {
    view,
    ranked: unitsToClose(view, presence, cohort),
    unitsShort: target ? unitsShort(numerator, denominator, target) : presence.unitsShort,
    cohort,
    orderedBy: hasWalks ? ('UNCOVERED_PEOPLE' as const) : ('PEOPLE' as const),
    uncoveredUnknown: hasWalks ? null : ('NO_NETWORK' as const),
  });
}

export function describeClosingUnit(
  { view, unitsShort: short }: ClosingPlan,
  { unit, people, uncoveredPeople }: UnitToClose,
  rank: number,
): ClosingUnit {
  return Object.assign(new ClosingUnit(), {
    divisionCode: view.ground.tree.nodes[unit].code,
    rank,
    neededForTarget: short !== null && rank <= short,
    people,
    uncoveredPeople,
  });
}

/** @throws PlanningError BAD_USER_INPUT for levels that do not fit together */
export function describeUrbanRural(
  view: CoverageView,
  division: number,
  args: UrbanRuralArguments,
): UrbanRuralReadings {
  const { zones } = args;
  const levels = levelsAsked(args) ?? GRASSROOTS;
  const { units, rules, differing } = urbanRuralFigures(view, division, levels, zones);
  return Object.assign(new UrbanRuralReadings(), {
    view,
    differing,
    levels,
    zones,
    units,
    readings: rules,
    differingUnits: differing.length,
  });
}

export function describeDifference(view: CoverageView, unit: number): UrbanRuralDifference {
  const { tree } = view.ground;
  return Object.assign(new UrbanRuralDifference(), {
    divisionCode: tree.nodes[unit].code,
    byUnitCode: sideOf(tree, unit, 'BY_UNIT_CODE'),
    byParent: sideOf(tree, unit, 'BY_PARENT'),
    byNbsClass: sideOf(tree, unit, 'BY_NBS_CLASS'),
    counted: view.presence.units[unit].counted,
  });
}
