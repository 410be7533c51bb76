import { DEFAULT_SPEED_METERS_PER_SECOND, WALK_RANGES } from '../../accessibility/index.js';
import { auditSheets, type EstateAuditRoom } from '../../estate-audit/index.js';
import { PlanningError } from '../../platform/errors/planning-error.js';
import { today } from '../../platform/today.js';
import type { AskedDownload, DownloadSource, OpenedDownload } from '../download-source.js';
import { TABLE_FORMATS } from '../formats/download-format.js';
import { AS_OF } from './walk-question.js';

const TITLE = { zh: '住宅小区配建核查', en: 'Audit of housing estates' };

/** Which sheet a CSV file holds; a workbook holds them all. */
const SHEETS = {
  estates: '小区清单',
  summary: '汇总',
  findings: '问题清单',
  land: '用地',
  premises: '社区用房',
} as const;
const TABLES = Object.keys(SHEETS) as (keyof typeof SHEETS)[];

/** The printed sheets of the estate audit. */
export class EstateAuditList implements DownloadSource {
  readonly name = 'estate-audit';
  readonly title = TITLE;
  readonly formats = TABLE_FORMATS;
  readonly readers = ['planner', 'resources'] as const;

  constructor(private readonly reports: EstateAuditRoom['reports']) {}

  parameters() {
    return [
      { name: 'divisionCode', zh: '区划代码，默认全部', en: 'Division; all estates by default' },
      AS_OF,
      { name: 'speed', zh: '步速（米/秒）', en: 'Walking speed in m/s for pools' },
      { name: 'table', zh: 'CSV 的表，默认小区清单', en: `Table of a CSV file: ${TABLES.join(', ')}` },
    ];
  }

  async open({ parameters, format, viewer, signal }: AskedDownload): Promise<OpenedDownload> {
    const asOf = parameters.day('asOf') ?? today();
    const usual = DEFAULT_SPEED_METERS_PER_SECOND;
    const speedMetersPerSecond = parameters.number('speed', usual, WALK_RANGES.speed);
    const table = SHEETS[parameters.choice('table', TABLES, 'estates')];
    const question = { asOf, speedMetersPerSecond };
    const report = await this.reports.report(parameters.divisionCode() ?? null, question, viewer);
    signal.throwIfAborted();
    const sheets = auditSheets(report);
    const words = [report.divisions[0].node?.name ?? '全部', TITLE.zh, asOf];
    if (format === 'xlsx') return { sheets, words };
    const sheet = sheets.find(({ name }) => name === table);
    if (sheet) return { sheets: [sheet], words: [...words, table] };
    throw new PlanningError('NOT_FOUND', `There is nothing to list in ${table} here.`, { table });
  }
}
