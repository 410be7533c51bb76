import { compensatedSum } from '../compensated-sum.js';
import type { Answer } from './answered.js';
import { coverGround } from './cover-ground.js';
import { demandClasses } from './demand-classes.js';
import { PhasedProgram } from './phased-program.js';
import { solveProgram } from './site-program.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingConflict } from './siting-answer.js';
import type { PhasedQuestion } from './siting-model.js';
import type { SitingRun } from './siting-run.js';

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
  const program = new PhasedProgram(settled, question, standing);
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
  if (search.status === 'infeasible') return { conflicts: await explainPhased(question, settled, run) };
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

/** The limits of the years that what is locked in and committed exceeds, where the excess is least in all. */
async function explainPhased(
  question: PhasedQuestion,
  settled: SettledSites,
  run: SitingRun,
): Promise<readonly SitingConflict[]> {
  const program = new PhasedProgram(settled, question, 0, true);
  const search = await solveProgram(program, run.silent(), 1e-6);
  if (search.status !== 'found') {
    const message =
      'No year is left in which what is locked in could open: the places of all years are fixed.';
    return [{ code: 'LOCKED_BEYOND_P', message }];
  }
  const years = settled.choosable.map((_, at) => program.yearOf(search.values, at));
  return program.limits.flatMap(({ year, name, what, most, excess }) => {
    const over = search.values[excess!];
    if (over < 1e-6) return [];
    const possible = what === 'p' ? Math.round(most + over) : most + over;
    const code = what === 'p' ? ('LOCKED_BEYOND_P' as const) : ('LOCKED_BEYOND_BUDGET' as const);
    const candidates = settled.choosable.filter((_, at) => years[at] === year);
    const ids = candidates.map((site) => question.candidateIds[site]).join(', ');
    const needs =
      what === 'p'
        ? `${possible} ${possible === 1 ? 'site' : 'sites'}, only ${most} may open`
        : `${possible}, the budget is ${most}`;
    const message = `${name}: what is locked in or committed (${ids}) needs ${needs}.`;
    return [{ code, message, asked: most, possible, name, candidates }];
  });
}
