import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandDatabase, openCommandDatabase } from '../support/command-database.js';
import { makeXlsx } from '../support/make-xlsx.js';
import { temporaryFile } from '../support/temporary-file.js';

let commands: CommandDatabase;
beforeAll(async () => {
  commands = await openCommandDatabase();
  const frozen = await commands.run('freeze', '210500000000', '--month', '2023-06');
  expect([frozen.exitCode, frozen.stderr]).toEqual([0, '']);
}, 120_000);
afterAll(() => commands?.close());

async function stored(): Promise<unknown> {
  const tables = ['target', 'reading', 'restatement', 'service_list_item'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ');
  const [row] = await commands.database.manager.query(`SELECT ${counts}`);
  return row;
}

const target = (changes: Record<string, string>) => [
  ...['targets', 'record'],
  ...options({
    ...{ division: '321302000000', indicator: 'nursing-bed-share', value: '70%', deadline: '2026-12-31' },
    ...{ document: 'sucheng-2024-action-plan', clause: '一(二)', ...changes },
  }),
];
const reading = (changes: Record<string, string>) => [
  ...['readings', 'record'],
  ...options({
    ...{
      division: '210502000000',
      indicator: 'people-trained',
      month: '2023-07',
      document: '月报',
      ...changes,
    },
  }),
];
const options = (values: Record<string, string>) =>
  Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);

describe('what cannot be is refused by code, Chinese first, and nothing is stored', () => {
  test.each([
    ['a target above 100 %', target({ value: '1.2' }), '比例不能超过 100%', 'BAD_USER_INPUT'],
    ['a deadline before its document', target({ deadline: '2023-12-31' }), '期限早于文件', 'BAD_USER_INPUT'],
    ['an unknown clause', target({ clause: '九十九' }), '没有登记这一条款', 'NOT_FOUND'],
    [
      'overlapping targets of one version',
      target({ deadline: '2025-12-31', 'target-version': '1' }),
      '第 1 版已经登记',
      'CONFLICT',
    ],
    ['a reading for a frozen month', reading({ month: '2023-06', value: '3' }), '已冻结', 'CONFLICT'],
    [
      'a reading a frozen month rests on',
      reading({ month: '2023-05', value: '3', reason: '补报' }),
      '2023-06 已冻结',
      'CONFLICT',
    ],
    ['a negative count', reading({ value: '-1' }), '不小于 0', 'BAD_USER_INPUT'],
    ['an unknown indicator', reading({ indicator: 'nothing', value: '1' }), '没有这个指标', 'NOT_FOUND'],
    ['no division', ['scorecard'], '区划', 'BAD_USER_INPUT'],
  ])('%s', async (_, argv, chinese, code) => {
    const before = await stored();
    const { exitCode, stdout, stderr } = await commands.run(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^carecircle: [^a-z]*[\u4e00-\u9fff]|^carecircle: \w+：/);
    expect(stderr).toContain(chinese);
    expect(stderr.trimEnd()).toMatch(new RegExp(`\\(${code}\\)$`));
    expect(await stored()).toEqual(before);
  });

  test('a denominator of zero is recorded as no value, with the reason', async () => {
    const shares = { indicator: 'monthly-visit-rate', numerator: '0', denominator: '0' };
    const { exitCode, stdout } = await commands.run(...reading(shares));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('NO_DENOMINATOR');
  });

  test('a command line that cannot be read', async () => {
    const { exitCode, stderr } = await commands.run('readings', 'record', '--month', '2023-05');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('必须给出选项');
    expect((await commands.run('targets', 'record', '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('carecircle service-list', () => {
  const header = ['序号', '服务项目', '服务对象', '服务标准', '牵头单位', '已核对'];

  test('shows what is not verified, takes a workbook as the next edition, and shows it', async () => {
    const shipped = await commands.run('service-list');
    expect(shipped.stdout).toMatch(/第 1 版：29 项 items，其中 29 项未与原文核对/);
    const file = temporaryFile(
      '清单.xlsx',
      makeXlsx([
        header,
        [1, '高龄津贴', '80周岁以上', '按月发放', '民政局', '是'],
        [8, '助餐', '老年人', '', '民政局', ''],
      ]),
    );
    const where = ['--document', 'benxi-basic-care-plan', '--version', '2'];
    const { exitCode, stdout, stderr } = await commands.run(
      'service-list',
      'import',
      file,
      ...where,
      '--json',
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ read: 2, inserted: 2, rejected: 0, version: 2 });
    const now = (await commands.run('service-list')).stdout.split('\n');
    expect(now[0]).toMatch(/第 2 版：2 项 items，其中 1 项未与原文核对/);
    expect(now[2]).toMatch(/^ +1 +高龄津贴 +物质帮助 .*已核对 yes$/);
    expect(now[3]).toMatch(/^ +8 +助餐 +照护服务 .*是 +未核对 not verified$/);
  });

  test('a row without its name keeps the whole edition out; a list of persons is refused', async () => {
    const where = ['--document', 'benxi-basic-care-plan', '--version', '3'];
    const before = await stored();
    const gap = temporaryFile('gap.csv', '序号,服务项目\n1,津贴\n2,\n');
    const partly = await commands.run('service-list', 'import', gap, ...where);
    expect(partly.exitCode).toBe(1);
    expect(partly.stdout).toContain('整版未存入');
    const persons = temporaryFile('p.csv', '序号,服务项目,姓 名\n1,津贴,张三\n');
    const refused = await commands.run('service-list', 'import', persons, ...where);
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('姓 名');
    expect(await stored()).toEqual(before);
  });
});

test('indicators --division: what each is, targets or none', async () => {
  const { exitCode, stdout } = await commands.run('indicators', '--division', '210500000000', '--row', '5');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/15 分钟养老服务圈内老年人占比 +– 区划未导入 not imported/);
});
