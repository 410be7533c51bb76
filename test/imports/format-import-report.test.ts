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

it('tells what was found in a network', () => {
  const text = formatImportReport({
    ...report,
    dataset: 'network',
    issues: [],
    issueCounts: {},
    network: {
      snapshotId: '7',
      isNew: true,
      nodeCount: 10,
      edgeCount: 9,
      vertexCount: 30,
      lengthMeters: 1234,
      componentCount: 8,
      mainComponentShare: 0.9,
      ignored: {},
      noding: { crossingCount: 3, touchCount: 2, joinedEndCount: 1 },
      survey: {
        islandCount: 7,
        islands: Array.from({ length: 7 }, (_, at) => ({
          lengthMeters: 90.4 - at,
          nodeCount: 2,
          lon: 118.25,
          lat: 33.95,
        })),
        looseEndCount: 1,
        looseEnds: [{ lon: 118.3, lat: 33.9, gapMeters: 4.26, source: 'osm', wayId: 4711 }],
        deadEndCount: 12,
        continuingWayCount: 4,
        gateCount: 5,
        closedGateCount: 1,
        oneWayCount: 2,
        stepsCount: 6,
        joinedPlaceCount: 3,
        overlapMeters: 0,
      },
    },
  });
  expect(text.split('\n').slice(-15)).toEqual([
    '',
    '路网快照 snapshot 7（新 new）: 节点 nodes 10 · 边 edges 9 · 折点 vertices 30 · 长度 length 1.2 km · 连通块 components 8 · 最大块 main 90.0 %',
    '  相交处理 noding: 新交点 crossings 3 · 线上折点 touches 2 · 衔接端点 ends joined 1',
    '  单行 one-way 2 · 台阶 steps 6 · 门和出入口 gates 5 · 不可通行的门墙 closed 1 · 端点 dead ends 12 · 伸出数据范围 continuing outside 4',
    '  多来源衔接处 places where sources join: 3',
    '  孤立路段 islands: 7',
    '    90 m · 节点 nodes 2 · 118.250000,33.950000',
    '    89 m · 节点 nodes 2 · 118.250000,33.950000',
    '    88 m · 节点 nodes 2 · 118.250000,33.950000',
    '    87 m · 节点 nodes 2 · 118.250000,33.950000',
    '    86 m · 节点 nodes 2 · 118.250000,33.950000',
    '    … 其余 2 处见 --json 输出。 2 more: see --json.',
    '  疑似断头 dangling ends within 10 m of a walkway: 1',
    '    4.3 m → osm 4711 · 118.300000,33.900000',
    '',
  ]);
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
