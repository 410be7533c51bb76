// Linear programs solved again and again with other bounds. Plain JavaScript: a worker thread has no TypeScript loader.
import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';

/**
 * @typedef {import('../../kernel/milp/linear-program.js').LinearProgram} LinearProgram
 * @typedef {import('../../kernel/milp/lp-engine.js').LpRequest} LpRequest
 * @typedef {{ id: number, open: LinearProgram } | { id: number, solve: LpRequest } | { id: number, close: true }} LpMessage
 */

const highs = await loadHighs();
const { modelStatus, objectiveSense, solutionStatus } = highs.constants;

// HiGHS' codes: 1 = dual simplex (stays valid when bounds change), 4 = primal simplex (good where 0 is feasible).
const DUAL_SIMPLEX = 1;
const PRIMAL_SIMPLEX = 4;
// HiGHS takes finite numbers only.
const LONGEST_SECONDS = 1e9;
const NO_CUTOFF = 1e200;

/** @type {{ model: any, program: LinearProgram, sign: number, startsAtZero: boolean, hasRun: boolean, numCols: number, numRows: number } | null} */
let session = null;

/** Always minimised, so that HiGHS' objective_bound means one thing. @param {LinearProgram} program */
function open(program) {
  close();
  const numCols = program.objective.length;
  const numRows = program.rowLower.length;
  const sign = program.sense === 'maximize' ? -1 : 1;
  const model = highs.createModel({
    numCols,
    numRows,
    sense: objectiveSense.minimize,
    offset: sign * program.offset,
    colCost: program.objective.map((cost) => sign * cost),
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: {
      format: 'csr',
      numRows,
      numCols,
      starts: program.rowOffset,
      indices: program.rowVariable,
      values: program.rowValue,
    },
  });
  model.options.set({ output_flag: false, presolve: 'off', random_seed: 0 });
  const startsAtZero =
    program.lower.every((lower) => lower === 0) &&
    program.rowLower.every((lower, row) => lower <= 0 && program.rowUpper[row] >= 0);
  session = { model, program, sign, startsAtZero, hasRun: false, numCols, numRows };
  return {};
}

/** @param {import('../../kernel/milp/lp-engine.js').LpRows} rows */
function addRows({ objective, rowLower, rowUpper, rowOffset, rowVariable, rowValue }) {
  const { model, sign } = session;
  const columns = objective.length;
  if (columns > 0)
    model.addCols({
      cost: objective.map((cost) => sign * cost),
      lower: new Float64Array(columns),
      upper: new Float64Array(columns).fill(Infinity),
      matrix: {
        format: 'csc',
        numRows: session.numRows,
        numCols: columns,
        starts: new Int32Array(columns + 1),
        indices: new Int32Array(0),
        values: new Float64Array(0),
      },
    });
  session.numCols += columns;
  const numRows = rowLower.length;
  const { numCols } = session;
  model.addRows({
    lower: rowLower,
    upper: rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts: rowOffset, indices: rowVariable, values: rowValue },
  });
  session.numRows += numRows;
}

/** @param {LpRequest} request */
function solve({
  lower,
  upper,
  add,
  cutoff,
  timeLimitSeconds = LONGEST_SECONDS,
  iterationLimit = 2 ** 31 - 1,
}) {
  const { model, program, sign } = session;
  if (program.objective.length === 0) return solveEmpty(program);
  if (add && add.rowLower.length > 0) addRows(add);
  if (lower.length > 0)
    model.changeColsBounds({ kind: 'range', from: 0, to: lower.length - 1 }, lower, upper);
  // HiGHS counts time_limit over all runs of one model.
  model.zeroAllClocks();
  model.options.set({
    time_limit: Math.min(timeLimitSeconds, LONGEST_SECONDS),
    simplex_iteration_limit: iterationLimit,
    simplex_strategy: session.startsAtZero && !session.hasRun && !add ? PRIMAL_SIMPLEX : DUAL_SIMPLEX,
    objective_bound: cutoff === undefined ? NO_CUTOFF : sign * cutoff,
  });
  model.run();
  session.hasRun = true;
  const found = model.getModelStatus();
  if (found === modelStatus.infeasible) return { status: 'infeasible' };
  if (found === modelStatus.objectiveBound) return { status: 'cutoff' };
  const isSolved =
    found === modelStatus.optimal &&
    model.info.get('primal_solution_status') === solutionStatus.feasible &&
    model.info.get('dual_solution_status') === solutionStatus.feasible;
  if (!isSolved) return { status: 'stopped' };
  const { colValue, colDual } = model.getSolution();
  return {
    status: 'optimal',
    objective: sign * model.getObjectiveValue(),
    values: colValue,
    reducedCosts: sign === 1 ? colDual : colDual.map((cost) => -cost),
  };
}

/** HiGHS does not solve a program without columns: every row is 0. @param {LinearProgram} program */
function solveEmpty({ rowLower, rowUpper, offset }) {
  const isFeasible = rowLower.every((lower, row) => lower <= 0 && rowUpper[row] >= 0);
  if (!isFeasible) return { status: 'infeasible' };
  return {
    status: 'optimal',
    objective: offset,
    values: new Float64Array(0),
    reducedCosts: new Float64Array(0),
  };
}

function close() {
  session?.model.dispose();
  session = null;
  return {};
}

/** @param {LpMessage} message */
function handle(message) {
  if ('open' in message) return open(message.open);
  if ('solve' in message) return solve(message.solve);
  return close();
}

parentPort.on('message', (/** @type {LpMessage} */ message) => {
  try {
    parentPort.postMessage({ id: message.id, result: handle(message) });
  } catch (error) {
    parentPort.postMessage({ id: message.id, failure: String(error?.message ?? error) });
  }
});
