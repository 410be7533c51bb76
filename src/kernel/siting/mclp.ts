import { LinearProgramBuilder, type LinearProgram } from '../milp/linear-program.js';
import type { MclpModel } from './mclp-model.js';

/**
 * The MCLP as a mixed-integer program (METHODS E6): max Σ w_c y_c with y_c ≤ Σ x_j over the sites covering
 * class c, Σ x_j ≤ p, Σ cost_j x_j ≤ budget, x binary, 0 ≤ y ≤ 1. Variables 0 … n−1 are the model's
 * candidates. A class only one candidate covers needs no y: its weight sits on that x.
 *
 * @param mustOpen candidates held open
 */
export function buildMclp(model: MclpModel, mustOpen: readonly number[] = []): LinearProgram {
  const { candidate, cost, weight, byClass, p, budget } = model;
  const scale = objectiveScale(model);
  const builder = new LinearProgramBuilder('maximize');
  const alone = new Float64Array(candidate.length);
  const shared: number[] = [];
  for (let cls = 0; cls < weight.length; cls++) {
    const first = byClass.offset[cls];
    if (byClass.offset[cls + 1] - first === 1) alone[byClass.member[first]] += weight[cls];
    else shared.push(cls);
  }
  const held = new Set(mustOpen);
  for (let site = 0; site < candidate.length; site++) {
    builder.addVariable({
      objective: alone[site] * scale,
      lower: held.has(site) ? 1 : 0,
      upper: 1,
      integer: true,
    });
  }
  for (const cls of shared) {
    const covered = builder.addVariable({ objective: weight[cls] * scale, upper: 1 });
    builder.addRow(-Infinity, 0);
    builder.addTerm(covered, 1);
    for (let at = byClass.offset[cls]; at < byClass.offset[cls + 1]; at++)
      builder.addTerm(byClass.member[at], -1);
  }
  if (p < candidate.length) {
    builder.addRow(-Infinity, p);
    for (let site = 0; site < candidate.length; site++) builder.addTerm(site, 1);
  }
  if (budget < Infinity) {
    const dearest = cost.reduce((a, b) => Math.max(a, b), 0);
    const unit = dearest > 0 ? powerOfTwoBelow(dearest) : 1;
    builder.addRow(-Infinity, budget / unit);
    for (let site = 0; site < candidate.length; site++)
      if (cost[site] > 0) builder.addTerm(site, cost[site] / unit);
  }
  return builder.build();
}

/** The variables' values of `buildMclp(model)` for a given plan. */
export function mclpStart(model: MclpModel, open: readonly number[]): Float64Array {
  const { candidate, weight, byClass } = model;
  const isOpen = new Uint8Array(candidate.length);
  for (const site of open) isOpen[site] = 1;
  const values: number[] = Array.from(isOpen);
  for (let cls = 0; cls < weight.length; cls++) {
    const coverers = byClass.member.subarray(byClass.offset[cls], byClass.offset[cls + 1]);
    if (coverers.length > 1) values.push(coverers.some((site) => isOpen[site] === 1) ? 1 : 0);
  }
  return Float64Array.from(values);
}

/** The model candidates a solution of `buildMclp(model)` opens, ascending. */
export function readMclp(model: MclpModel, values: Float64Array): readonly number[] {
  const open: number[] = [];
  for (let site = 0; site < model.candidate.length; site++) if (values[site] > 0.5) open.push(site);
  return open;
}

/**
 * What the program's objective is multiplied by: solver tolerances are absolute, so very small or very large
 * totals are brought to about a million. A power of two, hence exact.
 */
export function objectiveScale({ totalWeight }: MclpModel): number {
  if (totalWeight === 0 || (totalWeight >= 2 ** 10 && totalWeight <= 2 ** 30)) return 1;
  // Kept finite even for totals a double can hardly hold.
  return 2 ** Math.min(1000, 20 - Math.floor(Math.log2(totalWeight)));
}

function powerOfTwoBelow(value: number): number {
  return 2 ** Math.floor(Math.log2(value));
}
