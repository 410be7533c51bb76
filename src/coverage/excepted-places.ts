import type { SnapSet } from '../accessibility/index.js';
import type { CoverageView } from './coverage-view.js';
import type { GroundFacility } from './planning-ground.js';

/** Per place, by its number, the nearest facility within the walk that only its meal mode keeps from counting; null = none. */
export type ExceptedNear = (place: number) => GroundFacility | null;

/**
 * Who has a place within the walk that would offer the service but for how it gets its meals, such as a central kitchen
 * that serves nobody on the spot.
 * @param walk the nearest of some sites within a limit, per place; -1 = none
 */
export async function exceptedNear(
  view: CoverageView,
  walk: (sites: SnapSet, limitCentimeters: number) => Promise<{ readonly nearest: Int32Array }>,
): Promise<ExceptedNear> {
  const { predicates } = view.presence;
  const excepted = view.ground.facilities.filter(
    (facility) => facility.operating && predicates.offersButForMealMode(facility),
  );
  if (excepted.length === 0) return () => null;
  const sites = await view.field.network.place({
    lon: excepted.map(({ lon }) => lon ?? NaN),
    lat: excepted.map(({ lat }) => lat ?? NaN),
  });
  const { nearest } = await walk(sites, view.limit.limitCentimeters);
  return (place) => excepted[nearest[place]] ?? null;
}
