import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';

let commands: CommandDatabase;
beforeAll(async () => {
  commands = await openCommandDatabase();
});
afterAll(() => commands.close());

const run = (...argv: string[]) => commands.run(...argv);

it('a fresh database has the shipped indicators and targets, as table, CSV and JSON', async () => {
  const csv = await run('indicators', '--row', '26', '--csv');
  expect([csv.exitCode, csv.stderr]).toEqual([0, '']);
  const [header, row, ...rest] = csv.stdout.trimEnd().split('\n');
  expect(header).toMatch(/^key,nameZh,unit,levels,/);
  expect(row).toMatch(/^nursing-bed-share,护理型床位占比,RATIO,/);
  expect(rest).toEqual([]);

  const table = await run(
    'targets',
    '--jurisdiction',
    '210500000000',
    '--indicator',
    'comprehensive-coverage-town',
  );
  const lines = table.stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/2023-12-31 .*≥ 0\.39 .*二\(一\)/);
  expect(lines[2]).toMatch(/2025-12-31 .*≥ 0\.5 .*二\(五\)14 .*#\d+$/);
});

it('targets record stores the next version; --all-versions shows both', async () => {
  const where = ['--jurisdiction', '321302000000', '--indicator', 'nursing-bed-share'];
  const clause = ['--deadline', '2025-12-31', '--document', 'sucheng-2024-action-plan', '--clause', '一(二)'];
  const refused = await run('targets', 'record', ...where, ...clause, '--value', '120%');
  expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toContain('at most 1 (100%)');

  const change = ['--changed-by', '2025 年度任务分解', '--valid-from', '2025-01-10'];
  const recorded = await run('targets', 'record', ...where, ...clause, '--value', '72%', ...change);
  expect([recorded.stderr, recorded.exitCode]).toEqual(['', 0]);
  expect(recorded.stdout).toMatch(/^已登记 · recorded: #\d+，第 2 版 · version 2\n$/);

  const { stdout } = await run('targets', ...where, '--as-of', '2025-06-30', '--all-versions', '--json');
  expect(
    JSON.parse(stdout).map((one: Record<string, unknown>) => [
      one.version,
      one.value,
      one.superseded,
      one.inConflict,
    ]),
  ).toEqual([
    [1, 0.7, true, false],
    [2, 0.72, false, false],
  ]);
});

it.each([
  [['targets', '--jurisdiction', '3213'], 'expected a division code of 12 digits'],
  [['targets', '3213'], 'expected a division code of 12 digits'],
  [['targets', 'list', '3213'], 'expected a division code of 12 digits'],
  [['targets', '--json', '--csv'], "option '--json' cannot be used with option '--csv'"],
  [['indicators', '--row', 'x'], '--row must be a number'],
])('%j is refused in one plain line', async (argv, words) => {
  const { exitCode, stdout, stderr } = await run(...argv);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
});
