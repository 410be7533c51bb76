import { compensatedSum } from '../kernel/compensated-sum.js';
import { type MealField, pointsWithin } from './meal-field.js';
import { rideSecondsOf } from './meals.service.js';

/**
 * What to bear in mind when reading an answer about meals, Chinese first.
 * @param unit the division asked about, by its number in the tree
 */
export function mealNotes(field: MealField, unit: number): string[] {
  const { question, sites, kitchens, ground } = field;
  const { settings } = question;
  const notes = [
    `送达时限 ${settings.budgetMinutes} 分钟是参数，不是标准（30 分钟见于洛阳寇店镇，仅为一例） · the delivery budget of ${settings.budgetMinutes} min is a setting, no norm (30 min were seen in 寇店镇, 洛阳, as one example)`,
    '需送餐人数为假设 · how many people need delivery is an assumption',
    '车辆行驶不计单行道 · one-way streets are not known and are ridden both ways',
  ];
  const { atCounters, atKitchens } = beside(field, unit);
  if (atCounters > 0)
    notes.push(
      `${atCounters} 人步行时限内只有设堂食的中央厨房（kitchensServe），助餐（MEAL）人口覆盖不计 · ${atCounters} people walk in time only to the counters of central kitchens (kitchensServe), which MEAL coverage does not count`,
    );
  if (atKitchens > 0)
    notes.push(
      `${atKitchens} 人步行时限内只有不设堂食的中央厨房，但按认定条件计入助餐（MEAL）人口覆盖 · ${atKitchens} people walk in time only to central kitchens that serve nobody on the spot, which the predicate of MEAL counts there`,
    );
  const assumed = [...new Set([...sites, ...kitchens])].filter(({ isCapacityAssumed }) => isCapacityAssumed);
  if (assumed.length > 0)
    notes.push(
      `${assumed.length} 处未登记日供餐数，按参数假设 · ${assumed.length} places state no meals per day; assumed`,
    );
  const unsupplied = ground.sites.filter(
    ({ cookedMealsPerDay }, site) => cookedMealsPerDay === 0 && !ground.supply.point.includes(site),
  );
  if (unsupplied.length > 0)
    notes.push(
      `${unsupplied.length} 处不自制餐食，且配送时限内没有中央厨房，不能供餐（见 selfCookingKinds、transportMinutes） · ${unsupplied.length} places do not cook and have no central kitchen in time, so serve nobody (see selfCookingKinds, transportMinutes)`,
    );
  if (rideSecondsOf(settings) < 0)
    notes.push(
      '备餐、停靠和交接已用完送达时限，无人可送 · preparation, stops and handover use up the budget, so nobody is reached',
    );
  return notes;
}

/**
 * Whom dine-in and MEAL coverage do not both count, to a tenth of a person: those who walk only to counters of kitchens, and
 * those who walk only to places taken for kitchens here that the predicate counts.
 */
function beside(field: MealField, unit: number) {
  const { view, question, points, walkSeconds } = field;
  const people = view.ground.demand.people[question.cohort];
  const within = pointsWithin(field, unit);
  const count = (isOf: (at: number) => boolean) =>
    Math.round(10 * compensatedSum(within.map((at) => (isOf(at) ? people[points[at]] : 0)))) / 10;
  return {
    atCounters: count((at) => walkSeconds[at] >= 0 && !view.isCovered(points[at])),
    atKitchens: count((at) => walkSeconds[at] < 0 && view.isCovered(points[at])),
  };
}
