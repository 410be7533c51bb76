import type { HeldNetwork, SnapSet, WalkLimit } from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import {
  coverageChangeStages,
  type CoverageCount,
  type CoverageSituation,
  peopleCount,
  unitCount,
} from '../kernel/coverage/coverage-change.js';
import { populationCoverageByDivision, type PopulationCoverage } from '../kernel/coverage/population.js';
import type { ComparedPlaces } from './compare-places.js';
import type { CoverageView } from './coverage-view.js';
import type { PlanningGround } from './planning-ground.js';
import type { PredicateField } from './predicate-field.js';
import { unitPresence, type UnitPresence } from './unit-presence.js';
import { unitSet } from './unit-set.js';

/** By what a situation is judged. */
interface StageRule {
  readonly predicates: PredicateField;
  readonly limit: WalkLimit;
}

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

/** Population coverage in one of the five situations. */
export interface PopulationStage extends Stage {
  readonly byDivision: readonly PopulationCoverage[];
  /** Per position in the ground's demand, a position in `serving` within the limit, or -1. */
  readonly nearest: Int32Array;
}

type Situation = CoverageSituation<PlanningGround, StageRule>;

/** The five situations between two views of one state of the data. */
function situations(before: CoverageView, after: CoverageView, places: ComparedPlaces): readonly Situation[] {
  const of = ({ ground, presence, limit }: CoverageView, facilities: ReadonlySet<string>): Situation => ({
    facilities,
    ground,
    rule: { predicates: presence.predicates, limit },
  });
  return coverageChangeStages(of(before, places.before), of(after, places.after));
}

/** Positions of the places that operate in a situation and offer the service by its rule. */
function servingIn({ facilities, rule }: Situation, { places }: ComparedPlaces): number[] {
  const found: number[] = [];
  places.forEach(({ key, judged }, at) => {
    if (facilities.has(key) && (judged === null || rule.predicates.offers(judged))) found.push(at);
  });
  return found;
}

/** Presence over the units of a level at or under a division, in each situation. */
export function presenceStages(
  before: CoverageView,
  after: CoverageView,
  compared: ComparedPlaces,
  division: number,
  level: DivisionLevel,
): PresenceStage[] {
  return situations(before, after, compared).map((situation) => {
    const serving = servingIn(situation, compared);
    const { ground } = situation;
    const facilities = serving.map((at) => ({ ...compared.places[at].facility, operating: true }));
    const presence = unitPresence(ground.tree, facilities, { offers: () => true, steps: () => 0 });
    const { units } = unitSet(ground, division, [level]);
    const numerator = units.filter((unit) => presence[unit].counted).length;
    const count = unitCount({ numerator, denominator: units.length });
    return { count, serving, units: new Set(units), presence };
  });
}

/** Population coverage at or under a division, in each situation; equal situations are walked once. */
export async function populationStages(
  before: CoverageView,
  after: CoverageView,
  compared: ComparedPlaces,
  division: number,
  cohort: Cohort,
  signal?: AbortSignal,
): Promise<PopulationStage[]> {
  const { network, demandSnaps } = after.field;
  const walked = new Map<string, Promise<PopulationStage>>();
  return Promise.all(
    situations(before, after, compared).map((situation) => {
      const serving = servingIn(situation, compared);
      const { limitCentimeters } = situation.rule.limit;
      const key = `${limitCentimeters} ${serving.join()}`;
      let stage = walked.get(key);
      if (!stage) {
        const sites = compared.sites!.subset(serving);
        stage = walkStage(
          network,
          demandSnaps,
          sites,
          limitCentimeters,
          situation.ground,
          cohort,
          signal,
        ).then((figures) => ({ ...figures, serving, count: peopleCount(figures.byDivision[division]) }));
        walked.set(key, stage);
      }
      return stage;
    }),
  );
}

async function walkStage(
  network: HeldNetwork,
  demandSnaps: SnapSet,
  sites: SnapSet,
  limitCentimeters: number,
  { demand, tree }: PlanningGround,
  cohort: Cohort,
  signal?: AbortSignal,
): Promise<Pick<PopulationStage, 'byDivision' | 'nearest'>> {
  const swept = await network.nearestFacilities(sites, demandSnaps, limitCentimeters, signal);
  const people = demand.people[cohort];
  const points = Int32Array.from(people.keys()).filter((point) => !Number.isNaN(people[point]));
  const reach = {
    weight: Float64Array.from(points, (point) => people[point]),
    costCentimeters: points.map((point) => swept.costCentimeters[point]),
    snapped: Uint8Array.from(points, (point) => (demandSnaps.has(point) ? 1 : 0)),
    limitCentimeters,
  };
  const pointDivision = points.map((point) => demand.division[point]);
  const { divisions } = populationCoverageByDivision(reach, pointDivision, tree.parent);
  return { byDivision: divisions, nearest: swept.nearest };
}
