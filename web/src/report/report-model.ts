import type { ReportFiguresQuery } from '../api/generated.js';

export type ReportAnswer = ReportFiguresQuery;
export type ReportDivision = NonNullable<ReportAnswer['administrativeDivision']>;
export type ReportScorecard = NonNullable<ReportAnswer['scorecard']>;
export type UnitPart = NonNullable<ReportScorecard['parts']>['edges'][number]['node'];
export type Level = ReportDivision['level'];

const TOWNS: readonly Level[] = ['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'ZONE'];
const COMMUNITIES: readonly Level[] = ['COMMUNITY', 'VILLAGE'];

/** Levels whose units a report of a division tells one by one, in its body and in its appendix. */
export function reportLevels(level: Level): {
  readonly body: readonly Level[];
  readonly appendix: readonly Level[];
} {
  switch (level) {
    case 'PROVINCE':
      return { body: ['CITY'], appendix: ['COUNTY'] };
    case 'CITY':
      return { body: ['COUNTY', 'ZONE'], appendix: ['SUBDISTRICT', 'TOWN', 'TOWNSHIP'] };
    case 'COUNTY':
      return { body: TOWNS, appendix: COMMUNITIES };
    case 'SUBDISTRICT':
    case 'TOWN':
    case 'TOWNSHIP':
    case 'ZONE':
      return { body: COMMUNITIES, appendix: [] };
    case 'COMMUNITY':
    case 'VILLAGE':
      return { body: [], appendix: [] };
  }
}

/** A ratio with both its counts, as the interface gives them. */
export interface RatioRow {
  readonly key: 'population' | 'households' | 'area';
  readonly covered: number;
  readonly total: number;
  readonly ratio: number | null;
  readonly noRatioReason: 'NO_BOUNDARY' | 'NO_ESTATES' | 'NO_PEOPLE' | 'NO_UNITS' | null;
}

/** The readings of coverage that are of the division as a whole. */
export function ratioRows({ coverage }: ReportDivision): RatioRow[] {
  const { population, households, area } = coverage;
  const rows: (RatioRow | null)[] = [
    population && row('population', population.coveredPeople, population.totalPeople, population),
    households
      ? row('households', households.coveredHouseholds, households.totalHouseholds, households)
      : null,
    area ? row('area', area.coveredSquareMeters, area.totalSquareMeters, area) : null,
  ];
  return rows.filter((one) => one !== null);
}

type Told = { readonly ratio?: number | null; readonly noRatioReason?: RatioRow['noRatioReason'] | null };

function row(key: RatioRow['key'], covered: number, total: number, { ratio, noRatioReason }: Told): RatioRow {
  return { key, covered, total, ratio: ratio ?? null, noRatioReason: noRatioReason ?? null };
}

/** Units of some levels, by level and code. */
export function unitsOf(answer: ReportAnswer, levels: readonly Level[]): UnitPart[] {
  const parts = answer.scorecard?.parts?.edges.map(({ node }) => node) ?? [];
  return parts
    .filter(({ coverage }) => levels.includes(coverage.division.level))
    .sort(
      (a, b) =>
        levels.indexOf(a.coverage.division.level) - levels.indexOf(b.coverage.division.level) ||
        a.divisionCode.localeCompare(b.divisionCode),
    );
}

/** Whether a unit itself has a facility; null where presence is not told of it. */
export function hasFacility({ coverage }: UnitPart): boolean | null {
  const own = coverage.presence.find(({ level }) => level === coverage.division.level);
  return own ? own.numerator === own.denominator && own.denominator > 0 : null;
}

/** Presence of the levels below a unit, such as communities 5 of 8. */
export function presenceBelow({ coverage }: UnitPart) {
  return coverage.presence.filter(
    ({ level, denominator }) => level !== coverage.division.level && denominator > 0,
  );
}

/** Whether anything a report shows is generated. */
export function isSynthetic({
  administrativeDivision,
  scorecard,
  estateAudit,
  networkInfo,
}: ReportAnswer): boolean {
  return [
    administrativeDivision?.synthetic,
    administrativeDivision?.coverage.rule.synthetic,
    scorecard?.synthetic,
    estateAudit?.synthetic,
    networkInfo?.synthetic,
  ].some((one) => one === true);
}

/** Whether OpenStreetMap must be named. */
export function showsOpenStreetMap({ dataSources, networkInfo }: ReportAnswer): boolean {
  return [
    ...dataSources.map(({ title, attribution, licence }) => `${title} ${attribution ?? ''} ${licence ?? ''}`),
    ...(networkInfo?.sources ?? []),
  ].some((text) => /openstreetmap|\bosm\b|odbl/i.test(text));
}
