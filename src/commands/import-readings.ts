import { assignments, countLines, issueLines, readRows } from '../imports/index.js';
import { READING_FIELDS, type ReadingDraft, readReading } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';

export interface ImportReadingsOptions {
  readonly map?: string[];
  readonly set?: string[];
  readonly encoding?: string;
  readonly restates?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const MOST_ROWS = 100_000;

/** Imports a file of readings and prints what became of it; exit code 1 when rows were refused. */
export async function importReadings(
  ground: CommandGround,
  path: string,
  options: ImportReadingsOptions,
): Promise<void> {
  // A file that is refused as a whole needs no database.
  const file = await readRows({
    file: path,
    fields: READING_FIELDS,
    toDraft: readReading,
    map: assignments('--map', 'field=column', options.map),
    set: assignments('--set', 'field=value', options.set),
    encoding: options.encoding,
    mostRows: MOST_ROWS,
  });
  const { indicators } = await ground.rooms();
  const drafts = file.rows.map(({ draft }): ReadingDraft => ({
    ...draft,
    restates: options.restates ?? false,
  }));
  const { dryRun = false } = options;
  const { refused, ...counts } = await indicators.readingsImport.import(drafts, ground.viewer, {
    dryRun,
    from: file.fileName,
  });
  for (const [place, error] of refused) file.refuse(file.rows[place].row, error);
  const rejected = file.read - file.rows.length + refused.size;
  const { fileName, encoding, read, found } = file;
  const report = { dataset: 'readings', fileName, ...counts, read, rejected, dryRun, encoding, ...found };
  if (options.json) ground.printJson(report);
  else ground.print(reportText(report));
  if (rejected > 0) ground.exitCode = 1;
}

type ReadingsReport = Parameters<typeof issueLines>[0] & {
  readonly fileName: string;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly restated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly dryRun: boolean;
};

function reportText(report: ReadingsReport): string {
  return [
    `指标读数 readings — ${report.fileName}`,
    ...(report.dryRun ? ['试运行：没有存入任何内容。 Dry run: nothing was stored.'] : []),
    '',
    ...countLines([
      ['读取 read', report.read],
      ['新增 inserted', report.inserted],
      ['更正 corrected', report.updated],
      ['未变 unchanged', report.unchanged],
      ['拒绝 rejected', report.rejected],
    ]),
    ...(report.restated > 0
      ? [`  其中重述已冻结月份 of them restate frozen months: ${report.restated}`]
      : []),
    ...issueLines(report),
  ].join('\n');
}
