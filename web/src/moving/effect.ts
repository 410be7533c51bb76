/** People within the walk, and all people. */
export interface PeopleFigure {
  readonly coveredPeople: number;
  readonly totalPeople: number;
  readonly ratio?: number | null;
}

/** Units that have the service, of all units of a level. */
export interface PresenceChange {
  readonly level: string;
  readonly denominator: number;
  readonly numeratorBefore: number;
  readonly numeratorAfter: number;
}

/** A division that is covered otherwise than before. */
export interface ChangedDivision {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly before: PeopleFigure;
  readonly after: PeopleFigure;
  readonly presentBefore: boolean;
  readonly presentAfter: boolean;
}

/** What a plan does to coverage, of a division and every level at and under it. */
export interface Effect {
  readonly before: PeopleFigure;
  readonly after: PeopleFigure;
  readonly peopleNewlyCovered: number;
  readonly peopleNoLongerCovered: number;
  readonly presence: readonly PresenceChange[];
  readonly divisions: readonly ChangedDivision[];
  /** Of them all, where `divisions` is only the first of them. */
  readonly divisionCount: number;
}

/** The same of a division as computed anew from nothing. */
export interface Recomputed {
  readonly population: PeopleFigure;
  readonly presence: readonly {
    readonly level: string;
    readonly denominator: number;
    readonly numerator: number;
  }[];
}

/** Sums of weights taken in another order may differ by this much. */
const TOLERANCE = 1e-9;

/** Whether a quick answer says what computing everything anew says, of people and of units at every level. */
export function isSame(effect: Effect, before: Recomputed, after: Recomputed): boolean {
  return (
    samePeople(effect.before, before.population) &&
    samePeople(effect.after, after.population) &&
    effect.presence.every(
      ({ level, denominator, numeratorBefore, numeratorAfter }) =>
        sameUnits(before, level, numeratorBefore, denominator) &&
        sameUnits(after, level, numeratorAfter, denominator),
    )
  );
}

/** What the full computation says, where it differs from the quick answer or there is none: it is the one that holds. */
export function effectOf(before: Recomputed, after: Recomputed): Effect {
  const counted = new Map(after.presence.map((each) => [each.level, each]));
  return {
    ...{ before: before.population, after: after.population },
    ...{ peopleNewlyCovered: NaN, peopleNoLongerCovered: NaN, divisions: [], divisionCount: 0 },
    presence: before.presence.map(({ level, denominator, numerator }) => ({
      ...{ level, denominator, numeratorBefore: numerator },
      numeratorAfter: counted.get(level)?.numerator ?? numerator,
    })),
  };
}

export type Direction = 'gains' | 'loses' | 'same';

/** Whether more or fewer people of a division are covered; where as many are, whether it has the service. */
export function directionOf({ before, after, presentBefore, presentAfter }: ChangedDivision): Direction {
  const people = after.coveredPeople - before.coveredPeople;
  if (Math.abs(people) > TOLERANCE * Math.max(1, before.totalPeople)) return people > 0 ? 'gains' : 'loses';
  if (presentBefore === presentAfter) return 'same';
  return presentAfter ? 'gains' : 'loses';
}

const ORDER = ['PROVINCE', 'CITY', 'COUNTY', 'ZONE', 'SUBDISTRICT', 'TOWN', 'TOWNSHIP'];

/** Divisions from the highest level down, within one the largest change first. */
export function byLevelAndChange(divisions: readonly ChangedDivision[]): ChangedDivision[] {
  const rank = ({ level }: ChangedDivision) => {
    const at = ORDER.indexOf(level);
    return at < 0 ? ORDER.length : at;
  };
  const size = ({ before, after }: ChangedDivision) => Math.abs(after.coveredPeople - before.coveredPeople);
  return [...divisions].sort((a, b) => rank(a) - rank(b) || size(b) - size(a) || (a.code < b.code ? -1 : 1));
}

function samePeople(a: PeopleFigure, b: PeopleFigure): boolean {
  const near = (x: number, y: number) => Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.abs(x), Math.abs(y));
  return near(a.coveredPeople, b.coveredPeople) && near(a.totalPeople, b.totalPeople);
}

function sameUnits({ presence }: Recomputed, level: string, numerator: number, denominator: number): boolean {
  const found = presence.find((each) => each.level === level);
  if (!found) return denominator === 0;
  return found.numerator === numerator && found.denominator === denominator;
}
