import {
  type DataVersion,
  type DataVersionRepository,
  SharedWork,
  versionKey,
} from '../accessibility/index.js';
import type { Cohort } from '../demand/index.js';
import type { DivisionLevel } from '../divisions/index.js';
import { splitCoverageChange } from '../kernel/coverage/coverage-change.js';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { comparedPlaces } from './compare-places.js';
import { type ComparedSteps, populationSteps, presenceSteps } from './compare-parts.js';
import { populationStages, presenceStages } from './compare-stages.js';
import { type CoverageComparison, type ComparedReading } from './compare.types.js';
import type { CoverageView } from './coverage-view.js';
import { type CoverageQuestion, type CoverageService, divisionNumber } from './coverage.service.js';
import { describeComparison } from './describe-comparison.js';
import type { FacilityChange } from './what-if-change.js';
import { siteChanges } from './what-if-sites.js';
import type { WhatIfService } from './what-if.service.js';

export interface ComparisonQuestion {
  readonly divisionCode: string;
  readonly reading: ComparedReading;
  /** Never null for PRESENCE. */
  readonly level: DivisionLevel | null;
  readonly cohort: Cohort;
  readonly before: CoverageQuestion;
  readonly after: CoverageQuestion;
  /** Made to the later side, in order. */
  readonly changes: readonly FacilityChange[];
}

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
  ) {}

  /**
   * The exact split of a change (docs/models/coverage-change.md). Both sides rest on one state of the data; facilities,
   * units and predicates are dated, demand is not.
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
    const key = `${stateOf(after.ground.version)} ${JSON.stringify(question)}`;
    return this.answers.get(key, (shared) => this.compare(question, before, after, shared), signal);
  }

  private async compare(
    question: ComparisonQuestion,
    before: CoverageView,
    after: CoverageView,
    signal: AbortSignal,
  ): Promise<CoverageComparison> {
    const { reading, level, cohort, changes } = question;
    const division = divisionNumber(after.ground, question.divisionCode);
    const sited = changes.length > 0 ? siteChanges(after, changes) : [];
    const newSites = sited.length > 0 ? await this.whatIfs.place(after, sited, signal) : [];
    const compared = await comparedPlaces(before, after, sited, newSites, signal);
    const { ground } = after;
    let steps: ComparedSteps;
    let counts;
    if (reading === 'PRESENCE') {
      const stages = presenceStages(before, after, compared, division, level!);
      steps = presenceSteps(stages, compared, ground, division);
      counts = stages.map(({ count }) => count);
    } else {
      const stages = await populationStages(before, after, compared, division, cohort, signal);
      steps = populationSteps(stages, compared, ground, division, level);
      counts = stages.map(({ count }) => count);
    }
    const split = splitCoverageChange(counts);
    const named = { reading, level, cohort: reading === 'PRESENCE' ? null : cohort };
    return describeComparison(named, before, after, division, counts, split, steps);
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
      const [one, other] = views.map(({ ground }) => stateOf(ground.version));
      if (one === other) return views;
      version = await this.versions.read();
    }
    throw new PlanningError('UNAVAILABLE', 'The data is being imported anew; ask again in a moment.', {
      reason: 'DATA_CHANGING',
    });
  }
}

function stateOf(version: DataVersion): string {
  return versionKey(version, 'divisions', 'facilities', 'demand');
}
