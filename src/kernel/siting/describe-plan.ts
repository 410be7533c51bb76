import { compensatedSum } from '../compensated-sum.js';
import { relativeGap } from '../milp/milp-solver.js';
import { achievedObjective } from './achieved-objective.js';
import { weighsSomething } from './drop-weightless.js';
import { orderSites } from './order-sites.js';
import { reportedBound } from './reported-figures.js';
import type { PlanTerms } from './site-tally.js';
import type { ServedShare, SitingPlan } from './siting-answer.js';
import type { SitingModel } from './siting-model.js';
import { roleOf, type SettledSites } from './settled-sites.js';
import { hasWholeObjective } from './whole-objective.js';

/** What a model's own solver found. */
export interface SitingSearch {
  /** Choosable candidates that are open (positions in the ground). */
  readonly open: readonly number[];
  /** As the solver has it; the plan tells what its sites achieve. */
  readonly objective: number;
  /** Nothing is better than this. */
  readonly bound: number;
  readonly shares?: readonly ServedShare[];
  /** Per candidate of `open` the year it opens. */
  readonly phases?: readonly number[];
}

/**
 * Turns what a solver found into the plan a planner reads.
 *
 * @param question without demand that weighs nothing
 * @param isProven no plan is better: the bound is the objective
 */
export function describePlan(
  question: SitingModel,
  settled: SettledSites,
  found: SitingSearch,
  terms: PlanTerms,
  isProven: boolean,
): SitingPlan {
  const { sense, score, cutoff } = terms;
  const { candidateIds, demandWeight } = question;
  const chosen = new Set(found.open);
  const candidates = Array.from(candidateIds.keys());
  const old = candidates.filter((site) => ['EXISTING', 'CLOSABLE'].includes(roleOf(question, site)));
  const standing = new Set(settled.standing);
  const closed = old.filter((site) => !standing.has(site) && !chosen.has(site));
  const kept = old.filter((site) => !closed.includes(site));
  const isNew = (site: number) =>
    roleOf(question, site) === 'LOCKED_IN' || (roleOf(question, site) === 'FREE' && chosen.has(site));
  const phaseOf = new Map(found.open.map((site, at) => [site, found.phases?.[at] ?? 0]));
  const opened = candidates.filter(isNew);
  const sites = orderSites(question, kept, opened, { score, cutoff, phaseOf });
  const open = [...kept, ...opened];
  const before = cutoff === null ? null : coveredBy(question, old, cutoff);
  const after = cutoff === null ? null : coveredBy(question, open, cutoff);
  const assignment = nearestOpen(question, open, cutoff ?? Infinity);
  const reachable = new Uint8Array(demandWeight.length);
  const { travel } = question;
  for (const site of [...settled.choosable, ...settled.standing])
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++)
      if (travel.cost[at] <= (cutoff ?? Infinity)) reachable[travel.demand[at]] = 1;
  const points = Array.from(demandWeight.keys());
  const weighs = weighsSomething(question);
  const uncoverable = points.filter((point) => weighs[point] && !reachable[point]);
  const weightOf = (list: Iterable<number>) =>
    compensatedSum(Float64Array.from(list, (point) => demandWeight[point]));
  const objective = achievedObjective(question, open, phaseOf, found.objective, terms);
  const bound = isProven
    ? objective
    : reportedBound(found.bound, objective, sense, hasWholeObjective(question));
  return {
    model: question.model,
    sites,
    closed,
    objective,
    lowerBound: sense === 'maximize' ? objective : bound,
    upperBound: sense === 'maximize' ? bound : objective,
    gap: relativeGap(objective, bound),
    totalCost: compensatedSum(sites.map(({ cost }) => cost)),
    assignment,
    shares: found.shares ?? null,
    coveredBefore: before && weightOf(before),
    coveredAfter: after && weightOf(after),
    uncoverable: Int32Array.from(uncoverable),
    uncoverableWeight: weightOf(uncoverable),
    uncovered: Int32Array.from(points.filter((point) => reachable[point] && assignment[point] < 0)),
  };
}

/** The demand points within the cutoff of one of the sites. */
function coveredBy({ travel }: SitingModel, sites: readonly number[], cutoff: number): Set<number> {
  const covered = new Set<number>();
  for (const site of sites)
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++)
      if (travel.cost[at] <= cutoff) covered.add(travel.demand[at]);
  return covered;
}

/** Per demand point the nearest of the sites within the limit, the smaller id among equals; -1 = none. */
function nearestOpen(
  { travel, candidateIds, demandWeight }: SitingModel,
  sites: readonly number[],
  limit: number,
): Int32Array {
  const nearest = new Int32Array(demandWeight.length).fill(-1);
  const least = new Float64Array(demandWeight.length).fill(Infinity);
  for (const site of [...sites].sort((a, b) => (candidateIds[a] < candidateIds[b] ? -1 : 1))) {
    for (let at = travel.offset[site]; at < travel.offset[site + 1]; at++) {
      const point = travel.demand[at];
      if (travel.cost[at] > limit || travel.cost[at] >= least[point]) continue;
      least[point] = travel.cost[at];
      nearest[point] = site;
    }
  }
  return nearest;
}
