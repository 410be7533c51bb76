import type { LinearProgram } from '../../src/kernel/milp/linear-program.js';

/** A program as free MPS, always minimised: CBC does not heed the sense a file asks for. */
export function mpsText(program: LinearProgram): string {
  const { objective, lower, upper, integer, rowLower, rowUpper, rowOffset, rowVariable, rowValue } = program;
  const sign = program.sense === 'maximize' ? -1 : 1;
  const rows = rowLower.length;
  const type = (row: number) => {
    if (rowLower[row] === rowUpper[row]) return 'E';
    if (rowLower[row] === -Infinity) return 'L';
    if (rowUpper[row] === Infinity) return 'G';
    throw new Error('Rows with two different sides are not written.');
  };
  const types = Array.from({ length: rows }, (_, row) => type(row));
  const entries: string[][] = Array.from(objective, () => []);
  for (let row = 0; row < rows; row++)
    for (let at = rowOffset[row]; at < rowOffset[row + 1]; at++)
      entries[rowVariable[at]].push(` x${rowVariable[at]} r${row} ${rowValue[at]}`);
  const columns = (whole: number) =>
    Array.from(objective.keys())
      .filter((variable) => integer[variable] === whole)
      .flatMap((variable) => [` x${variable} cost ${sign * objective[variable]}`, ...entries[variable]]);
  return [
    'NAME siting FREE',
    'ROWS',
    ' N cost',
    ...types.map((each, row) => ` ${each} r${row}`),
    'COLUMNS',
    " M1 'MARKER' 'INTORG'",
    ...columns(1),
    " M2 'MARKER' 'INTEND'",
    ...columns(0),
    'RHS',
    ...types.map((each, row) => ` rhs r${row} ${each === 'G' ? rowLower[row] : rowUpper[row]}`),
    'BOUNDS',
    ...Array.from(objective.keys()).flatMap((variable) => [
      ...(lower[variable] !== 0 ? [` LO b x${variable} ${lower[variable]}`] : []),
      ...(upper[variable] < Infinity ? [` UP b x${variable} ${upper[variable]}`] : []),
    ]),
    'ENDATA',
    '',
  ].join('\n');
}
