import { ALLOCATION_RULE_FIELDS, readAllocationRule } from '../estate-audit/index.js';
import { assignments, countLines, issueLines, readRows } from '../imports/index.js';
import type { CommandGround } from './command-ground.js';

export interface ImportAllocationRulesOptions {
  readonly map?: string[];
  readonly set?: string[];
  readonly encoding?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const MOST_ROWS = 10_000;

/** Enters the rules of a file and prints what became of them; exit code 1 when rows were refused. */
export async function importAllocationRules(
  ground: CommandGround,
  path: string,
  options: ImportAllocationRulesOptions,
): Promise<void> {
  const file = await readRows({
    file: path,
    fields: ALLOCATION_RULE_FIELDS,
    toDraft: readAllocationRule,
    map: assignments('--map', 'field=column', options.map),
    set: assignments('--set', 'field=value', options.set),
    encoding: options.encoding,
    mostRows: MOST_ROWS,
  });
  const { dryRun = false } = options;
  const { estateAudit } = await ground.rooms();
  const drafts = file.rows.map(({ draft }) => draft);
  const { refused, overlapping, ...counts } = await estateAudit.ruleEntries.import(drafts, ground.viewer, {
    dryRun,
  });
  for (const [place, error] of refused) file.refuse(file.rows[place].row, error);
  for (const [place, error] of overlapping) file.warn('RULES_OVERLAP', file.rows[place].row, error);
  const rejected = file.read - file.rows.length + refused.size;
  const { fileName, read, found } = file;
  const report = { fileName, ...counts, read, rejected, dryRun, ...found };
  if (options.json) ground.printJson(report);
  else ground.print(reportText(report));
  if (rejected > 0) ground.exitCode = 1;
}

type Report = Parameters<typeof issueLines>[0] &
  Readonly<Record<'read' | 'inserted' | 'updated' | 'unchanged' | 'rejected', number>> & {
    readonly fileName: string;
    readonly dryRun: boolean;
  };

function reportText(report: Report): string {
  return [
    `配建规则 allocation rules — ${report.fileName}`,
    ...(report.dryRun ? ['试运行：没有存入任何内容。 Dry run: nothing was stored.'] : []),
    '',
    ...countLines([
      ['读取 read', report.read],
      ['新增 inserted', report.inserted],
      ['新版本 next versions', report.updated],
      ['未变 unchanged', report.unchanged],
      ['拒绝 rejected', report.rejected],
    ]),
    ...issueLines(report),
  ].join('\n');
}
