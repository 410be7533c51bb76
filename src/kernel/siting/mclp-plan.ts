import { compensatedSum } from '../compensated-sum.js';
import { relativeGap } from '../milp/milp-solver.js';
import { settleTies } from './greedy-mclp.js';
import type { MclpModel } from './mclp-model.js';
import type { MclpProblem } from './mclp-problem.js';

/** Where a plan's upper bound comes from: its own proof, counting what is coverable, or a relaxation. */
export type BoundSource = 'OPTIMUM' | 'GREEDY' | 'LAGRANGIAN' | 'SOLVER';

export interface PlannedSite {
  /** Position in the problem's candidates. */
  readonly candidate: number;
  readonly candidateId: string;
  /** Weight this site adds to existing facilities and the sites listed before it. */
  readonly newlyCoveredWeight: number;
  readonly cost: number;
}

export interface MclpPlan {
  /** Sites in the order of what they add, ties by id; sites that would add nothing are left out. */
  readonly sites: readonly PlannedSite[];
  /** Weight newly covered by all sites together. */
  readonly objective: number;
  /** No plan within the limits covers more new weight than this. */
  readonly upperBound: number;
  readonly boundSource: BoundSource;
  /** (upperBound − objective) ÷ max(objective, 1e-9); 0 when optimal. */
  readonly gap: number;
  readonly isOptimal: boolean;
  readonly totalCost: number;
  readonly totalWeight: number;
  readonly coveredWeightBefore: number;
  readonly coveredWeightAfter: number;
  /** Demand neither an existing facility nor any candidate reaches (positions in the problem). */
  readonly uncoverable: Int32Array;
  readonly uncoverableWeight: number;
  /** Size of what was decided after exact merging and thinning. */
  readonly model: { readonly candidates: number; readonly demandClasses: number };
}

/** The best plan so far (model candidates) and what is known about the optimum. */
export interface MclpSearch {
  readonly open: readonly number[];
  readonly value: number;
  readonly upperBound: number;
  readonly boundSource: BoundSource;
}

/** Turns a search's result into the plan a planner reads, in the problem's own terms. */
export function describeMclpPlan(
  problem: MclpProblem,
  model: MclpModel,
  found: MclpSearch,
  isOptimal: boolean,
): MclpPlan {
  const { demandWeight, alreadyCovered, covers } = problem;
  const chosen = Array.from(settleTies(model, found.open), (site) => model.candidate[site]);
  const { sites, newlyCovered } = orderByContribution(problem, chosen);
  const weightOf = (flagged: (point: number) => boolean) =>
    compensatedSum(demandWeight.map((weight, point) => (flagged(point) ? weight : 0)));
  const reachable = new Uint8Array(demandWeight.length);
  for (const point of covers.demand) reachable[point] = 1;
  const isUncoverable = (point: number) => !alreadyCovered[point] && !reachable[point];

  const objective = weightOf((point) => newlyCovered[point] === 1);
  const bound = model.wholeWeights ? Math.floor(found.upperBound + 1e-6) : found.upperBound;
  const upperBound = isOptimal ? objective : Math.max(objective, bound);
  return {
    sites,
    objective,
    upperBound,
    boundSource: isOptimal ? 'OPTIMUM' : found.boundSource,
    gap: relativeGap(objective, upperBound),
    isOptimal,
    totalCost: compensatedSum(sites.map((site) => site.cost)),
    totalWeight: compensatedSum(demandWeight),
    coveredWeightBefore: weightOf((point) => alreadyCovered[point] === 1),
    coveredWeightAfter: weightOf((point) => alreadyCovered[point] === 1 || newlyCovered[point] === 1),
    uncoverable: Int32Array.from(demandWeight.keys()).filter(isUncoverable),
    uncoverableWeight: weightOf(isUncoverable),
    model: { candidates: model.candidate.length, demandClasses: model.weight.length },
  };
}

/** Lists sites so that each is the one that adds most to those before it. */
function orderByContribution(
  { demandWeight, alreadyCovered, covers, candidateIds, candidateCost }: MclpProblem,
  chosen: readonly number[],
): { sites: PlannedSite[]; newlyCovered: Uint8Array } {
  const newlyCovered = new Uint8Array(demandWeight.length);
  // A cover list may name a point twice; it still counts once.
  const newPoints = (candidate: number) =>
    [...new Set(covers.demand.subarray(covers.offset[candidate], covers.offset[candidate + 1]))].filter(
      (point) => !alreadyCovered[point] && !newlyCovered[point],
    );
  const left = [...chosen].sort((a, b) => (candidateIds[a] < candidateIds[b] ? -1 : 1));
  const sites: PlannedSite[] = [];
  while (left.length > 0) {
    const gains = left.map((candidate) =>
      compensatedSum(newPoints(candidate).map((point) => demandWeight[point])),
    );
    const best = gains.indexOf(gains.reduce((a, b) => Math.max(a, b)));
    const [candidate] = left.splice(best, 1);
    for (const point of newPoints(candidate)) newlyCovered[point] = 1;
    sites.push({
      candidate,
      candidateId: candidateIds[candidate],
      newlyCoveredWeight: gains[best],
      cost: candidateCost?.[candidate] ?? 0,
    });
  }
  return { sites, newlyCovered };
}
