import type { MealCoverageReport, MealReport, MealsOfDivisionReport } from '../meals/index.js';
import { people, percent, wholeParts } from './text-table.js';

/** Both layers and their union as rows of a table, its header first. */
export function layerRows({
  dineIn,
  delivery,
  union,
}: MealsOfDivisionReport): readonly (readonly (string | number)[])[] {
  const row = (title: string, { reach, served }: MealCoverageReport) => [
    ...[title, people(reach.coveredPeople), people(reach.totalPeople), percent(reach.ratio)],
    ...[people(served.coveredPeople), people(served.totalPeople), percent(served.ratio)],
  ];
  return [
    [
      ...['层次 layer', '可及 in time', '总人数 of', '可及率 ratio'],
      ...['实际供餐 served', '需求 of', '供餐率 ratio'],
    ],
    row('堂食 dine-in', dineIn),
    row('送餐 delivery', delivery),
    row('合计 union', union),
  ];
}

/** Why people are not served as rows of a table, its header first; with the served they add up to what is wanted, as printed. */
export function shortageRows({
  total,
  shortages,
}: Pick<MealReport, 'total' | 'shortages'>): readonly (readonly (string | number)[])[] {
  const rows = (['dineIn', 'delivery'] as const).flatMap((name) => {
    const { coveredPeople, totalPeople } = total[name].served;
    const reasons = shortages.filter(({ layer }) => layer === (name === 'dineIn' ? 'DINE_IN' : 'DELIVERY'));
    const counts = wholeParts(
      reasons.map((reason) => reason.people),
      people(totalPeople) - people(coveredPeople),
    );
    return reasons.map(({ layer, reason }, at) => [layer, reason, counts[at]!]);
  });
  return [['层次 layer', '未获供餐原因 why not', '人数 people'], ...rows];
}
