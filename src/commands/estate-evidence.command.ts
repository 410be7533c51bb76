import { type Command, Option } from 'commander';
import { type EstateEvidence, SyncStep } from '../estates/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import type { CommandGround } from './command-ground.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';

interface EvidenceOptions {
  readonly estate?: string;
  readonly room?: string;
  readonly step?: SyncStep;
  readonly on?: string;
  readonly document?: string;
  readonly replaces?: string;
  readonly ifVersion?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
}

const STEP_WORDS: Readonly<Record<SyncStep, string>> = {
  PLANNED: '规划',
  BUILT: '建设',
  ACCEPTED: '验收',
  DELIVERED: '交付',
};

/** `carecircle estate-evidence`: lists what is recorded of an estate or care room, or records another document. */
export function addEstateEvidenceCommand(program: Command, ground: CommandGround): void {
  program
    .command('estate-evidence')
    .description(
      '小区与养老用房四同步凭证：不加 --step 为列出，加则登记 · evidence of the four steps: lists, or records with --step',
    )
    .addOption(new Option('--estate <id>', '小区编号 · estate').conflicts('room'))
    .option('--room <id>', '养老服务用房编号 · care room')
    .addOption(new Option('--step <step>', '环节 · step').choices(Object.keys(SyncStep)))
    .option('--on <date>', '完成日期 YYYY-MM-DD · when it was reached')
    .option('--document <text>', '依据文件 · document that says so')
    .option(
      '--replaces <id>',
      '更正的凭证编号；不加 --on 即撤销 · evidence it corrects; without --on, withdraws',
    )
    .option(
      '--if-version <n>',
      '仅当版本号仍为 n 时登记 · record only over this version',
      countOption('if-version'),
    )
    .option('--json', '输出 JSON · print JSON')
    .option('--csv', '输出 CSV · print CSV')
    .action((options: EvidenceOptions) => run(ground, options));
}

async function run(ground: CommandGround, options: EvidenceOptions): Promise<void> {
  const { estate, room, step, on, document, replaces, ifVersion } = options;
  const subjectId = room ?? estate;
  if (subjectId === undefined) throw badInput('Expected --estate or --room.', { field: 'estate' });
  const key = { subject: room === undefined ? ('ESTATE' as const) : ('CARE_ROOM' as const), subjectId };
  const { evidence } = (await ground.rooms()).estates;
  const found = await evidence.version(key, ground.viewer);
  if (found === null) {
    const what = key.subject === 'ESTATE' ? 'housing estate' : 'care room';
    throw new PlanningError('NOT_FOUND', `There is no ${what} ${subjectId}.`, { id: subjectId });
  }
  if (step !== undefined) {
    if (document === undefined) throw badInput('--document: expected the document that says so.', {});
    if (on !== undefined && !isCalendarDate(on))
      throw badInput(`--on: expected a date as YYYY-MM-DD, got "${on}".`, { field: 'on' });
    const statement = { ...key, step, happenedOn: on ?? null, document, replaces: replaces ?? null };
    const { id } = await evidence.record({ ...statement, version: ifVersion ?? found }, ground.viewer);
    ground.remark(`已登记凭证 ${id} · recorded evidence ${id}`);
  }
  printRows(ground, options, await evidence.list(key, ground.viewer), { table: COLUMNS, csv: COLUMNS });
}

const COLUMNS: readonly RowsColumn<EstateEvidence>[] = [
  { title: '编号 id', name: 'id', value: ({ id }) => id },
  { title: '环节 step', name: 'step', value: ({ step }) => `${STEP_WORDS[step]} ${step}` },
  { title: '日期 date', name: 'happenedOn', value: ({ happenedOn }) => happenedOn ?? '撤销 withdrawn' },
  { title: '依据文件 document', name: 'document', value: ({ document }) => document },
  { title: '登记人 recorded by', name: 'recordedBy', value: ({ recordedBy }) => recordedBy },
  {
    title: '登记时间 recorded at',
    name: 'recordedAt',
    value: ({ recordedAt }) => recordedAt.toISOString().slice(0, 19),
  },
  { title: '更正 replaces', name: 'replaces', value: ({ replaces }) => replaces ?? '' },
  { title: '被更正 replaced by', name: 'replacedBy', value: ({ replacedBy }) => replacedBy ?? '' },
];
