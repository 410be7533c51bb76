import { coveredPeopleOf, ruleOf } from '../coverage/index.js';
import { compensatedSum } from '../kernel/compensated-sum.js';
import { deliveredMealsPerDay, mealsOnTrip } from '../kernel/meals/delivery-time.js';
import { VEHICLE_PROFILES } from '../kernel/meals/meal-vehicle.js';
import { scenarioFacility } from '../scenarios/index.js';
import { type MealField, type MealFigures, type PlannedMeals, pointsWithin } from './meal-field.js';
import { mealNotes } from './meal-notes.js';
import type { MealProvider } from './meal-sites.js';
import { MealLayer, type MealVehicle } from './meal-settings.js';
import {
  MealChain,
  MealCoverage,
  MealKitchen,
  MealPoint,
  MealService,
  MealShortage,
  MealSite,
  MealsOfDivision,
  MealVehicleRule,
  UnmetReason,
} from './meal.types.js';
import { rideSecondsOf } from './meals.service.js';

/** Meals of a division, by its number in the tree. */
export function describeMeals(field: MealField, unit: number): MealService {
  const { view, question, ground, withoutDeliveryCount } = field;
  const { settings, cohort } = question;
  const points = pointsWithin(field, unit);
  const peopleNearKitchensOnly = nearKitchensOnly(field, unit);
  return Object.assign(new MealService(), {
    ...{ field, unit, cohort, settings },
    total: mealsOfDivision(field, unit, points),
    children: view.ground.tree.childrenOf(unit).map((child) => mealsOfDivision(field, child)),
    peopleDiningIn: sumOver(points, (at) => ground.dineIn[at]),
    peopleNeedingDelivery: sumOver(points, (at) => ground.delivery[at]),
    pointsWithoutDeliveryCount: sumOver(points, (at) => withoutDeliveryCount[at]),
    peopleNearKitchensOnly,
    rideSecondsLeft: rideSecondsOf(settings),
    deliveredMealsPerDay: deliveredMealsPerDay(settings),
    vehicles: [
      vehicleRule(settings.vehicle, settings.vehicleSpeedMetersPerSecond),
      vehicleRule('VAN', settings.transportSpeedMetersPerSecond),
    ],
    notes: mealNotes(field, peopleNearKitchensOnly),
    rule: ruleOf(view, unit),
    synthetic: view.synthetic,
  });
}

/** Both layers of a division. */
export function mealsOfDivision(
  field: MealFigures,
  unit: number,
  points = pointsWithin(field, unit),
): MealsOfDivision {
  const { view, question, ground, assignment, walkSeconds, rideSeconds } = field;
  const people = view.ground.demand.people[question.cohort];
  const peopleAt = (at: number) => people[field.points[at]];
  const walks = (at: number) => walkSeconds[at] >= 0;
  const rides = (at: number) => rideSeconds[at] >= 0;
  const { dineIn, delivery } = ground;
  const layer = (
    reach: readonly [had: (at: number) => number, of: (at: number) => number],
    served: readonly [had: (at: number) => number, of: (at: number) => number],
  ) =>
    Object.assign(new MealCoverage(), {
      reach: covered(sumOver(points, reach[0]), sumOver(points, reach[1])),
      servedFigures: covered(sumOver(points, served[0]), sumOver(points, served[1])),
    });
  return Object.assign(new MealsOfDivision(), {
    divisionCode: view.ground.tree.nodes[unit].code,
    name: view.ground.tree.nodes[unit].name,
    dineIn: layer(
      [(at) => (walks(at) ? peopleAt(at) : 0), peopleAt],
      [(at) => assignment.dineIn[at], (at) => dineIn[at]],
    ),
    delivery: layer(
      [(at) => (rides(at) ? delivery[at] : 0), (at) => delivery[at]],
      [(at) => assignment.delivery[at], (at) => delivery[at]],
    ),
    union: layer(
      [(at) => (walks(at) ? peopleAt(at) : rides(at) ? delivery[at] : 0), peopleAt],
      [(at) => assignment.dineIn[at] + assignment.delivery[at], (at) => dineIn[at] + delivery[at]],
    ),
  });
}

/**
 * People whom population coverage of MEAL counts and dine-in does not: the only places they walk to in time are kitchens
 * that serve nobody on the spot. null for nobody.
 */
export function nearKitchensOnly(field: MealField, unit: number): number | null {
  const { view, question, points, walkSeconds } = field;
  const people = view.ground.demand.people[question.cohort];
  const isLeftOut = (at: number) => walkSeconds[at] < 0 && view.isCovered(points[at]);
  return sumOver(pointsWithin(field, unit), (at) => (isLeftOut(at) ? people[points[at]] : 0)) || null;
}

/** Why people of a division are not served, with how many; only what occurs. */
export function shortagesOf(field: MealField, unit: number): MealShortage[] {
  const { ground, assignment } = field;
  const points = pointsWithin(field, unit);
  const layers = [
    {
      layer: MealLayer.DINE_IN,
      wanted: ground.dineIn,
      had: assignment.dineIn,
      unmet: assignment.dineInUnmet,
    },
    {
      ...{ layer: MealLayer.DELIVERY, wanted: ground.delivery },
      ...{ had: assignment.delivery, unmet: assignment.deliveryUnmet },
    },
  ];
  return layers.flatMap(({ layer, wanted, had, unmet }) =>
    Object.values(UnmetReason).flatMap((reason) => {
      const people = sumOver(points, (at) => (unmet[at] === reason ? wanted[at] - had[at] : 0));
      return people > 0 ? [Object.assign(new MealShortage(), { layer, reason, people })] : [];
    }),
  );
}

/** One point, by its place in the field. */
export function describeMealPoint(
  field: MealFigures,
  at: number,
  chains: ReadonlyMap<number, MealChain[]>,
): MealPoint {
  const { view, question, ground, assignment, points, hasStreet, walkSeconds, rideSeconds } = field;
  const { demand, tree } = view.ground;
  const point = points[at];
  return Object.assign(new MealPoint(), {
    demandPointId: demand.ids[point],
    divisionCode: tree.nodes[demand.division[point]]?.code ?? null,
    location: { type: 'Point' as const, coordinates: [demand.lon[point], demand.lat[point]] },
    people: demand.people[question.cohort][point],
    walkSeconds: walkSeconds[at] < 0 ? null : walkSeconds[at],
    rideSeconds: rideSeconds[at] < 0 ? null : thousandths(rideSeconds[at]),
    hasWalkway: view.field.demandSnaps.has(point),
    hasStreet: hasStreet[at] === 1,
    dineInPeople: ground.dineIn[at],
    dineInServed: assignment.dineIn[at],
    dineInUnmet: assignment.dineInUnmet[at],
    deliveryPeople: ground.delivery[at],
    deliveryServed: assignment.delivery[at],
    deliveryUnmet: assignment.deliveryUnmet[at],
    chains: chains.get(at) ?? [],
  });
}

/** The chains of points, by the points' places in the field. */
export function chainsByPoint({
  assignment,
  nameOfSite,
  nameOfKitchen,
}: PlannedMeals): Map<number, MealChain[]> {
  const chains = new Map<number, MealChain[]>();
  for (const { point, layer, site, kitchen, meals, seconds } of assignment.chains) {
    const from = kitchen < 0 ? null : nameOfKitchen(kitchen);
    const chain = Object.assign(new MealChain(), {
      layer,
      siteId: nameOfSite(site).id,
      siteName: nameOfSite(site).name,
      kitchenId: from?.id ?? null,
      kitchenName: from?.name ?? null,
      people: meals,
      seconds: thousandths(seconds),
    });
    const known = chains.get(point);
    if (known) known.push(chain);
    else chains.set(point, [chain]);
  }
  return chains;
}

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

export function vehicleRule(vehicle: MealVehicle, speedMetersPerSecond: number): MealVehicleRule {
  const kinds = Object.entries(VEHICLE_PROFILES[vehicle].kinds).map(([kind, speedFactor]) => ({
    kind,
    speedFactor,
  }));
  return Object.assign(new MealVehicleRule(), { vehicle, speedMetersPerSecond, kinds });
}

export function covered(people: number, of: number) {
  return coveredPeopleOf({ coveredWeight: people, totalWeight: of, ratio: of > 0 ? people / of : null });
}

function sumOver(points: readonly number[], value: (at: number) => number): number {
  return compensatedSum(points.map(value));
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
