import type { LinearProgram } from './linear-program.js';

/** Rows for a program under way, with variables (from 0 upwards, without an end) that come after all there are. */
export interface LpRows {
  /** Per new variable. */
  readonly objective: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Row r holds entries rowOffset[r] … rowOffset[r+1]−1; old and new variables may occur. */
  readonly rowOffset: Int32Array;
  readonly rowVariable: Int32Array;
  readonly rowValue: Float64Array;
}

export interface LpRequest {
  /** Bounds of the first variables, as many as given; the others keep those of the program. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Joins the program before the solve and stays; for programs that had variables when they were opened. */
  readonly add?: LpRows;
  /** The solve may end as soon as the optimum is proven no better than this. */
  readonly cutoff?: number;
  /** Wall-clock seconds for this solve. */
  readonly timeLimitSeconds?: number;
  /** Simplex iterations for this solve. */
  readonly iterationLimit?: number;
}

export type LpOutcome =
  | {
      readonly status: 'optimal';
      readonly objective: number;
      readonly values: Float64Array;
      /** Per variable: by how much the objective changes for each unit it moves off its bound. */
      readonly reducedCosts: Float64Array;
    }
  /** No point satisfies the rows and bounds. */
  | { readonly status: 'infeasible' }
  /** The optimum is no better than the cutoff. */
  | { readonly status: 'cutoff' }
  /** A limit struck; nothing is proven. */
  | { readonly status: 'stopped' };

/** One linear program solved again and again with other bounds, each time from where the last solve ended. */
export interface LpSession {
  solve(request: LpRequest): Promise<LpOutcome>;
  close(): Promise<void>;
}

/** Whatever solves linear programs (integrality is ignored) repeatedly. Rejects on abort or when it is broken. */
export interface LpEngine {
  open(program: LinearProgram, signal?: AbortSignal): Promise<LpSession>;
}
