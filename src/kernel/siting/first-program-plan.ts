import type { ProgramState } from './program-state.js';
import { WorkSteps } from './work-steps.js';

/** Switches that open something: the variables set together. */
export type OpeningMove = readonly number[];

/** Touched variables after which the search is content with what it has. */
const MOST_WORK = 20_000_000;
const WORK_A_STEP = 500_000;

/**
 * A first plan for a program: opens what helps most until nothing does, then exchanges single moves while that
 * helps. Broken rows come before the objective. Deterministic: the first among equals.
 *
 * @param moves what may be opened; the moves of one group exclude each other and are closed together
 * @param start moves to begin with
 * @returns whether all rows hold; the state keeps the plan
 */
export async function findFirstPlan(
  state: ProgramState,
  moves: readonly OpeningMove[],
  groupOf: readonly number[],
  pause: () => Promise<void>,
  start: readonly number[] = [],
): Promise<boolean> {
  const steps = new WorkSteps(pause, WORK_A_STEP);
  let work = 0;
  const opened = new Map<number, number>();
  const set = (move: number, value: 0 | 1) => {
    for (const variable of moves[move]) {
      state.set(variable, value);
      work += state.workOf(variable);
    }
  };
  const isWorse = (a: number, b: number) => a <= b + 1e-9 * Math.max(1, Math.abs(b));
  const rest = async (before: number) => {
    if (steps.isDue(work - before)) await steps.rest();
  };
  /** The best opening beside what is open; -1 when none improves on `least`. */
  const bestOpening = async (least: number): Promise<number> => {
    let best = -1;
    let bestMerit = least;
    for (let move = 0; move < moves.length; move++) {
      if (opened.has(groupOf[move])) continue;
      const before = work;
      set(move, 1);
      const { merit } = state;
      set(move, 0);
      if (!isWorse(merit, bestMerit)) [best, bestMerit] = [move, merit];
      await rest(before);
    }
    return best;
  };
  const open = (move: number) => {
    set(move, 1);
    opened.set(groupOf[move], move);
  };
  const close = (move: number) => {
    set(move, 0);
    opened.delete(groupOf[move]);
  };
  start.forEach(open);
  for (let move = await bestOpening(state.merit); move >= 0 && work < MOST_WORK;) {
    open(move);
    move = await bestOpening(state.merit);
  }
  for (let improved = true; improved && work < MOST_WORK;) {
    improved = false;
    for (const out of [...opened.values()]) {
      const merit = state.merit;
      close(out);
      const isNeedless = !isWorse(state.merit, merit);
      const into = isNeedless ? -1 : await bestOpening(merit);
      if (into >= 0) open(into);
      else if (!isNeedless) open(out);
      improved ||= isNeedless || into >= 0;
      if (work >= MOST_WORK) break;
    }
    const more = await bestOpening(state.merit);
    if (more >= 0) open(more);
    improved ||= more >= 0;
  }
  return state.isFeasible;
}
