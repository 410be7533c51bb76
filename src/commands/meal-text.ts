import type { MealCoverageReport, MealsOfDivisionReport } from '../meals/index.js';
import { people, percent } from './text-table.js';

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
