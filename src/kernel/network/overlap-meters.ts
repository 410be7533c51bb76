import Flatbush from 'flatbush';
import { metersPerDegreeLat, metersPerDegreeLon } from '../geometry/segment-meters.js';
import type { WalkwaySegment } from './walkway-segment.js';

/** Lines this near to each other and this parallel are taken for one street drawn twice. */
const BESIDE_METERS = 5;
const LARGEST_ANGLE_SINE = Math.sin((20 * Math.PI) / 180);
/** Long pieces are looked at every so many metres. */
const SAMPLE_METERS = 25;

/**
 * Metres of `own` that run beside some of the `others`: within 5 m, on the same level, in the same direction to 20°.
 * Sampled every 25 m or finer, so right to about a sample at each end of an overlap.
 */
export function overlapMeters(own: readonly WalkwaySegment[], others: readonly WalkwaySegment[]): number {
  const pieces = others.flatMap(({ lonLat, level = 0 }) =>
    Array.from({ length: lonLat.length / 2 - 1 }, (_, k) => ({ lonLat, at: 2 * k, level })),
  );
  if (pieces.length === 0) return 0;
  const index = new Flatbush(pieces.length, 16, Float64Array);
  for (const { lonLat, at } of pieces) {
    index.add(
      Math.min(lonLat[at], lonLat[at + 2]),
      Math.min(lonLat[at + 1], lonLat[at + 3]),
      Math.max(lonLat[at], lonLat[at + 2]),
      Math.max(lonLat[at + 1], lonLat[at + 3]),
    );
  }
  index.finish();

  let overlap = 0;
  for (const { lonLat, level = 0 } of own) {
    for (let at = 0; at + 3 < lonLat.length; at += 2) {
      const scaleX = metersPerDegreeLon(lonLat[at + 1]);
      const scaleY = metersPerDegreeLat(lonLat[at + 1]);
      const x = (lonLat[at + 2] - lonLat[at]) * scaleX;
      const y = (lonLat[at + 3] - lonLat[at + 1]) * scaleY;
      const meters = Math.sqrt(x * x + y * y);
      const samples = Math.max(1, Math.ceil(meters / SAMPLE_METERS));
      for (let sample = 0; sample < samples; sample++) {
        const share = (sample + 0.5) / samples;
        const lon = lonLat[at] + share * (lonLat[at + 2] - lonLat[at]);
        const lat = lonLat[at + 1] + share * (lonLat[at + 3] - lonLat[at + 1]);
        const isBeside = (candidate: number): boolean => {
          const piece = pieces[candidate];
          if (piece.level !== level) return false;
          const ax = (piece.lonLat[piece.at] - lon) * scaleX;
          const ay = (piece.lonLat[piece.at + 1] - lat) * scaleY;
          const dx = (piece.lonLat[piece.at + 2] - lon) * scaleX - ax;
          const dy = (piece.lonLat[piece.at + 3] - lat) * scaleY - ay;
          const length = Math.sqrt(dx * dx + dy * dy);
          if (!(length > 0) || Math.abs(x * dy - y * dx) > LARGEST_ANGLE_SINE * length * meters) return false;
          const along = -(ax * dx + ay * dy) / length;
          const across = Math.abs(ax * dy - ay * dx) / length;
          return along >= 0 && along <= length && across <= BESIDE_METERS;
        };
        const padX = BESIDE_METERS / scaleX;
        const padY = BESIDE_METERS / scaleY;
        let isFound = false;
        index.search(lon - padX, lat - padY, lon + padX, lat + padY, (candidate) => {
          isFound ||= isBeside(candidate);
          return false;
        });
        if (isFound) overlap += meters / samples;
      }
    }
  }
  return overlap;
}
