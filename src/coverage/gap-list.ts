import type { Cohort } from '../demand/index.js';
import { gapPlaces, type GapPlace } from '../kernel/coverage/gaps.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import type { CoverageView, DemandStanding } from './coverage-view.js';

/** Uncovered people in one place, with positions in the ground. */
export interface GapFigures extends GapPlace {
  /** 1 = most people. */
  readonly rank: number;
  /** Points of the place per reason. */
  readonly reasons: Readonly<Record<Exclude<DemandStanding, 'COVERED'>, number>>;
}

/**
 * The places under a division where people of a cohort are not covered, most people first. Their people add up to
 * the uncovered people of the division; points where nobody of the cohort lives are no gap. For planners.
 * @throws PlanningError UNAUTHENTICATED or FORBIDDEN
 */
export function gapList(
  view: CoverageView,
  division: number,
  cohort: Cohort,
  viewer: Viewer,
): readonly GapFigures[] {
  demandRole(viewer, 'Reading gaps', 'planner');
  const { ground, nearest, costCentimeters } = view.field;
  const { demand } = ground;
  const points = Int32Array.from(view.demandWithin(division, cohort, false));
  const places = gapPlaces({
    id: Array.from(points, (point) => demand.ids[point]),
    division: points.map((point) => demand.division[point]),
    weight: Float64Array.from(points, (point) => demand.people[cohort][point]),
    lon: Float64Array.from(points, (point) => demand.lon[point]),
    lat: Float64Array.from(points, (point) => demand.lat[point]),
    nearestFacility: points.map((point) => nearest[point]),
    costCentimeters: points.map((point) => costCentimeters[point]),
  });
  return places.map((place, index) => {
    const inGround = place.points.map((position) => points[position]);
    const reasons = { TOO_FAR: 0, UNREACHABLE: 0, NOT_SNAPPED: 0 };
    for (const point of inGround) reasons[view.reasonOf(point) as keyof typeof reasons]++;
    return {
      ...place,
      points: inGround,
      representative: points[place.representative],
      rank: index + 1,
      reasons,
    };
  });
}
