import { LinearProgramBuilder, type LinearProgram } from '../milp/linear-program.js';
import type { MilpOutcome } from '../milp/milp-solver.js';
import { findFirstPlan, type OpeningMove } from './first-program-plan.js';
import { ProgramState, type DerivedVariable } from './program-state.js';
import { settleProgramTies } from './settle-program-ties.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';

/** A mixed-integer program whose first variables are the choosable candidates (1 = open), with their limits as rows. */
export class SiteProgram extends LinearProgramBuilder {
  private readonly derived: DerivedVariable[] = [];
  private readonly links = new Set<number>();

  constructor(
    sense: 'maximize' | 'minimize',
    readonly settled: SettledSites,
    { offset = 0, siteCost }: { readonly offset?: number; readonly siteCost?: ArrayLike<number> } = {},
  ) {
    super(sense, offset);
    const sites = settled.choosable.length;
    for (let at = 0; at < sites; at++)
      this.addVariable({ objective: siteCost?.[at] ?? 0, upper: 1, integer: true });
    if (settled.p < sites) {
      this.addRow(-Infinity, settled.p);
      for (let at = 0; at < sites; at++) this.addTerm(at, 1);
    }
    if (settled.budget < Infinity) {
      this.addRow(-Infinity, settled.budget);
      for (let at = 0; at < sites; at++) if (settled.cost[at] > 0) this.addTerm(at, settled.cost[at]);
    }
  }

  /** 0 ≤ y ≤ 1 that can only be as large as the sum of these variables and `given`. */
  addCovered(objective: number, sites: ArrayLike<number>, given = 0): number {
    const covered = this.addVariable({ objective, upper: 1 });
    this.derived.push({ variable: covered, from: given >= 1 ? [] : Array.from(sites), given });
    if (given >= 1) return covered;
    this.link(this.addRow(-Infinity, given));
    this.addTerm(covered, 1);
    for (let k = 0; k < sites.length; k++) this.addTerm(sites[k], -1);
    return covered;
  }

  /** Marks a row that holds as soon as the derived variables have their values. */
  protected link(row: number): void {
    this.links.add(row);
  }

  /** Second cover of the same sites, worth something only beside the first: ≤ Σ − first, ≤ first. */
  addCoveredAgain(objective: number, sites: ArrayLike<number>, first: number, integer: boolean): void {
    const again = this.addVariable({ objective, upper: 1, integer });
    this.derived.push({ variable: again, from: Array.from(sites), given: -1 });
    this.link(this.addRow(-Infinity, 0));
    this.addTerm(again, 1);
    this.addTerm(first, 1);
    for (let k = 0; k < sites.length; k++) this.addTerm(sites[k], -1);
    this.link(this.addRow(-Infinity, 0));
    this.addTerm(again, 1);
    this.addTerm(first, -1);
  }

  /** How many of the first variables are switches: sites, or sites a year. */
  get switches(): number {
    return this.settled.choosable.length;
  }

  /** Per switch 1 where it stands for a new site (a closable one is no new site). */
  newSiteCounts(): Float64Array {
    return Float64Array.from(this.settled.isNew);
  }

  /** The moves a first plan is made of, and which exclude each other; none where variables do not follow from sites. */
  openingMoves(): { readonly moves: readonly OpeningMove[]; readonly groupOf: readonly number[] } {
    const sites = Array.from(this.settled.choosable.keys());
    return { moves: sites.map((site) => [site]), groupOf: sites };
  }

  /** All variables switched off; those that follow from others do. */
  state(): ProgramState {
    return new ProgramState(this.build(), this.derived, this.links);
  }
}

/** A solved program: the open candidates (positions among the choosable), or why there is none. */
export type ProgramSearch =
  | {
      readonly status: 'found';
      readonly open: readonly number[];
      readonly values: Float64Array;
      readonly objective: number;
      readonly bound: number;
      readonly isProven: boolean;
    }
  | { readonly status: 'infeasible' }
  | { readonly status: 'nothing'; readonly bound: number };

/** What is known of a first plan: all of it where variables do not follow from the sites, or sites to begin with. */
export interface FirstPlan {
  readonly given?: { readonly values: Float64Array; readonly objective: number };
  readonly open?: readonly number[];
}

type FoundProgram = Extract<ProgramSearch, { status: 'found' }>;

/**
 * Has the MILP solver solve a program, every status checked. A first plan by greedy and swaps is at hand before that:
 * when the time is up too early it is the answer. Ties of a proven plan are settled.
 */
export async function solveProgram(
  program: SiteProgram,
  run: SitingRun,
  step: number,
  { given, open = [] }: FirstPlan = {},
): Promise<ProgramSearch> {
  await run.pause();
  const built = program.build();
  const first: FoundProgram | null = given
    ? { status: 'found', ...given, open: openOf(program, given.values), bound: NaN, isProven: false }
    : await firstPlan(program, run, open);
  const nowhere = boundOf(built);
  if (first) run.watch?.(first.objective, nowhere);
  const search = await prove(program, built, run, step, first, nowhere);
  if (search.status !== 'found' || !search.isProven) return search;
  const values = await settleProgramTies(built, program, search, run, step);
  return { ...search, values, open: openOf(program, values) };
}

async function prove(
  program: SiteProgram,
  built: LinearProgram,
  run: SitingRun,
  step: number,
  first: FoundProgram | null,
  nowhere: number,
): Promise<ProgramSearch> {
  const fallback: ProgramSearch = first ?? { status: 'nothing', bound: nowhere };
  if (run.secondsLeft() <= 0) return { ...fallback, bound: nowhere };
  const isMax = built.sense === 'maximize';
  const outcome: MilpOutcome = await run.milp.solve(built, {
    timeLimitSeconds: Math.max(0.05, run.secondsLeft()),
    ...{ gapTolerance: run.gapTolerance, absoluteGapTolerance: step, signal: run.signal },
    start: first?.values,
    watch: (objective, bound) => {
      const best = objective ?? first?.objective ?? (isMax ? -Infinity : Infinity);
      run.watch?.(best, isMax ? Math.min(bound, nowhere) : Math.max(bound, nowhere));
    },
  });
  if (outcome.status === 'infeasible') return { status: 'infeasible' };
  if (outcome.status === 'unbounded') throw new Error('The solver calls a bounded program unbounded.');
  const bound = isMax ? Math.min(outcome.bound, nowhere) : Math.max(outcome.bound, nowhere);
  if (outcome.status === 'timedOut') return { ...fallback, bound };
  const isFirstBetter =
    first && (isMax ? first.objective >= outcome.objective : first.objective <= outcome.objective);
  const { values, objective } = isFirstBetter ? first : outcome;
  run.watch?.(objective, bound);
  // With a gap that is good enough HiGHS says optimal as well: only the bound tells.
  const isProven =
    outcome.status === 'optimal' && Math.abs(bound - objective) <= step + 1e-6 * Math.abs(objective) * 1e-3;
  return { status: 'found', open: openOf(program, values), values, objective, bound, isProven };
}

async function firstPlan(
  program: SiteProgram,
  run: SitingRun,
  open: readonly number[],
): Promise<FoundProgram | null> {
  const { moves, groupOf } = program.openingMoves();
  if (moves.length === 0) return null;
  const state = program.state();
  if (!(await findFirstPlan(state, moves, groupOf, run.pause, open))) return null;
  const { values, objectiveValue: objective } = state;
  return { status: 'found', open: openOf(program, values), values, objective, bound: NaN, isProven: false };
}

function openOf({ settled }: SiteProgram, values: Float64Array): number[] {
  return Array.from(settled.choosable.keys()).filter((at) => values[at] > 0.5);
}

/** What the objective cannot go beyond, by the variables' bounds alone. */
function boundOf({ sense, offset, objective, lower, upper }: LinearProgram): number {
  const isMax = sense === 'maximize';
  return objective.reduce((sum, each, v) => {
    const best = each > 0 === isMax ? upper[v] : lower[v];
    return each === 0 ? sum : sum + each * best;
  }, offset);
}
