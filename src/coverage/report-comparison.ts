import type { DataVersionRepository } from '../accessibility/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { comparisonQuestionOf, type UncheckedComparison } from './compare.inputs.js';
import type { ComparisonService } from './compare.service.js';
import type {
  ComparedFacility,
  ComparedUnit,
  CoverageChangePart,
  CoverageComparison,
} from './compare.types.js';
import { describeFacilitySteps, describeUnitStep } from './describe-comparison.js';

/** A comparison as plain data, each part with everything behind it. */
export type ComparisonReport = Omit<CoverageComparison, 'unit' | 'ground' | 'parts'> & {
  readonly parts: readonly (Pick<CoverageChangePart, 'step' | 'share' | 'before' | 'after'> & {
    readonly units: readonly ComparedUnit[];
    readonly facilities: readonly ComparedFacility[];
  })[];
};

/** Comparisons as plain data, from the same computation as the API. */
export class ComparisonReports {
  constructor(
    private readonly comparisons: ComparisonService,
    private readonly versions: DataVersionRepository,
  ) {}

  /** @throws PlanningError as `comparisonQuestionOf` and `ComparisonService.ask` do. */
  async reportComparison(asked: UncheckedComparison, viewer: Viewer): Promise<ComparisonReport> {
    const question = comparisonQuestionOf(asked);
    const answer = await this.comparisons.ask(question, await this.versions.read(), viewer);
    const { unit: _unit, ground: _ground, parts, ...figures } = answer;
    return {
      ...figures,
      parts: parts.map((part) => ({
        ...{ step: part.step, share: part.share, before: part.before, after: part.after },
        units: part.steps.units(part.step).map((step) => describeUnitStep(part, step, viewer)),
        facilities: describeFacilitySteps(part, viewer),
      })),
    };
  }
}
