import type { Geometry } from 'geojson';
import type { LonLat } from './step-point.js';

/** A point as the API tells it; the first corner of whatever is none. */
export function pointOf(geometry: Geometry): LonLat {
  let part: unknown = 'coordinates' in geometry ? geometry.coordinates : [];
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0];
  const [lon = NaN, lat = NaN] = part as number[];
  return { lon, lat };
}
