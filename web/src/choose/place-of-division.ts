import { DivisionDocument, type DivisionPlaceFragment } from '../api/generated.js';
import { request } from '../api/request.js';
import type { Bounds } from '../map/map-view.js';
import { boundsAround, boundsOf } from './bounds-of.js';

const CHINA: Bounds = [73.5, 18, 135, 53.6];
/** What is shown around a place without a boundary. */
const AROUND_METERS = 3000;

/** A division with its place in the tree and on the map; null where there is none of that code. */
export async function readPlace(code: string, signal: AbortSignal): Promise<DivisionPlaceFragment | null> {
  return (await request(DivisionDocument, { code }, { signal })).administrativeDivision;
}

export function boundsOfPlace({ boundary, representativePoint }: DivisionPlaceFragment): Bounds {
  const place = representativePoint?.type === 'Point' ? representativePoint.coordinates : null;
  return boundsOf(boundary) ?? (place ? boundsAround(place, AROUND_METERS) : CHINA);
}
