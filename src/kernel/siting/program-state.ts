import type { LinearProgram } from '../milp/linear-program.js';

/** A variable that follows from others: as large as their sum and `given` allow, between 0 and 1. */
export interface DerivedVariable {
  readonly variable: number;
  readonly from: readonly number[];
  readonly given: number;
}

/**
 * A program's variables while some are switched on and off and the derived ones follow: objective and by how much the
 * other rows are broken stay up to date. Rows that only tie derived variables to theirs hold by themselves.
 */
export class ProgramState {
  readonly values: Float64Array;
  private readonly sum: Float64Array;
  private readonly activity: Float64Array;
  private readonly rowsOf: readonly (readonly [row: number, value: number][])[];
  private readonly derivedOf: readonly (readonly number[])[];
  private objective: number;
  private broken = 0;

  constructor(
    private readonly program: LinearProgram,
    private readonly derived: readonly DerivedVariable[],
    isLink: ReadonlySet<number>,
  ) {
    const { objective, rowLower, rowOffset, rowVariable, rowValue, offset } = program;
    this.values = new Float64Array(objective.length);
    this.activity = new Float64Array(rowLower.length);
    this.objective = offset;
    const rowsOf: [number, number][][] = Array.from(objective, () => []);
    for (let row = 0; row < rowLower.length; row++) {
      if (isLink.has(row)) continue;
      for (let at = rowOffset[row]; at < rowOffset[row + 1]; at++)
        rowsOf[rowVariable[at]].push([row, rowValue[at]]);
      this.broken += this.brokenBy(row);
    }
    this.rowsOf = rowsOf;
    const derivedOf: number[][] = Array.from(objective, () => []);
    this.sum = Float64Array.from(derived, ({ given }) => given);
    derived.forEach(({ from, variable, given }, index) => {
      for (const each of from) derivedOf[each].push(index);
      if (given > 0) this.put(variable, Math.min(1, given));
    });
    this.derivedOf = derivedOf;
  }

  /** How good the state is, more is better: rows count before everything else. */
  get merit(): number {
    return this.isFeasible ? this.gain : -1e15 * this.broken;
  }

  get isFeasible(): boolean {
    return this.broken < 1e-9;
  }

  /** The objective, as something to be maximised. */
  get gain(): number {
    return this.program.sense === 'maximize' ? this.objective : -this.objective;
  }

  get objectiveValue(): number {
    return this.objective;
  }

  /** How many derived variables a switch touches. */
  workOf(variable: number): number {
    return 1 + this.derivedOf[variable].length;
  }

  /** Switches a variable. */
  set(variable: number, value: 0 | 1): void {
    const change = value - this.values[variable];
    if (change === 0) return;
    this.put(variable, value);
    for (const index of this.derivedOf[variable]) {
      this.sum[index] += change;
      this.put(this.derived[index].variable, Math.max(0, Math.min(1, this.sum[index])));
    }
  }

  private put(variable: number, value: number): void {
    const change = value - this.values[variable];
    if (change === 0) return;
    this.values[variable] = value;
    this.objective += this.program.objective[variable] * change;
    for (const [row, factor] of this.rowsOf[variable]) {
      this.broken -= this.brokenBy(row);
      this.activity[row] += factor * change;
      this.broken += this.brokenBy(row);
    }
  }

  /** By which share of its bound a row is broken. */
  private brokenBy(row: number): number {
    const { rowLower, rowUpper } = this.program;
    const activity = this.activity[row];
    const below = rowLower[row] - activity;
    const above = activity - rowUpper[row];
    const slack = 1e-9 * Math.max(1, Math.abs(activity));
    if (below > slack) return below / Math.max(1, Math.abs(rowLower[row]));
    return above > slack ? above / Math.max(1, Math.abs(rowUpper[row])) : 0;
  }
}
