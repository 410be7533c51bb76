import type { Answered } from './answered.js';
import { answerBackup, answerLscpBackup } from './answer-backup.js';
import { answerCapacitated } from './answer-capacitated.js';
import { answerPCenter } from './answer-center.js';
import { answerGoal } from './answer-goal.js';
import { answerLscp } from './answer-lscp.js';
import { answerMclp } from './answer-mclp.js';
import { answerGradual, answerPMedian } from './answer-median.js';
import { answerPhased } from './answer-phased.js';
import { answerPolicy } from './answer-policy.js';
import { describePlan, type SitingSearch } from './describe-plan.js';
import { dropWeightless } from './drop-weightless.js';
import { reportedProgress } from './reported-figures.js';
import type { SitingOutcome } from './siting-answer.js';
import type { SitingModel } from './siting-model.js';
import { SitingRun, type SitingOptions, type SitingSolvers } from './siting-run.js';
import { costOf, settleSites, type SettledSites } from './settled-sites.js';
import { validateSiting } from './validate-siting.js';

/**
 * Answers a siting question of any model, with its certificate. Equal questions give equal plans (ties go to closable
 * existing sites, then to smaller ids) unless the time limit strikes. Demand of weight 0 asks for nothing. Bad input and impossible demands are outcomes;
 * rejects only on abort (with the signal's reason) or when a solver is broken.
 */
export async function solveSiting(
  posed: SitingModel,
  solvers: SitingSolvers,
  options: SitingOptions,
): Promise<SitingOutcome> {
  const issues = validateSiting(posed);
  if (issues.length === 0) return solveValid(posed, solvers, options);
  const conflicts = issues.map((message) => ({ code: 'INVALID' as const, message }));
  return { status: 'INFEASIBLE', conflicts, seconds: 0 };
}

/** As solveSiting, for a question known to be valid, or one that keeps more of a valid one than it asked to. */
export async function solveValid(
  posed: SitingModel,
  solvers: SitingSolvers,
  options: SitingOptions,
): Promise<SitingOutcome> {
  const watch = options.watch && reportedProgress(posed, options.watch);
  const run = new SitingRun(solvers, { ...options, watch });
  const question = dropWeightless(posed);
  const settled = settleFor(question);
  if (settled.conflicts.length > 0)
    return { status: 'INFEASIBLE', conflicts: settled.conflicts, seconds: run.seconds };
  const answered = await answer(question, settled, run);
  if ('conflicts' in answered)
    return { status: 'INFEASIBLE', conflicts: answered.conflicts, seconds: run.seconds };
  const { found, isProven, terms } = answered;
  const isLate = run.secondsLeft() <= 0;
  if (found === null) return { status: 'TIMED_OUT', plan: null, seconds: run.seconds };
  const plan = describePlan(question, settled, keepClosable(question, settled, found), terms, isProven);
  if (isProven) return { status: 'OPTIMAL', plan, seconds: run.seconds };
  const isEnough = plan.gap <= run.gapTolerance;
  return { status: isLate && !isEnough ? 'TIMED_OUT' : 'FEASIBLE', plan, seconds: run.seconds };
}

function settleFor(question: SitingModel): SettledSites {
  switch (question.model) {
    case 'LSCP':
    case 'LSCP_B':
    case 'COVERAGE_GOAL':
      return settleSites(question, {}, false);
    case 'PHASED':
      // What is locked in opens in some year: which one is for the plan to say.
      return settleSites(
        { ...question, roles: question.roles?.map((role) => (role === 'LOCKED_IN' ? 'FREE' : role)) },
        {},
        false,
      );
    default:
      return settleSites(question, question);
  }
}

function answer(question: SitingModel, settled: SettledSites, run: SitingRun): Promise<Answered> {
  switch (question.model) {
    case 'MCLP':
      return answerMclp(question, settled, run);
    case 'LSCP':
      return answerLscp(question, settled, run);
    case 'COVERAGE_GOAL':
      return answerGoal(question, settled, run);
    case 'P_MEDIAN':
      return answerPMedian(question, settled, run);
    case 'P_CENTER':
      return answerPCenter(question, settled, run);
    case 'LSCP_B':
      return answerLscpBackup(question, settled, run);
    case 'BACKUP':
      return answerBackup(question, settled, run);
    case 'GRADUAL':
      return answerGradual(question, settled, run);
    case 'CMCLP':
      return answerCapacitated(question, settled, run);
    case 'POLICY':
      return answerPolicy(question, settled, run);
    case 'PHASED':
      return answerPhased(question, settled, run);
  }
}

/** Existing sites that close for nothing stay open as far as the limits go. */
function keepClosable(question: SitingModel, settled: SettledSites, found: SitingSearch): SitingSearch {
  const open = [...found.open];
  let spent = open.reduce((sum, site) => sum + costOf(question, site), 0);
  for (const site of settled.choosable) {
    if (question.roles?.[site] !== 'CLOSABLE' || open.includes(site)) continue;
    if (open.length >= settled.p || spent + costOf(question, site) > settled.budget) continue;
    open.push(site);
    spent += costOf(question, site);
  }
  return { ...found, open };
}
