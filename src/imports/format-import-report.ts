import { formatNetworkSurvey } from './format-network-survey.js';
import type { ImportReport, NetworkReport } from './import-report.js';

const SHOWN_ISSUES = 20;

const TITLES: Readonly<Record<ImportReport['dataset'], string>> = {
  divisions: '行政区划 divisions',
  facilities: '养老服务设施 facilities',
  estates: '住宅小区 estates',
  land: '居住用地 land',
  demand: '需求点 demand',
  candidates: '候选点 candidates',
  careRooms: '配套养老服务用房 careRooms',
  evidence: '凭证 evidence',
  pools: '合建 pools',
  careLand: '养老服务用地 careLand',
  communityPremises: '社区用房 communityPremises',
  availablePremises: '可用房源 availablePremises',
  network: '步行路网 network',
};

const SEVERITIES = { error: '错误 error', warning: '提醒 warning', info: '说明 info' } as const;

/**
 * The report as a planner reads it, in Chinese and English: what was stored, how often each finding came up, and the
 * first findings in full.
 */
export function formatImportReport(report: ImportReport): string {
  const { read, inserted, updated, unchanged, rejected, deleted } = report;
  const about = [
    report.fileName,
    `来源 source ${report.source}`,
    `坐标系 CRS ${report.crs}`,
    report.encoding && `编码 encoding ${report.encoding}`,
    `${report.seconds.toFixed(1)} s`,
  ];
  const lines = [
    `${TITLES[report.dataset]} — ${about.filter(Boolean).join(' · ')}`,
    ...(report.dryRun ? ['试运行：没有存入任何内容。 Dry run: nothing was stored.'] : []),
    '',
    ...countLines([
      ['读取 read', read],
      ['新增 inserted', inserted],
      ['更新 updated', updated],
      ['未变 unchanged', unchanged],
      ...(report.dataset === 'network' ? [['删除 deleted', deleted] as const] : []),
      ['拒绝 rejected', rejected],
    ]),
    ...(report.network ? networkLines(report.network) : []),
    ...issueLines(report),
  ];
  return `${lines.join('\n')}\n`;
}

function networkLines(network: NetworkReport): string[] {
  return [...snapshotLines(network), ...formatNetworkSurvey(network)];
}

function snapshotLines(network: NetworkReport): string[] {
  const { nodeCount, edgeCount, vertexCount, lengthMeters, componentCount, mainComponentShare } = network;
  const share = mainComponentShare === null ? '–' : `${(mainComponentShare * 100).toFixed(1)} %`;
  const news = network.isNew ? '新 new' : '未变 unchanged';
  return [
    '',
    `路网快照 snapshot ${network.snapshotId}（${news}）: 节点 nodes ${nodeCount} · 边 edges ${edgeCount} · 折点 vertices ${vertexCount} · ` +
      `长度 length ${(lengthMeters / 1000).toFixed(1)} km · 连通块 components ${componentCount} · 最大块 main ${share}`,
  ];
}

/** How often each finding came up, and the first ones in full. */
export function issueLines(report: Pick<ImportReport, 'issues' | 'issueCounts'>): string[] {
  const { issues, issueCounts } = report;
  if (issues.length === 0) return [];
  const severityOf = new Map(issues.map(({ code, severity }) => [code, severity]));
  const counts = Object.entries(issueCounts).sort(([, a], [, b]) => b - a);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  // Errors first: they are what keeps rows out.
  const order = { error: 0, warning: 1, info: 2 };
  const shown = [...issues].sort((a, b) => order[a.severity] - order[b.severity]).slice(0, SHOWN_ISSUES);
  return [
    '',
    `发现 findings: ${total}`,
    ...countLines(
      counts.map(([code, count]) => {
        const severity = severityOf.get(code as (typeof issues)[number]['code']);
        return [severity ? `${code}（${SEVERITIES[severity]}）` : code, count] as const;
      }),
    ),
    '',
    ...shown.map(({ row, message, messageEn }) => {
      const place = row === null ? '' : `第 ${row} 行 row ${row}: `;
      return `  ${place}${message} ${messageEn}`;
    }),
    ...(total > shown.length
      ? [`  … 其余 ${total - shown.length} 条见 --json 输出。 ${total - shown.length} more: see --json.`]
      : []),
  ];
}

/** Labels and right-aligned numbers. */
export function countLines(rows: readonly (readonly [string, number])[]): string[] {
  const widths = rows.map(([label]) => displayWidth(label));
  const widest = Math.max(...widths);
  const digits = Math.max(...rows.map(([, value]) => String(value).length));
  return rows.map(
    ([label, value], i) => `  ${label}${' '.repeat(widest - widths[i])}  ${String(value).padStart(digits)}`,
  );
}

/** Chinese characters and their punctuation take two columns of a terminal. */
function displayWidth(text: string): number {
  return [...text].reduce((width, char) => width + (/[\u2e80-\u9fff\uff00-\uffef]/.test(char) ? 2 : 1), 0);
}
