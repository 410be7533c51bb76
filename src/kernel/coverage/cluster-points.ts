import { finish } from '../finish.js';
import { metersPerDegreeLat, metersPerDegreeLon, segmentMeters } from '../geometry/segment-meters.js';

/**
 * Single-linkage clusters: two points belong together when a chain of points with steps of at most
 * `linkMeters` joins them. Returns groups of the given point indexes, each ascending, in the order of their
 * first point.
 *
 * @param lon,lat WGS 84 degrees of all points
 * @param points the indexes to group
 */
export function clusterPoints(
  lon: Float64Array,
  lat: Float64Array,
  points: readonly number[],
  linkMeters: number,
): readonly (readonly number[])[] {
  return finish(clusterPointsInSteps(lon, lat, points, linkMeters));
}

/** The same, a point a step. */
export function* clusterPointsInSteps(
  lon: Float64Array,
  lat: Float64Array,
  points: readonly number[],
  linkMeters: number,
): Generator<void, readonly (readonly number[])[]> {
  const sorted = Int32Array.from(points).sort();
  const leader = Int32Array.from(sorted.keys());
  const find = (at: number): number => {
    // Halving the way up keeps later ways short.
    for (; leader[at] !== at; at = leader[at]) leader[at] = leader[leader[at]];
    return at;
  };

  // Cells a little wider than the link: whatever can be linked lies in the same or a neighbouring cell.
  const steepest = sorted.reduce((most, point) => Math.max(most, Math.abs(lat[point])), 0);
  const cellLon = (1.01 * linkMeters) / metersPerDegreeLon(Math.min(steepest, 89));
  const cellLat = (1.01 * linkMeters) / metersPerDegreeLat(0);
  const cells = new Map<number, number[]>();
  for (let at = 0; at < sorted.length; at++) {
    const [x, y] = [lon[sorted[at]], lat[sorted[at]]];
    const own = cellNumber(Math.floor(x / cellLon), Math.floor(y / cellLat));
    let root = at;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of cells.get(own + cellNumber(dx, dy)) ?? []) {
          const known = find(other);
          if (known === root || segmentMeters(x, y, lon[sorted[other]], lat[sorted[other]]) > linkMeters)
            continue;
          leader[Math.max(root, known)] = Math.min(root, known);
          root = Math.min(root, known);
        }
      }
    }
    const members = cells.get(own);
    if (members) members.push(at);
    else cells.set(own, [at]);
    yield;
  }

  const groups = new Map<number, number[]>();
  sorted.forEach((point, at) => {
    const root = find(at);
    const group = groups.get(root);
    if (group) group.push(point);
    else groups.set(root, [point]);
  });
  return [...groups.values()];
}

/** One number for a cell; columns and rows of cells a metre wide still keep apart. */
function cellNumber(column: number, row: number): number {
  return column * 2 ** 26 + row;
}
