import { branchAndBound } from '../milp/branch-and-bound.js';
import type { LpEngine } from '../milp/lp-engine.js';
import { coveredWeight } from './cover-state.js';
import { buildMclp, objectiveScale } from './mclp.js';
import type { MclpModel } from './mclp-model.js';
import type { MclpSearch } from './mclp-plan.js';
import { UnsettledSites } from './unsettled-sites.js';

export interface ProveOptions {
  /** A better value must exceed the incumbent by more than this to matter. */
  readonly step: number;
  /** Whether plan and bound are close enough to stop. */
  readonly isEnough: (found: MclpSearch) => boolean;
  readonly secondsLeft: () => number;
  readonly pause: () => Promise<void>;
  readonly watch?: (value: number, upperBound: number) => void;
  readonly signal?: AbortSignal;
}

/** Share of the sites a relaxation must settle for the rest to be boiled down again. */
const RESTART_SHARE = 0.15;

/**
 * Closes the gap of a plan by linear programming: the relaxation's reduced costs settle many candidates, what is left
 * is boiled down again (its demand merges further) as long as that pays, then searched by branch and bound.
 *
 * @param settled per candidate 1 = in every better plan, -1 = in none, 0 = undecided
 */
export async function proveMclp(
  model: MclpModel,
  found: MclpSearch,
  settled: Int8Array,
  engine: LpEngine,
  { step, isEnough, secondsLeft, pause, watch, signal }: ProveOptions,
): Promise<{ readonly found: MclpSearch; readonly isComplete: boolean }> {
  let best = found;
  let rest = new UnsettledSites(model, settled);
  for (;;) {
    // Every better plan would need more than the limits allow: there is none.
    if (!rest.isPossible)
      return { found: { ...best, upperBound: best.value, boundSource: 'SOLVER' }, isComplete: true };
    const scale = objectiveScale(rest.model);
    const { base } = rest;
    const result = await branchAndBound(buildMclp(rest.model), engine, {
      incumbent: (best.value - base) * scale,
      step: step * scale,
      restartShare: RESTART_SHARE,
      isEnough: (value, bound) =>
        isEnough({ ...best, value: base + value / scale, upperBound: base + bound / scale }),
      round: (values) => {
        const open = rest.round(values);
        return { objective: coveredWeight(rest.model, open) * scale, chosen: rest.flags(open) };
      },
      onProgress: (value, bound) =>
        watch?.(base + value! / scale, Math.min(best.upperBound, base + bound / scale)),
      ...{ secondsLeft, pause, signal },
    });
    if (result.best) {
      const open = rest.wholePlan(result.best.chosen);
      const value = coveredWeight(model, open);
      if (value > best.value) best = { ...best, open, value };
    }
    // Settling removed only plans that cannot beat the incumbent, so the rest's bound holds above its value.
    const upperBound = Math.max(best.value, base + result.bound / scale);
    if (upperBound < best.upperBound) best = { ...best, upperBound, boundSource: 'SOLVER' };
    if (!result.settled || isEnough(best))
      return { found: best, isComplete: result.isComplete || isEnough(best) };
    rest = rest.settle(result.settled);
  }
}
