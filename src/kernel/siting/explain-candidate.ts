import type { CandidateExplanation, PlanLoss } from './candidate-explanation.js';
import { candidateWorth, type OpenSites } from './candidate-worth.js';
import { dropWeightless } from './drop-weightless.js';
import { dominatingCandidates } from './dominating-candidates.js';
import { reasonsAgainst } from './candidate-reasons.js';
import { objectiveSense } from './objective-sense.js';
import { roleOf } from './settled-sites.js';
import type { SitingOutcome, SitingPlan } from './siting-answer.js';
import type { SitingModel, SiteRole } from './siting-model.js';
import { SitingRun, type SitingOptions, type SitingSolvers } from './siting-run.js';
import { solveValid } from './solve-siting.js';
import { validateSiting } from './validate-siting.js';

/**
 * "Why not here?": explains one candidate of a plan that answers the question `posed`. Solves the question once more with the
 * candidate locked in, unless that cannot be or the plan has it.
 *
 * @param candidate position among the candidates
 * @throws RangeError when there is no such candidate or the question itself is faulty; otherwise as solveSiting
 */
export async function explainCandidate(
  posed: SitingModel,
  plan: SitingPlan,
  candidate: number,
  solvers: SitingSolvers,
  options: SitingOptions,
): Promise<CandidateExplanation> {
  const { candidateIds } = posed;
  if (!(candidate >= 0 && candidate < candidateIds.length && Number.isInteger(candidate)))
    throw new RangeError(`There is no candidate ${candidate}.`);
  const [fault] = validateSiting(posed);
  if (fault !== undefined) throw new RangeError(fault);
  const question = dropWeightless(posed);
  const run = new SitingRun(solvers, options);
  const role = roleOf(question, candidate);
  const open = openSites(question, plan);
  const isInPlan = open.sites.includes(candidate);
  const others: OpenSites = { ...open, sites: open.sites.filter((site) => site !== candidate) };
  const standing = standingToday(question).filter((site) => site !== candidate);
  const alone = await candidateWorth(question, { sites: standing }, candidate, run);
  const given = await candidateWorth(question, others, candidate, run, open.year.get(candidate));
  const dominatedBy = dominatingCandidates(question, candidate);
  const including =
    role === 'LOCKED_OUT'
      ? null
      : isInPlan
        ? asOutcome(plan)
        : await solveWith(question, candidate, run, options);
  const withIt = including && 'plan' in including ? including.plan : null;
  const loss = withIt && (isInPlan ? { least: 0, most: 0 } : lossOf(question, plan, withIt));
  const extraSites = withIt && withIt.sites.length - plan.sites.length;
  const facts = { candidate, role, isInPlan, alone, given, dominatedBy, including, loss, extraSites };
  return { ...facts, candidateId: candidateIds[candidate], reasons: reasonsAgainst(question, facts) };
}

/** The question once more with the candidate sure to be open. */
function solveWith(
  question: SitingModel,
  candidate: number,
  run: SitingRun,
  options: SitingOptions,
): Promise<SitingOutcome> {
  const roles = question.candidateIds.map((_, site): SiteRole => {
    if (site !== candidate) return roleOf(question, site);
    return roleOf(question, site) === 'CLOSABLE' ? 'EXISTING' : 'LOCKED_IN';
  });
  // Money that keeping a closable site takes may leave less than any site costs: no fault of the question.
  return solveValid({ ...question, roles }, run.solvers, {
    ...options,
    timeLimitSeconds: Math.max(0.05, run.secondsLeft()),
  });
}

function asOutcome(plan: SitingPlan): SitingOutcome {
  return { status: plan.gap === 0 ? 'OPTIMAL' : 'FEASIBLE', plan, seconds: 0 };
}

function lossOf(question: SitingModel, plan: SitingPlan, withIt: SitingPlan): PlanLoss {
  return objectiveSense(question) === 'maximize'
    ? { least: plan.objective - withIt.upperBound, most: plan.objective - withIt.objective }
    : { least: withIt.lowerBound - plan.objective, most: withIt.objective - plan.objective };
}

function standingToday(question: SitingModel): number[] {
  return Array.from(question.candidateIds.keys()).filter((site) =>
    ['EXISTING', 'CLOSABLE'].includes(roleOf(question, site)),
  );
}

function openSites(question: SitingModel, { sites, closed }: SitingPlan): Required<OpenSites> {
  const kept = standingToday(question).filter((site) => !closed.includes(site));
  return {
    sites: [...kept, ...sites.map(({ candidate }) => candidate)],
    year: new Map(sites.map(({ candidate, phase }) => [candidate, phase])),
  };
}
