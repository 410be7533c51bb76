import { compensatedSum } from '../compensated-sum.js';
import type { Answer, Answered } from './answered.js';
import { coverOf } from './answer-lscp.js';
import { coverWithinLimits } from './cover-within-limits.js';
import { coverGround } from './cover-ground.js';
import { demandClasses } from './demand-classes.js';
import { objectiveStep } from './objective-step.js';
import { proveCover } from './prove-cover.js';
import { SiteProgram, solveProgram } from './site-program.js';
import type { BackupQuestion, LscpBackupQuestion, SitingGround } from './siting-model.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';
import { tooFewSites } from './too-few-sites.js';

/** Demand covered twice, first covers required or weighed against it (Hogan & ReVelle 1986). */
export const answerBackup: Answer<BackupQuestion> = async (question, settled, run) => {
  if (question.firstShare !== null) return mostBackup(question, question.firstShare, settled, run);
  const cover = await coverWithinLimits(coverOf(question, settled, question.cutoff), settled, run);
  const conflict = cover.answer === 'NO' ? await tooFewSites(question, settled, run, question.cutoff) : null;
  if (conflict) return { conflicts: [conflict] };
  return mostBackup(question, null, settled, run, cover.answer === 'YES' ? cover.chosen : []);
};

/** LSCP-B: first the least number of sites, then with that many the most backup. */
export const answerLscpBackup: Answer<LscpBackupQuestion> = async (question, settled, run) => {
  const cover = coverOf(question, settled, question.cutoff);
  const fewest = await proveCover(
    { ...cover, cost: new Float64Array(cover.cost.length).fill(1) },
    run.silent(),
  );
  const answered = await mostBackup(question, null, { ...settled, p: fewest.cost }, run, fewest.chosen);
  if ('conflicts' in answered || fewest.isComplete) return answered;
  return { ...answered, isProven: false };
};

async function mostBackup(
  ground: SitingGround & { readonly cutoff: number },
  firstShare: number | null,
  settled: SettledSites,
  run: SitingRun,
  start: readonly number[] = [],
): Promise<Answered> {
  const { demandWeight, cutoff } = ground;
  const { rows, standingCovers } = coverGround(ground, settled, cutoff);
  const times = standingCovers.map((count) => Math.min(2, count));
  const first = firstShare ?? 0;
  const second = firstShare === null ? 1 : 1 - first;
  const offset = compensatedSum(
    demandWeight.map((w, point) => w * ((times[point] > 0 ? first : 0) + (times[point] > 1 ? second : 0))),
  );
  const program = new SiteProgram('maximize', settled, { offset });
  for (const { weight, sites, tag } of demandClasses(demandWeight, rows, times)) {
    if (tag === 2) continue;
    const backup = { objective: weight * second, upper: 1 };
    if (tag === 1) program.addCovered(backup.objective, sites);
    else if (firstShare === null) {
      program.addRow(1, Infinity);
      for (const site of sites) program.addTerm(site, 1);
      if (sites.length < 2) continue;
      program.addCovered(backup.objective, sites, -1);
    } else {
      const covered = program.addCovered(weight * first, sites);
      if (sites.length < 2) continue;
      // Where the second cover is worth more than the first, halves of both would pay.
      program.addCoveredAgain(backup.objective, sites, covered, first < 0.5);
    }
  }
  const isWhole = first === 0 || first === 1;
  const step = isWhole ? objectiveStep(demandWeight) : 1e-9 * compensatedSum(demandWeight);
  const search = await solveProgram(program, run, step, { open: start });
  const worth = (covers: number) => (covers > 0 ? first : 0) + (covers > 1 ? second : 0);
  const terms = { sense: 'maximize' as const, score: { kind: 'COUNT' as const, worth }, cutoff };
  if (search.status === 'infeasible')
    throw new Error('The solver calls a cover infeasible that was proven to exist.');
  if (search.status === 'nothing') return { found: null, isProven: false, terms };
  const open = search.open.map((at) => settled.choosable[at]);
  return {
    found: { open, objective: search.objective, bound: search.bound },
    isProven: search.isProven,
    terms,
  };
}
