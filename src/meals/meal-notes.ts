import type { MealField } from './meal-field.js';
import { rideSecondsOf } from './meals.service.js';

/**
 * What to bear in mind when reading an answer about meals, Chinese first.
 * @param peopleNearKitchensOnly people who walk in time only to kitchens that serve nobody on the spot, null for nobody
 */
export function mealNotes(
  { question, sites, kitchens, ground }: MealField,
  peopleNearKitchensOnly: number | null,
): string[] {
  const { settings } = question;
  const notes = [
    `送达时限 ${settings.budgetMinutes} 分钟是参数，不是标准（30 分钟见于洛阳寇店镇，仅为一例） · the delivery budget of ${settings.budgetMinutes} min is a setting, no norm (30 min were seen in 寇店镇, 洛阳, as one example)`,
    '需送餐人数为假设 · how many people need delivery is an assumption',
    '车辆行驶不计单行道 · one-way streets are not known and are ridden both ways',
  ];
  if (peopleNearKitchensOnly !== null) {
    const count = Math.round(peopleNearKitchensOnly * 10) / 10;
    notes.push(
      `${count} 人步行时限内只有不设堂食的中央厨房，助餐（MEAL）人口覆盖计入这些人 · ${count} people walk in time only to a central kitchen that serves nobody on the spot; MEAL coverage counts them`,
    );
  }
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
