import type { DataVersionRepository } from '../accessibility/index.js';
import { seesAll } from '../facilities/index.js';
import type { Viewer } from '../platform/access/viewer.js';
import { type CoverageRule, ruleOf } from './coverage-rule.js';
import type { AreaWork } from './area-field.js';
import type { ExplainQuestion, ExplainService } from './explain.service.js';
import type { ExplainedMember } from './explain.types.js';

export interface ExplainReport {
  readonly rule: CoverageRule;
  readonly division: { readonly code: string; readonly name: string };
  readonly reading: ExplainQuestion['reading'];
  readonly part: ExplainQuestion['part'];
  /** Members of the whole list, of which `members` are the first. */
  readonly total: number;
  readonly members: readonly (Pick<
    ExplainedMember,
    | 'kind'
    | 'id'
    | 'name'
    | 'counts'
    | 'inDenominator'
    | 'weight'
    | 'countedWeight'
    | 'reason'
    | 'walkSeconds'
    | 'secondsTooFar'
    | 'missingCapabilities'
    | 'exceptedFacility'
    | 'words'
  > & {
    readonly divisionCode: string;
    /** Null where there is none and where it is withheld. */
    readonly facilityId: string | null;
    /** The facility is not published and so not told to this viewer. */
    readonly facilityWithheld: boolean;
  })[];
}

/** Explanations as plain data, from the same computation as the API. */
export class ExplainReports {
  constructor(
    private readonly explaining: ExplainService,
    private readonly versions: DataVersionRepository,
  ) {}

  /**
   * @param first how many members
   * @param after lists only members whose id or code comes behind this one; null begins at the first
   * @throws PlanningError as ExplainService.explain
   */
  async report(
    question: ExplainQuestion,
    viewer: Viewer,
    first: number,
    after: string | null = null,
    work: AreaWork = {},
  ): Promise<ExplainReport> {
    const version = await this.versions.read();
    const { view, division, list } = await this.explaining.explain(question, version, viewer, work);
    const { code, name } = view.ground.tree.nodes[division];
    const rest = after === null ? list.items : list.items.filter((item) => list.keyOf(item) > after);
    return {
      rule: ruleOf(view, division),
      division: { code, name },
      reading: question.reading,
      part: question.part,
      total: list.items.length,
      members: rest.slice(0, first).map((item) => {
        const { facilityAtHand, ...facts } = list.describe(item);
        const facilityWithheld = facilityAtHand !== null && !facilityAtHand.published && !seesAll(viewer);
        const facilityId = facilityWithheld ? null : (facilityAtHand?.id ?? null);
        return { ...facts, facilityId, facilityWithheld };
      }),
    };
  }
}
