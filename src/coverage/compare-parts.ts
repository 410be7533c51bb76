import { COVERAGE_CHANGE_STEPS, type CoverageChangeStep } from '../kernel/coverage/coverage-change.js';
import type { ComparedPlace, ComparedPlaces } from './compare-places.js';
import type { PresenceStage, Weighed, WeighedStage } from './compare-stages.js';
import type { DivisionTree } from './division-tree.js';
import type { PlanningGround } from './planning-ground.js';

/** What became of a unit in one step. */
export type UnitEffect = 'GAINED' | 'LOST' | 'JOINED' | 'LEFT' | 'RESIZED';
/** What became of a facility in one step. */
export type FacilityEffect = 'BUILT' | 'CLOSED' | 'BEGINS_TO_COUNT' | 'CEASES_TO_COUNT';

export interface UnitStep {
  /** Number in the tree. */
  readonly unit: number;
  readonly effect: UnitEffect;
  /** Whether it counts for presence before and after the step; null for the other readings. */
  readonly counted: readonly [boolean, boolean] | null;
  /** Covered and all people, households or square centimetres before and after the step; null for presence. */
  readonly weighed: readonly [Weighed, Weighed] | null;
  /** The place that decides: that it counts after the step, or that it did before. */
  readonly place: ComparedPlace | null;
}

export interface FacilityStep {
  readonly place: ComparedPlace;
  readonly effect: FacilityEffect;
}

/** The steps of one reading in one division, with what is behind each. */
export interface ComparedSteps {
  /** Units that change in a step, ascending by code. */
  units(step: CoverageChangeStep): UnitStep[];
  /** Facilities that begin or cease to serve the division in a step: existing ones by id, then changes. */
  facilities(step: CoverageChangeStep): FacilityStep[];
}

const EFFECTS: Readonly<Record<CoverageChangeStep, readonly [FacilityEffect, FacilityEffect] | null>> = {
  BUILT: ['BUILT', 'CLOSED'],
  CLOSED: ['BUILT', 'CLOSED'],
  DENOMINATOR: null,
  RULE: ['BEGINS_TO_COUNT', 'CEASES_TO_COUNT'],
};

export function presenceSteps(
  stages: readonly PresenceStage[],
  { places }: ComparedPlaces,
  { tree }: PlanningGround,
  division: number,
): ComparedSteps {
  const isHere = ({ facility, earlier }: ComparedPlace): boolean =>
    tree.isWithin(facility.division, division) ||
    tree.isWithin(earlier.division, division) ||
    facility.assigned.some(({ code }) => tree.isWithin(tree.numberOf(code), division));
  return {
    units(step) {
      const [from, to] = stagesOf(stages, step);
      const found: UnitStep[] = [];
      for (const unit of new Set([...from.units, ...to.units])) {
        const was = from.units.has(unit) && from.presence[unit].counted;
        const is = to.units.has(unit) && to.presence[unit].counted;
        const effect = effectOf(from.units.has(unit), to.units.has(unit), Number(is) - Number(was));
        if (!effect) continue;
        const deciding = is
          ? to.serving[to.presence[unit].facility]
          : from.serving[from.presence[unit].facility];
        const place = (is || was ? places[deciding] : null) ?? null;
        found.push({ unit, effect, counted: [was, is], weighed: null, place });
      }
      return sortedByCode(tree, found);
    },
    facilities: (step) => facilitySteps(stages, step, places, isHere),
  };
}

/**
 * The same for people, households or ground.
 * @param units the divisions told of
 * @param inForce per division, on the earlier and on the later date
 */
export function weighedSteps(
  stages: readonly WeighedStage[],
  { places }: ComparedPlaces,
  { tree }: PlanningGround,
  division: number,
  units: readonly number[],
  inForce: readonly [Uint8Array, Uint8Array],
): ComparedSteps {
  return {
    units(step) {
      const [from, to] = stagesOf(stages, step);
      const found = units.flatMap((unit): UnitStep[] => {
        const weighed = [from.weigh(unit), to.weigh(unit)] as const;
        const isDenominator = step === 'DENOMINATOR';
        const [was, is] = isDenominator ? inForce.map((listed) => listed[unit] === 1) : [true, true];
        const [before, after] = weighed;
        const effect =
          effectOf(was, is, after.coveredWeight - before.coveredWeight) ??
          (after.totalWeight === before.totalWeight ? null : 'RESIZED');
        return effect ? [{ unit, effect, counted: null, weighed, place: null }] : [];
      });
      return sortedByCode(tree, found);
    },
    facilities(step) {
      const [from, to] = stagesOf(stages, step);
      return facilitySteps(
        stages,
        step,
        places,
        (place, at) =>
          tree.isWithin(place.facility.division, division) || from.covering.has(at) || to.covering.has(at),
      );
    },
  };
}

function stagesOf<S>(stages: readonly S[], step: CoverageChangeStep): readonly [S, S] {
  const at = COVERAGE_CHANGE_STEPS.indexOf(step);
  return [stages[at], stages[at + 1]];
}

function effectOf(wasListed: boolean, isListed: boolean, gain: number): UnitEffect | null {
  if (wasListed !== isListed) return isListed ? 'JOINED' : 'LEFT';
  return gain === 0 ? null : gain > 0 ? 'GAINED' : 'LOST';
}

function facilitySteps(
  stages: readonly { readonly serving: readonly number[] }[],
  step: CoverageChangeStep,
  places: readonly ComparedPlace[],
  matters: (place: ComparedPlace, at: number) => boolean,
): FacilityStep[] {
  const effects = EFFECTS[step];
  if (!effects) return [];
  const [was, is] = stagesOf(stages, step).map(({ serving }) => new Set(serving));
  return places.flatMap((place, at): FacilityStep[] => {
    if (was.has(at) === is.has(at) || !matters(place, at)) return [];
    const [begins, ceases] = place.isResized ? EFFECTS.RULE! : effects;
    return [{ place, effect: is.has(at) ? begins : ceases }];
  });
}

function sortedByCode(tree: DivisionTree, steps: UnitStep[]): UnitStep[] {
  const code = ({ unit }: UnitStep) => tree.nodes[unit].code;
  return steps.sort((a, b) => (code(a) < code(b) ? -1 : 1));
}
