import { compensatedSum } from '../compensated-sum.js';
import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { demandClasses } from './demand-classes.js';
import { PhasedProgram } from './phased-program.js';
import { solveProgram } from './site-program.js';
import type { PhasedQuestion } from './siting-model.js';

/**
 * Building year by year so that the discounted coverage of all years is most: the order is part of the optimum. What
 * is locked in must open in some year; existing sites stand throughout.
 */
export const answerPhased: Answer<PhasedQuestion> = async (question, settled, run) => {
  const { demandWeight, cutoff, phases, discount = 1 } = question;
  const { rows, standingCovers } = coverGround(question, settled, cutoff);
  const weights = phases.map((phase) => phase.demandWeight ?? demandWeight);
  const factor = phases.map((_, year) => discount ** year);
  const standing = compensatedSum(
    weights.map(
      (weight, year) =>
        factor[year] * compensatedSum(weight.map((w, point) => (standingCovers[point] > 0 ? w : 0))),
    ),
  );
  const mustOpen = Array.from(settled.choosable.keys()).filter(
    (at) => question.roles?.[settled.choosable[at]] === 'LOCKED_IN',
  );
  const program = new PhasedProgram(settled, phases, standing, mustOpen);
  for (const { sites, points } of demandClasses(demandWeight, rows)) {
    const open = points.filter((point) => standingCovers[point] === 0);
    if (open.length === 0) continue;
    weights.forEach((weight, year) => {
      const sum = compensatedSum(open.map((point) => weight[point]));
      if (sum > 0) program.addCoveredIn(year, factor[year] * sum, sites);
    });
  }
  const isWhole = discount === 1 && weights.every((weight) => weight.every((w) => Number.isSafeInteger(w)));
  const search = await solveProgram(program, run, isWhole ? 1 - 1e-6 : 1e-9 * Math.max(1, standing));
  const terms = { sense: 'maximize' as const, score: { kind: 'BEST' as const, level: () => 1 }, cutoff };
  if (search.status === 'infeasible') {
    const message = 'The candidates locked in do not fit into the counts and budgets of the years.';
    return { conflicts: [{ code: 'LOCKED_BEYOND_BUDGET', message }] };
  }
  if (search.status === 'nothing') return { found: null, isProven: false, terms };
  const years = settled.choosable.map((_, at) => program.yearOf(search.values, at));
  const built = settled.choosable.flatMap((site, at) =>
    years[at] < phases.length ? [{ site, year: years[at] }] : [],
  );
  return {
    found: {
      open: built.map(({ site }) => site),
      phases: built.map(({ year }) => year),
      objective: search.objective,
      bound: search.bound,
    },
    isProven: search.isProven,
    terms,
  };
};
