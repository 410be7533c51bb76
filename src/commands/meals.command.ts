import { type Command, Option } from 'commander';
import type { MealReport, MealsOfDivisionReport } from '../meals/index.js';
import type { CommandGround } from './command-ground.js';
import { addMealPlanCommand } from './meal-plan.command.js';
import { addMealOptions, type MealOptions, mealQuestionOfOptions } from './meal-options.js';
import { printRows, type RowsColumn } from './print-rows.js';
import { ruleLine } from './rule-line.js';
import { people, percent, textTable } from './text-table.js';
import { layerRows, shortageRows } from './meal-text.js';

const TABLES = ['divisions', 'sites', 'kitchens', 'shortages', 'points'] as const;

/** `carecircle meals`: dine-in and delivery of a division, and where new canteens and kitchens go. */
export function addMealsCommand(program: Command, ground: CommandGround): void {
  const command = addMealOptions(
    program
      .command('meals')
      .description('助餐：堂食与送餐两层 · meals in two layers, dine-in by walking and delivery'),
  )
    .addOption(
      new Option(
        '--csv [table]',
        `输出 CSV，默认 divisions · print CSV: ${TABLES.join(', ')}; points hold the chain of every meal`,
      ).choices(TABLES),
    )
    .action(async (options: MealOptions & { readonly csv?: true | (typeof TABLES)[number] }) => {
      const { meals } = await ground.rooms();
      const question = await mealQuestionOfOptions(options, ground);
      const report = await meals.reports.reportMeals(question, ground.viewer);
      if (options.json) ground.printJson(report);
      else if (options.csv) printTable(ground, report, options.csv === true ? 'divisions' : options.csv);
      else ground.print(mealsText(report));
    });
  addMealPlanCommand(command, ground);
}

function printTable(ground: CommandGround, report: MealReport, table: (typeof TABLES)[number]): void {
  const rows = (list: readonly object[], columns: readonly RowsColumn<never>[]) =>
    printRows(ground, { csv: true }, list, { table: [], csv: columns as readonly RowsColumn<object>[] });
  switch (table) {
    case 'divisions':
      return rows([report.total, ...report.children], DIVISION_COLUMNS as never);
    case 'points': {
      const chains = report.points.flatMap(({ chains: ways, ...point }) =>
        (ways.length > 0 ? ways : [null]).map((way) => ({ ...point, ...way, wanting: point.people })),
      );
      return rows(chains, named(POINT_FIELDS) as never);
    }
    case 'sites':
      return rows(report.sites, named(SITE_FIELDS) as never);
    case 'kitchens':
      return rows(report.kitchens, named(KITCHEN_FIELDS) as never);
    case 'shortages':
      return rows(report.shortages, named(['layer', 'reason', 'people']) as never);
  }
}

const SITE_FIELDS = [
  ...['facilityId', 'name', 'mode', 'isModeAssumed', 'mealsPerDay', 'isCapacityAssumed', 'cooks'],
  ...['dineInPeople', 'deliveryPeople', 'trips', 'cookedPeople', 'kitchenFacilityIds', 'bottlenecks'],
];
const KITCHEN_FIELDS = [
  ...['facilityId', 'name', 'mealsPerDay', 'isCapacityAssumed', 'people', 'siteFacilityIds', 'isBottleneck'],
];
const POINT_FIELDS = [
  ...[
    'demandPointId',
    'wanting',
    'walkSeconds',
    'rideSeconds',
    'dineInPeople',
    'dineInServed',
    'dineInUnmet',
  ],
  ...['deliveryPeople', 'deliveryServed', 'deliveryUnmet'],
  ...['layer', 'siteId', 'siteName', 'kitchenId', 'kitchenName', 'people', 'seconds'],
];

function named(fields: readonly string[]): RowsColumn<Record<string, unknown>>[] {
  return fields.map((name) => ({ title: name, name, value: (row) => cell(row[name]) }));
}

function cell(value: unknown): string | number {
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'number' ? value : String(value ?? '');
}

const DIVISION_COLUMNS: RowsColumn<MealsOfDivisionReport>[] = [
  { title: 'code', name: 'code', value: ({ code }) => code },
  { title: 'name', name: 'name', value: ({ name }) => name },
  ...(['dineIn', 'delivery', 'union'] as const).flatMap((layer) =>
    (['reach', 'served'] as const).flatMap((figure) =>
      (['coveredPeople', 'totalPeople', 'ratio'] as const).map((field) => {
        const name = `${layer}.${figure}.${field}`;
        return {
          title: name,
          name,
          value: (row: MealsOfDivisionReport) => row[layer][figure][field] ?? '',
        };
      }),
    ),
  ),
];

function mealsText(report: MealReport): string {
  const { total, children, settings, shortages, sites, kitchens } = report;
  return [
    ruleLine(report.rule),
    `${total.name} · ${report.cohort} · 预计堂食 eating out ${people(report.peopleDiningIn)} · 需送餐（假设） needing delivery (assumed) ${people(report.peopleNeedingDelivery)}`,
    `参数 settings: ${Object.entries(settings)
      .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(';') : String(value ?? '–')}`)
      .join(' ')}`,
    `可骑行 left for riding ${(report.rideSecondsLeft / 60).toFixed(1)} min；每处日送餐上限 delivered a day and place ${report.deliveredMealsPerDay}`,
    '',
    textTable(layerRows(total)),
    '',
    textTable([
      [
        '代码 code',
        '名称 name',
        '堂食可及 dine-in',
        '送餐可及 delivery',
        '合计可及 union',
        '实际供餐 served',
      ],
      ...children.map(({ code, name, dineIn, delivery, union }) => [
        ...[code, name, percent(dineIn.reach.ratio), percent(delivery.reach.ratio)],
        ...[percent(union.reach.ratio), percent(union.served.ratio)],
      ]),
    ]),
    ...(shortages.length === 0 ? [] : ['', textTable(shortageRows(report))]),
    '',
    `助餐点 places ${sites.length}，中央厨房 kitchens ${kitchens.length}（明细 --csv sites, kitchens, points）`,
    ...report.notes.map((note) => `· ${note}`),
  ].join('\n');
}
