import { scenarioFacility } from '../scenarios/index.js';
import type { HouseholdView } from './household-view.js';
import { HouseholdCoverage, HouseholdMember } from './household.types.js';
import { walkFigures } from './walk-figures.js';

/** Household coverage of one division, by its number in the tree. */
export function describeHouseholds(households: HouseholdView, unit: number): HouseholdCoverage {
  const figures = households.coverage(unit);
  return Object.assign(new HouseholdCoverage(), {
    households,
    unit,
    coveredHouseholds: figures.coveredWeight,
    totalHouseholds: figures.totalWeight,
    ratio: figures.ratio,
    noRatioReason: figures.ratio === null ? ('NO_ESTATES' as const) : null,
    coveredEstates: figures.coveredCount,
    totalEstates: figures.pointCount,
    unsnappedHouseholds: figures.unsnappedWeight,
    unsnappedEstates: figures.unsnappedCount,
    estatesWithoutHouseholds: households
      .leftOutWithin(unit)
      .filter((estate) => households.isDelivered(estate)).length,
    dataVintage: households.dataVintage,
    synthetic: households.synthetic,
  });
}

/** One estate of a household figure, by its number in the field. */
export function describeEstate(households: HouseholdView, estate: number): HouseholdMember {
  const { view, field } = households;
  const { ground } = field;
  const { tree, facilities } = view.ground;
  const from = field.entrance[estate];
  const reason = households.reasonOf(estate);
  return Object.assign(new HouseholdMember(), {
    estateId: ground.ids[estate],
    name: ground.names[estate],
    divisionCode: tree.nodes[ground.division[estate]].code,
    households: ground.households[estate],
    entrance: ground.ordinal[from],
    location: { type: 'Point' as const, coordinates: [ground.lon[from], ground.lat[from]] },
    ...walkFigures(field.costCentimeters[estate], view.limit),
    nearestFacilityId: facilities[field.nearest[estate]]?.id ?? null,
    scenarioFacility: scenarioFacility(facilities[field.nearest[estate]]),
    covered: reason === 'COVERED',
    reason,
  });
}
