import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { branchAndBound } from '../../../src/kernel/milp/branch-and-bound.js';
import { LinearProgramBuilder, type LinearProgram } from '../../../src/kernel/milp/linear-program.js';
import { HighsLp } from '../../../src/platform/compute/highs-lp.js';

const lp = new HighsLp();
afterAll(() => lp.close());
const bounds = (program: LinearProgram) => ({ lower: program.lower, upper: program.upper });

interface Drawn {
  readonly sense: 'maximize' | 'minimize';
  readonly objective: readonly number[];
  readonly rows: readonly {
    readonly terms: readonly number[];
    readonly lower: number;
    readonly upper: number;
  }[];
}

const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 7 }).chain((count) => {
  const numbers = (min: number, max: number) =>
    fc.array(fc.integer({ min, max }), { minLength: count, maxLength: count });
  const row = fc.record({
    terms: numbers(-4, 9),
    lower: fc.oneof(fc.constant(-Infinity), fc.integer({ min: -3, max: 9 })),
    upper: fc.oneof(fc.constant(Infinity), fc.integer({ min: 9, max: 20 })),
  });
  return fc.record({
    sense: fc.constantFrom('maximize' as const, 'minimize' as const),
    objective: numbers(-9, 20),
    rows: fc.array(row, { maxLength: 4 }),
  });
});

function programOf({ sense, objective, rows }: Drawn): LinearProgram {
  const builder = new LinearProgramBuilder(sense, 3);
  for (const each of objective) builder.addVariable({ objective: each, upper: 1, integer: true });
  for (const { terms, lower, upper } of rows) {
    builder.addRow(lower, upper);
    terms.forEach((value, variable) => value !== 0 && builder.addTerm(variable, value));
  }
  return builder.build();
}

function bruteForce({ sense, objective, rows }: Drawn): number | null {
  let best: number | null = null;
  for (let bits = 0; bits < 2 ** objective.length; bits++) {
    const dot = (terms: readonly number[]) =>
      terms.reduce((sum, value, v) => sum + ((bits >> v) & 1 ? value : 0), 0);
    if (rows.some(({ terms, lower, upper }) => dot(terms) < lower || dot(terms) > upper)) continue;
    const value = 3 + dot(objective);
    if (best === null || (sense === 'maximize' ? value > best : value < best)) best = value;
  }
  return best;
}

describe('branchAndBound', () => {
  it('finds the optimum or that there is none, with and without an incumbent', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.boolean(), async (problem, hasIncumbent) => {
        const optimum = bruteForce(problem);
        const worse = problem.sense === 'maximize' ? -2 : 2;
        const incumbent = hasIncumbent && optimum !== null ? optimum + worse : undefined;
        const result = await branchAndBound(programOf(problem), lp, {
          ...{ incumbent, step: 1 - 1e-6, secondsLeft: () => 30 },
        });
        expect(result.isComplete).toBe(true);
        if (optimum === null) expect(result.best).toBeNull();
        else {
          expect(result.best!.objective).toBeCloseTo(optimum, 6);
          expect(result.bound).toBeCloseTo(optimum, 6);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds nothing better than an incumbent that is optimal', async () => {
    const problem: Drawn = {
      ...{ sense: 'maximize', objective: [5, 4, 3] },
      rows: [{ terms: [2, 3, 1], lower: -Infinity, upper: 5 }],
    };
    const optimum = bruteForce(problem)!;
    const options = { incumbent: optimum, step: 1 - 1e-6, secondsLeft: () => 30 };
    expect(await branchAndBound(programOf(problem), lp, options)).toMatchObject({
      ...{ best: null, bound: optimum, isComplete: true },
    });
  });

  it('says so when the time is up', async () => {
    const problem: Drawn = { sense: 'maximize', objective: [1], rows: [] };
    const result = await branchAndBound(programOf(problem), lp, { step: 0.5, secondsLeft: () => 0 });
    expect(result).toMatchObject({ isComplete: false, best: null, bound: Infinity });
  });
});

describe('HighsLp', () => {
  const program = programOf({
    ...{ sense: 'maximize', objective: [5, 4] },
    rows: [{ terms: [2, 3], lower: -Infinity, upper: 4 }],
  });

  it('solves again with other bounds, tells what is infeasible or below the cutoff', async () => {
    const session = await lp.open(program);
    const relaxed = await session.solve(bounds(program));
    expect(relaxed).toMatchObject({ status: 'optimal', objective: 3 + 5 + (4 * 2) / 3 });
    const without = { lower: Float64Array.of(0, 0), upper: Float64Array.of(0, 1) };
    expect(await session.solve(without)).toMatchObject({ status: 'optimal', objective: 7 });
    const both = { lower: Float64Array.of(1, 1), upper: Float64Array.of(1, 1) };
    expect(await session.solve(both)).toEqual({ status: 'infeasible' });
    const hopeless = await session.solve({ ...without, cutoff: 100 });
    expect(['cutoff', 'optimal']).toContain(hopeless.status);
    expect(await session.solve(bounds(program))).toEqual(relaxed);
    await session.close();
    await expect(session.close()).resolves.toBeUndefined();
  });

  it('ends at an abort, and serves the next', async () => {
    const stop = new AbortController();
    const session = await lp.open(program, stop.signal);
    stop.abort(new Error('enough'));
    await expect(session.solve(bounds(program))).rejects.toThrow('enough');
    await session.close();
    const next = await lp.open(program);
    expect(await next.solve(bounds(program))).toMatchObject({ status: 'optimal' });
    await next.close();
  });
});
