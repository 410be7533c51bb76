import { clusterPointsInSteps } from '../kernel/coverage/cluster-points.js';
import { segmentMeters } from '../kernel/geometry/segment-meters.js';

/** Points sorted into groups, each within one division. */
export interface GapGroups {
  /** Group of each point. */
  readonly groupOf: Int32Array;
  /** Division of each group. */
  readonly divisionOf: readonly number[];
}

/** Points of one division that lie at most this far apart, in steps, belong together. */
const STEP_METERS = 600;

/**
 * Groups points into places small enough for one new facility: the points of a division that lie together, halved
 * across the longer side of their box until no side is longer than `widestMeters`.
 * A division a step.
 * @param division of each point, any number
 */
export function* gapGroupsInSteps(
  lon: Float64Array,
  lat: Float64Array,
  division: Int32Array,
  widestMeters: number,
): Generator<void, GapGroups> {
  const groupOf = new Int32Array(lon.length);
  const divisionOf: number[] = [];
  const byDivision = new Map<number, number[]>();
  division.forEach((unit, point) => {
    const points = byDivision.get(unit);
    if (points) points.push(point);
    else byDivision.set(unit, [point]);
  });
  for (const [unit, points] of byDivision) {
    const pending = [...(yield* clusterPointsInSteps(lon, lat, points, STEP_METERS))];
    for (let cluster = pending.pop(); cluster; cluster = pending.pop()) {
      const halves = halved(lon, lat, cluster, widestMeters);
      if (halves) {
        pending.push(...halves);
        continue;
      }
      for (const point of cluster) groupOf[point] = divisionOf.length;
      divisionOf.push(unit);
    }
    yield;
  }
  return { groupOf, divisionOf };
}

/** The two halves of a cluster that is too wide; null when it is not. */
function halved(
  lon: Float64Array,
  lat: Float64Array,
  points: readonly number[],
  widestMeters: number,
): readonly (readonly number[])[] | null {
  const [west, east] = range(lon, points);
  const [south, north] = range(lat, points);
  const middleLat = (south + north) / 2;
  const width = segmentMeters(west, middleLat, east, middleLat);
  const height = segmentMeters(west, south, west, north);
  if (Math.max(width, height) <= widestMeters) return null;
  const [along, middle] = width >= height ? [lon, (west + east) / 2] : [lat, middleLat];
  return [points.filter((point) => along[point] <= middle), points.filter((point) => along[point] > middle)];
}

function range(values: Float64Array, points: readonly number[]): [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const point of points) {
    least = Math.min(least, values[point]);
    most = Math.max(most, values[point]);
  }
  return [least, most];
}
