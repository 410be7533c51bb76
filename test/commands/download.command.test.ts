import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandDatabase, openCommandDatabase } from '../support/command-database.js';
import { seedSmallCounty, STREET } from '../support/small-county.js';

let commands: CommandDatabase;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'carecircle-download-'));
  commands = await openCommandDatabase();
  await seedSmallCounty(commands.database.manager);
});
afterAll(async () => {
  await commands?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('carecircle download', () => {
  it('lists what there is', async () => {
    const { stdout, exitCode } = await commands.run('download');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('facilities  养老服务设施 · Care facilities');
    expect(stdout).toContain('csv xlsx geojson geojsonl gpkg fgb');
    expect(stdout).toContain('estate-audit');
  });

  it('prints a file', async () => {
    const filters = [`divisionCode=${STREET}`, 'headers=field'];
    const { stdout, exitCode } = await commands.run(
      'download',
      'facilities.csv',
      ...filters,
      '--output',
      '-',
    );
    expect(exitCode).toBe(0);
    const ids = stdout
      .trimEnd()
      .split(/\r\n/)
      .map((line) => line.split(',')[0]);
    expect(ids).toEqual(['\uFEFFid', 'f-01', 'f-02', 'f-09']);
  });

  it('writes a file that is there only once it is whole', async () => {
    const file = path.join(folder, 'estates.gpkg');
    const { stderr, exitCode } = await commands.run('download', 'estates.gpkg', 'crs=gk', '--output', file);
    expect([exitCode, stderr]).toEqual([0, `carecircle: 已写入 · wrote ${file}\n`]);
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it.each([
    [['roads.csv'], 'NOT_FOUND', '没有下载项 "roads"'],
    [['facilities.doc'], 'NOT_FOUND', 'facilities 没有 "doc" 格式'],
    [['facilities.csv', 'kind'], 'BAD_USER_INPUT', '筛选写作 名称=值'],
    [['facilities.csv', 'kindd=X'], 'BAD_USER_INPUT', '没有这个参数'],
    [['coverage.csv', 'service=MEAL'], 'BAD_USER_INPUT', 'divisionCode：应为 12 位区划代码'],
    [['facilities.csv', '--output', '/no/such/folder/x.csv'], 'BAD_USER_INPUT', '无法写入'],
  ])('refuses %j with %s', async (words, code, chinese) => {
    const { exitCode, stderr } = await commands.run('download', ...words);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(code)]);
    expect(stderr).toContain(chinese);
  });
});
