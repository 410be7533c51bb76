import {
  type CoverageReport,
  type DivisionReport,
  EVERY_UNIT,
  type NoRatioReason,
  type UnitChoice,
} from '../coverage/index.js';
import { grassrootsPresence } from './coverage-rows.js';
import { ruleLine } from './rule-line.js';
import { people, percent, textTable } from './text-table.js';

/** A coverage report as a terminal shows it. */
export function coverageText({ rule, division, parts }: CoverageReport): string {
  const presence = division.presence.map(
    ({ levels, numerator, denominator, unitsShort, excludedUnits, ...share }) => [
      levels.join('+'),
      numerator,
      denominator,
      shareText(share),
      unitsShort ?? '–',
      excludedUnits,
    ],
  );
  return [
    ruleLine(rule),
    ...predicateLines(rule),
    '',
    `设施覆盖 · units with a facility (${division.name}${choiceWords(division)})`,
    textTable([
      ['层级 level', '达标 with', '总数 of', '比例 ratio', '缺口 short', '不计 left out'],
      ...presence,
    ]),
    '',
    ...closingLines(division),
    ...urbanRuralLines(division),
    ...peopleLines([division, ...parts]),
    ...readingLines([division, ...parts]),
  ].join('\n');
}

const NO_RATIO: Readonly<Record<NoRatioReason, string>> = {
  NO_UNITS: '没有单元 no units',
  NO_PEOPLE: '没有人口数 nobody counted',
  NO_ESTATES: '没有小区 no estates',
  NO_BOUNDARY: '没有边界 no boundary',
};

/** A ratio in percent, or why there is none; a dash where it was not computed. */
function shareText(
  share: { readonly ratio: number | null; readonly noRatioReason: NoRatioReason | null } | null,
): string {
  return share?.noRatioReason ? NO_RATIO[share.noRatioReason] : percent(share?.ratio ?? null);
}

function predicateLines({ predicates }: CoverageReport['rule']): string[] {
  return predicates.map(
    ({
      jurisdictionCode,
      isAssumption,
      document,
      clause,
      kinds,
      anyCapability,
      allCapabilities,
      exceptMealModes,
      verified,
    }) => {
      const ways = [
        kinds.length > 0 ? kinds.join('/') : '',
        anyCapability.length > 0 ? anyCapability.join('/') : '',
        allCapabilities.length > 0 ? allCapabilities.join('+') : '',
      ].filter(Boolean);
      const but =
        exceptMealModes.length > 0 ? `，不计助餐方式 not of meal mode ${exceptMealModes.join('/')}` : '';
      const source = isAssumption ? '默认假设 assumption' : `${document} ${clause}`;
      const checked = verified ? '已核实 verified' : '未核实 not verified';
      return `认定条件 predicate ${jurisdictionCode ?? '*'}: ${ways.join(' 或 or ')}${but} · ${source} · ${checked}`;
    },
  );
}

function choiceWords({ presence }: DivisionReport): string {
  const { urbanRural, zones, relations = null }: UnitChoice = presence[0]?.choice ?? EVERY_UNIT;
  const side = urbanRural ? ` · ${urbanRural.rule}:${urbanRural.side}` : '';
  const by = relations ? ` · ${relations.join('+')}` : '';
  return side + (zones === 'EXCLUDED' ? ' · 开发区不计 without zones' : '') + by;
}

function closingLines({ presence }: DivisionReport): string[] {
  const rows = presence.flatMap(({ levels, unitsToClose }) =>
    unitsToClose.map(({ code, name, people: all, uncoveredPeople }, index) => [
      levels.join('+'),
      index + 1,
      code,
      name,
      people(all),
      uncoveredPeople === null ? '–' : people(uncoveredPeople),
    ]),
  );
  if (rows.length === 0) return [];
  const header = ['层级 level', '#', '代码 code', '名称 name', '人数 people', '未覆盖 uncovered'];
  return ['优先补点单元 · units to close first', textTable([header, ...rows]), ''];
}

function urbanRuralLines({ urbanRural }: DivisionReport): string[] {
  if (!urbanRural) return [];
  const rows = urbanRural.rules.flatMap(({ rule, sides }) =>
    sides.map(({ side, units, counted, ...share }) => [rule, side, counted, units, shareText(share)]),
  );
  return [
    `城乡三种口径 · urban and rural, three ways (${urbanRural.units}; 不一致 differing ${urbanRural.differing.length})`,
    textTable([['口径 rule', '城乡 side', '达标 with', '总数 of', '比例 ratio'], ...rows]),
    '',
  ];
}

function peopleLines(units: readonly DivisionReport[]): string[] {
  const rows = units.flatMap(({ code, name, population }) =>
    population
      ? [
          [
            code,
            name,
            people(population.coveredPeople),
            people(population.totalPeople),
            shareText(population),
            people(population.unsnappedPeople),
          ],
        ]
      : [],
  );
  if (rows.length === 0)
    return [
      '人口覆盖需要步行路网 · people within the walk need a walking network: carecircle import network FILE.osm.pbf',
    ];
  return [
    `人口覆盖 · people within the walk (${units[0].population!.cohort})`,
    textTable([
      ['代码 code', '名称 name', '覆盖 covered', '总人数 people', '比例 ratio', '未接入 off network'],
      ...rows,
    ]),
  ];
}

function readingLines(units: readonly DivisionReport[]): string[] {
  if (units[0].population === null) return [];
  const rows = units.map((unit) => [
    unit.code,
    unit.name,
    shareText(grassrootsPresence(unit)),
    shareText(unit.population),
    shareText(unit.households),
    shareText(unit.area),
    unit.area?.base ?? '–',
  ]);
  return [
    '',
    '四种口径对照 · four readings side by side',
    textTable([
      [
        '代码 code',
        '名称 name',
        '村社设施 presence',
        '人口 people',
        '住户 households',
        '面积 area',
        '面积分母 base',
      ],
      ...rows,
    ]),
  ];
}
