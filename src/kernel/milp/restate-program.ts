import type { LinearProgram } from './linear-program.js';

/** The same rows and bounds with another objective. @param objective coefficients of the first variables; the rest get 0 */
export function withObjective(
  program: LinearProgram,
  sense: LinearProgram['sense'],
  objective: ArrayLike<number>,
): LinearProgram {
  const coefficients = new Float64Array(program.objective.length);
  coefficients.set(objective);
  return { ...program, sense, offset: 0, objective: coefficients };
}

/** The program with one more row: lower ≤ Σ coefficient · x ≤ upper. */
export function withRow(
  program: LinearProgram,
  coefficients: ArrayLike<number>,
  lower: number,
  upper: number,
): LinearProgram {
  const entries = Array.from(coefficients, (value, variable) => ({ value, variable })).filter(
    ({ value }) => value !== 0,
  );
  const { rowOffset, rowVariable, rowValue, rowLower, rowUpper } = program;
  return {
    ...program,
    rowLower: Float64Array.from([...rowLower, lower]),
    rowUpper: Float64Array.from([...rowUpper, upper]),
    rowOffset: Int32Array.from([...rowOffset, rowVariable.length + entries.length]),
    rowVariable: Int32Array.from([...rowVariable, ...entries.map(({ variable }) => variable)]),
    rowValue: Float64Array.from([...rowValue, ...entries.map(({ value }) => value)]),
  };
}

/** The program with variables fixed at what they are given. @param fixed per variable of the first ones its value; NaN = free */
export function withFixed(program: LinearProgram, fixed: ArrayLike<number>): LinearProgram {
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  for (let v = 0; v < fixed.length; v++) if (!Number.isNaN(fixed[v])) lower[v] = upper[v] = fixed[v];
  return { ...program, lower, upper };
}
