import { describe, expect, it } from 'vitest';
import { makeXlsx } from '../support/make-xlsx.js';
import { runCommand } from '../support/run-command.js';
import { temporaryFile } from '../support/temporary-file.js';

const HEADER = '编号,名称,数值,单位,关系,各项';
const table = (...rows: string[]) => temporaryFile('claims.csv', `${[HEADER, ...rows].join('\n')}\n`);

const FUNDS = [
  'central,中央资金,840,万元,,',
  'city,市级资金,323,万元,,',
  'first,首批合计,1163,万元,合计,central、city',
];

describe('carecircle claims', () => {
  it('prints what holds and ends with 0', async () => {
    const { exitCode, stdout } = await runCommand(['claims', table(...FUNDS)]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^数据 claims 3，关系 relations 1（成立 hold 1，不成立 fail 0）；错误 errors 0/);
    expect(stdout).toContain('first       SUM            成立 holds    840 万元 + 323 万元 = 1163 万元');
  });

  it('prints what does not hold, Chinese first, and ends with 1', async () => {
    // A row without a value adds a relation to the claim above it.
    const file = table(
      ...FUNDS,
      'spent,已支出,524.6,元,,',
      'due,期限,2024-06,date,,',
      'dated,报告日期,2024-08-07,date,,',
      'dated,,,,不晚于,due',
      'spent,,,,不超过,first',
    );
    const { exitCode, stdout } = await runCommand(['claims', file]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '1. 警告 WARNING DATES_OUT_OF_ORDER · 日期先后不符 · the dates are out of order',
    );
    const wrong = table(...FUNDS, 'all,总额,1500,万元,合计,central;city');
    const failed = await runCommand(['claims', wrong]);
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toContain('应为 expected: 1163 万元；实为 actual: 1500 万元');
  });

  it('prints JSON and CSV', async () => {
    const file = table(...FUNDS, 'all,总额,1500,万元,合计,central;city');
    const json = JSON.parse((await runCommand(['claims', file, '--json'])).stdout);
    expect(json).toMatchObject({
      claimCount: 4,
      hasErrors: true,
      findings: [{ code: 'SUM_MISMATCH', relation: 1 }],
    });
    const csv = (await runCommand(['claims', file, '--csv'])).stdout;
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'severity,code,relation,claims,expected,actual,arithmetic,message,messageEn,hint,hintEn',
      'ERROR,SUM_MISMATCH,2,all;central;city,1163 万元,1500 万元,840 万元 + 323 万元 = 1163 万元 ≠ 1500 万元,合计与各项之和不符,the total is not the sum of its parts,,',
    ]);
  });

  it('reads JSON as the query takes it', async () => {
    const claims = [
      { key: 'a', label: '分子', value: '74.6', unit: '万元' },
      { key: 'b', label: '分母', value: '279', unit: '万元' },
      { key: 'c', label: '比例', value: '26.74%' },
    ];
    const relations = [{ kind: 'RATIO', claim: 'c', terms: ['a', 'b'] }];
    const file = temporaryFile('claims.json', JSON.stringify({ claims, relations }));
    const { exitCode, stdout } = await runCommand(['claims', file]);
    expect([exitCode, stdout.includes('74.6 万元 ÷ 279 万元 = 26.738351…% ≈ 26.74%')]).toEqual([0, true]);
  });

  const one = (row: string) => `${HEADER}\n${row}\n`;
  it.each([
    ['no column of values', 'a.csv', 'key,label\na,b\n', 'The column value is missing.'],
    ['a row of nothing', 'a.csv', one('a,甲,,,,'), 'Line 2: expected a value or a relation.'],
    ['terms of nothing', 'a.csv', one('a,甲,1,元,,b'), 'Line 2: expected a relation beside its terms.'],
    ['an unknown relation', 'a.csv', one('a,甲,1,元,大约,b'), 'Line 2: relation expected 合计 SUM'],
    ['an unknown key', 'a.csv', one('a,甲,1,元,等于,b'), 'names "b", which is no claim of this set'],
    ['broken JSON', 'a.json', '{', 'expected JSON {claims, relations}'],
    ['JSON of something else', 'a.json', '[]', 'document: expected an object.'],
    [
      'JSON with a bare number',
      'a.json',
      '{"claims":[{"key":"a","value":524.6,"unit":"元"}]}',
      'claims[0].value: expected text in quotes, so that written decimals stay.',
    ],
    [
      'JSON with an unknown kind',
      'a.json',
      '{"claims":[],"relations":[{"kind":"ABOUT"}]}',
      'relations[0].kind: expected one of SUM',
    ],
  ])('refuses %s in one plain line', async (_, name, text, words) => {
    const { exitCode, stdout, stderr } = await runCommand(['claims', temporaryFile(name, text)]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it('refuses a file that is not there', async () => {
    const { exitCode, stderr } = await runCommand(['claims', '/no/such.csv']);
    expect([exitCode, stderr]).toEqual([
      2,
      'carecircle: 没有这个文件 · /no/such.csv: there is no such file. (BAD_USER_INPUT)\n',
    ]);
  });
});

describe('a workbook of claims', () => {
  const sheet = (...rows: (string | number)[][]) =>
    temporaryFile('claims.xlsx', makeXlsx([['编号', '名称', '数值', '单位', '关系', '各项'], ...rows]));

  it('is checked like a CSV', async () => {
    const file = sheet(
      ['central', '中央资金', 840, '万元', '', ''],
      ['city', '市级资金', 323, '万元', '', ''],
      ['all', '合计', 1163, '万元', '合计', 'central;city'],
    );
    const { exitCode, stdout, stderr } = await runCommand(['claims', file]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('840 万元 + 323 万元 = 1163 万元');
  });

  it('that is none, or lists persons, is refused', async () => {
    const none = await runCommand(['claims', temporaryFile('x.xlsx', 'text')]);
    expect([none.exitCode, none.stdout]).toEqual([2, '']);
    const persons = temporaryFile('p.csv', '编号,姓名,数值,单位\na,张三,1,人\n');
    const { exitCode, stderr } = await runCommand(['claims', persons]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('姓名');
  });
});
