import type { Answer } from './answered.js';
import { objectiveStep } from './objective-step.js';
import { policyProgram, type PolicyRow } from './policy-program.js';
import type { SitingConflict } from './siting-answer.js';
import type { PolicyQuestion } from './siting-model.js';
import { solveProgram } from './site-program.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';

/** Most demand covered within what policy asks for; what cannot be met is named with the least that gives way. */
export const answerPolicy: Answer<PolicyQuestion> = async (question, settled, run) => {
  const { program } = policyProgram(question, settled, false);
  const search = await solveProgram(program, run, objectiveStep(question.demandWeight));
  const terms = {
    sense: 'maximize' as const,
    score: { kind: 'BEST' as const, level: () => 1 },
    cutoff: question.cutoff,
  };
  if (search.status === 'infeasible') return { conflicts: await explainPolicy(question, settled, run) };
  if (search.status === 'nothing') return { found: null, isProven: false, terms };
  return {
    found: {
      open: search.open.map((at) => settled.choosable[at]),
      objective: search.objective,
      bound: search.bound,
    },
    isProven: search.isProven,
    terms,
  };
};

/** The rows that fall short where their shortfalls, as shares of what is missing, are least in all. */
async function explainPolicy(
  question: PolicyQuestion,
  settled: SettledSites,
  run: SitingRun,
): Promise<readonly SitingConflict[]> {
  const { program, rows } = policyProgram(question, settled, true);
  const search = await solveProgram(program, run.silent(), 1e-6);
  if (search.status !== 'found') {
    return [{ code: 'TARGET_OUT_OF_REACH', message: 'Targets, floor and limits cannot be met together.' }];
  }
  const short = rows.filter(({ shortfall }) => search.values[shortfall!] > 1e-6);
  return short.map((row) =>
    conflictOf(row, row.asked - search.values[row.shortfall!] * (row.asked - row.standing)),
  );
}

function conflictOf({ kind, name, asked, total }: PolicyRow, reached: number): SitingConflict {
  if (kind === 'TARGET') {
    const possible = Math.round(reached);
    const message = `${name}: ${asked} of ${total} units are asked for, ${possible} can be reached within the limits.`;
    return { code: 'TARGET_OUT_OF_REACH', message, asked, possible, name };
  }
  const share = (weight: number) => weight / Math.max(total, 1e-9);
  const percent = (weight: number) => (100 * share(weight)).toFixed(2);
  const message = `${name}: a floor of ${percent(asked)} % is asked for, ${percent(reached)} % can be reached within the limits.`;
  return { code: 'FLOOR_OUT_OF_REACH', message, asked: share(asked), possible: share(reached), name };
}
