import { compensatedSum } from '../compensated-sum.js';
import { segmentMeters } from '../geometry/segment-meters.js';
import { finish } from '../finish.js';
import { broken, invariant } from '../invariant.js';
import { clusterPointsInSteps } from './cluster-points.js';

/** Demand points outside every circle, as parallel arrays. */
export interface UncoveredDemand {
  readonly id: readonly string[];
  /** Index of the community (or other division) each point lies in, -1 = none. */
  readonly division: Int32Array;
  /** Elderly people; points of weight 0 are no gap and are left out. */
  readonly weight: Float64Array;
  /** WGS 84 degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Index of the nearest facility at any distance, -1 = none can be walked to. */
  readonly nearestFacility: Int32Array;
  /** Walk to that facility in centimetres of level walking, -1 = none. */
  readonly costCentimeters: Int32Array;
}

export interface GapPlace {
  readonly division: number;
  /** Uncovered weight of all points of the place. */
  readonly weight: number;
  /** The points, by position in the input, ascending. */
  readonly points: Int32Array;
  /** The point that stands for the place: least weighted distance to all others. */
  readonly representative: number;
  readonly lon: number;
  readonly lat: number;
  /** Of the representative point; -1 = none can be walked to. */
  readonly nearestFacility: number;
  readonly costCentimeters: number;
  /** Over the points that can walk to a facility at all; -1 when none can. */
  readonly minCostCentimeters: number;
  readonly maxCostCentimeters: number;
}

export interface GapOptions {
  /** Points of one division further apart than this, with none between, are different places. Default 600 m. */
  readonly separationMeters?: number;
}

/** Sizes up to which the representative is sought among all points; see `weightedMedoid`. */
const EXACT_MEDOID_POINTS = 1500;
const MEDOID_CANDIDATES = 256;

/**
 * Groups uncovered demand into places a planner can name: the points of one division, split where
 * single-linkage clusters lie further apart than `separationMeters`. Most weight first, ties by the id of
 * the representative point.
 */
export function gapPlaces(demand: UncoveredDemand, options: GapOptions = {}): readonly GapPlace[] {
  return finish(gapPlacesInSteps(demand, options));
}

/** The same in steps of far less than a millisecond. */
export function* gapPlacesInSteps(
  demand: UncoveredDemand,
  { separationMeters = 600 }: GapOptions = {},
): Generator<void, readonly GapPlace[]> {
  checkLengths(demand);
  const byDivision = new Map<number, number[]>();
  demand.weight.forEach((weight, point) => {
    if (!(weight >= 0 && weight < Infinity)) broken(`weight ${weight} of uncovered point ${point}`);
    if (weight === 0) return;
    const points = byDivision.get(demand.division[point]);
    if (points) points.push(point);
    else byDivision.set(demand.division[point], [point]);
  });
  const places: GapPlace[] = [];
  for (const points of byDivision.values()) {
    for (const cluster of yield* clusterPointsInSteps(demand.lon, demand.lat, points, separationMeters)) {
      places.push(yield* describePlace(demand, cluster));
    }
    yield;
  }
  const idOf = (place: GapPlace) => demand.id[place.representative];
  return places.sort((a, b) => b.weight - a.weight || (idOf(a) < idOf(b) ? -1 : 1));
}

function* describePlace(demand: UncoveredDemand, points: readonly number[]): Generator<void, GapPlace> {
  const representative = yield* weightedMedoid(demand, points);
  const walks = points.map((point) => demand.costCentimeters[point]).filter((cost) => cost >= 0);
  return {
    division: demand.division[points[0]],
    weight: compensatedSum(points.map((point) => demand.weight[point])),
    points: Int32Array.from(points),
    representative,
    lon: demand.lon[representative],
    lat: demand.lat[representative],
    nearestFacility: demand.nearestFacility[representative],
    costCentimeters: demand.costCentimeters[representative],
    minCostCentimeters: walks.reduce((a, b) => Math.min(a, b), walks[0] ?? -1),
    maxCostCentimeters: walks.reduce((a, b) => Math.max(a, b), -1),
  };
}

/**
 * The point with the least Σ weight · distance to the others, ties by id. Beyond 1,500 points only the 256
 * nearest to the weighted centre are tried, which keeps the work linear.
 */
function* weightedMedoid(
  { id, weight, lon, lat }: UncoveredDemand,
  points: readonly number[],
): Generator<void, number> {
  let candidates = points;
  if (points.length > EXACT_MEDOID_POINTS) {
    const total = compensatedSum(points.map((point) => weight[point]));
    const centreLon = compensatedSum(points.map((point) => weight[point] * lon[point])) / total;
    const centreLat = compensatedSum(points.map((point) => weight[point] * lat[point])) / total;
    const away = new Map(
      points.map((point) => [point, segmentMeters(lon[point], lat[point], centreLon, centreLat)] as const),
    );
    candidates = [...points].sort((a, b) => away.get(a)! - away.get(b)! || a - b).slice(0, MEDOID_CANDIDATES);
  }
  let best = -1;
  let bestSum = Infinity;
  for (const candidate of candidates) {
    let sum = 0;
    for (const point of points) {
      sum += weight[point] * segmentMeters(lon[candidate], lat[candidate], lon[point], lat[point]);
      if (sum > bestSum) break;
    }
    if (sum < bestSum || (sum === bestSum && id[candidate] < id[best])) [best, bestSum] = [candidate, sum];
    yield;
  }
  return best;
}

function checkLengths(demand: UncoveredDemand): void {
  const points = demand.id.length;
  for (const [name, values] of Object.entries(demand) as [string, ArrayLike<unknown>][]) {
    invariant(values.length === points, `${values.length} values of ${name} for ${points} uncovered points`);
  }
}
