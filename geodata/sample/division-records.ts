import type { SourceRecord } from '../../src/imports/source-record.js';
import { toGeometry, type Territory } from './division-borders.js';
import { toLonLat, type Point } from './local-plane.js';
import { distance } from './plane-geometry.js';
import { YEARS, addUp, earlierYear, type Headcount } from './people.js';
import { createPrng } from './prng.js';
import { SUCHENG_DIVISIONS } from './sucheng-divisions.js';
import { COMMUNITIES } from './territories.js';

export interface DivisionFacts {
  /** 2024, by community. */
  readonly headcounts: readonly Headcount[];
  /** Where its people are, by community; never empty. */
  readonly homes: readonly (readonly { readonly at: Point; readonly people: number }[])[];
  readonly urbanRuralClass: readonly string[];
  /** Land of communities, towns and the county, by code. */
  readonly territories: ReadonlyMap<string, Territory>;
}

const VINTAGE = '2023-06-30';
const COUNTY = '321302000000';
const LATEST = YEARS[YEARS.length - 1];

/** Import records of every division, and its head counts by year; upper levels are sums of the communities. */
export function divisionRecords(facts: DivisionFacts, seed: number) {
  const chance = createPrng(seed, 'earlier years');
  const byYear = new Map(
    [...YEARS]
      .reverse()
      .map((year): [number, Headcount[]] => [
        year,
        facts.headcounts.map((count) =>
          year === LATEST ? count : earlierYear(count, LATEST - year, chance),
        ),
      ]),
  );
  const membersOf = (code: string): number[] =>
    COMMUNITIES.map((_, i) => i).filter(
      (i) => COMMUNITIES[i].code === code || COMMUNITIES[i].parentCode === code || code === COUNTY,
    );
  const divisions: SourceRecord[] = [];
  const populations: SourceRecord[] = [];
  for (const { code, name, level, parentCode } of SUCHENG_DIVISIONS) {
    const members = membersOf(code);
    const community = COMMUNITIES.findIndex((other) => other.code === code);
    const counted = members.length > 0;
    const [lon, lat] = counted ? toLonLat(heartOf(members, facts)) : [118.2752, 33.9631];
    const territory = facts.territories.get(code);
    divisions.push({
      row: divisions.length + 1,
      properties: {
        code,
        name,
        level,
        parentCode: parentCode ?? undefined,
        urbanRuralClass: community >= 0 ? facts.urbanRuralClass[community] : undefined,
        vintage: VINTAGE,
        lon,
        lat,
        ...(counted ? { ...addUp(members.map((i) => facts.headcounts[i])), year: LATEST } : {}),
      },
      geometry: territory ? toGeometry(territory) : null,
    });
    for (const year of counted ? YEARS : []) {
      const counts = byYear.get(year) as Headcount[];
      populations.push({
        row: populations.length + 1,
        properties: { code, year, ...addUp(members.map((i) => counts[i])) },
        geometry: null,
      });
    }
  }
  return { divisions, populations };
}

/** The home nearest to the middle of all people. */
function heartOf(members: readonly number[], { homes }: DivisionFacts): Point {
  const all = members.flatMap((i) => homes[i]);
  const total = all.reduce((sum, { people }) => sum + people, 0) || 1;
  const middle: Point = [
    all.reduce((sum, { at, people }) => sum + at[0] * people, 0) / total,
    all.reduce((sum, { at, people }) => sum + at[1] * people, 0) / total,
  ];
  return all.reduce((best, home) => (distance(home.at, middle) < distance(best.at, middle) ? home : best)).at;
}
