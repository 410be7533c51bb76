import type { Cohort } from '../demand/index.js';
import { gapPlacesInSteps, type GapPlace } from '../kernel/coverage/gaps.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { inTurns } from '../platform/compute/in-turns.js';
import type { CoverageView, DemandStanding } from './coverage-view.js';
import { gapGroupsInSteps } from './gap-groups.js';

/** Uncovered people in one place, with positions in the ground. */
export interface GapFigures extends GapPlace {
  /** 1 = most people. */
  readonly rank: number;
  /** Points of the place per reason. */
  readonly reasons: Readonly<Record<Exclude<DemandStanding, 'COVERED'>, number>>;
}

const LEAST_WIDTH_METERS = 600;

/**
 * Gaps are for planners; asked before anything is computed for them.
 * @throws PlanningError UNAUTHENTICATED or FORBIDDEN
 */
export function demandGaps(viewer: Viewer): void {
  demandRole(viewer, 'Reading gaps', 'planner');
}

/**
 * The places under a division where people of a cohort are not covered, most people first: points of one division
 * that lie together, no wider than twice the walk (at least 600 m), so that one new facility could serve each. Their
 * people add up to the uncovered people of the division; points where nobody of the cohort lives are no gap. For
 * planners.
 * @throws PlanningError UNAUTHENTICATED or FORBIDDEN; the signal's reason on abort
 */
export async function gapList(
  view: CoverageView,
  division: number,
  cohort: Cohort,
  viewer: Viewer,
  signal?: AbortSignal,
): Promise<readonly GapFigures[]> {
  demandGaps(viewer);
  await view.prepare(cohort);
  return inTurns(gapsInSteps(view, division, cohort), signal);
}

function* gapsInSteps(
  view: CoverageView,
  division: number,
  cohort: Cohort,
): Generator<void, readonly GapFigures[]> {
  const { nearest, costCentimeters } = view.field;
  const { demand } = view.ground;
  const people = demand.people[cohort];
  const points = Int32Array.from(view.demandWithin(division, cohort, false)).filter(
    (point) => people[point] > 0,
  );
  yield;
  const lon = Float64Array.from(points, (point) => demand.lon[point]);
  const lat = Float64Array.from(points, (point) => demand.lat[point]);
  const divisions = points.map((point) => demand.division[point]);
  // One new facility in the middle reaches about this far.
  const widestMeters = Math.max(LEAST_WIDTH_METERS, (2 * view.limit.limitCentimeters) / 100);
  const { groupOf, divisionOf } = yield* gapGroupsInSteps(lon, lat, divisions, widestMeters);
  const places = yield* gapPlacesInSteps({
    id: Array.from(points, (point) => demand.ids[point]),
    division: groupOf,
    weight: Float64Array.from(points, (point) => people[point]),
    lon,
    lat,
    nearestFacility: points.map((point) => nearest[point]),
    costCentimeters: points.map((point) => costCentimeters[point]),
  });
  const figures: GapFigures[] = [];
  for (const [index, place] of places.entries()) {
    const inGround = place.points.map((position) => points[position]);
    const reasons = { TOO_FAR: 0, UNREACHABLE: 0, NOT_SNAPPED: 0 };
    for (const point of inGround) reasons[view.reasonOf(point) as keyof typeof reasons]++;
    figures.push({
      ...place,
      division: divisionOf[place.division],
      points: inGround,
      representative: points[place.representative],
      rank: index + 1,
      reasons,
    });
    yield;
  }
  return figures;
}
