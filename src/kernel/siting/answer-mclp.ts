import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { transposeSets } from './merge-demand.js';
import { compensatedSum } from '../compensated-sum.js';
import type { MclpProblem } from './mclp-problem.js';
import { solveMclp } from './solve-mclp.js';
import type { MclpQuestion } from './siting-model.js';

/** Most demand covered: the chain of solveMclp over what may be chosen. The objective counts what stands as well. */
export const answerMclp: Answer<MclpQuestion> = async (question, settled, run) => {
  const { choosable, p, budget, cost } = settled;
  const { rows, standingCovers } = coverGround(question, settled, question.cutoff);
  const covers = transposeSets(rows, choosable.length);
  const problem: MclpProblem = {
    demandIds: question.demandIds,
    demandWeight: question.demandWeight,
    alreadyCovered: Uint8Array.from(standingCovers, (times) => (times > 0 ? 1 : 0)),
    // The order of `choosable` is the order of preference.
    candidateIds: choosable.map((_, at) => String(at).padStart(9, '0')),
    candidateCost: budget < Infinity ? cost : undefined,
    covers: { offset: covers.offset, demand: covers.member },
    p: Math.min(p, choosable.length),
    budget: budget < Infinity ? budget : undefined,
  };
  const standing = compensatedSum(
    question.demandWeight.map((weight, point) => (standingCovers[point] > 0 ? weight : 0)),
  );
  const outcome = await solveMclp(problem, run.milp, {
    timeLimitSeconds: run.secondsLeft(),
    gapTolerance: run.gapTolerance,
    signal: run.signal,
    pause: run.pause,
    lp: run.lp,
    clock: () => run.seconds,
    watch: (value, bound) => run.watch?.(standing + value, standing + bound),
  });
  if (outcome.status === 'infeasible')
    return { conflicts: outcome.issues.map(({ message }) => ({ code: 'INVALID', message })) };
  const plan = outcome.status === 'planned' ? outcome.plan : outcome.incumbent;
  const open = plan.sites.map(({ candidate }) => choosable[candidate]);
  return {
    found: { open, objective: standing + plan.objective, bound: standing + plan.upperBound },
    isProven: plan.isOptimal,
    terms: { sense: 'maximize', score: { kind: 'BEST', level: () => 1 }, cutoff: question.cutoff },
  };
};
