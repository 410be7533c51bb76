import { expect, it } from 'vitest';
import { formatImportReport } from '../../src/imports/format-import-report.js';
import { importIssue } from '../../src/imports/import-issue.js';
import type { ImportReport } from '../../src/imports/import-report.js';

const report: ImportReport = {
  dataset: 'facilities',
  source: 'local',
  fileName: '名单.csv',
  read: 312,
  inserted: 300,
  updated: 2,
  unchanged: 8,
  rejected: 2,
  deleted: 0,
  dryRun: true,
  issues: [
    importIssue('ASSIGNED_BY_LOCATION', { count: 12 }),
    importIssue('UNKNOWN_CODE', { row: 12, field: 'divisionCode', value: '321302009000' }),
    importIssue('MISSING_FIELD', { row: 30, field: 'name' }),
  ],
  issuesOmitted: 0,
  issueCounts: { ASSIGNED_BY_LOCATION: 1, UNKNOWN_CODE: 1, MISSING_FIELD: 1 },
  crs: 'gcj02',
  encoding: 'gb18030',
  seconds: 3.21,
};

it('reads as a planner would want it', () => {
  expect(formatImportReport(report))
    .toBe(`养老服务设施 facilities — 名单.csv · 来源 source local · 坐标系 CRS gcj02 · 编码 encoding gb18030 · 3.2 s
试运行：没有存入任何内容。 Dry run: nothing was stored.

  读取 read       312
  新增 inserted   300
  更新 updated      2
  未变 unchanged    8
  拒绝 rejected     2

发现 findings: 3
  ASSIGNED_BY_LOCATION（说明 info）  1
  UNKNOWN_CODE（错误 error）         1
  MISSING_FIELD（错误 error）        1

  第 12 行 row 12: 区划代码“321302009000”不存在，请先导入该区划或更正代码。 No division has the code "321302009000"; import that division first or correct the code.
  第 30 行 row 30: 缺少必填的“name”。 The required "name" is missing.
  12 条记录没有填写区划，已按位置归入所在区划。 12 rows name no division and were assigned to the one they lie in.
`);
});

it('counts what it does not show', () => {
  const issues = Array.from({ length: 25 }, (_, i) =>
    importIssue('MISSING_FIELD', { row: i + 1, field: 'name' }),
  );
  const text = formatImportReport({
    ...report,
    issues,
    issuesOmitted: 5,
    issueCounts: { MISSING_FIELD: 30 },
  });
  expect(text).toContain('其余 10 条见 --json 输出。 10 more: see --json.');
});
