import type { LpRows } from '../milp/lp-engine.js';
import type { CoverCut } from './cover-cuts.js';
import type { MclpModel } from './mclp-model.js';

/** Rows for a program under way, term by term. */
export class LpRowList {
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly offset = [0];
  private readonly variable: number[] = [];
  private readonly value: number[] = [];

  get count(): number {
    return this.lower.length;
  }

  addTerm(variable: number, value: number): void {
    this.variable.push(variable);
    this.value.push(value);
  }

  /** Ends the row of the terms since the last one. */
  endRow(lower: number, upper: number): void {
    this.offset.push(this.variable.length);
    this.lower.push(lower);
    this.upper.push(upper);
  }

  arrays(): Omit<LpRows, 'objective'> {
    return {
      rowLower: Float64Array.from(this.lower),
      rowUpper: Float64Array.from(this.upper),
      rowOffset: Int32Array.from(this.offset),
      rowVariable: Int32Array.from(this.variable),
      rowValue: Float64Array.from(this.value),
    };
  }
}

/** A cut in the variables of a program: Σ terms ≥ lower. */
export interface CutRow {
  readonly cut: CoverCut;
  readonly terms: ReadonlyMap<number, number>;
  readonly lower: number;
}

/**
 * A cut of classes that all have their bend: what is uncovered is the bend's variable b where the class counts as covered
 * without it, and 1 − Σ x + b where it counts as the sum of its sites (straight).
 *
 * @param bendColumn per class its bend's variable
 */
export function cutRow(
  { byClass: { offset, member } }: MclpModel,
  cut: CoverCut,
  bendColumn: Int32Array,
  isStraight: (cls: number) => boolean,
): CutRow {
  const covers = new Map<number, number>();
  for (const cls of cut)
    for (let at = offset[cls]; at < offset[cls + 1]; at++)
      covers.set(member[at], (covers.get(member[at]) ?? 0) + 1);
  const terms = new Map([...covers].map(([site, times]) => [site, Math.ceil(times / 2)] as const));
  let lower = 2;
  for (const cls of cut) {
    terms.set(bendColumn[cls], 1);
    if (!isStraight(cls)) continue;
    lower--;
    for (let at = offset[cls]; at < offset[cls + 1]; at++) terms.set(member[at], terms.get(member[at])! - 1);
  }
  return { cut, terms, lower };
}

/** By how much values keep to a row. */
export function slackOf({ terms, lower }: CutRow, values: Float64Array): number {
  let sum = -lower;
  for (const [variable, value] of terms) sum += value * values[variable];
  return sum;
}
