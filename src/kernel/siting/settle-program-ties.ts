import type { LinearProgram } from '../milp/linear-program.js';
import { withFixed, withObjective, withRow } from '../milp/restate-program.js';
import type { SitingRun } from './siting-run.js';

/** Programs with more entries keep the plan the solver found: it is the same on every machine as well. */
const MOST_ENTRIES = 200_000;
/** Switches settled by one program: their places are worth powers of two. */
const BLOCK = 12;

/** What settling needs to know of a program's first variables. */
interface Switches {
  /** How many of them there are. */
  readonly switches: number;
  /** Per switch 1 where it stands for a new site. */
  newSiteCounts(): Float64Array;
}

/**
 * Of all plans as good as a proven one: the fewest new sites, then the smallest in the order of the switches (the
 * plan that has the first one where two differ). Candidates no such plan has are ruled out by relaxations, the others
 * settled in blocks, each by one program. Stops with an equally good plan when the time is up.
 *
 * @returns the values of the settled plan
 */
export async function settleProgramTies(
  built: LinearProgram,
  program: Switches,
  found: { readonly values: Float64Array; readonly objective: number },
  run: SitingRun,
  step: number,
): Promise<Float64Array> {
  if (built.rowVariable.length > MOST_ENTRIES || program.switches === 0) return found.values;
  const isMax = built.sense === 'maximize';
  const slack = step > 0.5 ? 0.5 : 1e-9 * Math.max(1, Math.abs(found.objective));
  const worst = found.objective - built.offset + (isMax ? -slack : slack);
  let best = found.values;
  let asGood = withRow(built, built.objective, isMax ? worst : -Infinity, isMax ? Infinity : worst);
  const isAsGood = (values: Float64Array) => {
    const value = built.objective.reduce((sum, each, v) => sum + each * values[v], built.offset);
    return Math.abs(value - found.objective) <= slack * 1.001;
  };
  /** The best such plan for another objective; false when it could not be had. */
  const improve = async (restated: LinearProgram): Promise<boolean> => {
    if (run.secondsLeft() <= 0) return false;
    const timeLimitSeconds = run.secondsLeft();
    const options = { timeLimitSeconds, absoluteGapTolerance: 0.5, signal: run.signal, start: best };
    const outcome = await run.milp.solve(restated, options);
    if (outcome.status !== 'optimal') return false;
    const rounded = outcome.values.map((value, v) => (v < program.switches ? Math.round(value) : value));
    const settled = isAsGood(rounded) ? rounded : await bestOf(rounded);
    if (!settled) return false;
    best = settled;
    return true;
  };
  /** The solver keeps rows within a tolerance, which may cost more than ties allow: what these switches are worth themselves. */
  const bestOf = async (values: Float64Array): Promise<Float64Array | null> => {
    const timeLimitSeconds = run.secondsLeft();
    if (timeLimitSeconds <= 0) return null;
    const decided = withFixed(built, values.subarray(0, program.switches));
    const outcome = await run.milp.solve(decided, { timeLimitSeconds, signal: run.signal });
    return outcome.status === 'optimal' && isAsGood(outcome.values) ? outcome.values : null;
  };
  const counts = program.newSiteCounts();
  if (!(await improve(withObjective(asGood, 'minimize', counts)))) return best;
  asGood = withRow(
    asGood,
    counts,
    -Infinity,
    counts.reduce((sum, each, v) => sum + each * best[v], 0),
  );
  // What fits into one block needs no sorting out.
  const fixed =
    program.switches > BLOCK
      ? await ruledOut(asGood, program.switches, best, run)
      : new Float64Array(program.switches).fill(NaN);
  const open = Array.from(fixed.keys()).filter((v) => Number.isNaN(fixed[v]));
  for (let from = 0; from < open.length; from += BLOCK) {
    const block = open.slice(from, from + BLOCK);
    const isSettled = block.every((v) => best[v] > 0.5);
    const worth = new Float64Array(program.switches);
    block.forEach((v, k) => (worth[v] = 2 ** (BLOCK - 1 - k)));
    const isDone = isSettled || (await improve(withObjective(withFixed(asGood, fixed), 'maximize', worth)));
    if (!isDone) return best;
    for (const v of block) fixed[v] = best[v];
  }
  return best;
}

/** Per switch 0 where no relaxed plan has it on, NaN where it is open. */
async function ruledOut(
  asGood: LinearProgram,
  switches: number,
  best: Float64Array,
  run: SitingRun,
): Promise<Float64Array> {
  const fixed = new Float64Array(switches).fill(NaN);
  const session = await run.lp.open(withObjective(asGood, 'minimize', []), run.signal);
  try {
    for (let v = 0; v < switches && run.secondsLeft() > 0; v++) {
      if (best[v] > 0.5) continue;
      await run.pause();
      const lower = asGood.lower.slice(0, switches);
      const upper = asGood.upper.slice(0, switches);
      fixed.forEach((value, each) => value === 0 && (upper[each] = 0));
      lower[v] = 1;
      const { status } = await session.solve({ lower, upper, timeLimitSeconds: run.secondsLeft() });
      if (status === 'infeasible') fixed[v] = 0;
    }
  } finally {
    await session.close();
  }
  return fixed;
}
