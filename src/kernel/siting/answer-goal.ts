import { compensatedSum } from '../compensated-sum.js';
import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { demandClasses } from './demand-classes.js';
import { objectiveStep } from './objective-step.js';
import { SiteProgram, solveProgram } from './site-program.js';
import type { CoverageGoalQuestion } from './siting-model.js';
import { costOf } from './settled-sites.js';

/** The cheapest set that covers a share of all demand; what stands counts. */
export const answerGoal: Answer<CoverageGoalQuestion> = async (question, settled, run) => {
  const { demandWeight, cutoff, goal } = question;
  const { rows, standingCovers } = coverGround(question, settled, cutoff);
  const total = compensatedSum(demandWeight);
  const covered = compensatedSum(demandWeight.map((w, point) => (standingCovers[point] > 0 ? w : 0)));
  const open = demandWeight.map((w, point) => (standingCovers[point] > 0 ? 0 : w));
  const classes = demandClasses(open, rows).filter(({ weight }) => weight > 0);
  const coverable = covered + compensatedSum(classes.map(({ weight }) => weight));
  const asked = goal * total;
  const slack = 1e-9 * Math.max(1, total);
  if (coverable < asked - slack) {
    const possible = total > 0 ? coverable / total : 1;
    const message = `Existing facilities and all candidates together cover ${(100 * possible).toFixed(2)} % of the people, less than the goal of ${Number((100 * goal).toPrecision(12))} %.`;
    return { conflicts: [{ code: 'GOAL_OUT_OF_REACH', message, asked: goal, possible }] };
  }
  const locked = compensatedSum(
    settled.standing
      .filter((site) => question.roles?.[site] === 'LOCKED_IN')
      .map((site) => costOf(question, site)),
  );
  const program = new SiteProgram('minimize', settled, { offset: locked, siteCost: settled.cost });
  const ys = classes.map(({ sites }) => program.addCovered(0, sites));
  // Weights as shares of what is missing: the solver's tolerances are absolute.
  const missing = Math.max(0, asked - covered - slack);
  program.addRow(missing > 0 ? 1 : 0, Infinity);
  classes.forEach(({ weight }, k) => program.addTerm(ys[k], missing > 0 ? weight / missing : weight));
  const search = await solveProgram(program, run, objectiveStep(settled.cost));
  const terms = { sense: 'minimize' as const, score: { kind: 'BEST' as const, level: () => 1 }, cutoff };
  if (search.status !== 'found') return { found: null, isProven: false, terms };
  const chosen = search.open.map((at) => settled.choosable[at]);
  const objective = locked + compensatedSum(search.open.map((at) => settled.cost[at]));
  return { found: { open: chosen, objective, bound: search.bound }, isProven: search.isProven, terms };
};
