import { objectiveSense } from './objective-sense.js';
import type { SitingModel } from './siting-model.js';
import type { SitingOptions } from './siting-run.js';
import { hasWholeObjective } from './whole-objective.js';

/** A figure without the residue of floating arithmetic (12 digits); whole and infinite figures stay as they are. */
export function tidyFigure(value: number, digits = 12): number {
  return Number.isFinite(value) && !Number.isInteger(value) ? Number(value.toPrecision(digits)) : value;
}

/**
 * A solver's bound as it is told: where every objective is whole the last whole number it leaves possible (a billionth
 * of it given to the solver's tolerances), elsewhere without residue; never worse than what was achieved.
 */
export function reportedBound(
  bound: number,
  achieved: number,
  sense: 'maximize' | 'minimize',
  isWhole: boolean,
): number {
  const slack = 1e-9 * Math.max(1000, Math.abs(bound));
  if (sense === 'maximize')
    return Math.max(achieved, isWhole ? Math.floor(bound + slack) : tidyFigure(bound));
  return Math.min(achieved, isWhole ? Math.ceil(bound - slack) : tidyFigure(bound));
}

/** Progress as it is told: objective and bound as solvers know them, to a billionth (10 digits). */
export function reportedProgress(
  question: SitingModel,
  watch: NonNullable<SitingOptions['watch']>,
): NonNullable<SitingOptions['watch']> {
  const sense = objectiveSense(question);
  let isWhole: boolean | null = null;
  return (objective, bound) => {
    isWhole ??= hasWholeObjective(question);
    const achieved = tidyFigure(objective, 10);
    watch(achieved, reportedBound(tidyFigure(bound, 10), achieved, sense, isWhole));
  };
}
