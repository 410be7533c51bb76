import { constants } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { badInput } from '../platform/errors/bad-input.js';
import {
  describeSolved,
  MAXIMIZED,
  ProgressTeller,
  readSolveProblem,
  SolveThreads,
  type SolveProblem,
} from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { numberOption } from './option-values.js';
import { unreadable } from './unreadable-file.js';
import { watchedSolve } from './watched-solve.js';

interface SolveOptions {
  readonly timeLimit: number;
  readonly gap: number;
  readonly out?: string;
}

/** `carecircle solve`: a siting problem from a JSON file, no database needed. */
export function addSolveCommand(program: Command, ground: CommandGround): void {
  program
    .command('solve')
    .description('求解选址问题（JSON，不需要数据库） · solve a siting problem, without a database')
    .argument('<PROBLEM.json>', '问题文件 · model, demand, candidates and costs')
    .option('--time-limit <seconds>', '求解秒数上限 · solving time', amountOption('time-limit'), 60)
    .option('--gap <share>', '允许差距，0 为证明最优 · gap that is good enough', amountOption('gap'), 0)
    .option('--out <file.json>', '写入文件 · write the answer to a file')
    .action(async (file: string, options: SolveOptions) => {
      if (options.out !== undefined) await checkWritable(options.out);
      const problem = readSolveProblem(await readJson(file));
      for (const field of problem.unused) ground.remark(`${problem.input.model} does not use ${field}.`);
      const outcome = await solveHere(problem, options, ground);
      if (!outcome) return;
      const answer = describeSolved(problem, outcome);
      if (options.out === undefined) ground.printJson(answer);
      else await writeFile(options.out, `${JSON.stringify(answer, null, 2)}\n`);
      for (const { message } of answer.conflicts ?? []) ground.remark(`无可行方案 · no plan: ${message}`);
      if (answer.objective === null) ground.exitCode = 1;
    });
}

/** Solves in a thread with a live line; null when the user stopped it. All threads have ended when it returns. */
function solveHere({ question }: SolveProblem, { timeLimit, gap }: SolveOptions, ground: CommandGround) {
  const threads = new SolveThreads();
  const options = { timeLimitSeconds: timeLimit, gapTolerance: gap };
  return watchedSolve(ground, ({ watch, signal }) => {
    const { tell } = new ProgressTeller(watch, MAXIMIZED.has(question.model), performance.now());
    return threads.solve(question, options, { watch: tell, signal });
  }).finally(() => threads.close());
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    const isNotNumber = /[[,:]\s*[-+]?(NaN|Infinity)\b/.test(text);
    const what = isNotNumber ? 'NaN and Infinity are no JSON numbers' : (error as Error).message;
    throw badInput(`${file} is not JSON: ${what}.`, {
      file,
      reason: isNotNumber ? 'NOT_A_NUMBER' : 'MALFORMED',
    });
  }
}

/** The answer of a long solve should not be lost to a place that cannot be written to. */
async function checkWritable(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) throw badInput(`Cannot write ${file}: it is a folder.`, { file });
  const place = found ? file : path.dirname(file);
  await access(place, constants.W_OK).catch(() => {
    throw badInput(`Cannot write ${file}: there is no ${place} one may write to.`, { file });
  });
}

/** @throws PlanningError BAD_USER_INPUT unless the text is a number from 0. */
function amountOption(name: string) {
  const read = numberOption(name);
  return (text: string): number => {
    const value = read(text);
    if (value >= 0) return value;
    throw badInput(`--${name} must be 0 or more; got "${text}".`, { [name]: text });
  };
}
