import { walkSecondsOf } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import { seesAll } from '../facilities/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { scenarioFacility } from '../scenarios/index.js';
import { ruleOf } from './coverage-rule.js';
import type { CoverageView } from './coverage-view.js';
import {
  Coverage,
  Gap,
  PopulationCoverage,
  PopulationMember,
  PresenceCoverage,
  PresenceMember,
} from './coverage.types.js';
import type { GapFigures } from './gap-list.js';
import { presenceFigures, readTarget } from './presence-coverage.js';
import { presenceBy } from './presence-by-relation.js';
import { levelsAsked, type PresenceArguments, unitChoiceOf } from './unit-choice.js';

/** Coverage of one division, by its number in the tree. */
export function describeCoverage(view: CoverageView, unit: number): Coverage {
  return Object.assign(new Coverage(), { view, unit, rule: ruleOf(view, unit) });
}

/**
 * Presence of the levels asked for in one figure, or of every level that occurs at or under the division.
 * @throws PlanningError BAD_USER_INPUT for a target that is no share and for levels that do not fit together.
 */
export function describePresence(
  view: CoverageView,
  unit: number,
  args: PresenceArguments,
): PresenceCoverage[] {
  const target = readTarget(args.targetRatio);
  const together = levelsAsked(args);
  const figures = together ? [together] : view.ground.tree.levelsWithin(unit).map((level) => [level]);
  const choice = unitChoiceOf(args);
  return figures.map((levels) =>
    Object.assign(new PresenceCoverage(), { view, ...presenceFigures(view, unit, levels, target, choice) }),
  );
}

/**
 * Units of a presence figure by code: all, only those that count, or only those that do not. Why a unit does not count
 * is told by facilities the viewer may see: a plan that is not published yet stays unknown.
 */
export function presenceMembers(
  { view, units, choice }: PresenceCoverage,
  counted: boolean | null,
  viewer: Viewer,
): PresenceMember[] {
  const { ground } = view;
  const { relations = null } = choice;
  const presence = presenceBy(view.presence, relations);
  const shown = seesAll(viewer) ? presence : presenceBy(view.presence, relations, 'PUBLISHED');
  const wanted = counted === null ? units : units.filter((unit) => presence[unit].counted === counted);
  return wanted.map((unit) => {
    const { reason, facility } = (presence[unit].counted ? presence : shown)[unit];
    return Object.assign(new PresenceMember(), {
      divisionCode: ground.tree.nodes[unit].code,
      counted: presence[unit].counted,
      reason,
      deciding: ground.facilities[facility] ?? null,
      scenarioFacility: scenarioFacility(ground.facilities[facility]),
      missingCapabilities:
        reason === 'CAPABILITY_MISSING' ? view.presence.predicates.missing(ground.facilities[facility]) : [],
    });
  });
}

/** Units of the levels of a presence figure that are not in its set, by code. */
export function excludedMembers({ view, excluded }: PresenceCoverage): PresenceMember[] {
  return excluded.map(({ unit, reason }) =>
    Object.assign(new PresenceMember(), {
      divisionCode: view.ground.tree.nodes[unit].code,
      counted: false,
      reason,
      deciding: null,
      scenarioFacility: null,
      missingCapabilities: [],
    }),
  );
}

/** Population coverage of one division and cohort. */
export function describePopulation(view: CoverageView, unit: number, cohort: Cohort): PopulationCoverage {
  const figures = view.population(unit, cohort);
  return Object.assign(new PopulationCoverage(), {
    view,
    unit,
    cohort,
    coveredPeople: figures.coveredWeight,
    totalPeople: figures.totalWeight,
    ratio: figures.ratio,
    noRatioReason: figures.ratio === null ? ('NO_PEOPLE' as const) : null,
    unsnappedPeople: figures.unsnappedWeight,
    unsnappedPoints: figures.unsnappedCount,
    points: figures.pointCount,
    pointsWithoutCount: view.unstatedPoints(unit, cohort),
  });
}

/** One demand point of a population figure. */
export function describeDemand(view: CoverageView, point: number, cohort: Cohort): PopulationMember {
  const { ground } = view;
  const { nearest } = view.field;
  const { demand, tree, facilities } = ground;
  const reason = view.reasonOf(point);
  const walkSeconds = secondsOf(view, view.field.costCentimeters[point]);
  return Object.assign(new PopulationMember(), {
    demandPointId: demand.ids[point],
    divisionCode: tree.nodes[demand.division[point]].code,
    location: { type: 'Point' as const, coordinates: [demand.lon[point], demand.lat[point]] },
    people: demand.people[cohort][point],
    walkSeconds,
    secondsTooFar: reason === 'TOO_FAR' ? thousandths(walkSeconds! - view.limit.cutoffSeconds) : null,
    nearestFacilityId: facilities[nearest[point]]?.id ?? null,
    scenarioFacility: scenarioFacility(facilities[nearest[point]]),
    covered: reason === 'COVERED',
    reason,
  });
}

/** One gap of a list. */
export function describeGap(view: CoverageView, gap: GapFigures): Gap {
  const { tree, facilities } = view.ground;
  return Object.assign(new Gap(), {
    rank: gap.rank,
    divisionCode: tree.nodes[gap.division].code,
    people: gap.weight,
    points: gap.points.length,
    location: { type: 'Point' as const, coordinates: [gap.lon, gap.lat] },
    nearestFacilityId: facilities[gap.nearestFacility]?.id ?? null,
    scenarioFacility: scenarioFacility(facilities[gap.nearestFacility]),
    nearestWalkSeconds: secondsOf(view, gap.costCentimeters),
    minWalkSeconds: secondsOf(view, gap.minCostCentimeters),
    maxWalkSeconds: secondsOf(view, gap.maxCostCentimeters),
    reasons: {
      tooFar: gap.reasons.TOO_FAR,
      unreachable: gap.reasons.UNREACHABLE,
      notSnapped: gap.reasons.NOT_SNAPPED,
    },
  });
}

function secondsOf(view: CoverageView, costCentimeters: number): number | null {
  return costCentimeters < 0 ? null : walkSecondsOf(costCentimeters, view.limit.speedMetersPerSecond);
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
