import { type Crs, WGS84 } from '../platform/crs/find-crs.js';
import { parseCrs } from './crs/parse-crs.js';

/**
 * The coordinate system of a file: what the user declares, else what the file itself names, else WGS 84.
 * @throws PlanningError UNKNOWN_CRS; also for a system the file names and nobody declared, which must not be guessed at.
 */
export function crsOf(declared: string | undefined, hint: string | null): Crs {
  if (declared !== undefined) return parseCrs(declared);
  return hint === null ? WGS84 : parseCrs(hint);
}
