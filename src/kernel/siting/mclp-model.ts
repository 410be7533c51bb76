import { compensatedSum } from '../compensated-sum.js';
import { finish } from '../finish.js';
import { mergeDemand, transposeSets, type SetList } from './merge-demand.js';
import type { MclpProblem } from './mclp-problem.js';
import { needlessCandidatesInSteps } from './thin-candidates.js';

/**
 * An MCLP boiled down to what must be decided: demand nobody covers yet, merged into classes with equal
 * cover sets, and the candidates worth considering in the order of their ids.
 */
export interface MclpModel {
  /** Model candidate → position in the problem. */
  readonly candidate: Int32Array;
  readonly cost: Float64Array;
  /** Weight per demand class, all > 0. */
  readonly weight: Float64Array;
  readonly totalWeight: number;
  /** Every class weighs a whole number, so the objective moves in steps of 1. */
  readonly wholeWeights: boolean;
  /** Per candidate its classes, ascending. */
  readonly covers: SetList;
  /** Per class its candidates, ascending. */
  readonly byClass: SetList;
  readonly p: number;
  readonly budget: number;
}

/** Boils a valid problem down to its model; every step keeps the optimum. */
export function compileMclp(problem: MclpProblem): MclpModel {
  return finish(compileMclpInSteps(problem));
}

/** The same in steps of some milliseconds. */
export function* compileMclpInSteps(problem: MclpProblem): Generator<void, MclpModel> {
  const { candidateIds, demandWeight, alreadyCovered, covers } = problem;
  const order = Int32Array.from(candidateIds.keys()).sort((a, b) =>
    candidateIds[a] < candidateIds[b] ? -1 : 1,
  );
  const sets: number[][] = Array.from(demandWeight, () => []);
  order.forEach((candidate, rank) => {
    for (let at = covers.offset[candidate]; at < covers.offset[candidate + 1]; at++) {
      const point = covers.demand[at];
      const open = demandWeight[point] > 0 && !alreadyCovered[point];
      if (open && sets[point].at(-1) !== rank) sets[point].push(rank);
    }
  });
  const offset = new Int32Array(sets.length + 1);
  sets.forEach((set, point) => (offset[point + 1] = offset[point] + set.length));
  const member = new Int32Array(offset[sets.length]);
  sets.forEach((set, point) => member.set(set, offset[point]));
  const budget = problem.budget ?? Infinity;
  const cost = Float64Array.from(order, (candidate) => problem.candidateCost?.[candidate] ?? 0);
  const affordable = Uint8Array.from(cost, (c) => (c <= budget ? 1 : 0));
  yield;
  return yield* thin(
    restrict(
      { candidate: order, cost, weight: demandWeight, byClass: { offset, member } },
      affordable,
      problem.p ?? Infinity,
      budget,
    ),
  );
}

/** The model with only the candidates flagged in `keep`; classes that become alike merge. */
export function keepCandidates(model: MclpModel, keep: Uint8Array): MclpModel {
  return restrict(model, keep, model.p, model.budget);
}

/**
 * What is left to decide once some candidates are settled: those flagged 1 are open (what they cover and cost is
 * taken off), those flagged -1 are gone. `classOf` tells for each class which one it became (-1 = none).
 */
export function settleCandidates(
  model: MclpModel,
  settled: Int8Array,
): { readonly model: MclpModel; readonly classOf: Int32Array } {
  const { byClass } = model;
  const opened = Array.from(settled.keys()).filter((candidate) => settled[candidate] === 1);
  const member = byClass.member;
  const draft: Draft = { ...model, byClass: dropRows(byClass, (at) => settled[member[at]] === 1) };
  const keep = Uint8Array.from(settled, (flag) => (flag === 0 ? 1 : 0));
  const budget = Math.max(0, model.budget - totalCost(model, opened));
  return restrictClasses(draft, keep, Math.max(0, model.p - opened.length), budget);
}

/** Empties every row with an entry that calls for it. */
function dropRows({ offset, member }: SetList, drops: (at: number) => boolean): SetList {
  const kept = new Int32Array(offset.length);
  const keptMember = new Int32Array(member.length);
  let end = 0;
  for (let row = 0; row + 1 < offset.length; row++) {
    let isDropped = false;
    for (let at = offset[row]; at < offset[row + 1] && !isDropped; at++) isDropped = drops(at);
    if (!isDropped) {
      keptMember.set(member.subarray(offset[row], offset[row + 1]), end);
      end += offset[row + 1] - offset[row];
    }
    kept[row + 1] = end;
  }
  return { offset: kept, member: keptMember.subarray(0, end) };
}

/** Total cost of a set of model candidates. */
export function totalCost(model: MclpModel, chosen: ArrayLike<number>): number {
  return compensatedSum(Float64Array.from(chosen, (candidate) => model.cost[candidate]));
}

/** Whether a set of model candidates keeps to p and the budget. */
export function isAffordable(model: MclpModel, chosen: ArrayLike<number>): boolean {
  return chosen.length <= model.p && fitsBudget(model, totalCost(model, chosen));
}

/** Rounding in a sum of decimal costs must not refuse a plan that meets the budget exactly. */
export function fitsBudget(model: MclpModel, cost: number): boolean {
  return cost <= model.budget * (1 + 1e-12);
}

function* thin(model: MclpModel): Generator<void, MclpModel> {
  for (;;) {
    yield;
    const { covers, byClass, cost, budget } = model;
    const needless = yield* needlessCandidatesInSteps(covers, byClass, cost, budget < Infinity);
    if (!needless.includes(1)) return model;
    model = keepCandidates(
      model,
      needless.map((flag) => 1 - flag),
    );
  }
}

type Draft = Pick<MclpModel, 'candidate' | 'cost' | 'weight' | 'byClass'>;

function restrict(draft: Draft, keep: Uint8Array, p: number, budget: number): MclpModel {
  return restrictClasses(draft, keep, p, budget).model;
}

function restrictClasses(draft: Draft, keep: Uint8Array, p: number, budget: number) {
  const kept = draft.candidate.map((_, index) => index).filter((index) => keep[index] === 1);
  const newIndex = new Int32Array(draft.candidate.length).fill(-1);
  kept.forEach((old, index) => (newIndex[old] = index));
  const { offset, member } = draft.byClass;
  const keptOffset = new Int32Array(offset.length);
  const keptMember = new Int32Array(member.length);
  let end = 0;
  for (let row = 0; row + 1 < offset.length; row++) {
    for (let at = offset[row]; at < offset[row + 1]; at++) {
      if (newIndex[member[at]] >= 0) keptMember[end++] = newIndex[member[at]];
    }
    keptOffset[row + 1] = end;
  }
  const merged = mergeDemand(draft.weight, { offset: keptOffset, member: keptMember.subarray(0, end) });
  const model: MclpModel = {
    candidate: kept.map((old) => draft.candidate[old]),
    cost: Float64Array.from(kept, (old) => draft.cost[old]),
    weight: merged.weight,
    totalWeight: compensatedSum(merged.weight),
    wholeWeights: merged.weight.every((weight) => Number.isSafeInteger(weight)),
    covers: transposeSets(merged.sets, kept.length),
    byClass: merged.sets,
    p,
    budget,
  };
  return { model, classOf: merged.classOf };
}
