// One HiGHS solve at a time in a thread of its own. Plain JavaScript: a worker thread has no TypeScript loader.
import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';

/**
 * @typedef {import('../../kernel/milp/linear-program.js').LinearProgram} LinearProgram
 * @typedef {{ id: number, program: LinearProgram, timeLimitSeconds: number, gapTolerance: number, absoluteGapTolerance: number, start?: Float64Array }} SolveRequest
 * @typedef {{ id: number, type: 'incumbent', objective: number, bound: number, values: Float64Array }} IncumbentMessage
 * @typedef {{ id: number, type: 'bound', bound: number }} BoundMessage
 * @typedef {{ id: number, type: 'done', status: 'optimal' | 'infeasible' | 'unbounded' | 'stopped', objective: number,
 *   bound: number, values: Float64Array | null, memoryBytes: number }} DoneMessage
 * @typedef {{ id: number, type: 'failed', message: string }} FailedMessage
 */

const highs = await loadHighs();
const { modelStatus, callbackType, objectiveSense, variableType, solutionStatus } = highs.constants;

/** @param {LinearProgram} program */
function toHighsModel(program) {
  const numCols = program.objective.length;
  const numRows = program.rowLower.length;
  return {
    numCols,
    numRows,
    sense: objectiveSense[program.sense],
    offset: program.offset,
    colCost: program.objective,
    colLower: program.lower,
    colUpper: program.upper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    integrality: Int32Array.from(program.integer, (whole) =>
      whole ? variableType.integer : variableType.continuous,
    ),
    matrix: {
      format: 'csr',
      numRows,
      numCols,
      starts: program.rowOffset,
      indices: program.rowVariable,
      values: program.rowValue,
    },
  };
}

/** @param {SolveRequest} request @returns {DoneMessage} */
function solve({ id, program, timeLimitSeconds, gapTolerance, absoluteGapTolerance, start }) {
  const noBound = program.sense === 'maximize' ? Infinity : -Infinity;
  if (program.objective.length === 0) return solveEmpty(id, program);
  let lastBound = noBound;
  /** @param {{ data: { mip_dual_bound?: number } }} event */
  const noteBound = (event) => {
    const bound = event.data.mip_dual_bound ?? noBound;
    if (bound === lastBound || Math.abs(bound) >= 1e30) return;
    lastBound = bound;
    parentPort.postMessage({ id, type: 'bound', bound });
  };
  // A fresh model every time: HiGHS counts time_limit over all runs of one model.
  return highs.withModel(toHighsModel(program), (model) => {
    model.options.set({
      output_flag: false,
      time_limit: timeLimitSeconds,
      mip_rel_gap: gapTolerance,
      mip_abs_gap: absoluteGapTolerance,
      random_seed: 0,
    });
    if (start) model.setSolution({ colValue: start });
    const run = () =>
      model.run({
        [callbackType.mipLogging]: noteBound,
        [callbackType.mipImprovingSolution](event) {
          noteBound(event);
          const { mip_solution: values, objective_function_value: objective } = event.data;
          if (values) parentPort.postMessage({ id, type: 'incumbent', objective, values });
        },
      });
    run();
    if (model.getModelStatus() === modelStatus.unboundedOrInfeasible) {
      // Presolve saw one of the two; only the plain solve tells which.
      model.options.set({ presolve: 'off' });
      model.clearSolver();
      run();
    }
    const found = model.getModelStatus();
    const hasValues = model.info.get('primal_solution_status') === solutionStatus.feasible;
    const isMip = program.integer.some((whole) => whole === 1);
    const objective = model.getObjectiveValue();
    const dualBound = isMip
      ? model.info.get('mip_dual_bound')
      : found === modelStatus.optimal
        ? objective
        : noBound;
    return {
      id,
      type: 'done',
      status: statusOf(found),
      objective,
      bound: Math.abs(dualBound) < 1e30 ? dualBound : noBound,
      values: hasValues ? model.getSolution().colValue : null,
      memoryBytes: highs.memoryBytes,
    };
  });
}

/**
 * HiGHS refuses to hand out the solution of a model without columns: every row is 0.
 * @param {number} id @param {LinearProgram} program @returns {DoneMessage}
 */
function solveEmpty(id, { rowLower, rowUpper, offset }) {
  const feasible = rowLower.every((lower, row) => lower <= 0 && rowUpper[row] >= 0);
  return {
    id,
    type: 'done',
    status: feasible ? 'optimal' : 'infeasible',
    objective: offset,
    bound: offset,
    values: new Float64Array(0),
    memoryBytes: highs.memoryBytes,
  };
}

/** @param {number} found @returns {DoneMessage['status']} */
function statusOf(found) {
  switch (found) {
    case modelStatus.optimal:
      return 'optimal';
    case modelStatus.infeasible:
      return 'infeasible';
    case modelStatus.unbounded:
      return 'unbounded';
    case modelStatus.timeLimit:
    case modelStatus.iterationLimit:
    case modelStatus.solutionLimit:
    case modelStatus.interrupted:
      return 'stopped';
    default:
      throw new Error(`HiGHS ended with model status ${found}`);
  }
}

parentPort.on('message', (/** @type {SolveRequest} */ request) => {
  try {
    parentPort.postMessage(solve(request));
  } catch (error) {
    parentPort.postMessage({ id: request.id, type: 'failed', message: String(error?.message ?? error) });
  }
});
parentPort.postMessage({ type: 'ready' });
