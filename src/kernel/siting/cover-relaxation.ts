import type { LpEngine, LpRows, LpSession } from '../milp/lp-engine.js';
import { LinearProgramBuilder } from '../milp/linear-program.js';
import type { CoverCut } from './cover-cuts.js';
import { cutRow, LpRowList, slackOf, type CutRow } from './cover-rows.js';
import { objectiveScale } from './mclp.js';
import type { MclpModel } from './mclp-model.js';

/** What sites and groups may be at a node of the search; groups count their open sites. */
export interface CoverBounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export type Relaxed =
  | {
      readonly status: 'optimal';
      /** No plan within the bounds covers more. */
      readonly value: number;
      /** Per site 0–1. */
      readonly sites: Float64Array;
      /** Per site what moving it off its bound costs. */
      readonly prices: Float64Array;
    }
  /** Nothing within the bounds beats the cutoff. */
  | { readonly status: 'cutoff' }
  | { readonly status: 'stopped' };

/** What is known about a model's relaxation: its end is near these multipliers. */
export interface CoverHint {
  /** Per class 0 … its weight: what covering it a bit more is worth. */
  readonly multipliers: Float64Array;
  /** A class whose multiplier lies at least this share of its weight from either end is bent from the start. */
  readonly margin: number;
}

/** Groups of sites whose number can be bounded, at most so many. */
export const MOST_GROUPS = 48;

/** Weight by which the relaxation may over-state coverage before the steps behind that are added, in shares of `step`. */
const SLACK = 0.01;
const MOST_ADDED = 400;

/** How a class stands in the program; BENT is added to what it was before its bend joined. */
const FLAT = 0;
const STRAIGHT = 1;
const BENT = 2;
const ALONE = 4;

/**
 * The linear relaxation max Σ w·min(1, Σ x) of a covering model, with the bend of min(1, ·) only where it matters: a
 * class counts as covered (flat) or by the sum of its sites (straight), both of which over-state, until a solution
 * over-states it; then its bend joins the program as a row. Few classes are ever bent, so programs stay small.
 * Source: row generation for covering, J.-F. Cordeau, F. Furini & I. Ljubić (2019), EJOR 275.
 */
export class CoverRelaxation {
  private pending: number[] = [];
  private linked = 0;
  private readonly links: (readonly number[])[] = [];
  private readonly cutsToAdd: CoverCut[] = [];
  private readonly cutRows: CutRow[] = [];
  private readonly bendColumn: Int32Array;
  private lastPrices: Float64Array = new Float64Array(0);
  private lastValues: Float64Array = new Float64Array(0);

  private constructor(
    private readonly model: MclpModel,
    private readonly session: LpSession,
    private readonly form: Uint8Array,
    private readonly scale: number,
    private columns: number,
    /** Rows of the program. */
    public rows: number,
    private readonly most: number,
  ) {
    this.bendColumn = new Int32Array(model.weight.length).fill(-1);
  }

  /**
   * @param hint null = every class is bent from the start
   * @param step weight that matters
   */
  static async open(
    model: MclpModel,
    hint: CoverHint | null,
    step: number,
    engine: LpEngine,
    signal?: AbortSignal,
  ): Promise<CoverRelaxation> {
    const { candidate, cost, weight, byClass, p, budget } = model;
    const { offset, member } = byClass;
    const scale = objectiveScale(model);
    const form = new Uint8Array(weight.length);
    const gain = new Float64Array(candidate.length);
    const bent: number[] = [];
    let flat = 0;
    for (let cls = 0; cls < weight.length; cls++) {
      const share = hint ? hint.multipliers[cls] / weight[cls] : 1;
      if (offset[cls + 1] - offset[cls] === 1) form[cls] = ALONE;
      else if (!hint || (share >= hint.margin && share <= 1 - hint.margin)) bent.push(cls);
      if (form[cls] !== ALONE) form[cls] = share < 0.5 ? FLAT : STRAIGHT;
      if (form[cls] === FLAT) flat += weight[cls];
      else for (let at = offset[cls]; at < offset[cls + 1]; at++) gain[member[at]] += weight[cls];
    }
    const builder = new LinearProgramBuilder('maximize', flat * scale);
    for (const value of gain) builder.addVariable({ objective: value * scale, upper: 1, integer: true });
    for (let group = 0; group < MOST_GROUPS; group++) builder.addVariable({ upper: candidate.length });
    let rows = 0;
    if (p < candidate.length) {
      builder.addRow(-Infinity, p);
      rows++;
      for (let site = 0; site < candidate.length; site++) builder.addTerm(site, 1);
    }
    if (budget < Infinity) {
      const dearest = cost.reduce((a, b) => Math.max(a, b), 0);
      const unit = dearest > 0 ? 2 ** Math.floor(Math.log2(dearest)) : 1;
      builder.addRow(-Infinity, budget / unit);
      rows++;
      for (let site = 0; site < candidate.length; site++)
        if (cost[site] > 0) builder.addTerm(site, cost[site] / unit);
    }
    const session = await engine.open(builder.build(), signal);
    const relaxation = new CoverRelaxation(
      ...([model, session, form, scale, candidate.length + MOST_GROUPS, rows, SLACK * step] as const),
    );
    relaxation.pending = bent;
    return relaxation;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  /** Makes the next free group count these sites; returns its number, or -1 when all groups are taken. */
  link(sites: readonly number[]): number {
    if (this.linked === MOST_GROUPS) return -1;
    this.links.push(sites);
    return this.linked++;
  }

  /**
   * @param mustExceed values up to this need not be told apart
   * @param isExact false: the first bound will do, over-stated as it may be
   */
  async solve(
    { lower, upper }: CoverBounds,
    mustExceed: number,
    secondsLeft: () => number,
    isExact = true,
  ): Promise<Relaxed> {
    const sites = this.model.candidate.length;
    for (;;) {
      const outcome = await this.session.solve({
        ...{ lower, upper, add: this.takeRows(), timeLimitSeconds: Math.max(0, secondsLeft()) },
        cutoff: Number.isFinite(mustExceed) ? mustExceed * this.scale - 1e-6 : undefined,
      });
      if (outcome.status === 'stopped') return outcome;
      if (outcome.status !== 'optimal') return { status: 'cutoff' };
      this.lastPrices = outcome.reducedCosts;
      this.lastValues = outcome.values;
      const value = outcome.objective / this.scale;
      if (value <= mustExceed) return { status: 'cutoff' };
      const found: Relaxed = {
        status: 'optimal',
        value,
        sites: outcome.values.subarray(0, sites),
        prices: outcome.reducedCosts.subarray(0, sites).map((price) => price / this.scale),
      };
      if (!isExact || !this.bend(found.sites)) return found;
      if (secondsLeft() <= 0) return { status: 'stopped' };
    }
  }

  /** Makes every solution from now on keep to these cuts. */
  addCuts(cuts: readonly CoverCut[]): void {
    const waiting = new Set(this.pending);
    for (const cut of cuts) for (const cls of cut) if (this.form[cls] < BENT) waiting.add(cls);
    this.pending = [...waiting];
    this.cutsToAdd.push(...cuts);
  }

  /** The cuts that hold with equality in the last solution: without the others it would be the same. */
  tightCuts(): readonly CoverCut[] {
    return this.cutRows.filter((row) => slackOf(row, this.lastValues) < 1e-6).map(({ cut }) => cut);
  }

  /** Per class its multiplier in the last solution. */
  multipliers(): Float64Array {
    return this.model.weight.map((weight, cls) => {
      const price = Math.min(weight, Math.abs(this.lastPrices[this.bendColumn[cls]]) / this.scale);
      if (this.form[cls] === BENT + FLAT) return weight - price;
      if (this.form[cls] === BENT + STRAIGHT) return price;
      return this.form[cls] === FLAT ? 0 : weight;
    });
  }

  /** Queues the bends a solution over-states most; false when it over-states nothing that matters. */
  bend(values: Float64Array): boolean {
    const { weight, byClass } = this.model;
    const wrong: { cls: number; by: number }[] = [];
    let total = 0;
    for (let cls = 0; cls < weight.length; cls++) {
      if (this.form[cls] >= BENT) continue;
      const sum = sumOf(values, byClass.offset, byClass.member, cls);
      const by = weight[cls] * (this.form[cls] === FLAT ? 1 - sum : sum - 1);
      if (by <= 1e-9 * weight[cls]) continue;
      wrong.push({ cls, by });
      total += by;
    }
    if (total <= this.most) return false;
    wrong.sort((a, b) => b.by - a.by || a.cls - b.cls);
    this.pending = wrong.slice(0, MOST_ADDED).map(({ cls }) => cls);
    return true;
  }

  private takeRows(): LpRows | undefined {
    const { pending, links, cutsToAdd, model, form } = this;
    if (pending.length + links.length + cutsToAdd.length === 0) return undefined;
    const rows = new LpRowList();
    const add = (lower: number, upper: number, sites: Iterable<number>, last: number, lastValue: number) => {
      for (const site of sites) rows.addTerm(site, 1);
      rows.addTerm(last, lastValue);
      rows.endRow(lower, upper);
    };
    for (const cls of pending) {
      const { offset, member } = model.byClass;
      const sites = member.subarray(offset[cls], offset[cls + 1]);
      if (form[cls] === FLAT) add(1, Infinity, sites, this.columns, 1);
      else add(-Infinity, 1, sites, this.columns, -1);
      this.bendColumn[cls] = this.columns++;
      form[cls] += BENT;
    }
    const first = this.linked - links.length;
    links.forEach((sites, at) => add(0, 0, sites, model.candidate.length + first + at, -1));
    for (const cut of cutsToAdd) {
      const row = cutRow(model, cut, this.bendColumn, (cls) => form[cls] === BENT + STRAIGHT);
      this.cutRows.push(row);
      for (const [variable, value] of row.terms) if (value !== 0) rows.addTerm(variable, value);
      rows.endRow(row.lower, Infinity);
    }
    this.rows += rows.count;
    const objective = Float64Array.from(pending, (cls) => -model.weight[cls] * this.scale);
    this.pending = [];
    links.length = 0;
    cutsToAdd.length = 0;
    return { objective, ...rows.arrays() };
  }
}

export function sumOf(values: Float64Array, offset: Int32Array, member: Int32Array, row: number): number {
  let sum = 0;
  for (let at = offset[row], end = offset[row + 1]; at < end; at++) sum += values[member[at]];
  return sum;
}
