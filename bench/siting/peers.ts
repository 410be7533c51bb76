import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LinearProgram } from '../../src/kernel/milp/linear-program.js';
import { HighsSolver } from '../../src/platform/compute/highs-solver.js';
import { mpsText } from './mps-text.js';

/** What a peer made of a program within the limit. */
export interface PeerResult {
  readonly peer: string;
  readonly isProven: boolean;
  readonly seconds: number;
  /** Of the program as it was asked; null when no solution was found. */
  readonly objective: number | null;
  readonly bound: number | null;
}

/** Version of CBC, or null where it is not installed (Debian: coinor-cbc). */
export function cbcVersion(): string | null {
  const { stdout, error } = spawnSync('cbc', ['-stop'], { encoding: 'utf8' });
  return error ? null : (/Version: (\S+)/.exec(stdout)?.[1] ?? 'unknown');
}

/** CBC as a program of its own, one thread; reading the file is not counted. */
export function solveWithCbc(program: LinearProgram, limitSeconds: number): PeerResult {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-cbc-'));
  try {
    const file = path.join(directory, 'siting.mps');
    writeFileSync(file, mpsText(program));
    const text = execFileSync(
      'cbc',
      [file, '-timeMode', 'elapsed', '-sec', String(limitSeconds), '-solve', '-quit'],
      { encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    if (!/read with 0 errors/.test(text)) throw new Error('CBC did not read the program.');
    const figure = (pattern: RegExp) => {
      const found = pattern.exec(text);
      return found ? Number(found[1]) : null;
    };
    const sign = program.sense === 'maximize' ? -1 : 1;
    const turned = (value: number | null) => (value === null ? null : sign * value);
    const isProven = text.includes('Result - Optimal solution found');
    const objective = turned(figure(/^Objective value:\s+(\S+)/m));
    return {
      peer: 'CBC',
      isProven,
      seconds: figure(/^Total time .*Wallclock seconds\):\s+(\S+)/m) ?? NaN,
      objective,
      bound: isProven ? objective : turned(figure(/^Lower bound:\s+(\S+)/m)),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** HiGHS in WebAssembly as MIP solver, in a thread that is warm. */
export async function solveWithHighs(program: LinearProgram, limitSeconds: number): Promise<PeerResult> {
  const solver = new HighsSolver();
  try {
    await solver.solve({ ...program, objective: program.objective.map(() => 0) }, { timeLimitSeconds: 1 });
    const began = performance.now();
    const outcome = await solver.solve(program, { timeLimitSeconds: limitSeconds });
    const seconds = (performance.now() - began) / 1000;
    if (outcome.status === 'infeasible' || outcome.status === 'unbounded')
      throw new Error(`HiGHS calls the program ${outcome.status}, which it cannot be.`);
    const isFound = outcome.status !== 'timedOut';
    return {
      ...{ peer: 'HiGHS-WASM', isProven: outcome.status === 'optimal', seconds },
      objective: isFound ? outcome.objective : null,
      bound: Number.isFinite(outcome.bound) ? outcome.bound : null,
    };
  } finally {
    await solver.close();
  }
}
