import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { makeXlsx } from '../support/make-xlsx.js';
import { makeZip } from '../support/make-zip.js';
import type { Json } from '../support/rooms.js';
import { temporaryFile } from '../support/temporary-file.js';

let commands: CommandDatabase;
beforeAll(async () => {
  commands = await openCommandDatabase();
});
afterAll(() => commands.close());

const run = (...argv: string[]) => commands.run(...argv);

const CSV = `区划代码,指标,月份,分子,分母,数值,依据
210502000000,养老服务人员培训人数,2023-05,,,120,月报1
210503000000,养老服务人员培训人数,2023年5月,,,80,月报1
210502000000,monthly-visit-rate,2023-05,0,0,,月报1
210502000000,people-trained,2023-06,,,-4,月报2
210502000000,nursing-bed-share,2023-05,1,2,,月报2
210502000000,no-such-indicator,2023-05,1,2,,月报2
210502000000,people-trained,2199-05,,,4,月报2
210502000000,people-trained,2023-05,,,120,月报1
`;

describe('a file of readings', () => {
  test('is checked row by row; what can be taken is stored', async () => {
    const file = temporaryFile('五月.csv', CSV);
    const dry = await run('readings', 'import', file, '--dry-run', '--json');
    expect([dry.exitCode, dry.stderr]).toEqual([1, '']);
    expect(JSON.parse(dry.stdout)).toMatchObject({ read: 8, inserted: 3, rejected: 5, dryRun: true });
    expect(JSON.parse((await run('readings', '--json')).stdout)).toEqual([]);

    const { exitCode, stdout } = await run('import', 'readings', file, '--json');
    expect(exitCode).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ read: 8, inserted: 3, updated: 0, unchanged: 0, rejected: 5 });
    expect(report.issues.map(({ row, code }: Record<string, unknown>) => [row, code])).toEqual([
      [5, 'BAD_NUMBER'],
      [6, 'ROW_REFUSED'],
      [7, 'ROW_REFUSED'],
      [8, 'ROW_REFUSED'],
      [9, 'ROW_REFUSED'],
    ]);
    const messages = report.issues.map(({ messageEn }: { messageEn: string }) => messageEn).join('\n');
    expect(messages).toMatch(/computed from the platform's own data/);
    expect(messages).toMatch(/no indicator "no-such-indicator"/);
    expect(messages).toMatch(/a month that has begun/);
    expect(messages).toMatch(/says this figure twice/);

    const rows = JSON.parse((await run('readings', '--division', '210500000000', '--json')).stdout);
    expect(JSON.parse((await run('readings', '210500000000', '--json')).stdout)).toEqual(rows);
    expect((await run('readings', '210500000000', '--division', '210300000000')).exitCode).toBe(2);
    expect(
      rows.map((row: Json) => [
        row.jurisdictionCode,
        row.indicatorKey,
        row.month,
        row.value,
        row.noValueReason,
      ]),
    ).toEqual([
      ['210502000000', 'monthly-visit-rate', '2023-05', null, 'NO_DENOMINATOR'],
      ['210502000000', 'people-trained', '2023-05', 120, null],
      ['210503000000', 'people-trained', '2023-05', 80, null],
    ]);
  });

  test('may be an Excel workbook; a correction needs its reason', async () => {
    const sheet = (reason: string | null) =>
      makeXlsx([
        ['区划代码', '指标标识', '月份', '数值', '依据文件', '更正原因'],
        [210502000000, 'people-trained', { day: '2023-05-01' }, 118, '更正函', reason],
        ['210503000000', 'people-trained', '2023-05', 80, '月报1', null],
        ['210503000000', 'people-trained', '2023-06', 95, '月报2', null],
      ]);
    const refused = await run('readings', 'import', temporaryFile('a.xlsx', sheet(null)), '--json');
    expect(JSON.parse(refused.stdout)).toMatchObject({ inserted: 1, unchanged: 1, rejected: 1 });
    expect(refused.stdout).toContain('give a reason to correct it');
    const taken = await run('readings', 'import', temporaryFile('b.xlsx', sheet('重复登记')));
    expect([taken.exitCode, taken.stderr]).toEqual([0, '']);
    expect(taken.stdout).toMatch(/更正 corrected +1\n/);
  });

  test.each([
    ['姓名', '姓名,区划代码,指标,月份,数值,依据\n张三,210502000000,people-trained,2023-07,1,月报\n'],
    ['身份证号', '身份证号,区划代码,指标,月份,数值,依据\n1,210502000000,people-trained,2023-07,1,月报\n'],
  ])('with a column %s is refused as a whole', async (column, text) => {
    const { exitCode, stdout, stderr } = await run('readings', 'import', temporaryFile('名单.csv', text));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(column);
    expect(stderr).toContain('Only counts of people are accepted');
  });

  test.each([
    ['an archive that is no workbook', makeZip([{ name: 'a.txt', data: 'x' }])],
    ['a text under its name', 'not a workbook'],
  ])('%s is refused', async (_, data) => {
    const { exitCode, stderr } = await run('readings', 'import', temporaryFile('x.xlsx', data));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/XLSX|zip/);
  });
});

test('scorecard, freeze and dispatch of a city whose divisions are not imported', async () => {
  const card = await run('scorecard', '210500000000', '--month', '2023-06');
  expect([card.exitCode, card.stderr]).toEqual([0, '']);
  expect(card.stdout).toMatch(/养老服务人员培训人数 +2023-12-31 +≥ 1000 人 +213 人 .*787 +滞后 behind/);
  const csv = await run('scorecard', '210500000000', '--as-of', '2024-06-01', '--csv');
  expect(csv.stdout.split('\n')[0]).toMatch(/^targetId,jurisdictionCode,indicatorKey,/);

  const frozen = await run('freeze', '210500000000', '--month', '2023-06', '--json');
  expect([frozen.exitCode, frozen.stderr]).toEqual([0, '']);
  const again = await run('freeze', '210500000000', '--month', '2023-06');
  expect([again.exitCode, again.stdout]).toEqual([2, '']);
  expect(again.stderr).toContain('frozen already');
  const late = temporaryFile(
    'late.csv',
    '区划代码,指标,月份,数值,依据,更正原因\n210503000000,people-trained,2023-06,90,更正函,漏报核减\n',
  );
  const refused = await run('readings', 'import', late);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout).toContain('frozen');
  const restated = await run('readings', 'import', late, '--restates', '--json');
  expect(JSON.parse(restated.stdout)).toMatchObject({ inserted: 0, updated: 1, restated: 1, rejected: 0 });
  const shown = JSON.parse((await run('freeze', '210500000000', '--month', '2023-06', '--show')).stdout);
  expect(shown.restatements).toHaveLength(1);
  expect(shown.restatements[0]).toMatchObject({
    valueBefore: 95,
    valueAfter: 90,
    divisionCode: '210503000000',
  });
  expect(JSON.parse((await run('freeze', '210500000000', '--json')).stdout)).toHaveLength(1);
  const dispatch = await run('dispatch', '210500000000', '--month', '2023-06');
  expect([dispatch.exitCode, dispatch.stderr]).toEqual([0, '']);
  expect(dispatch.stdout).toContain('已冻结 frozen');
});
