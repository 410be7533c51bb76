import { compensatedSum } from '../compensated-sum.js';

/** What a better objective over these weights must gain at the least: a whole unit, or the last digits of the sum. */
export function objectiveStep(weight: Float64Array): number {
  const total = compensatedSum(weight);
  return weight.every((each) => Number.isSafeInteger(each))
    ? 1 - Math.max(1e-6, total * 1e-12)
    : total * 1e-9;
}
