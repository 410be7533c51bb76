import { vi } from 'vitest';
import { readSolveProblem, SolveThreads } from '../../src/siting/index.js';

/** Random covers that take long to prove, as a problem file holds them. */
export function hardSitingProblem() {
  let state = 1;
  const draw = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const [points, sites] = [1500, 200];
  return {
    ...{ model: 'MCLP', p: 15, cutoff: 0.05 },
    demand: Array.from({ length: points }, (_, id) => ({ id, weight: 1 + Math.floor(draw() * 100) })),
    candidates: Array.from({ length: sites }, (_, id) => ({ id })),
    matrix: Array.from({ length: points }, () => Array.from({ length: sites }, draw)),
  };
}

/** Lets all threads work on it, whatever is asked. @param changes breaks it */
export function makeSolvesHard(changes: object = {}) {
  const question = { ...readSolveProblem(hardSitingProblem()).question, ...changes };
  const solve = SolveThreads.prototype.solve;
  return vi.spyOn(SolveThreads.prototype, 'solve').mockImplementation(function (
    this: SolveThreads,
    _,
    ...rest
  ) {
    return solve.call(this, question, ...rest);
  });
}
