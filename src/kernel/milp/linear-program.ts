import { invariant } from '../invariant.js';

/**
 * A (mixed-integer) linear program as plain data: optimise offset + c·x subject to
 * rowLower ≤ A·x ≤ rowUpper and lower ≤ x ≤ upper, x integer where flagged. Missing bounds are ±Infinity.
 * A is stored by rows: row r holds entries rowOffset[r] … rowOffset[r+1]−1 of rowVariable and rowValue.
 */
export interface LinearProgram {
  readonly sense: 'maximize' | 'minimize';
  readonly offset: number;
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the variable must be whole. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly rowOffset: Int32Array;
  readonly rowVariable: Int32Array;
  readonly rowValue: Float64Array;
}

export interface VariableDraft {
  readonly objective?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly integer?: boolean;
}

/** Collects variables and rows, then freezes them as a LinearProgram. */
export class LinearProgramBuilder {
  private readonly variables: Required<VariableDraft>[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly rowOffset: number[] = [0];
  private readonly rowVariable: number[] = [];
  private readonly rowValue: number[] = [];

  constructor(
    private readonly sense: LinearProgram['sense'],
    private readonly offset = 0,
  ) {}

  /** Adds a variable (default: 0 ≤ x < ∞, continuous, no cost) and returns its index. */
  addVariable({ objective = 0, lower = 0, upper = Infinity, integer = false }: VariableDraft): number {
    return this.variables.push({ objective, lower, upper, integer }) - 1;
  }

  /** Opens a row with its bounds; `addTerm` fills it. Returns the row's index. */
  addRow(lower: number, upper: number): number {
    this.rowOffset.push(this.rowVariable.length);
    this.rowUpper.push(upper);
    return this.rowLower.push(lower) - 1;
  }

  /** Adds `value · x[variable]` to the row opened last; a variable occurs at most once a row. */
  addTerm(variable: number, value: number): void {
    invariant(this.rowLower.length > 0, 'a term needs an open row');
    this.rowVariable.push(variable);
    this.rowValue.push(value);
    this.rowOffset[this.rowLower.length] = this.rowVariable.length;
  }

  build(): LinearProgram {
    const { variables } = this;
    return {
      sense: this.sense,
      offset: this.offset,
      objective: Float64Array.from(variables, (v) => v.objective),
      lower: Float64Array.from(variables, (v) => v.lower),
      upper: Float64Array.from(variables, (v) => v.upper),
      integer: Uint8Array.from(variables, (v) => (v.integer ? 1 : 0)),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      rowOffset: Int32Array.from(this.rowOffset),
      rowVariable: Int32Array.from(this.rowVariable),
      rowValue: Float64Array.from(this.rowValue),
    };
  }
}
