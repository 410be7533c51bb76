import type { MclpProblem } from '../../src/kernel/siting/mclp-problem.js';

/** Newly covered weight of a set of candidates, read straight from the problem. */
export function newlyCoveredWeight(problem: MclpProblem, chosen: readonly number[]): number {
  const covered = Uint8Array.from(problem.alreadyCovered);
  let sum = 0;
  for (const candidate of chosen) {
    for (let at = problem.covers.offset[candidate]; at < problem.covers.offset[candidate + 1]; at++) {
      const point = problem.covers.demand[at];
      if (!covered[point]) sum += problem.demandWeight[point];
      covered[point] = 1;
    }
  }
  return sum;
}

/** The optimum of a small MCLP by trying every set of candidates. */
export function bruteForceMclp(problem: MclpProblem): number {
  const count = problem.candidateIds.length;
  let best = 0;
  for (let set = 0; set < 2 ** count; set++) {
    const chosen = Array.from({ length: count }, (_, c) => c).filter((c) => (set >> c) & 1);
    const cost = chosen.reduce((sum, c) => sum + (problem.candidateCost?.[c] ?? 0), 0);
    if (chosen.length > (problem.p ?? count) || cost > (problem.budget ?? Infinity)) continue;
    best = Math.max(best, newlyCoveredWeight(problem, chosen));
  }
  return best;
}
