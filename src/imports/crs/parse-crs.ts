import { type Crs, findCrs } from '../../platform/crs/find-crs.js';
import { importError } from '../import-issue.js';

/**
 * The coordinate system of a name, as `findCrs` knows it. Files are taken to hold x before y (lon, lat; easting,
 * northing) whatever EPSG's official axis order.
 * @throws PlanningError UNKNOWN_CRS
 */
export function parseCrs(text: string): Crs {
  const crs = findCrs(text);
  if (crs === null) throw importError('UNKNOWN_CRS', { value: text });
  return crs;
}
