import {
  type DataVersion,
  type DataVersionRepository,
  SharedWork,
  versionKey,
} from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionPopulation, DivisionsRepository } from '../divisions/index.js';
import { type CoverageCount, splitCoverageChange } from '../kernel/coverage/coverage-change.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { AreaService } from './area.service.js';
import { pairFacilities } from './compare-pairs.js';
import { type ComparedPlaces, comparedPlaces, NO_CHANGES } from './compare-places.js';
import { type ComparedSteps, presenceSteps, weighedSteps } from './compare-parts.js';
import { type ComparisonSide, peopleOfDate, type PeopleOfDate } from './compare-side.js';
import {
  areaStages,
  householdStages,
  populationStages,
  presenceStages,
  type WeighedStage,
} from './compare-stages.js';
import { comparisonNotes } from './comparison-notes.js';
import type { ComparisonQuestion } from './comparison-question.js';
import type { ComparedReading, CoverageComparison } from './compare.types.js';
import type { CoverageView } from './coverage-view.js';
import { type CoverageService, divisionNumber } from './coverage.service.js';
import { POPULATION_COLUMN } from './declared-population.js';
import { describeComparison } from './describe-comparison.js';
import type { HouseholdService } from './household.service.js';
import type { PlanningGround } from './planning-ground.js';
import { siteChanges } from './what-if-sites.js';
import type { WhatIfService } from './what-if.service.js';

/** Imports between two reads of one question, after which it is given up. */
const MOST_READS = 3;
const KEPT_COMPARISONS = 16;

/** Tells why coverage differs between two dates or scenarios. */
export class ComparisonService {
  private readonly answers = new SharedWork<CoverageComparison>(KEPT_COMPARISONS);

  constructor(
    private readonly coverage: CoverageService,
    private readonly whatIfs: WhatIfService,
    private readonly versions: DataVersionRepository,
    private readonly divisions: DivisionsRepository,
    private readonly households: HouseholdService,
    private readonly areas: AreaService,
  ) {}

  /**
   * The exact split of a change (docs/models/coverage-change.md). Both sides rest on one state of the data.
   * @throws PlanningError NOT_FOUND for an unknown division or facility, UNAUTHENTICATED or FORBIDDEN for changes of
   *   anybody but a planner, FAILED_PRECONDITION without a walking network where one is needed or for a facility that
   *   cannot close or move, BAD_USER_INPUT for a place far from every walkway; the signal's reason on abort.
   */
  async ask(
    question: ComparisonQuestion,
    version: DataVersion,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<CoverageComparison> {
    if (question.changes.length > 0)
      demandRole(viewer, 'Comparing with changes that are not made', 'planner');
    const [before, after] = await this.views(question, version);
    const key = `${stateOf(after.ground)} ${datasetsOf(version)} ${JSON.stringify(question)}`;
    return this.answers.get(key, (shared) => this.compare(question, before, after, version, shared), signal);
  }

  private async compare(
    question: ComparisonQuestion,
    ...[before, after, version, signal]: [CoverageView, CoverageView, DataVersion, AbortSignal]
  ): Promise<CoverageComparison> {
    const division = divisionNumber(after.ground, question.divisionCode);
    const compared = await this.places(question, before, after, signal);
    const basis = await this.peopleOf(question, before, after);
    const side = async (view: CoverageView, isLater: boolean): Promise<ComparisonSide> => ({
      view,
      isLater,
      choice: (isLater ? question.after : question.before).choice,
      people: (isLater ? basis.after : basis.before).people,
      estates: question.reading === 'HOUSEHOLDS' ? (await this.households.view(view, version)).field : null,
    });
    const sides = [await side(before, false), await side(after, true)] as const;
    const { counts, steps } = await this.steps(question, sides, compared, division, version, signal);
    const split = splitCoverageChange(counts);
    const isScaled = basis.before.scaledPoints + basis.after.scaledPoints > 0;
    return describeComparison(
      question,
      sides,
      division,
      counts,
      split,
      steps,
      comparisonNotes(question, isScaled),
    );
  }

  private async places(
    { changes }: ComparisonQuestion,
    before: CoverageView,
    after: CoverageView,
    signal: AbortSignal,
  ): Promise<ComparedPlaces> {
    const pairs = await pairFacilities(before.ground, after.ground, this.divisions);
    if (changes.length === 0) return comparedPlaces(before, after, pairs, NO_CHANGES, signal);
    const sited = siteChanges(after, changes);
    const sites = await this.whatIfs.place(after, sited, signal);
    const placed = sited.map(({ change }, index) => {
      const at = change.kind === 'CLOSE' ? { lon: 0, lat: 0 } : change.at;
      return { ...at, divisionCode: sites[index]?.divisionCode ?? null };
    });
    const earlier = await this.divisions.findAround(placed, before.ground.asOf);
    return comparedPlaces(before, after, pairs, { sited, sites, earlier }, signal);
  }

  /** The people of each date at the demand points. */
  private async peopleOf(
    { people, cohort }: ComparisonQuestion,
    ...[before, after]: [CoverageView, CoverageView]
  ): Promise<{ readonly before: PeopleOfDate; readonly after: PeopleOfDate }> {
    const { tree } = after.ground;
    const stored = ({ ground }: CoverageView) => ({ people: ground.demand.people[cohort], scaledPoints: 0 });
    if (people === 'AS_STORED') return { before: stored(before), after: stored(after) };
    const codes = tree.nodes.map(({ code }) => code);
    const years = await this.divisions.findPopulations(codes);
    const counts = new Map(codes.map((code, at) => [code, countsOfCohort(years[at], cohort)]));
    const scaled = ({ ground: { demand, asOf } }: CoverageView) =>
      peopleOfDate(demand.people[cohort], demand.division, tree, counts, asOf);
    return { before: scaled(before), after: scaled(after) };
  }

  private async steps(
    { reading, levels }: ComparisonQuestion,
    ...[[before, after], compared, division, version, signal]: [
      readonly [ComparisonSide, ComparisonSide],
      ComparedPlaces,
      number,
      DataVersion,
      AbortSignal,
    ]
  ): Promise<{ readonly counts: CoverageCount[]; readonly steps: ComparedSteps }> {
    const { ground } = after.view;
    const { tree } = ground;
    if (reading === 'PRESENCE') {
      const stages = presenceStages(before, after, compared, division, levels!);
      return {
        counts: stages.map(({ count }) => count),
        steps: presenceSteps(stages, compared, ground, division),
      };
    }
    const units = levels
      ? levels.flatMap((level) => tree.unitsAt(division, level))
      : tree.childrenOf(division);
    const stages = await this.weighedStages(
      reading,
      before,
      after,
      compared,
      division,
      units,
      version,
      signal,
    );
    const inForce = [before.view.ground.inForce, after.view.ground.inForce] as const;
    return {
      counts: stages.map(({ count }) => count),
      steps: weighedSteps(stages, compared, ground, division, units, inForce),
    };
  }

  private async weighedStages(
    reading: Exclude<ComparedReading, 'PRESENCE'>,
    ...[before, after, compared, division, units, version, signal]: [
      ComparisonSide,
      ComparisonSide,
      ComparedPlaces,
      number,
      readonly number[],
      DataVersion,
      AbortSignal,
    ]
  ): Promise<WeighedStage[]> {
    if (reading === 'POPULATION') return populationStages(before, after, compared, division, signal);
    if (reading === 'HOUSEHOLDS') return householdStages(before, after, compared, division, signal);
    const area = await this.areas.field(after.view, version);
    const { network } = after.view.field;
    const fieldOf = (serving: readonly number[], limitCentimeters: number) =>
      this.areas.among(area, { network, serving, sites: compared.sites!.subset(serving) }, limitCentimeters);
    return areaStages(before, after, compared, division, units, fieldOf, { signal });
  }

  /** Both sides from one state of the data. */
  private async views(
    { before, after }: ComparisonQuestion,
    asked: DataVersion,
  ): Promise<readonly [CoverageView, CoverageView]> {
    let version = asked;
    for (let read = 0; read < MOST_READS; read++) {
      const views = [
        await this.coverage.view(before, version),
        await this.coverage.view(after, version),
      ] as const;
      const [one, other] = views.map(({ ground }) => stateOf(ground));
      if (one === other) return views;
      version = await this.versions.read();
    }
    throw new PlanningError('UNAVAILABLE', 'The data is being imported anew; ask again in a moment.', {
      reason: 'DATA_CHANGING',
    });
  }
}

function stateOf({ registerVersion }: PlanningGround): string {
  return versionKey(registerVersion, 'divisions', 'facilities', 'demand');
}

function datasetsOf(version: DataVersion): string {
  return versionKey({ ...version, snapshotId: null }, 'estates', 'land');
}

function countsOfCohort(years: readonly DivisionPopulation[], cohort: Cohort) {
  return years.flatMap((row) => {
    const people = row[POPULATION_COLUMN[cohort]];
    return people === null ? [] : [{ year: row.year, people }];
  });
}
