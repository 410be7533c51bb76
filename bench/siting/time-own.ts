import type { SitingPlan } from '../../src/kernel/siting/siting-answer.js';
import type { SitingModel } from '../../src/kernel/siting/siting-model.js';
import type { SolveThreads } from '../../src/siting/index.js';
import { quantile } from '../support/measure.js';

/** One solve as a watcher saw it; seconds since it was asked, gaps as shares. */
export interface OwnRun {
  readonly firstPlan: number;
  /** Per gap asked for when it was certified; NaN = never. */
  readonly certified: readonly number[];
  /** NaN = not proven. */
  readonly proven: number;
  /** To the answer. */
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly plan: SitingPlan;
}

/** Runs of at most this long are made three times. */
const SHORT_SECONDS = 6;

/** Solves a question as the program does, in its threads; medians of so many runs where they are short. */
export async function timeOwn(
  threads: SolveThreads,
  question: SitingModel,
  timeLimitSeconds: number,
  gaps: readonly number[],
  most = 3,
): Promise<OwnRun> {
  const runs: OwnRun[] = [];
  do runs.push(await runOnce(threads, question, timeLimitSeconds, gaps));
  while (runs.length < most && !(runs[0].proven > SHORT_SECONDS) && runs[0].proven > 0);
  const median = (of: (run: OwnRun) => number) => quantile(runs.map(of), 0.5);
  const [{ plan }] = runs;
  for (const run of runs)
    if (run.plan.objective !== plan.objective) throw new Error('Two runs of one question differ.');
  return {
    firstPlan: median((run) => run.firstPlan),
    certified: gaps.map((_, at) => median((run) => run.certified[at])),
    proven: median((run) => run.proven),
    seconds: median((run) => run.seconds),
    processorSeconds: median((run) => run.processorSeconds),
    plan,
  };
}

async function runOnce(
  threads: SolveThreads,
  question: SitingModel,
  timeLimitSeconds: number,
  gaps: readonly number[],
): Promise<OwnRun> {
  const began = performance.now();
  const used = process.cpuUsage();
  const seconds = () => (performance.now() - began) / 1000;
  const certified = gaps.map(() => NaN);
  let firstPlan = NaN;
  const note = (gap: number) => {
    if (Number.isNaN(firstPlan)) firstPlan = seconds();
    gaps.forEach((each, at) => {
      if (gap <= each && Number.isNaN(certified[at])) certified[at] = seconds();
    });
  };
  const outcome = await threads.solve(
    question,
    { timeLimitSeconds },
    { watch: (objective, bound) => note(Math.abs(bound - objective) / Math.max(Math.abs(objective), 1e-9)) },
  );
  const took = seconds();
  const { user, system } = process.cpuUsage(used);
  if (!('plan' in outcome) || !outcome.plan) throw new Error(`No plan: ${outcome.status}`);
  note(outcome.plan.gap);
  return {
    ...{ firstPlan, certified, plan: outcome.plan },
    proven: outcome.status === 'OPTIMAL' ? took : NaN,
    seconds: took,
    processorSeconds: (user + system) / 1e6,
  };
}
