import { metersPerDegreeLat, metersPerDegreeLon, segmentMeters } from './segment-meters.js';

/**
 * Visits every pair of positions (WGS 84 degrees) at most `meters` apart, lower index first, each pair once. Positions
 * that are not on earth are passed over. Sorted bands of latitude: time n log n for a handful of neighbours each.
 */
export function forEachNearPair(
  lon: ArrayLike<number>,
  lat: ArrayLike<number>,
  meters: number,
  visit: (low: number, high: number, distanceMeters: number) => void,
): void {
  const usable: number[] = [];
  for (let i = 0; i < lon.length; i++) if (Math.abs(lon[i]) <= 180 && Math.abs(lat[i]) <= 90) usable.push(i);
  // A hair wider than asked for, so that the last word is the distance's.
  const height = (meters / metersPerDegreeLat(0)) * 1.02 + 1e-12;
  const band = Float64Array.from(usable, (i) => Math.floor(lat[i] / height));
  const order = Int32Array.from(usable, (_, at) => at).sort(
    (a, b) => band[a] - band[b] || lon[usable[a]] - lon[usable[b]] || a - b,
  );
  const check = (a: number, b: number): void => {
    const distance = segmentMeters(lon[a], lat[a], lon[b], lat[b]);
    if (distance <= meters) visit(Math.min(a, b), Math.max(a, b), distance);
  };
  let above = 0;
  for (let k = 0; k < order.length; k++) {
    const i = usable[order[k]];
    const row = band[order[k]];
    const poleward = Math.min(89.9, Math.abs(lat[i]) + height);
    const width = (meters / metersPerDegreeLon(poleward)) * 1.02 + 1e-12;
    for (let j = k + 1; j < order.length && band[order[j]] === row; j++) {
      const other = usable[order[j]];
      if (lon[other] - lon[i] > width) break;
      check(i, other);
    }
    // The pointer into the next band only moves on, for both bands are sorted by longitude.
    while (
      above < order.length &&
      (band[order[above]] <= row ||
        (band[order[above]] === row + 1 && lon[usable[order[above]]] < lon[i] - width))
    )
      above++;
    for (let j = above; j < order.length && band[order[j]] === row + 1; j++) {
      const other = usable[order[j]];
      if (lon[other] - lon[i] > width) break;
      check(i, other);
    }
  }
}
