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
  const sorted = [...points].sort((a, b) => a - b);
  const leader = new Map(sorted.map((point) => [point, point]));
  const find = (point: number): number => {
    let root = point;
    while (leader.get(root)! !== root) root = leader.get(root)!;
    for (let at = point; at !== root;) {
      const next = leader.get(at)!;
      leader.set(at, root);
      at = next;
    }
    return root;
  };

  // Cells a little wider than the link: whatever can be linked lies in the same or a neighbouring cell.
  const steepest = sorted.reduce((most, point) => Math.max(most, Math.abs(lat[point])), 0);
  const cellLon = (1.01 * linkMeters) / metersPerDegreeLon(Math.min(steepest, 89));
  const cellLat = (1.01 * linkMeters) / metersPerDegreeLat(0);
  const cells = new Map<string, number[]>();
  for (const point of sorted) {
    const [column, row] = [Math.floor(lon[point] / cellLon), Math.floor(lat[point] / cellLat)];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of cells.get(`${column + dx} ${row + dy}`) ?? []) {
          const [a, b] = [find(point), find(other)];
          if (a !== b && segmentMeters(lon[point], lat[point], lon[other], lat[other]) <= linkMeters) {
            leader.set(Math.max(a, b), Math.min(a, b));
          }
        }
      }
    }
    const own = `${column} ${row}`;
    const members = cells.get(own);
    if (members) members.push(point);
    else cells.set(own, [point]);
  }

  const groups = new Map<number, number[]>();
  for (const point of sorted) {
    const root = find(point);
    const group = groups.get(root);
    if (group) group.push(point);
    else groups.set(root, [point]);
  }
  return [...groups.values()];
}
