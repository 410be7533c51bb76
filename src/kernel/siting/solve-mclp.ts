import { finishInTurns } from '../finish.js';
import { relativeGap, type MilpSolver } from '../milp/milp-solver.js';
import type { LpEngine } from '../milp/lp-engine.js';
import { coveredWeight } from './cover-state.js';
import { greedyMclp, improveBySwaps } from './greedy-mclp.js';
import { fixAt, lagrangianMclp } from './lagrangian-mclp.js';
import { compileMclpInSteps, isAffordable, keepCandidates, type MclpModel } from './mclp-model.js';
import { validateMclp, type MclpIssue, type MclpProblem } from './mclp-problem.js';
import { describeMclpPlan, type MclpPlan, type MclpSearch } from './mclp-plan.js';
import { proveMclp } from './prove-mclp.js';
import { searchMclp } from './search-mclp.js';
import { buildMclp, mclpStart, objectiveScale, readMclp } from './mclp.js';

export interface MclpOptions {
  /** Seconds the solver may take; the heuristics before it are bounded by their iterations. */
  readonly timeLimitSeconds: number;
  /** Relative gap that is good enough; default 0 = prove the optimum. */
  readonly gapTolerance?: number;
  /** Stops the work; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Simplex for the last part; without it the MILP solver does that alone. */
  readonly lp?: LpEngine;
  /** Seconds since some moment, needed with `lp` to keep to the limit. */
  readonly clock?: () => number;
  /** Told how far plan and bound have come. */
  readonly watch?: (value: number, upperBound: number) => void;
  /** Awaited between steps of the heuristics, e.g. a setImmediate: lets a server answer others and aborts arrive. */
  readonly pause?: () => Promise<void>;
}

export type MclpOutcome =
  | { readonly status: 'planned'; readonly plan: MclpPlan }
  /** The problem cannot be posed; every issue is listed. */
  | {
      readonly status: 'infeasible';
      readonly reason: 'INVALID_PROBLEM';
      readonly issues: readonly MclpIssue[];
    }
  /** The time was up before the gap closed: the best plan found, with its honest bound. */
  | { readonly status: 'timedOut'; readonly incumbent: MclpPlan };

/** Where the Lagrangian relaxation leaves the rest to linear programs. */
const SHORTEST_BEFORE_LP = 0.01;
/** Fruitless descents before the search ends: the wider the gap, the more a better plan is worth. */
const patienceFor = (gap: number) => Math.round(Math.min(300, Math.max(20, 30_000 * gap)));

/**
 * Solves an MCLP: exact reduction, greedy with swaps, Lagrangian bound and fixing, and the MILP solver for
 * whatever gap is left. Invalid input is an outcome; rejects only on abort or when the solver is broken.
 */
export async function solveMclp(
  problem: MclpProblem,
  solver: MilpSolver,
  options: MclpOptions,
): Promise<MclpOutcome> {
  const issues = validateMclp(problem);
  if (issues.length > 0) return { status: 'infeasible', reason: 'INVALID_PROBLEM', issues };
  const { gapTolerance = 0, signal, watch, clock = () => 0 } = options;
  const startedAt = clock();
  const secondsLeft = () => options.timeLimitSeconds - (clock() - startedAt);
  const pause = async () => {
    await options.pause?.();
    signal?.throwIfAborted();
  };
  const model = await finishInTurns(compileMclpInSteps(problem), pause);
  // What a better plan must gain at the very least: whole people, or the last digits of a sum.
  const step = model.wholeWeights ? 1 - Math.max(1e-6, model.totalWeight * 1e-12) : model.totalWeight * 1e-9;
  const isProven = ({ value, upperBound }: MclpSearch) => upperBound <= value + step;
  const isEnough = (found: MclpSearch) =>
    isProven(found) || relativeGap(found.value, found.upperBound) <= gapTolerance;

  await pause();
  let found: MclpSearch = { ...greedyMclp(model), boundSource: 'GREEDY' };
  let solverStopped = false;
  watch?.(found.value, found.upperBound);
  if (!isEnough(found)) {
    await pause();
    const relaxed = await lagrangianMclp(model, found.open, {
      ...{ step, pause, watch },
      shortestStride: options.lp ? SHORTEST_BEFORE_LP : undefined,
      isEnough: (value, bound) => relativeGap(value, bound) <= gapTolerance || secondsLeft() <= 0,
    });
    const tighter = relaxed.upperBound < found.upperBound;
    found = {
      open: relaxed.open,
      value: relaxed.value,
      upperBound: tighter ? relaxed.upperBound : found.upperBound,
      boundSource: tighter ? 'LAGRANGIAN' : found.boundSource,
    };
    let { fixed } = relaxed;
    if (!isEnough(found) && !options.lp) {
      const { upperBound } = found;
      const better = await searchMclp(model, found, relaxed.leaning, {
        ...{ patience: patienceFor(relativeGap(found.value, upperBound)), pause },
        isEnough: (value) => secondsLeft() <= 0 || isEnough({ ...found, value }),
      });
      if (better.value > found.value) {
        found = { ...found, ...better, upperBound: Math.max(better.value, upperBound) };
        fixed = fixAt(model, relaxed.multipliers, better.value + step);
        watch?.(found.value, found.upperBound);
      }
    }
    if (!isEnough(found)) {
      if (options.lp) {
        const { multipliers, leaning } = relaxed;
        const proof = { step, isEnough, secondsLeft, pause, watch, signal, multipliers, leaning };
        const finished = await proveMclp(model, found, fixed, options.lp, proof);
        found = finished.found;
        solverStopped = !finished.isComplete;
      } else {
        const finished = await finishWithSolver(model, found, fixed, step, solver, options);
        found = finished.found;
        solverStopped = finished.stopped;
      }
    }
  }
  const plan = describeMclpPlan(problem, model, found, isProven(found));
  return solverStopped && !isEnough(found)
    ? { status: 'timedOut', incumbent: plan }
    : { status: 'planned', plan };
}

async function finishWithSolver(
  model: MclpModel,
  found: MclpSearch,
  fixed: Int8Array,
  step: number,
  solver: MilpSolver,
  { timeLimitSeconds, gapTolerance = 0, signal }: MclpOptions,
): Promise<{ found: MclpSearch; stopped: boolean }> {
  // The incumbent stays feasible so that the solver can start from it.
  const inPlan = new Uint8Array(fixed.length);
  for (const site of found.open) inPlan[site] = 1;
  const keep = fixed.map((choice, site) => (choice >= 0 || inPlan[site] ? 1 : 0));
  const rest = keepCandidates(model, Uint8Array.from(keep));
  const oldIndex = Int32Array.from(keep.keys()).filter((site) => keep[site] === 1);
  const newIndex = new Map(Array.from(oldIndex, (old, index) => [old, index]));
  const mustOpen = [...newIndex.keys()].filter((site) => fixed[site] === 1 && inPlan[site] === 1);

  const scale = objectiveScale(rest);
  const outcome = await solver.solve(
    buildMclp(
      rest,
      mustOpen.map((site) => newIndex.get(site)!),
    ),
    {
      timeLimitSeconds,
      gapTolerance,
      absoluteGapTolerance: step * scale,
      signal,
      start: mclpStart(
        rest,
        found.open.map((site) => newIndex.get(site)!),
      ),
    },
  );
  if (outcome.status === 'infeasible' || outcome.status === 'unbounded') {
    throw new Error(`The solver calls a covering model ${outcome.status}, which it cannot be.`);
  }
  let { open, value } = found;
  if (outcome.status !== 'timedOut') {
    const solved = readMclp(rest, outcome.values).map((site) => oldIndex[site]);
    if (isAffordable(model, solved)) {
      const polished = improveBySwaps(model, solved);
      const polishedValue = coveredWeight(model, polished);
      if (polishedValue > value) [open, value] = [polished, polishedValue];
    }
  }
  // Fixing removed only plans that cannot beat the incumbent by more than `step`.
  const restBound = Math.max(value, outcome.bound / scale);
  const tighter = restBound < found.upperBound;
  return {
    found: {
      open,
      value,
      upperBound: tighter ? restBound : found.upperBound,
      boundSource: tighter ? 'SOLVER' : found.boundSource,
    },
    stopped: outcome.status !== 'optimal',
  };
}
