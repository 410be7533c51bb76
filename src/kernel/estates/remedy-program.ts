import { type LinearProgram, LinearProgramBuilder } from '../milp/linear-program.js';
import { toNumber } from '../rational.js';
import { findTwins } from './find-twins.js';
import type { RemedyPair, RemedyQuestion } from './remedy-question.js';

/** What a solution decides. */
export interface RemedyChoice {
  readonly settled: ReadonlySet<number>;
  /** Pairs it may hand out area by. */
  readonly pairs: readonly RemedyPair[];
  /** Positions of the places it pays. */
  readonly used: readonly number[];
}

type Term = readonly [variable: number, value: number];

/**
 * The remedies as a mixed-integer program. Variables in this order: settled (a need each), used (an offer each), area (a
 * pair each), served (a pair each at places that somebody may want alone).
 *
 *     Σ area = part · settled      Σ area ≤ size · used      area ≤ min(part, size) · served      served ≤ used
 *     Σ served of those who share with nobody + served of any other ≤ 1      Σ cost · used ≤ budget
 *     settled, used of an earlier twin ≥ that of a later one
 */
export class RemedyProgram {
  private readonly pairsOf: readonly (readonly number[])[];
  /** Per pair its variable of `served`, or of `used` at places where all may share. */
  private readonly open: readonly number[];
  private readonly forbidden: (readonly Term[])[] = [];
  private readonly costUnit: number;
  private readonly twins: ReturnType<typeof findTwins>;

  /** @param question of which every pair may be used */
  constructor(private readonly question: RemedyQuestion) {
    const { needs, offers, pairs } = question;
    this.pairsOf = offers.map(() => []);
    pairs.forEach(({ offer }, at) => (this.pairsOf[offer] as number[]).push(at));
    let next = needs.length + offers.length + pairs.length;
    const isShared = this.pairsOf.map((here) => here.every((at) => needs[pairs[at].need].mayPool));
    this.open = pairs.map(({ offer }) => (isShared[offer] ? needs.length + offer : next++));
    this.twins = findTwins(question);
    const dearest = Math.max(1, ...offers.map(({ cost }) => toNumber(cost)));
    // A power of two, so that dividing by it changes no cost.
    this.costUnit = 2 ** Math.floor(Math.log2(dearest));
  }

  /** Settles the most lack. */
  mostSettled(): LinearProgram {
    return this.build('maximize', this.lacks());
  }

  /** Settles at least so much for the least cost. */
  cheapest(settledAtLeast: number): LinearProgram {
    const { needs, offers } = this.question;
    const costs = offers.map(({ cost }, at): Term => [needs.length + at, toNumber(cost)]);
    return this.build('minimize', costs, settledAtLeast);
  }

  choice(values: Float64Array): RemedyChoice {
    const { needs, offers, pairs } = this.question;
    const isSet = (variable: number) => values[variable] > 0.5;
    const settled = new Set(Array.from(needs.keys()).filter(isSet));
    return {
      settled,
      pairs: pairs.filter(({ need }, at) => settled.has(need) && isSet(this.open[at])),
      used: Array.from(offers.keys()).filter((offer) => isSet(needs.length + offer)),
    };
  }

  /** From now on whoever is settled in a choice is not settled by its pairs alone. */
  forbidPairs({ settled, pairs: allowed }: RemedyChoice): void {
    const { pairs } = this.question;
    const among = new Set(allowed);
    const others = pairs.flatMap((pair, at) =>
      settled.has(pair.need) && !among.has(pair) ? [this.open[at]] : [],
    );
    const terms = [
      ...[...settled].map((need): Term => [need, 1]),
      ...[...new Set(others)].map((v): Term => [v, -1]),
    ];
    this.forbidden.push(terms);
  }

  /** From now on these places are not all used. */
  forbidPlaces(offers: readonly number[]): void {
    this.forbidden.push(offers.map((offer) => [this.question.needs.length + offer, 1]));
  }

  private lacks(): Term[] {
    return this.question.needs.map(({ lackSquareMeters }, need) => [need, toNumber(lackSquareMeters)]);
  }

  private build(
    sense: LinearProgram['sense'],
    objective: readonly Term[],
    settledAtLeast?: number,
  ): LinearProgram {
    const { needs, offers, pairs, budget } = this.question;
    const program = new LinearProgramBuilder(sense);
    const row = (lower: number, upper: number, ...terms: Term[]) => {
      program.addRow(lower, upper);
      for (const [variable, value] of terms) if (value !== 0) program.addTerm(variable, value);
    };
    const weights = new Map(objective);
    const firstArea = needs.length + offers.length;
    const parts = needs.map(({ partSquareMeters }) => toNumber(partSquareMeters));
    const sizes = offers.map(({ areaSquareMeters }) => toNumber(areaSquareMeters));
    const most = pairs.map(({ need, offer }) => Math.min(parts[need], sizes[offer]));
    for (let at = 0; at < firstArea; at++)
      program.addVariable({ upper: 1, integer: true, objective: weights.get(at) ?? 0 });
    for (const upper of most) program.addVariable({ upper });
    const served = pairs.length - this.open.filter((variable) => variable < firstArea).length;
    for (let at = 0; at < served; at++) program.addVariable({ upper: 1, integer: true });

    const got = needs.map((): Term[] => []);
    pairs.forEach(({ need, offer }, at) => {
      got[need].push([firstArea + at, 1]);
      row(-Infinity, 0, [firstArea + at, 1], [this.open[at], -most[at]]);
      if (this.open[at] >= firstArea) row(-Infinity, 0, [this.open[at], 1], [needs.length + offer, -1]);
    });
    needs.forEach((_, need) => row(0, 0, ...got[need], [need, -parts[need]]));
    this.pairsOf.forEach((here, offer) => {
      const areas = here.map((at): Term => [firstArea + at, 1]);
      row(-Infinity, 0, ...areas, [needs.length + offer, -sizes[offer]]);
      const alone = here.filter((at) => !needs[pairs[at].need].mayPool);
      const sharing = here.filter((at) => needs[pairs[at].need].mayPool);
      const takesAll = alone.map((at): Term => [this.open[at], 1]);
      if (sharing.length === 0 && alone.length > 1) row(-Infinity, 1, ...takesAll);
      if (alone.length > 0) for (const at of sharing) row(-Infinity, 1, ...takesAll, [this.open[at], 1]);
    });
    // Of twins the earlier: equal plans are one, and nothing is tried twice.
    for (const [earlier, later] of this.twins.needs) row(0, Infinity, [earlier, 1], [later, -1]);
    for (const [earlier, later] of this.twins.offers)
      row(0, Infinity, [needs.length + earlier, 1], [needs.length + later, -1]);
    if (budget !== undefined) {
      const costs = offers.map(({ cost }, at): Term => [needs.length + at, toNumber(cost) / this.costUnit]);
      row(-Infinity, toNumber(budget) / this.costUnit, ...costs);
    }
    if (settledAtLeast !== undefined) row(settledAtLeast, Infinity, ...this.lacks());
    for (const terms of this.forbidden)
      row(-Infinity, terms.filter(([, value]) => value > 0).length - 1, ...terms);
    return program.build();
  }
}
