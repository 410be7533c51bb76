import type { DivisionLevel } from '../divisions/index.js';
import {
  coverageChangeStages,
  type CoverageCount,
  type CoverageSituation,
  peopleCount,
  unitCount,
} from '../kernel/coverage/coverage-change.js';
import { populationCoverageByDivision } from '../kernel/coverage/population.js';
import type { AreaField, AreaWork } from './area-field.js';
import type { ComparedPlace, ComparedPlaces } from './compare-places.js';
import type { ComparisonSide } from './compare-side.js';
import { estateWalks } from './household-field.js';
import { householdCoverage } from './household-view.js';
import type { GroundFacility } from './planning-ground.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';
import { unitSet } from './unit-set.js';

interface Stage {
  readonly count: CoverageCount;
  /** Positions in the compared places of those that operate and offer the service, ascending. */
  readonly serving: readonly number[];
}

/** Presence in one of the five situations. */
export interface PresenceStage extends Stage {
  /** By number in the tree. */
  readonly units: ReadonlySet<number>;
  /** Per division; `facility` is a position in `serving`. */
  readonly presence: readonly UnitPresence[];
}

export interface Weighed {
  readonly coveredWeight: number;
  readonly totalWeight: number;
}

/** People, households or ground in one of the five situations. */
export interface WeighedStage extends Stage {
  /** Of a division, by number in the tree. */
  weigh(division: number): Weighed;
  /** Positions in the compared places of those that cover something of the division asked about. */
  readonly covering: ReadonlySet<number>;
}

/** Units, boundaries, people and estates stand under `ground`, the rest of a side under `rule`. */
type Situation = CoverageSituation<ComparisonSide, ComparisonSide>;

/** The five situations between two sides of one state of the data. */
function situations(
  before: ComparisonSide,
  after: ComparisonSide,
  places: ComparedPlaces,
): readonly Situation[] {
  const of = (side: ComparisonSide, facilities: ReadonlySet<string>) => ({
    facilities,
    ground: side,
    rule: side,
  });
  return coverageChangeStages(of(before, places.before), of(after, places.after));
}

/** A place as it lies among the divisions of a side. */
function standing({ facility, earlier }: ComparedPlace, { isLater }: ComparisonSide): GroundFacility {
  return isLater ? facility : earlier;
}

/** Positions of the places that operate in a situation and offer the service by its rule. */
function servingIn({ facilities, ground, rule }: Situation, { places }: ComparedPlaces): number[] {
  const { predicates } = rule.view.presence;
  const found: number[] = [];
  places.forEach((place, at) => {
    if (facilities.has(place.key) && (place.isOfService || predicates.offers(standing(place, ground))))
      found.push(at);
  });
  return found;
}

/** Presence over the units of some levels at or under a division, in each situation. */
export function presenceStages(
  before: ComparisonSide,
  after: ComparisonSide,
  compared: ComparedPlaces,
  division: number,
  levels: readonly DivisionLevel[],
): PresenceStage[] {
  return situations(before, after, compared).map((situation) => {
    const serving = servingIn(situation, compared);
    const { ground } = situation.ground.view;
    const facilities = serving.map((at) => {
      return { ...standing(compared.places[at], situation.ground), operating: true };
    });
    const { choice } = situation.rule;
    const all = { offers: () => true, offersButForMealMode: () => false, steps: () => 0 };
    const presence = unitPresence(ground.tree, facilities, all, undefined, choice.relations ?? undefined);
    const { units } = unitSet(ground, division, levels, choice);
    const numerator = units.filter((unit) => presence[unit].counted).length;
    const count = unitCount({ numerator, denominator: units.length });
    return { count, serving, units: new Set(units), presence };
  });
}

/** Population coverage at or under a division, in each situation; equal walks are walked once. */
export function populationStages(
  before: ComparisonSide,
  after: ComparisonSide,
  compared: ComparedPlaces,
  division: number,
  signal?: AbortSignal,
): Promise<WeighedStage[]> {
  const { network, demandSnaps } = after.view.field;
  return walkedStages(before, after, compared, async (serving, limitCentimeters) => {
    const sites = compared.sites!.subset(serving);
    const swept = await network.nearestFacilities(sites, demandSnaps, limitCentimeters, signal);
    return ({ ground, people }: GroundOf) => {
      const { demand, tree } = ground;
      const points = Int32Array.from(people.keys()).filter((point) => !Number.isNaN(people[point]));
      const reach = {
        weight: Float64Array.from(points, (point) => people[point]),
        costCentimeters: points.map((point) => swept.costCentimeters[point]),
        snapped: Uint8Array.from(points, (point) => (demandSnaps.has(point) ? 1 : 0)),
        limitCentimeters,
      };
      const lies = points.map((point) => demand.division[point]);
      const { divisions } = populationCoverageByDivision(reach, lies, tree.parent);
      const covering = new Set<number>();
      points.forEach((point, at) => {
        const site = swept.nearest[point];
        if (site >= 0 && tree.isWithin(lies[at], division)) covering.add(serving[site]);
      });
      return { weigh: (unit) => divisions[unit], covering, count: peopleCount(divisions[division]) };
    };
  });
}

/** Household coverage likewise. */
export function householdStages(
  before: ComparisonSide,
  after: ComparisonSide,
  compared: ComparedPlaces,
  division: number,
  signal?: AbortSignal,
): Promise<WeighedStage[]> {
  const { network } = after.view.field;
  const { ground: entrances, key } = after.estates!;
  return walkedStages(before, after, compared, async (serving, limitCentimeters) => {
    const sites = compared.sites!.subset(serving);
    const walks = await estateWalks(network, sites, entrances, key, limitCentimeters, signal);
    return ({ ground: { tree }, estates }: GroundOf) => {
      const divisions = householdCoverage(estates!.ground, { ...walks, limitCentimeters }, tree);
      const covering = new Set<number>();
      const { division: lies, counted } = estates!.ground;
      walks.nearest.forEach((site, estate) => {
        if (site >= 0 && counted[estate] && tree.isWithin(lies[estate], division))
          covering.add(serving[site]);
      });
      const { coveredWeight, totalWeight } = divisions[division];
      const count = unitCount({ numerator: coveredWeight, denominator: totalWeight });
      return { weigh: (unit) => divisions[unit], covering, count };
    };
  });
}

/**
 * Area coverage likewise, in square centimetres; outlines and land are not dated.
 * @param units the divisions told of
 * @param fieldOf the ground within a walk of some of the compared places
 */
export function areaStages(
  before: ComparisonSide,
  after: ComparisonSide,
  compared: ComparedPlaces,
  division: number,
  units: readonly number[],
  fieldOf: (serving: readonly number[], limitCentimeters: number) => AreaField,
  work: AreaWork,
): Promise<WeighedStage[]> {
  return walkedStages(before, after, compared, async (serving, limitCentimeters) => {
    const field = fieldOf(serving, limitCentimeters);
    await field.measure([division, ...units], work);
    const covering = new Set(await field.facilities(division, work));
    const weigh = (unit: number): Weighed => {
      const { coveredSquareCentimeters: coveredWeight, totalSquareCentimeters: totalWeight } =
        field.at(unit)!;
      return { coveredWeight, totalWeight };
    };
    const { coveredWeight, totalWeight } = weigh(division);
    const count = unitCount({ numerator: coveredWeight, denominator: totalWeight });
    return () => ({ weigh, covering, count });
  });
}

/** What of a side says who is to be served. */
type GroundOf = Pick<ComparisonSide, 'people' | 'estates'> & Pick<ComparisonSide['view'], 'ground'>;

/** Walks once for equal facilities and limits, and weighs what is reached by the ground of each situation. */
function walkedStages(
  before: ComparisonSide,
  after: ComparisonSide,
  compared: ComparedPlaces,
  walk: (
    serving: readonly number[],
    limitCentimeters: number,
  ) => Promise<(side: GroundOf) => Omit<WeighedStage, 'serving'>>,
): Promise<WeighedStage[]> {
  const walked = new Map<string, ReturnType<typeof walk>>();
  return Promise.all(
    situations(before, after, compared).map(async (situation) => {
      const serving = servingIn(situation, compared);
      const { limitCentimeters } = situation.rule.view.limit;
      const key = `${limitCentimeters} ${serving.join()}`;
      let weighing = walked.get(key);
      if (!weighing) walked.set(key, (weighing = walk(serving, limitCentimeters)));
      const { view, people, estates } = situation.ground;
      return { serving, ...(await weighing)({ ground: view.ground, people, estates }) };
    }),
  );
}
