import { existsSync, readFileSync } from 'node:fs';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandDatabase, openCommandDatabase } from '../support/command-database.js';
import { A, COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { writeRemedyTown } from '../support/remedy-town.js';
import { temporaryFile } from '../support/temporary-file.js';

let commands: CommandDatabase;
beforeAll(async () => {
  commands = await openCommandDatabase();
  const { manager } = commands.database;
  await writeTown(manager, { divisions: gridTown.divisions });
  await publishNetwork(manager, gridNetwork());
  await writeRemedyTown(manager, {
    rules: [{ code: COUNTY, rate: 20, pools: true, walk: 250 }],
    estates: [
      { id: 'a1', name: '甲一', code: A, households: 1234, at: [0, 0] },
      { id: 'a2', name: '=甲二', code: A, households: 500, at: [1, 0] },
      { id: 'a3', name: '甲三', code: A, households: 50, at: [4, 4] },
    ],
    premises: [{ id: 'p1', form: 'PURCHASE', area: 350, cost: 900_000, at: [0, 1] }],
  });
});
afterAll(() => commands?.close());

const AS_OF = ['--as-of', '2025-01-01'];

describe('remedy-plan', () => {
  it('prints the proven plan, Chinese first: steps, sums by form, what stays and why', async () => {
    const { exitCode, stdout, stderr } = await commands.run('remedy-plan', COUNTY, ...AS_OF);
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(stdout).toContain('方格县 · 核查日期 as of 2025-01-01');
    expect(stdout).toContain('样例数据 · synthetic data');
    expect(stdout).toContain(
      '已证明最优 · proven optimal；缺口 deficit 356.8 m²，解决 settled 346.8 m²（2/3 个小区 estates），费用 cost 900000 元 yuan',
    );
    expect(stdout).toMatch(
      /1\s+购置 PURCHASE\s+p1\s+p1\s+346.8\/350\s+900000\s+甲一 246.8、=甲二 100\s+346.8\s+900000/,
    );
    expect(stdout).toMatch(/a3\s+甲三\s+10\s+步行范围内无可用房源 NO_OFFER/);
    const json = JSON.parse((await commands.run('remedy-plan', COUNTY, ...AS_OF, '--json')).stdout);
    expect(json).toMatchObject({ status: 'OPTIMAL', costYuan: { exact: '900000', value: 900_000 } });
    expect(stdout).toContain(json.dataHash);
  });

  it('writes a workbook or a table', async () => {
    const folder = temporaryFile('x', '').slice(0, -2);
    const ask = (file: string) => commands.run('remedy-plan', COUNTY, ...AS_OF, '--sheet', file);
    expect((await ask(`${folder}/plan.xlsx`)).stderr).toContain(`wrote ${folder}/plan.xlsx`);
    const book = await readExcelFile(readFileSync(`${folder}/plan.xlsx`));
    expect(book[0].data[0][0]).toBe('方格县 小区养老服务用房补建方案');
    await ask(`${folder}/plan.csv`);
    expect(readFileSync(`${folder}/plan.csv`, 'utf8')).toContain("1,购置,p1,p1,,,a2,'=甲二,100,");
    const refused = await ask(`${folder}/plan.pdf`);
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('表格文件名应以 .xlsx 或 .csv 结尾 · --sheet must name a file');
    expect(existsSync(`${folder}/plan.pdf`)).toBe(false);
  });

  it('refuses what makes no sense', async () => {
    for (const wrong of [
      ['--budget', '-1'],
      ['--as-of', 'tomorrow'],
      ['--forms', 'GIFT'],
      ['--time-limit', '0'],
    ]) {
      const { exitCode, stdout } = await commands.run('remedy-plan', COUNTY, ...wrong);
      expect([wrong, exitCode, stdout]).toEqual([wrong, 2, '']);
    }
  });
});
