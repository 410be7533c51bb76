import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { temporaryFile } from '../support/temporary-file.js';

let commands: CommandDatabase;
const run = (...argv: string[]) => commands.run(...argv);

beforeAll(async () => {
  commands = await openCommandDatabase();
}, 120_000);
afterAll(() => commands?.close());

it('imports estates and rooms, records evidence, lists it, and refuses over a version that has passed', async () => {
  const estates = temporaryFile(
    'estates.csv',
    '编号,名称,户数,经度,纬度\nA,甲苑,1234,118.3,33.9\nB,乙苑,,118.3,33.9\n',
  );
  const imported = await run('import', 'estates', estates);
  expect(imported.stdout).toContain('户数缺失或为 0');
  const rooms = temporaryFile('rooms.csv', '用房编号,小区编号,建筑面积\nR,A,246.8\n');
  expect((await run('import', 'careRooms', rooms)).exitCode).toBe(0);

  const step = ['--step', 'ACCEPTED', '--on', '2024-01-05', '--document', '验收备案1号'];
  const recorded = await run('estate-evidence', '--room', 'R', ...step, '--json');
  expect(recorded.exitCode).toBe(0);
  const [{ id, happenedOn }] = JSON.parse(recorded.stdout);
  expect(happenedOn).toBe('2024-01-05');
  const fixed = ['--step', 'ACCEPTED', '--on', '2024-01-06', '--document', '更正', '--replaces', id];
  const late = await run('estate-evidence', '--room', 'R', ...fixed, '--if-version', '1');
  expect(late).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/R 已被他人改动：读取时为第 1 版，现为第 2 版.*expected version 1/s),
  });
  expect((await run('estate-evidence', '--room', 'R', ...fixed, '--if-version', '2')).exitCode).toBe(0);

  const listed = await run('estate-evidence', '--room', 'R');
  expect(listed.stdout).toMatch(/验收 ACCEPTED {2}2024-01-05 {2}验收备案1号/);
  expect(listed.stdout).toContain('cli:');
  expect((await run('estate-evidence', '--estate', 'A')).stdout).toContain('无 · none');
  const state = ['--on', '2025-06-01', '--document', '巡查记录'];
  const vacant = await run('estate-evidence', '--room', 'R', '--use', 'VACANT', ...state);
  expect(vacant.stdout).toMatch(/用途 USE +2025-06-01 +闲置 VACANT +巡查记录/);
  await run('estate-evidence', '--room', 'R', '--handed-over-to', '项里街道办', ...state);
  expect((await run('estate-evidence', '--room', 'R', '--states')).stdout).toMatch(
    /移交 HANDOVER +2025-06-01 +项里街道办 +巡查记录/,
  );

  const refusals: [string[], string][] = [
    [['--estate', 'Z'], '没有编号为 Z 的小区'],
    [[], '请用 --estate 指明小区'],
    [['--room', 'R', '--step', 'BUILT', '--on', '2023-01-01'], '请写明依据文件'],
    [['--room', 'R', '--step', 'BUILT', '--document', '甲'], 'happenedOn：请填写日期'],
    [
      ['--room', 'R', '--step', 'BUILT', '--document', '甲', '--on', '2999-01-01'],
      '日期应在 1900-01-01 至今天之间',
    ],
    [['--room', 'R', ...step], '同样的凭证已登记'],
    [['--room', 'R', '--use', 'VACANT', ...state], '同样的用房状态已登记'],
    [['--room', 'R', '--use', 'CARE', ...step], '一次只登记一项'],
    [['--room', 'R', '--use', 'CARE', '--document', '甲'], '请用 --on 写明起始日期'],
    [['--room', 'R', '--handed-over-to', '321302001001', ...state], '应为街道、镇、乡的代码'],
    [['--room', 'R', ...fixed, '--document', '再更正'], `凭证 ${id} 已由凭证`],
    [['--room', 'R', ...step, '--document', '丙', '--replaces', '999'], '凭证 999 不是 R 同一环节的凭证'],
  ];
  for (const [args, said] of refusals) {
    const { exitCode, stderr } = await run('estate-evidence', ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  }
});
