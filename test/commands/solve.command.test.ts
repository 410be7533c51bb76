import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { hardSitingProblem } from '../support/hard-siting-problem.js';
import { runCommand } from '../support/run-command.js';
import { temporaryFile } from '../support/temporary-file.js';
import { watchWorkers, worked } from '../support/watch-workers.js';

const workers = watchWorkers();
afterEach(() => expect(workers.running()).toBe(0));
afterAll(() => workers.stop());

/** Homes at kilometres 0–4 of a road, sites A, B, C at kilometres 0, 2, 4. */
const road = {
  model: 'MCLP',
  p: 2,
  cutoff: 1,
  demand: [40, 10, 30, 20, 50].map((weight, km) => ({ id: `km${km}`, weight })),
  candidates: [{ id: 'A' }, { id: 'B' }, { id: 'C' }],
  matrix: [0, 1, 2, 3, 4].map((km) => [0, 2, 4].map((site) => Math.abs(km - site))),
};
const file = (problem: object) => temporaryFile('problem.json', JSON.stringify(problem));

it('prints the answer as JSON and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runCommand(['solve', file(road)]);
  expect([exitCode, stderr]).toEqual([0, '']);
  const answer = JSON.parse(stdout);
  expect(answer).toEqual({
    ...{ status: 'OPTIMAL', objective: 120, bound: 120, gap: 0, sites: ['C', 'A'] },
    assignment: [
      { demand: 'km0', site: 'A', weight: 40 },
      { demand: 'km1', site: 'A', weight: 10 },
      { demand: 'km3', site: 'C', weight: 20 },
      { demand: 'km4', site: 'C', weight: 50 },
    ],
    ...{ uncovered: ['km2'], unreachable: [], seconds: expect.any(Number) },
  });
});

it('writes the answer to a file instead', async () => {
  const problem = file({ ...road, model: 'P_MEDIAN' });
  const out = path.join(path.dirname(problem), 'answer.json');
  const { exitCode, stdout, stderr } = await runCommand(['solve', problem, '--out', out]);
  expect([exitCode, stdout]).toEqual([0, '']);
  expect(stderr).toBe('carecircle: P_MEDIAN does not use cutoff.\n');
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ status: 'OPTIMAL', objective: 90 });
});

it('explains what no plan can do, exit code 1', async () => {
  const matrix = road.matrix.map((row) => row.map((cost) => (cost === 0 ? 0 : null)));
  const { exitCode, stdout, stderr } = await runCommand([
    'solve',
    file({ ...road, model: 'P_CENTER', matrix }),
  ]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    status: 'INFEASIBLE',
    sites: [],
    conflicts: [{ code: 'TOO_FEW_SITES', asked: 2, possible: 3 }],
  });
  expect(stderr).toContain('takes 3 sites, but only 2 may open');
});

it.each([
  [{ ...road, p: 4 }, '要选 4 处，但只有 3 个候选点可选', 'P_BEYOND_CANDIDATES'],
  [{ ...road, demand: [] }, '没有需求点', 'EMPTY_DEMAND'],
  [{ ...road, candidates: [{ id: 'A', cost: -5 }] }, 'got -5', 'NEGATIVE_NUMBER'],
  [
    { ...road, demand: [{ id: 'a', weight: -2 }], matrix: [[1, 1, 1]] },
    'demand[0].weight: expected 0 or more, got -2',
    'NEGATIVE_NUMBER',
  ],
  [{ ...road, matrix: road.matrix.map((row) => row.map((cost) => cost - 1)) }, 'got -1', 'NEGATIVE_NUMBER'],
  [
    { ...road, budget: 4, candidates: road.candidates.map(({ id }) => ({ id, cost: 5 })) },
    '4 is below the cheapest site, which costs 5',
    'BUDGET_BELOW_CHEAPEST',
  ],
  [
    { ...road, p: 1, candidates: road.candidates.map(({ id }) => ({ id, fixed: true })) },
    '3 candidates are locked in',
    'CONTRADICTORY_LOCKS',
  ],
  [{ ...road, matrix: [[1]] }, 'expected 5 rows', 'INDEX_OUT_OF_RANGE'],
])('refuses what cannot be posed, case %#', async (problem, words, reason) => {
  const { exitCode, stdout, stderr } = await runCommand(['solve', file(problem)]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
  expect(stderr).toContain(`(BAD_USER_INPUT: ${reason})`);
});

it.each([
  [['/no/such.json'], 'there is no such file'],
  [
    [temporaryPath('nan.json', '{"demand": [{"id": 1, "weight": NaN}]}')],
    'NaN and Infinity are no JSON numbers',
  ],
  [[temporaryPath('half.json', '{"model": ')], 'is not JSON'],
  [[temporaryPath('road.json', JSON.stringify(road)), '--gap', '-1'], '--gap must be 0 or more'],
  [[temporaryPath('road.json', JSON.stringify(road)), '--time-limit', 'x'], '--time-limit must be a number'],
  [
    [temporaryPath('road.json', JSON.stringify(road)), '--out', '/no/such/folder/x.json'],
    'there is no /no/such/folder',
  ],
  [[temporaryPath('road.json', JSON.stringify(road)), '--out', tmpdir()], 'it is a folder'],
])('refuses %j', async (argv, words) => {
  const { exitCode, stdout, stderr } = await runCommand([
    'solve',
    ...argv.map((word) => (typeof word === 'string' ? word : word())),
  ]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
});

function temporaryPath(name: string, text: string): () => string {
  return () => temporaryFile(name, text);
}

it('stops at an interrupt without an answer, exit code 130', async () => {
  const before = new Set(process.listeners('SIGINT'));
  const out = path.join(path.dirname(file(road)), 'answer.json');
  const run = runCommand(['solve', file(hardSitingProblem()), '--out', out]);
  const added = () => process.listeners('SIGINT').find((listener) => !before.has(listener));
  while (!added()) await new Promise((resolve) => setTimeout(resolve, 5));
  const begun = worked();
  // At work indeed.
  while (worked() - begun < 600) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(workers.running()).toBeGreaterThan(0);
  const workedBefore = worked();
  added()!('SIGINT');
  const { exitCode, stderr } = await run;
  expect(worked() - workedBefore).toBeLessThan(200);
  expect([exitCode, stderr]).toEqual([130, 'carecircle: 已中断 · interrupted; there is no answer.\n']);
  expect(existsSync(out)).toBe(false);
  expect(added()).toBeUndefined();
});
