import { mealsOnTrip } from '../kernel/meals/delivery-time.js';
import { scenarioFacility } from '../scenarios/index.js';
import { type MealField, pointsWithin } from './meal-field.js';
import { MealKitchen, MealSite } from './meal-place.types.js';
import type { MealProvider } from './meal-sites.js';

/** Sites that stand in a division or that serve or could serve its people, by place in the field. */
export function sitesFor(field: MealField, unit: number): number[] {
  const { ground, sites, view } = field;
  const inside = new Set(pointsWithin(field, unit));
  const reaches = ({ offset, point }: MealField['ground']['walks'], site: number) =>
    point.subarray(offset[site], offset[site + 1]).some((at) => inside.has(at));
  return Array.from(sites.keys()).filter(
    (site) =>
      view.ground.tree.isWithin(facilityOf(field, sites[site]).division, unit) ||
      reaches(ground.walks, site) ||
      reaches(ground.rides, site),
  );
}

/** Kitchens that stand in a division or supply one of these sites in time. */
export function kitchensFor(field: MealField, unit: number, sites: readonly number[]): number[] {
  const { ground, kitchens, view } = field;
  const wanted = new Set(sites);
  return Array.from(kitchens.keys()).filter(
    (kitchen) =>
      view.ground.tree.isWithin(facilityOf(field, kitchens[kitchen]).division, unit) ||
      suppliedBy(ground, kitchen).some((site) => wanted.has(site)),
  );
}

export function describeMealSite(field: MealField, site: number): MealSite {
  const provider = field.sites[site];
  const { mode, isModeAssumed, mealsPerDay, isCapacityAssumed, cooks } = provider;
  const { settings } = field.question;
  const { dineIn, delivery, cooked, bottlenecks } = field.assignment.siteLoads[site];
  const facility = facilityOf(field, provider);
  return Object.assign(new MealSite(), {
    facilityId: facility.id,
    scenarioFacility: scenarioFacility(facility),
    name: facility.name,
    ...{ mode, isModeAssumed, mealsPerDay, isCapacityAssumed, cooks, bottlenecks },
    dineInPeople: dineIn,
    deliveryPeople: delivery,
    trips: Math.ceil((delivery * settings.mealsPerPersonPerDay) / mealsOnTrip(settings) - 1e-9),
    cookedPeople: cooked,
    kitchenFacilityIds: field.kitchens.flatMap((kitchen, at) =>
      suppliedBy(field.ground, at).includes(site) ? [facilityOf(field, kitchen).id] : [],
    ),
  });
}

export function describeMealKitchen(field: MealField, kitchen: number): MealKitchen {
  const provider = field.kitchens[kitchen];
  const { mealsPerDay, isCapacityAssumed } = provider;
  return Object.assign(new MealKitchen(), {
    facilityId: facilityOf(field, provider).id,
    name: facilityOf(field, provider).name,
    ...{ mealsPerDay, isCapacityAssumed },
    people: field.assignment.kitchenLoads[kitchen],
    siteFacilityIds: suppliedBy(field.ground, kitchen).map((site) => facilityOf(field, field.sites[site]).id),
    isBottleneck: field.assignment.kitchenIsBottleneck[kitchen] === 1,
  });
}

export function facilityOf({ view }: MealField, { facility }: MealProvider) {
  return view.ground.facilities[facility];
}

function suppliedBy({ supply }: MealField['ground'], kitchen: number): number[] {
  return Array.from(supply.point.subarray(supply.offset[kitchen], supply.offset[kitchen + 1]));
}
