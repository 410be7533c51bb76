import { readFileSync } from 'node:fs';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '../../src/imports/formats/read-zip.js';
import { openCommandDatabase, type CommandDatabase } from '../support/command-database.js';
import { ESTATES, EVIDENCE, inDegrees, POOLS, ROOMS } from '../support/estate-town.js';
import { COUNTY, gridNetwork, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { temporaryFile } from '../support/temporary-file.js';

const RULES = `规则标识,适用区划代码,新建或既有,生效日期,每百户面积,允许合建,合建步行时间,依据文件,条款,已核对
grid-new,${COUNTY},新建,2023-01-01,20,是,5,方格县规定,第三条,是`;
const AUDIT = ['estate-audit', COUNTY, '--as-of', '2026-01-01', '--speed', '1'];

describe('estate audit', () => {
  let commands: CommandDatabase;
  beforeAll(async () => {
    commands = await openCommandDatabase();
    await writeTown(commands.database.manager, { divisions: gridTown.divisions });
    await publishNetwork(commands.database.manager, gridNetwork());
  });
  afterAll(() => commands.close());

  const file = (name: string, content: string) => temporaryFile(name, content);

  it('goes from files to a report in Chinese first, and to sheets a clerk prints', async () => {
    const tables = {
      estates: inDegrees(ESTATES),
      careRooms: inDegrees(ROOMS),
      evidence: EVIDENCE,
      pools: POOLS,
    };
    for (const [dataset, content] of Object.entries(tables)) {
      const run = await commands.run('import', dataset, file(`${dataset}.csv`, content));
      expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    }
    const dry = await commands.run('allocation-rules', 'import', file('rules.csv', RULES), '--dry-run');
    expect(dry.stdout).toContain('新增 inserted');
    const entered = await commands.run('allocation-rules', 'import', file('rules.csv', RULES), '--json');
    expect(JSON.parse(entered.stdout)).toMatchObject({ read: 1, inserted: 1, rejected: 0 });
    const list = await commands.run('allocation-rules', COUNTY);
    expect(list.stdout).toMatch(/grid-new +1 +999901000000 +新建 new +2023-01-01/);

    const text = (await commands.run(...AUDIT)).stdout;
    expect(text).toContain('方格县，核查日期 as of 2026-01-01');
    expect(text).toContain('小区 estates 12：计入 counted 4，不计入 kept apart 8（其中无规则 no rule 1）');
    // E12 has one rule here: 300 households owe 60 m² and have none.
    expect(text).toContain(
      '应配 required 446.8 ㎡，已配 provided 350 ㎡，合建净调入 pooled 0 ㎡，缺口 deficit 106.8 ㎡',
    );
    expect(text).toMatch(/E12 +重规苑 +300 +60 +0 +60 +第三条/);
    expect(text).toMatch(/违规 +住宅先于养老用房交付 +DELIVERED_BEFORE_ROOM +1 +1 +1/);

    const json = JSON.parse((await commands.run(...AUDIT, '--json')).stdout);
    expect(json.divisions[0]).toMatchObject({ code: COUNTY, deficitSquareMeters: '106.8' });
    expect(json.findings).toContainEqual(expect.objectContaining({ estateId: 'E11', code: 'ENTRANCE_FAR' }));

    const csv = (await commands.run(...AUDIT, '--csv')).stdout;
    expect(csv.split('\r\n')[0]).toMatch(/^\uFEFF小区编号,小区名称,/);
    expect(csv).toContain('E1,甲苑,甲社区,方格地产,一期,1234,2023-06-01,2024-09-01,新建,方格县规定 第三条');
    const findings = (await commands.run(...AUDIT, '--csv', 'findings')).stdout;
    expect(findings).toMatch(
      /E1,甲苑,甲社区,违规,住宅先于养老用房交付,住宅 2024-09-01 交付，养老用房 2024-12-01 交付,交付,方格县规定 第三条,#\d+/,
    );

    const workbook = file('核查.xlsx', '');
    const run = await commands.run(...AUDIT, '--sheet', workbook);
    expect(run.stderr).toContain('已写入 · wrote');
    const paper = await readZip(workbook, (name) => name.startsWith('xl/worksheets/'));
    const paperOf = (number: number) =>
      /paperSize="(\d+)"/.exec(Buffer.from(paper.get(`xl/worksheets/sheet${number}.xml`)!).toString())?.[1];
    // A4, and A3 for the lists of estates and findings.
    expect([1, 2, 3, 4].map(paperOf)).toEqual(['9', '8', '8', '9']);
    const sheets = await readXlsx(readFileSync(workbook));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['汇总', '小区清单', '问题清单', '说明']);
    const [{ data }] = sheets;
    expect(data[0][0]).toBe('方格县住宅小区养老服务用房配建核查汇总表');
    expect(data[1][0]).toBe('核查日期：2026-01-01　　含合成数据，仅供演示');
    expect(data[2][0]).toMatch(/^规则：方格县规定 第三条.*　　数据来源：/);
    expect(data.at(-1)![0]).toContain('审核人：____');
    const total = data.find(([code]) => code === COUNTY)!;
    expect(total.slice(-4)).toEqual([446.8, 350, 0, 106.8]);
    const [header, ...estates] = sheets[1].data.slice(3, -1);
    const sum = (column: string) =>
      estates.reduce((all, row) => all + Number(row[header.indexOf(column)] ?? 0), 0);
    expect(sum('应配（㎡）')).toBeCloseTo(446.8, 9);
    expect(sum('缺口（㎡）')).toBeCloseTo(106.8, 9);
  });

  it('lists only the estates asked for, beside the sums of all', async () => {
    const ids = async (...options: string[]) => {
      const csv = (await commands.run(...AUDIT, '--csv', ...options)).stdout;
      return [...csv.matchAll(/^(E\d+),/gm)].map(([, id]) => id);
    };
    expect(await ids('estates', '--only', 'deficit')).toEqual(['E12', 'E1']);
    expect(await ids('estates', '--only', 'deficit', 'breach')).toEqual(['E1']);
    expect(await ids('findings', '--codes', 'ENTRANCE_FAR')).toContain('E11');
    expect(await ids('estates', '--phase', '一期', '--developer', '方格')).toContain('E1');
    expect(await ids('estates', '--bbox', '0,0,1,1')).toEqual([]);
    const text = (await commands.run(...AUDIT, '--only', 'breach')).stdout;
    expect(text).toContain('小区 estates 12：计入 counted 4');
    expect(text).toContain('以下只列 listed from here on: 违规（1 个小区 estates）');
    const apart = (await commands.run(...AUDIT, '--only', 'kept-apart')).stdout;
    expect(apart).toMatch(/E11 .* 不计入：出入口远离小区/);
    expect((await commands.run(...AUDIT, '--phase', '九期')).stdout).toContain('没有这样的小区');
    expect((await commands.run(...AUDIT, '--bbox', '1,2')).stderr).toContain('--bbox must be');
    const all = JSON.parse(
      (await commands.run('estate-audit', '--all', '--as-of', '2026-01-01', '--json')).stdout,
    );
    expect(all.divisions[0]).toMatchObject({ code: null, estates: 13 });
  });

  it('tells what became of a finding, and keeps what is said of it', async () => {
    const run = (...options: string[]) =>
      commands.run('estate-findings', '--estate', 'E1', '--as-of', '2026-01-01', '--speed', '1', ...options);
    expect((await run()).stdout).toMatch(
      /违规 +住宅先于养老用房交付 +DELIVERED_BEFORE_ROOM +DELIVERED .* 未处理 OPEN/,
    );
    const breach = ['--code', 'DELIVERED_BEFORE_ROOM'];
    expect((await run(...breach)).stdout).toContain('（无 · none）');
    expect((await run(...breach, '--state', 'EXPLAINED')).stderr).toContain('请用 --note 写明处理说明');
    const said = await run(...breach, '--state', 'EXPLAINED', '--note', '已约谈', '--document', '纪要1号');
    expect(said.stderr).toContain('已登记处理：已说明');
    const [event] = JSON.parse((await run(...breach, '--json')).stdout);
    expect(event).toMatchObject({
      state: 'EXPLAINED',
      note: '已约谈',
      document: '纪要1号',
      asOf: '2026-01-01',
    });
    const late = await run(...breach, '--state', 'SETTLED', '--note', '已移交', '--if-last', 'none');
    expect([late.exitCode, late.stderr]).toEqual([2, expect.stringContaining('此问题已有他人登记的处理')]);
    expect(
      (await run(...breach, '--state', 'SETTLED', '--note', '已移交', '--if-last', event.id)).exitCode,
    ).toBe(0);
    expect((await run(...breach, '--csv')).stdout.trim().split('\n')).toHaveLength(3);
    expect((await run('--code', 'RULE_MISSING')).stderr).toContain('该小区当日没有问题 RULE_MISSING');
  });

  it('says what it needs', async () => {
    expect((await commands.run('estate-audit')).stderr).toContain('请给出 12 位区划代码');
    expect((await commands.run('estate-audit', COUNTY, '--as-of', 'gestern')).exitCode).toBe(2);
    expect((await commands.run('estate-audit', '110000000000')).stderr).toContain(
      '没有代码为 110000000000 的区划',
    );
    const bad = await commands.run(
      'allocation-rules',
      'import',
      file('bad.csv', `${RULES}\nBAD ID,${COUNTY},新建,,20,,,某文件,,`),
    );
    expect(bad.exitCode).toBe(1);
    expect(bad.stdout).toContain(
      '“规则标识（id）”：应为 1 至 60 个小写字母、数字和单个短横线，现在是 "BAD ID"',
    );
    const twice = await commands.run(
      'allocation-rules',
      'import',
      file('twice.csv', `${RULES.split('\n')[0]}\ngrid-too,${COUNTY},新建,2025-01-01,30,,,某文件,,`),
      '--dry-run',
    );
    expect(twice.exitCode).toBe(0);
    expect(twice.stdout).toMatch(/RULES_OVERLAP（提醒 warning） +1/);
    expect(twice.stdout).toContain('规则 grid-too 与 grid-new 同时有效（2025-01-01 至 …；');
  });
});
