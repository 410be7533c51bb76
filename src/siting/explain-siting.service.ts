import type { DataVersion } from '../accessibility/index.js';
import type {
  CandidateExplanation as KernelExplanation,
  PlanLoss,
} from '../kernel/siting/candidate-explanation.js';
import type { CandidateWorth as KernelWorth } from '../kernel/siting/candidate-worth.js';
import type { SitingOutcome as KernelOutcome } from '../kernel/siting/siting-answer.js';
import type { Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { demandColumns } from './demand-columns.js';
import type {
  CandidateAnswer,
  CandidateExplanation,
  CandidateReasonCode,
  CandidateWorth,
} from './explanation.types.js';
import { lossWords } from './loss-words.js';
import { objectiveScale } from './objective-scale.js';
import { hashOf, type PosedSiting } from './posed-siting.js';
import type { ObjectiveUnit } from './siting-terms.js';
import type { SitingQuestion } from './siting-question.js';
import type { ProposeOptions, SitingService } from './siting.service.js';
import type { SitingPlan } from './siting-plan.type.js';
import type { CandidatePlace } from './siting-places.js';
import type { SolveThreads } from './solve-threads.js';

const LEFT_OUT = {
  OFF_NETWORK: ['OFF_NETWORK', 'No walkway is near it.'],
  WITHOUT_COST: ['WITHOUT_COST', 'Money counts and it states no cost.'],
  WITHOUT_CAPACITY: ['WITHOUT_CAPACITY', 'Capacities count and it states none.'],
  OUT_OF_REACH: ['REACHES_NOBODY', 'It lies outside the division and reaches nobody in it.'],
} as const;

/** Why a candidate is in the best plan of a question, or is not. */
export class ExplainSitingService {
  constructor(
    private readonly siting: SitingService,
    private readonly threads: Pick<SolveThreads, 'explain'>,
  ) {}

  /**
   * Solves the question, then once more with the candidate sure to open; each within the question's time limit.
   * @throws PlanningError NOT_FOUND for a candidate there is none of; else as SitingService.propose
   */
  async explain(
    question: SitingQuestion,
    candidateId: string,
    version: DataVersion,
    viewer: Viewer,
    { signal, watch }: ProposeOptions = {},
  ): Promise<CandidateAnswer> {
    const started = performance.now();
    const prepared = await this.siting.prepare(question, version, viewer, signal);
    if ('outcome' in prepared) return prepared;
    const { posed, places } = prepared;
    const place = places.candidates.find(({ id }) => id === candidateId);
    if (!place) throw unknown(candidateId, places.candidates.length, question);
    const { outcome, thinned } = await this.siting.solve(posed, { signal, watch }, started);
    const described = await this.siting.describe(posed, outcome, thinned, started);
    if (described.outcome !== 'SitingPlan') return described;
    const why = posed.leftOut.get(candidateId);
    if (why || !('plan' in outcome) || !outcome.plan) return leftOut(place, described, LEFT_OUT[why!]);
    const { timeLimitSeconds, gapTolerance } = question;
    const candidate = posed.sites.findIndex((site) => site.candidate?.id === candidateId);
    const found = await this.threads.explain(
      {
        question: posed.question,
        plan: outcome.plan,
        candidate,
        options: { timeLimitSeconds, gapTolerance },
      },
      { signal },
    );
    return this.describe(posed, place, described, found);
  }

  private async describe(
    posed: PosedSiting,
    place: CandidatePlace,
    plan: SitingPlan,
    found: KernelExplanation,
  ): Promise<CandidateExplanation> {
    const { sites } = posed;
    const { factor, unit } = objectiveScale(posed);
    const dominatedBy = found.dominatedBy.map(({ candidate }) => {
      const { id, name } = sites[candidate].candidate ?? sites[candidate].facility!;
      return { siteId: id, name };
    });
    const { including, loss, isInPlan, extraSites } = found;
    // Sites come first there; the kernel says how many.
    const takesSites = plan.model === 'LSCP_B' && (extraSites ?? 0) > 0;
    return {
      ...head(place, plan),
      inPlan: isInPlan,
      reasons: found.reasons.map(({ code, message }) => ({
        code,
        message: ownWords(code, { dominatedBy, loss: takesSites ? null : loss, factor, unit }) ?? message,
      })),
      alone: worthOf(posed, found.alone),
      givenPlan: worthOf(posed, found.given),
      dominatedBy,
      including:
        including && !isInPlan ? await this.describeIncluding(posed, found.candidate, including) : null,
      lossAtLeast: loss && loss.least * factor,
      lossAtMost: loss && loss.most * factor,
    };
  }

  /** The plan with the candidate, as the answer to the question that locks it in. */
  private describeIncluding(posed: PosedSiting, candidate: number, outcome: KernelOutcome) {
    const { asked, sites } = posed;
    const roles = posed.question.roles!.map((role, site) => (site === candidate ? 'LOCKED_IN' : role));
    const question = { ...posed.question, roles };
    const lockedIn = [...asked.lockedIn, sites[candidate].candidate!.id];
    const locked = { ...posed, question, asked: { ...asked, lockedIn } };
    const dataHash = hashOf(question, locked.asked);
    return this.siting.describe(
      { ...locked, dataHash },
      outcome,
      0,
      performance.now() - 1000 * outcome.seconds,
    );
  }
}

/** Reasons whose figures or ids the kernel writes in its own terms. */
function ownWords(
  code: CandidateReasonCode,
  told: {
    readonly dominatedBy: CandidateExplanation['dominatedBy'];
    readonly loss: PlanLoss | null;
    readonly factor: number;
    readonly unit: ObjectiveUnit;
  },
): string | null {
  if (code === 'DOMINATED')
    return `It does nothing that ${named(told.dominatedBy)} cannot do as well, for no more.`;
  if (!told.loss || (code !== 'COSTS_OBJECTIVE' && code !== 'BETTER' && code !== 'NOT_DECIDED')) return null;
  return lossWords(code, told.unit, told.loss.least * told.factor, told.loss.most * told.factor);
}

function head(place: CandidatePlace, plan: SitingPlan) {
  const { id, name, kind, lon, lat, beside } = place;
  return {
    outcome: 'CandidateExplanation' as const,
    candidateId: id,
    ...{ name, kind, beside, plan },
    location: { type: 'Point' as const, coordinates: [lon, lat] },
    objectiveUnit: plan.objectiveUnit,
  };
}

/** A candidate that is not in the problem at all. */
function leftOut(
  place: CandidatePlace,
  plan: SitingPlan,
  [code, message]: (typeof LEFT_OUT)[keyof typeof LEFT_OUT],
): CandidateExplanation {
  return {
    ...head(place, plan),
    inPlan: false,
    reasons: [{ code, message }],
    ...{ alone: null, givenPlan: null, dominatedBy: [], including: null },
    ...{ lossAtLeast: null, lossAtMost: null },
  };
}

function worthOf(posed: PosedSiting, { worth, newlyCovered, demand }: KernelWorth): CandidateWorth {
  const points = demand.map((point) => posed.points[point]);
  return {
    worth: worth * objectiveScale(posed).factor,
    peopleNewlyCovered: newlyCovered,
    cutoffSeconds: posed.asked.limit.cutoffSeconds,
    points: demandColumns(posed.view, points, posed.asked.cohort),
  };
}

const MOST_NAMED = 5;

function named(sites: readonly { readonly siteId: string }[]): string {
  const rest = sites.length - MOST_NAMED;
  const ids = sites.slice(0, MOST_NAMED).map(({ siteId }) => siteId);
  return ids.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function unknown(id: string, count: number, { candidateSources }: SitingQuestion): PlanningError {
  return new PlanningError(
    'NOT_FOUND',
    `There is no candidate ${id} among the ${count} of ${candidateSources.join(', ')} in and around the division.`,
    { candidateId: id },
  );
}
