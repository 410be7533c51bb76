import { assignments, countLines, issueLines, readRows } from '../imports/index.js';
import { readServiceListRow, SERVICE_LIST_FIELDS } from '../indicators/index.js';
import type { CommandGround } from './command-ground.js';

export interface ImportServiceListOptions {
  readonly document: string;
  readonly version: number;
  readonly map?: string[];
  readonly set?: string[];
  readonly encoding?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const MOST_ROWS = 1000;

/** Imports an edition of a service list and prints what became of it; exit code 1 when rows kept it out. */
export async function importServiceList(
  ground: CommandGround,
  path: string,
  options: ImportServiceListOptions,
): Promise<void> {
  const file = await readRows({
    file: path,
    fields: SERVICE_LIST_FIELDS,
    toDraft: readServiceListRow,
    map: assignments('--map', 'field=column', options.map),
    set: assignments('--set', 'field=value', options.set),
    encoding: options.encoding,
    mostRows: MOST_ROWS,
  });
  const { dryRun = false, document: documentKey, version } = options;
  // A row that cannot be read keeps the edition out like one that cannot be taken.
  const unread = file.read - file.rows.length;
  const { indicators } = await ground.rooms();
  const outcome = await indicators.serviceLists.import(
    file.rows.map(({ draft }) => draft),
    { documentKey, version },
    ground.viewer,
    { dryRun: dryRun || unread > 0 },
  );
  for (const [place, error] of outcome.refused) file.refuse(file.rows[place].row, error);
  const { fileName, read, found } = file;
  const counts = {
    read,
    inserted: unread > 0 ? 0 : outcome.inserted,
    unchanged: outcome.unchanged,
    rejected: unread + outcome.refused.size,
  };
  const report = { fileName, documentKey, version, ...counts, dryRun, ...found };
  if (options.json) ground.printJson(report);
  else ground.print(reportText(report));
  if (counts.rejected > 0) ground.exitCode = 1;
}

type Report = Parameters<typeof issueLines>[0] &
  Readonly<Record<'version' | 'read' | 'inserted' | 'unchanged' | 'rejected', number>> & {
    readonly fileName: string;
    readonly documentKey: string;
    readonly dryRun: boolean;
  };

function reportText(report: Report): string {
  return [
    `基本养老服务清单 service list ${report.documentKey}，第 ${report.version} 版 edition — ${report.fileName}`,
    ...(report.dryRun ? ['试运行：没有存入任何内容。 Dry run: nothing was stored.'] : []),
    ...(report.rejected > 0 ? ['有行不可用，整版未存入。 Rows fail: nothing of it was stored.'] : []),
    '',
    ...countLines([
      ['读取 read', report.read],
      ['新增 inserted', report.inserted],
      ['未变 unchanged', report.unchanged],
      ['拒绝 rejected', report.rejected],
    ]),
    ...issueLines(report),
  ].join('\n');
}
