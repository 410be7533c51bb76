import { type LinearProgram, LinearProgramBuilder } from '../milp/linear-program.js';
import type { MilpOutcome, MilpSolver } from '../milp/milp-solver.js';
import { add, compare, toNumber, ZERO } from '../rational.js';
import type { RemedyOutcome, RemedyPair, RemedyPlan, RemedyQuestion } from './remedy-question.js';
import { shareOutExactly } from './share-out-exactly.js';

export interface RemedyOptions {
  readonly timeLimitSeconds: number;
  readonly signal?: AbortSignal;
}

/** Square metres that count as nothing in the solver's arithmetic; what it finds is checked exactly. */
const TOLERANCE = 1e-6;

/**
 * The remedies that settle most of what estates lack, and among those the cheapest: a mixed-integer program solved
 * twice, first for the area of the estates settled in full, then for its cost. An estate is settled when it gets all it
 * lacks. A place is paid once and its area is handed out at most once; it serves several estates only where all of their
 * rules allow pooling. The hand-out is checked in exact fractions.
 */
export async function planRemedies(
  question: RemedyQuestion,
  solver: MilpSolver,
  { timeLimitSeconds, signal }: RemedyOptions,
): Promise<RemedyOutcome> {
  const forbidden: Chosen[] = [];
  for (;;) {
    const milpOptions = { timeLimitSeconds: timeLimitSeconds / 2, signal };
    const model = new RemedyModel(question, forbidden);
    const most = await solver.solve(model.mostSettled(), milpOptions);
    if (!('values' in most)) return timedOut(most);
    const settledLeast = most.objective - TOLERANCE;
    const cheapest = await solver.solve(model.cheapest(settledLeast), milpOptions);
    const found = 'values' in cheapest ? cheapest : most;
    const chosen = model.chosen(found.values);
    const shares = shareOutExactly(...model.handOut(chosen));
    if (!shares) {
      forbidden.push(chosen);
      continue;
    }
    const used = [...new Set(shares.map(({ offer }) => offer))].sort((a, b) => a - b);
    const isProven = most.status === 'optimal' && cheapest.status === 'optimal';
    const plan: RemedyPlan = {
      status: isProven ? 'OPTIMAL' : 'FEASIBLE',
      offers: used,
      shares,
      cost: used.reduce((sum, offer) => sum + question.offers[offer].cost, 0),
      costBound: 'bound' in cheapest ? cheapest.bound : -Infinity,
      unsettled: question.needs.map((_, need) => need).filter((need) => !chosen.settled.has(need)),
      settledSquareMeters: [...chosen.settled]
        .map((need) => question.needs[need].lackSquareMeters)
        .reduce(add, ZERO),
      settledBoundSquareMeters: most.bound,
    };
    return { status: 'PLANNED', plan };
  }
}

function timedOut({ status }: Exclude<MilpOutcome, { values: Float64Array }>): RemedyOutcome {
  if (status === 'timedOut') return { status: 'TIMED_OUT' };
  throw new Error(`The solver calls a program ${status} that settling nobody satisfies.`);
}

/** Whom a solution settles, and which pairs it uses. */
interface Chosen {
  readonly settled: ReadonlySet<number>;
  readonly pairs: readonly RemedyPair[];
}

/** Variables in this order: settled (a need each), used (an offer each), served (a pair each), area (a pair each). */
class RemedyModel {
  /** Pairs whose place is large enough. */
  private readonly pairs: readonly RemedyPair[];

  constructor(
    private readonly question: RemedyQuestion,
    private readonly forbidden: readonly Chosen[],
  ) {
    const { needs, offers } = question;
    this.pairs = question.pairs.filter(({ need, offer }) => {
      const minimum = needs[need].minimumSiteSquareMeters;
      if (offers[offer].form === 'POOLING' && !needs[need].mayPool) return false;
      return minimum === null || compare(offers[offer].areaSquareMeters, minimum) >= 0;
    });
  }

  mostSettled(): LinearProgram {
    return this.build('maximize', ({ needs }) =>
      needs.map(({ lackSquareMeters }) => toNumber(lackSquareMeters)),
    );
  }

  cheapest(settledAtLeast: number): LinearProgram {
    return this.build(
      'minimize',
      ({ needs, offers }) => [...needs.map(() => 0), ...offers.map(({ cost }) => cost)],
      settledAtLeast,
    );
  }

  chosen(values: Float64Array): Chosen {
    const { needs, offers } = this.question;
    const isSet = (variable: number) => values[variable] > 0.5;
    const settled = new Set(needs.map((_, need) => need).filter(isSet));
    const served = needs.length + offers.length;
    return { settled, pairs: this.pairs.filter(({ need }, at) => isSet(served + at) && settled.has(need)) };
  }

  /** What exact sharing out takes. */
  handOut({ settled, pairs }: Chosen): Parameters<typeof shareOutExactly> {
    const { needs, offers } = this.question;
    const wants = needs.map(({ lackSquareMeters }, need) => (settled.has(need) ? lackSquareMeters : ZERO));
    return [wants, offers.map(({ areaSquareMeters }) => areaSquareMeters), pairs];
  }

  private build(
    sense: LinearProgram['sense'],
    objectiveOf: (question: RemedyQuestion) => readonly number[],
    settledAtLeast?: number,
  ): LinearProgram {
    const { needs, offers, budget } = this.question;
    const { pairs } = this;
    const program = new LinearProgramBuilder(sense);
    const objective = objectiveOf(this.question);
    const yesNo = { upper: 1, integer: true };
    for (let at = 0; at < needs.length + offers.length; at++)
      program.addVariable({ ...yesNo, objective: objective[at] ?? 0 });
    const served = needs.length + offers.length;
    for (let at = 0; at < pairs.length; at++) program.addVariable(yesNo);
    const area = served + pairs.length;
    const lackOf = (need: number) => toNumber(needs[need].lackSquareMeters);
    const areaOf = (offer: number) => toNumber(offers[offer].areaSquareMeters);
    for (const { need, offer } of pairs)
      program.addVariable({ upper: Math.min(lackOf(need), areaOf(offer)) });
    pairs.forEach(({ need, offer }, at) => {
      const most = Math.min(lackOf(need), areaOf(offer));
      row(program, -Infinity, 0, [area + at, 1], [served + at, -most]);
      row(program, -Infinity, 0, [served + at, 1], [needs.length + offer, -1]);
    });
    needs.forEach((_, need) => {
      const got = pairs.flatMap((pair, at): Term[] => (pair.need === need ? [[area + at, 1]] : []));
      row(program, 0, 0, ...got, [need, -lackOf(need)]);
    });
    offers.forEach((_, offer) => {
      const here = pairs.flatMap((pair, at) => (pair.offer === offer ? [{ ...pair, at }] : []));
      const areas = here.map(({ at }): Term => [area + at, 1]);
      row(program, -Infinity, 0, ...areas, [needs.length + offer, -areaOf(offer)]);
      for (const alone of here.filter(({ need }) => !needs[need].mayPool))
        for (const other of here)
          if (other.at !== alone.at && (needs[other.need].mayPool || other.at > alone.at))
            row(program, -Infinity, 1, [served + alone.at, 1], [served + other.at, 1]);
    });
    if (budget !== undefined)
      row(program, -Infinity, budget, ...offers.map(({ cost }, at): Term => [needs.length + at, cost]));
    if (settledAtLeast !== undefined)
      row(program, settledAtLeast, Infinity, ...needs.map((_, need): Term => [need, lackOf(need)]));
    for (const chosen of this.forbidden) {
      const others = pairs.flatMap((pair, at): Term[] =>
        chosen.pairs.includes(pair) ? [] : [[served + at, 1]],
      );
      const settled = [...chosen.settled].map((need): Term => [need, -1]);
      row(program, 1 - chosen.settled.size, Infinity, ...settled, ...others);
    }
    return program.build();
  }
}

type Term = readonly [variable: number, value: number];

function row(program: LinearProgramBuilder, lower: number, upper: number, ...terms: Term[]): void {
  program.addRow(lower, upper);
  for (const [variable, value] of terms) if (value !== 0) program.addTerm(variable, value);
}
