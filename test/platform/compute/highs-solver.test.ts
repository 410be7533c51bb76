import { afterAll, describe, expect, it } from 'vitest';
import { LinearProgramBuilder, type LinearProgram } from '../../../src/kernel/milp/linear-program.js';
import { HighsSolver } from '../../../src/platform/compute/highs-solver.js';

const solver = new HighsSolver();
afterAll(() => solver.close());
const seconds = (timeLimitSeconds: number) => ({ timeLimitSeconds });

/** Maximise value of items under one weight limit. */
function knapsack(values: number[], weights: number[], limit: number, offset = 0): LinearProgram {
  const builder = new LinearProgramBuilder('maximize', offset);
  const items = values.map((objective) => builder.addVariable({ objective, upper: 1, integer: true }));
  builder.addRow(-Infinity, limit);
  items.forEach((item, i) => builder.addTerm(item, weights[i]));
  return builder.build();
}

/** A market-split program (Cornuéjols & Dawande): tiny to write, hopeless to prove for branch and bound. */
function marketSplit(rows: number, columns: number): LinearProgram {
  let seed = 12345;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const builder = new LinearProgramBuilder('minimize');
  const x = Array.from({ length: columns }, () => builder.addVariable({ upper: 1, integer: true }));
  for (let r = 0; r < rows; r++) {
    const over = builder.addVariable({ objective: 1 });
    const under = builder.addVariable({ objective: 1 });
    const coefficients = x.map(() => Math.floor(random() * 100));
    const half = Math.floor(coefficients.reduce((a, b) => a + b, 0) / 2);
    builder.addRow(half, half);
    x.forEach((variable, i) => builder.addTerm(variable, coefficients[i]));
    builder.addTerm(over, 1);
    builder.addTerm(under, -1);
  }
  return builder.build();
}

describe('HighsSolver', () => {
  it('proves a small knapsack and carries the offset', async () => {
    const outcome = await solver.solve(knapsack([60, 100, 120], [10, 20, 30], 50, 7), seconds(10));
    expect(outcome).toMatchObject({ status: 'optimal', objective: 227, bound: 227, gap: 0 });
    expect(outcome.status === 'optimal' && Array.from(outcome.values, Math.round)).toEqual([0, 1, 1]);
  });

  it('solves a continuous program and a minimisation', async () => {
    const builder = new LinearProgramBuilder('minimize');
    const x = builder.addVariable({ objective: 2 });
    const y = builder.addVariable({ objective: 3 });
    builder.addRow(4, Infinity);
    builder.addTerm(x, 1);
    builder.addTerm(y, 1);
    builder.addRow(1, Infinity);
    builder.addTerm(y, 1);
    const outcome = await solver.solve(builder.build(), seconds(10));
    expect(outcome).toMatchObject({ status: 'optimal', objective: 9, bound: 9 });
  });

  it('accepts a program without variables', async () => {
    expect(await solver.solve(new LinearProgramBuilder('maximize', 3).build(), seconds(5))).toMatchObject({
      status: 'optimal',
      objective: 3,
      bound: 3,
    });
  });

  it('tells infeasible from unbounded', async () => {
    const infeasible = new LinearProgramBuilder('maximize');
    const a = infeasible.addVariable({ objective: 1, integer: true });
    infeasible.addRow(2, Infinity);
    infeasible.addTerm(a, 1);
    infeasible.addRow(-Infinity, 1);
    infeasible.addTerm(a, 1);
    expect(await solver.solve(infeasible.build(), seconds(10))).toEqual({ status: 'infeasible' });

    const unbounded = new LinearProgramBuilder('maximize');
    const b = unbounded.addVariable({ objective: 1, integer: true });
    const c = unbounded.addVariable({ objective: 1, integer: true });
    unbounded.addRow(0, 1);
    unbounded.addTerm(b, 1);
    unbounded.addTerm(c, -1);
    expect(await solver.solve(unbounded.build(), seconds(10))).toEqual({ status: 'unbounded' });
  });

  it('stops at the time limit with what it has, and says so', async () => {
    const began = performance.now();
    const outcome = await solver.solve(marketSplit(6, 50), seconds(1));
    expect(['feasible', 'timedOut']).toContain(outcome.status);
    if (outcome.status === 'feasible') {
      expect(outcome.bound).toBeLessThanOrEqual(outcome.objective);
      expect(outcome.gap).toBeGreaterThan(0);
    }
    expect(performance.now() - began).toBeLessThan(4500);
  });

  it('kills a solve that ignores its limit and still hands back the best solution heard of', async () => {
    const strict = new HighsSolver({ killAfterSeconds: () => 0.7 });
    const outcome = await strict.solve(marketSplit(6, 50), seconds(60));
    expect(outcome.status).toBe('feasible');
    if (outcome.status === 'feasible') {
      expect(outcome.values).toHaveLength(62);
      expect(outcome.bound).toBeLessThanOrEqual(outcome.objective);
    }
    expect(await strict.solve(knapsack([2], [1], 1), seconds(60))).toMatchObject({ objective: 2 });
    await strict.close();
  });

  it('leaves the event loop free, stops on abort and works again afterwards', async () => {
    const controller = new AbortController();
    let ticks = 0;
    const ticker = setInterval(() => ticks++, 10);
    setTimeout(() => controller.abort(new Error('the planner left')), 300);
    const began = performance.now();
    await expect(
      solver.solve(marketSplit(6, 50), { timeLimitSeconds: 60, signal: controller.signal }),
    ).rejects.toThrow('the planner left');
    clearInterval(ticker);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(ticks).toBeGreaterThan(10);
    expect(await solver.solve(knapsack([5, 4], [1, 1], 1), seconds(10))).toMatchObject({ objective: 5 });
  });

  it('queues requests in order and forgets an aborted one that still waits', async () => {
    const controller = new AbortController();
    const finished: string[] = [];
    const note = (name: string) => () => finished.push(name);
    const first = solver.solve(knapsack([1], [1], 1), seconds(10)).then(note('first'));
    const waiting = solver
      .solve(knapsack([2], [1], 1), { timeLimitSeconds: 10, signal: controller.signal })
      .catch(note('aborted'));
    const last = solver.solve(knapsack([3], [1], 1), seconds(10)).then(note('last'));
    controller.abort();
    await Promise.all([first, waiting, last]);
    expect(finished).toEqual(['aborted', 'first', 'last']);
    await expect(
      solver.solve(knapsack([2], [1], 1), { timeLimitSeconds: 10, signal: controller.signal }),
    ).rejects.toThrow();
  });

  it('reports a malformed program as a failure and recovers', async () => {
    const good = knapsack([1, 2], [1, 1], 1);
    const broken = { ...good, rowVariable: Int32Array.of(0, 9) };
    await expect(solver.solve(broken, seconds(5))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await solver.solve(good, seconds(5))).toMatchObject({ objective: 2 });
  });

  it('replaces a worker whose memory has grown', async () => {
    const frugal = new HighsSolver({ recycleAboveBytes: 1 });
    expect(await frugal.solve(knapsack([1], [1], 1), seconds(5))).toMatchObject({ objective: 1 });
    expect(await frugal.solve(knapsack([2], [1], 1), seconds(5))).toMatchObject({ objective: 2 });
    await frugal.close();
    await expect(frugal.solve(knapsack([2], [1], 1), seconds(5))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });

  it('starts from a given solution', async () => {
    const start = Float64Array.of(1, 0, 1);
    const outcome = await solver.solve(knapsack([60, 100, 120], [10, 20, 30], 50), {
      timeLimitSeconds: 5,
      start,
    });
    expect(outcome).toMatchObject({ status: 'optimal', objective: 220 });
  });
});
