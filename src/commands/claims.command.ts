import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import {
  type ClaimReport,
  claimSetOfJson,
  claimSetOfRows,
  type ClaimSetDraft,
  createClaimsRoom,
  recordKeyOf,
} from '../claims/index.js';
import { openDatasetFile, personalColumn } from '../imports/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CommandGround } from './command-ground.js';
import { textTable } from './text-table.js';

interface ClaimsOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `carecircle claims`: a report's figures checked; exit code 1 when figures contradict each other. */
export function addClaimsCommand(program: Command, ground: CommandGround): void {
  program
    .command('claims')
    .description(
      '核对报告中的数据：算式、单位、日期、名称；写明对应指标的与平台数据比对 · check the figures of a report, and against the record where they name an indicator',
    )
    .argument(
      '<file>',
      'CSV 或 Excel（编号 key、名称 label、数值 value、单位 unit、事项 subject、口径 scope、时期 period、关系 relation、各项 terms；比对用：对应指标 indicator、区划代码 division、月份 month、比对对象 part）或 JSON {claims, relations}',
    )
    .option('--json', '输出 JSON · machine-readable')
    .option('--csv', '问题清单输出 CSV · findings as CSV')
    .action(async (file: string, { json, csv }: ClaimsOptions) => {
      const draft = await claimSetOf(file);
      // Only a claim that names a figure of the platform needs its database.
      const needsRecord = draft.claims.some((claim) => recordKeyOf(claim) !== null);
      const { claims } = needsRecord ? (await ground.rooms()).claims : createClaimsRoom();
      const report = await claims.check(draft);
      if (json) ground.printJson(report);
      else if (csv) ground.print(findingsCsv(report));
      else ground.print(reportText(report));
      if (report.hasErrors) ground.exitCode = 1;
    });
}

const MOST_BYTES = 5_000_000;

async function claimSetOf(path: string): Promise<ClaimSetDraft> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw badInput(`${path}: there is no such file.`, { file: path });
  if (size > MOST_BYTES)
    throw badInput(`${path}: expected at most ${MOST_BYTES} bytes; got ${size}.`, { size });
  if (/\.json$/i.test(path)) return claimSetOfJson(parseJson(path, await readFile(path, 'utf8')));
  const file = await openDatasetFile(path, { format: /\.xlsx$/i.test(path) ? 'xlsx' : 'csv' });
  const rows = [];
  for await (const record of file.records()) {
    const person = personalColumn(Object.keys(record.properties));
    if (person !== null)
      throw badInput(`${path}: the column ${person} names persons; only figures are checked.`);
    rows.push(record);
  }
  return claimSetOfRows(rows);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw badInput(`${path}: expected JSON {claims, relations}; ${(error as Error).message}`, { file: path });
  }
}

const SEVERITIES = { ERROR: '错误 ERROR', WARNING: '警告 WARNING', NOTE: '提示 NOTE' } as const;

const OUTCOMES = {
  HOLDS: '成立 holds',
  WITHIN_ROUNDING: '四舍五入范围内成立 within rounding',
  TRUNCATED: '截断后成立 cut off',
  FAILS: '不成立 fails',
} as const;

function reportText({ claimCount, findings, checks }: ClaimReport): string {
  const count = (severity: keyof typeof SEVERITIES) =>
    findings.filter((one) => one.severity === severity).length;
  const failing = checks.filter(({ outcome }) => outcome === 'FAILS').length;
  const summary = [
    `数据 claims ${claimCount}，关系 relations ${checks.length}（成立 hold ${checks.length - failing}，不成立 fail ${failing}）；`,
    `错误 errors ${count('ERROR')}，警告 warnings ${count('WARNING')}，提示 notes ${count('NOTE')}`,
  ].join('');
  return [summary, ...findingLines(findings), ...checkLines(checks)].join('\n');
}

function findingLines(findings: ClaimReport['findings']): string[] {
  return findings.flatMap((finding, at) => [
    '',
    `${at + 1}. ${SEVERITIES[finding.severity]} ${finding.code} · ${finding.message} · ${finding.messageEn}`,
    `   涉及 claims: ${finding.claims.join('、')}`,
    `   算式 arithmetic: ${finding.arithmetic}`,
    ...(finding.expected === null
      ? []
      : [`   应为 expected: ${finding.expected}；实为 actual: ${finding.actual}`]),
    ...(finding.hint === null ? [] : [`   建议 hint: ${finding.hint} · ${finding.hintEn}`]),
  ]);
}

function checkLines(checks: ClaimReport['checks']): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ kind, claim, outcome, arithmetic }) => [
    claim,
    kind,
    OUTCOMES[outcome],
    arithmetic,
  ]);
  const header = ['编号 claim', '关系 relation', '结果 outcome', '算式 arithmetic'];
  return ['', '已核对的关系 · relations checked', textTable([header, ...rows])];
}

function findingsCsv({ findings }: ClaimReport): string {
  const rows = findings.map((finding) => ({
    ...finding,
    relation: finding.relation === null ? '' : finding.relation + 1,
    claims: finding.claims.join(';'),
  }));
  const columns = [
    'severity',
    'code',
    'relation',
    'claims',
    'expected',
    'actual',
    'arithmetic',
    'message',
    'messageEn',
    'hint',
    'hintEn',
  ];
  return stringify(rows, { header: true, columns, escape_formulas: true });
}
