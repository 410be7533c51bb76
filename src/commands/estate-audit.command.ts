import { type Command, Option } from 'commander';
import { DEFAULT_SPEED_METERS_PER_SECOND } from '../accessibility/index.js';
import { type AuditedEstateFilter, auditSheets, FindingCode, plainAudit } from '../estate-audit/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import { sheetCsv } from '../platform/sheets/sheet-csv.js';
import { today } from '../platform/today.js';
import type { CommandGround } from './command-ground.js';
import { addDivisionOrAll } from './division-argument.js';
import { estateAuditText } from './estate-audit-text.js';
import { boxOption, countOption, numberOption } from './option-values.js';
import { SHEET_OPTION, writeSheetFile } from './sheet-file.js';

const SHEETS = {
  summary: '汇总',
  estates: '小区清单',
  findings: '问题清单',
  land: '用地',
  premises: '社区用房',
};

/** What `--only` asks for, by the filter's field. */
const ONLY = {
  deficit: 'deficit',
  breach: 'breach',
  'rule-missing': 'ruleMissing',
  'kept-apart': 'keptApart',
} as const;

interface Options {
  readonly division: string | null;
  readonly only?: readonly (keyof typeof ONLY)[];
  readonly codes?: FindingCode[];
  readonly developer?: string;
  readonly phase?: string;
  readonly bbox?: number[];
  readonly asOf?: string;
  readonly speed: number;
  readonly worst: number;
  readonly csv?: true | keyof typeof SHEETS;
  readonly sheet?: string;
  readonly json?: boolean;
}

/** `carecircle estate-audit`: what the estates of a division owe in care rooms, have and lack. */
export function addEstateAuditCommand(program: Command, ground: CommandGround): void {
  addDivisionOrAll(
    program
      .command('estate-audit')
      .description(
        '住宅小区配建核查：应配、已配、缺口、四同步、问题 · what estates owe in care rooms, have and lack',
      ),
    '全部小区，含不在任何区划内的 · all estates, also those in no division',
  )
    .option('--as-of <date>', '核查日期 YYYY-MM-DD，默认今天 · date, today by default')
    .option(
      '--speed <m/s>',
      '步速（米/秒），用于以分钟计的合建距离 · walking speed for pools limited in minutes',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .option(
      '--worst <n>',
      '列出缺口最大的几个小区 · how many of the worst estates to list',
      countOption('worst'),
      10,
    )
    .addOption(
      new Option(
        '--only <what...>',
        '清单只列：面积不足、违规、无规则、不计入，须同时满足 · lists hold only such estates',
      ).choices(Object.keys(ONLY)),
    )
    .addOption(
      new Option(
        '--codes <code...>',
        '清单只列有这些问题的小区 · lists hold only estates with such findings',
      ).choices(Object.keys(FindingCode)),
    )
    .option('--developer <text>', '清单只列开发单位含此文字的 · lists hold only such developers’')
    .option('--phase <text>', '清单只列此分期的 · lists hold only this phase')
    .option('--bbox <w,s,e,n>', '清单只列此范围内的 · lists hold only what lies in this box', boxOption)
    .addOption(
      new Option(
        '--csv [table]',
        `输出 CSV，默认 estates · print CSV: ${Object.keys(SHEETS).join(', ')}`,
      ).choices(Object.keys(SHEETS)),
    )
    .option(...SHEET_OPTION)
    .option('--json', '输出 JSON · print JSON')
    .action((options: Options) => audit(ground, options));
}

async function audit(ground: CommandGround, options: Options): Promise<void> {
  const { division, asOf = today(), speed, worst, csv, sheet: file, json } = options;
  if (!isCalendarDate(asOf))
    throw badInput(`--as-of must be a date such as 2025-06-30; got "${asOf}".`, { asOf });
  const { estateAudit } = await ground.rooms();
  const question = { asOf, speedMetersPerSecond: speed };
  const report = await estateAudit.reports.report(division, question, ground.viewer, listedOf(options));
  if (json) ground.printJson(plainAudit(report));
  else if (csv !== undefined) {
    const name = SHEETS[csv === true ? 'estates' : csv];
    const sheet = auditSheets(report).find((one) => one.name === name);
    await ground.write(sheet ? sheetCsv(sheet) : '');
  } else ground.print(estateAuditText(report, worst));
  if (file !== undefined) await writeSheetFile(file, auditSheets(report), ground);
}

function listedOf({ only = [], codes, developer, phase, bbox }: Options): AuditedEstateFilter | null {
  const filter: AuditedEstateFilter = {
    ...Object.fromEntries(only.map((what) => [ONLY[what], true])),
    ...(codes && { codes }),
    ...(developer !== undefined && { developerContains: developer }),
    ...(phase !== undefined && { phase }),
    ...(bbox && { bbox }),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}
