import { coveredPeopleOf, ruleOf } from '../coverage/index.js';
import { compensatedSum } from '../kernel/compensated-sum.js';
import { deliveredMealsPerDay } from '../kernel/meals/delivery-time.js';
import { VEHICLE_PROFILES } from '../kernel/meals/meal-vehicle.js';
import { Turns } from '../platform/compute/in-turns.js';
import { type MealField, type MealFigures, type PlannedMeals, pointsWithin } from './meal-field.js';
import { mealNotes } from './meal-notes.js';
import { MealLayer, type MealVehicle } from './meal-settings.js';
import { MealChain, MealPoint } from './meal-point.type.js';
import { UnmetReason } from './meal-reasons.js';
import { MealService, MealShortage } from './meal-service.type.js';
import { MealVehicleRule } from './meal-vehicle-rule.type.js';
import { MealCoverage, MealsOfDivision } from './meals-of-division.type.js';
import { rideSecondsOf } from './meals.service.js';

/** Meals of a division, by its number in the tree. */
export function describeMeals(field: MealField, unit: number): MealService {
  const { view, question, ground, withoutDeliveryCount } = field;
  const { settings, cohort } = question;
  const points = pointsWithin(field, unit);
  return Object.assign(new MealService(), {
    ...{ field, unit, cohort, settings },
    total: mealsOfDivision(field, unit, points),
    children: view.ground.tree.childrenOf(unit).map((child) => mealsOfDivision(field, child)),
    peopleDiningIn: sumOver(points, (at) => ground.dineIn[at]),
    peopleNeedingDelivery: sumOver(points, (at) => ground.delivery[at]),
    pointsWithoutDeliveryCount: sumOver(points, (at) => withoutDeliveryCount[at]),
    rideSecondsLeft: rideSecondsOf(settings),
    deliveredMealsPerDay: deliveredMealsPerDay(settings),
    vehicles: [
      vehicleRule(settings.vehicle, settings.vehicleSpeedMetersPerSecond),
      vehicleRule('VAN', settings.transportSpeedMetersPerSecond),
    ],
    notes: mealNotes(field, unit),
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

/** Points by their places in the field, other requests being let in between. */
export async function pointsOf(field: PlannedMeals, places: readonly number[]): Promise<MealPoint[]> {
  const chains = chainsByPoint(field);
  const turns = new Turns();
  const points: MealPoint[] = [];
  for (const at of places) {
    points.push(describeMealPoint(field, at, chains));
    await turns.pause();
  }
  return points;
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

function vehicleRule(vehicle: MealVehicle, speedMetersPerSecond: number): MealVehicleRule {
  const kinds = Object.entries(VEHICLE_PROFILES[vehicle].kinds).map(([kind, speedFactor]) => ({
    kind,
    speedFactor,
  }));
  return Object.assign(new MealVehicleRule(), { vehicle, speedMetersPerSecond, kinds });
}

function covered(people: number, of: number) {
  return coveredPeopleOf({ coveredWeight: people, totalWeight: of, ratio: of > 0 ? people / of : null });
}

function sumOver(points: readonly number[], value: (at: number) => number): number {
  return compensatedSum(points.map(value));
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
