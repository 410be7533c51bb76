import { request } from '../api/request.js';
import { servingFacilities, widened } from '../coverage/serving-facilities.js';
import type { Bounds, MapView } from '../map/map-view.js';
import type { ViewState } from '../state/view-state.js';

/** Tells the facilities of the service from the others; both maps show today's register. */
export async function markServing(
  maps: readonly MapView[],
  place: Bounds,
  { service, asOf }: ViewState,
  signal: AbortSignal,
): Promise<void> {
  try {
    const found = await servingFacilities(request, { bbox: widened(place, 1), service, asOf }, signal);
    for (const map of maps) map.markServing(found.map(({ id }) => id));
  } catch {
    // The figures stand without the marks.
  }
}
