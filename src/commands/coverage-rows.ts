import {
  type CoverageReport,
  type DivisionReport,
  type NoRatioReason,
  PRESENCE_RELATIONS,
} from '../coverage/index.js';
import type { RowsColumn } from './print-rows.js';

/** The tables of a coverage report. */
export const COVERAGE_TABLES = ['presence', 'population', 'readings', 'close', 'urban-rural'] as const;
export type CoverageTable = (typeof COVERAGE_TABLES)[number];

type Print = <T>(rows: readonly T[], columns: readonly RowsColumn<T>[]) => void;

/** Hands the rows of one table of a report to `print`, the division first, then its parts. */
export function coverageRows({ division, parts }: CoverageReport, table: CoverageTable, print: Print): void {
  const divisions = [division, ...parts];
  switch (table) {
    case 'presence':
      return print(presenceRows(divisions), PRESENCE);
    case 'population':
      return print(
        divisions.filter(({ population }) => population !== null),
        POPULATION,
      );
    case 'readings':
      return print(divisions, READINGS);
    case 'close':
      return print(closingRows(divisions), CLOSING);
    case 'urban-rural':
      return print(urbanRuralRows(divisions), URBAN_RURAL);
  }
}

const column = <T>(name: string, value: RowsColumn<T>['value']): RowsColumn<T> => ({
  title: name,
  name,
  value,
});
const ratioText = (ratio: number | null) => ratio ?? '';
const ofDivision = <T extends { readonly division: DivisionReport }>() => [
  column<T>('code', ({ division }) => division.code),
  column<T>('name', ({ division }) => division.name),
];

function presenceRows(divisions: readonly DivisionReport[]) {
  return divisions.flatMap((division) => division.presence.map((presence) => ({ division, presence })));
}

const PRESENCE: readonly RowsColumn<ReturnType<typeof presenceRows>[number]>[] = [
  ...ofDivision(),
  column('levels', ({ presence }) => presence.levels.join(';')),
  column('urbanRural', ({ presence: { choice } }) =>
    choice.urbanRural ? `${choice.urbanRural.rule}:${choice.urbanRural.side}` : '',
  ),
  column('zones', ({ presence }) => presence.choice.zones),
  column('relations', ({ presence }) => (presence.choice.relations ?? PRESENCE_RELATIONS).join(';')),
  column('numerator', ({ presence }) => presence.numerator),
  column('denominator', ({ presence }) => presence.denominator),
  column('ratio', ({ presence }) => ratioText(presence.ratio)),
  column('noRatioReason', ({ presence }) => presence.noRatioReason ?? ''),
  column('target', ({ presence }) => ratioText(presence.target)),
  column('unitsNeeded', ({ presence }) => presence.unitsNeeded ?? ''),
  column('unitsShort', ({ presence }) => presence.unitsShort ?? ''),
  column('excludedUnits', ({ presence }) => presence.excludedUnits),
];

const POPULATION: readonly RowsColumn<DivisionReport>[] = [
  column('code', ({ code }) => code),
  column('name', ({ name }) => name),
  column('cohort', ({ population }) => population!.cohort),
  column('coveredPeople', ({ population }) => population!.coveredPeople),
  column('totalPeople', ({ population }) => population!.totalPeople),
  column('ratio', ({ population }) => ratioText(population!.ratio)),
  column('noRatioReason', ({ population }) => population!.noRatioReason ?? ''),
  column('unsnappedPeople', ({ population }) => population!.unsnappedPeople),
  column('points', ({ population }) => population!.points),
];

/** Communities and villages, the units presence is promised for. */
export function grassrootsPresence({ presence }: DivisionReport) {
  const units = presence.filter(({ level }) => level === 'COMMUNITY' || level === 'VILLAGE');
  const numerator = units.reduce((sum, each) => sum + each.numerator, 0);
  const denominator = units.reduce((sum, each) => sum + each.denominator, 0);
  const isEmpty = denominator === 0;
  const noRatioReason: NoRatioReason | null = isEmpty ? 'NO_UNITS' : null;
  return { numerator, denominator, ratio: isEmpty ? null : numerator / denominator, noRatioReason };
}

const READINGS: readonly RowsColumn<DivisionReport>[] = [
  column('code', ({ code }) => code),
  column('name', ({ name }) => name),
  column('level', ({ level }) => level),
  column('unitsCounted', (division) => grassrootsPresence(division).numerator),
  column('units', (division) => grassrootsPresence(division).denominator),
  column('presenceRatio', (division) => ratioText(grassrootsPresence(division).ratio)),
  column('noPresenceRatioReason', (division) => grassrootsPresence(division).noRatioReason ?? ''),
  column('coveredPeople', ({ population }) => population?.coveredPeople ?? ''),
  column('totalPeople', ({ population }) => population?.totalPeople ?? ''),
  column('populationRatio', ({ population }) => ratioText(population?.ratio ?? null)),
  column('noPopulationRatioReason', ({ population }) => population?.noRatioReason ?? ''),
  column('coveredHouseholds', ({ households }) => households?.coveredHouseholds ?? ''),
  column('totalHouseholds', ({ households }) => households?.totalHouseholds ?? ''),
  column('householdRatio', ({ households }) => ratioText(households?.ratio ?? null)),
  column('noHouseholdRatioReason', ({ households }) => households?.noRatioReason ?? ''),
  column('coveredSquareMeters', ({ area }) => area?.coveredSquareMeters ?? ''),
  column('totalSquareMeters', ({ area }) => area?.totalSquareMeters ?? ''),
  column('areaBase', ({ area }) => area?.base ?? ''),
  column('areaRatio', ({ area }) => ratioText(area?.ratio ?? null)),
  column('noAreaRatioReason', ({ area }) => area?.noRatioReason ?? ''),
];

function closingRows(divisions: readonly DivisionReport[]) {
  return presenceRows(divisions).flatMap(({ division, presence }) =>
    presence.unitsToClose.map((unit, index) => ({ division, presence, unit, rank: index + 1 })),
  );
}

const CLOSING: readonly RowsColumn<ReturnType<typeof closingRows>[number]>[] = [
  ...ofDivision(),
  column('levels', ({ presence }) => presence.levels.join(';')),
  column('rank', ({ rank }) => rank),
  column('unitCode', ({ unit }) => unit.code),
  column('unitName', ({ unit }) => unit.name),
  column('people', ({ unit }) => unit.people),
  column('uncoveredPeople', ({ unit }) => unit.uncoveredPeople ?? ''),
];

function urbanRuralRows(divisions: readonly DivisionReport[]) {
  return divisions.flatMap((division) =>
    (division.urbanRural?.rules ?? []).flatMap(({ rule, sides }) =>
      sides.map((figures) => ({ division, rule, figures })),
    ),
  );
}

const URBAN_RURAL: readonly RowsColumn<ReturnType<typeof urbanRuralRows>[number]>[] = [
  ...ofDivision(),
  column('rule', ({ rule }) => rule),
  column('side', ({ figures }) => figures.side),
  column('units', ({ figures }) => figures.units),
  column('counted', ({ figures }) => figures.counted),
  column('ratio', ({ figures }) => ratioText(figures.ratio)),
  column('noRatioReason', ({ figures }) => figures.noRatioReason ?? ''),
];
