import { seesAll } from '../facilities/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { scenarioFacility } from '../scenarios/index.js';
import type { AreaField, AreaFigures } from './area-field.js';
import { AreaCoverage, AreaMember } from './area.types.js';
import { dataVintage } from './data-vintage.js';
import type { CoverageView } from './coverage-view.js';

/** Square metres of whole square centimetres. */
export function squareMeters(squareCentimeters: number): number {
  return squareCentimeters / 1e4;
}

/** Area coverage of one division, by its number in the tree. */
export function describeArea(
  view: CoverageView,
  field: AreaField,
  unit: number,
  { base, coveredSquareCentimeters, totalSquareCentimeters }: AreaFigures,
): AreaCoverage {
  return Object.assign(new AreaCoverage(), {
    view,
    field,
    unit,
    coveredSquareMeters: squareMeters(coveredSquareCentimeters),
    totalSquareMeters: squareMeters(totalSquareCentimeters),
    ratio: base === null ? null : coveredSquareCentimeters / totalSquareCentimeters,
    noRatioReason: base === null ? ('NO_BOUNDARY' as const) : null,
    base,
    dataVintage: dataVintage(view.ground.editions, field.ground.land.editions),
    synthetic: view.synthetic || field.ground.land.synthetic,
  });
}

/** The facilities whose circles take part in a figure, by id; only published ones for who may see no others. */
export async function areaFacilities(
  { view, field, unit }: AreaCoverage,
  viewer: Viewer,
  signal: AbortSignal,
): Promise<AreaMember[]> {
  const { facilities } = view.ground;
  const found = await field.facilities(unit, { signal });
  const shown = seesAll(viewer) ? found : found.filter((at) => facilities[at].published);
  return shown
    .map((at) => facilities[at])
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((facility) =>
      Object.assign(new AreaMember(), {
        facilityId: facility.id,
        scenarioFacility: scenarioFacility(facility),
      }),
    );
}
