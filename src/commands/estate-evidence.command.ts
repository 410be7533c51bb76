import { type Command, Option } from 'commander';
import {
  type CareRoomAspect,
  type CareRoomState,
  CareRoomUse,
  type EstateEvidence,
  SyncStep,
} from '../estates/index.js';
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
  readonly use?: CareRoomUse;
  readonly handedOverTo?: string;
  readonly states?: boolean;
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

const ASPECT_WORDS: Readonly<Record<CareRoomAspect, string>> = { USE: '用途', HANDOVER: '移交' };
const USE_WORDS: Readonly<Record<CareRoomUse, string>> = {
  CARE: '养老服务',
  OTHER: '挪作他用',
  VACANT: '闲置',
};

/** `carecircle estate-evidence`: lists what is recorded of an estate or care room, or records another document. */
export function addEstateEvidenceCommand(program: Command, ground: CommandGround): void {
  program
    .command('estate-evidence')
    .description(
      '小区与养老用房凭证：不加 --step 为列出，加则登记；用房用途与移交按日期登记 · evidence of the four steps: lists, or records with --step; use and handover of rooms by date',
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
    .addOption(
      new Option('--use <use>', '用房用途，自 --on 起 · what the room is used for, from --on')
        .choices(Object.keys(CareRoomUse))
        .conflicts('estate'),
    )
    .addOption(
      new Option(
        '--handed-over-to <office>',
        '接收单位或其街道（乡镇）代码，自 --on 起 · office the room is with, or its code, from --on',
      ).conflicts('estate'),
    )
    .addOption(
      new Option('--states', '列出用房的用途与移交历史 · list use and handover over time').conflicts(
        'estate',
      ),
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
  const { estate, room, step, use, handedOverTo } = options;
  const subjectId = room ?? estate;
  if (subjectId === undefined) throw badInput('Expected --estate or --room.', { field: 'estate' });
  const key = { subject: room === undefined ? ('ESTATE' as const) : ('CARE_ROOM' as const), subjectId };
  const { evidence, roomStates } = (await ground.rooms()).estates;
  const found = await evidence.version(key, ground.viewer);
  if (found === null) {
    const what = key.subject === 'ESTATE' ? 'housing estate' : 'care room';
    throw new PlanningError('NOT_FOUND', `There is no ${what} ${subjectId}.`, { id: subjectId });
  }
  if ([step, use, handedOverTo].filter((what) => what !== undefined).length > 1)
    throw badInput('--use, --handed-over-to: expected one of them, and no --step.', { field: 'use' });
  const version = options.ifVersion ?? found;
  if (step !== undefined) {
    const { happenedOn, document } = whenAndWhy(options);
    const statement = { ...key, step, happenedOn, document, replaces: options.replaces ?? null };
    const { id } = await evidence.record({ ...statement, version }, ground.viewer);
    ground.remark(`已登记凭证 ${id} · recorded evidence ${id}`);
  }
  const hasState = use !== undefined || handedOverTo !== undefined;
  if (hasState) {
    const { happenedOn, document } = whenAndWhy(options);
    if (happenedOn === null) throw badInput('--on: expected the day from which it holds.', { field: 'on' });
    const isCode = handedOverTo !== undefined && /^\d{12}$/.test(handedOverTo);
    const { id } = await roomStates.record(
      {
        ...{ careRoomId: subjectId, version, validFrom: happenedOn, document },
        aspect: use === undefined ? 'HANDOVER' : 'USE',
        use: use ?? null,
        handedOverCode: isCode ? handedOverTo : null,
        handedOverTo: isCode ? null : (handedOverTo ?? null),
      },
      ground.viewer,
    );
    ground.remark(`已登记用房状态 ${id} · recorded state ${id}`);
  }
  if (hasState || options.states) {
    const rows = await roomStates.list(subjectId, ground.viewer);
    printRows(ground, options, rows, { table: STATE_COLUMNS, csv: STATE_COLUMNS });
  } else
    printRows(ground, options, await evidence.list(key, ground.viewer), { table: COLUMNS, csv: COLUMNS });
}

/** @throws PlanningError BAD_USER_INPUT */
function whenAndWhy({ on, document }: EvidenceOptions): { happenedOn: string | null; document: string } {
  if (document === undefined) throw badInput('--document: expected the document that says so.', {});
  if (on !== undefined && !isCalendarDate(on))
    throw badInput(`--on: expected a date as YYYY-MM-DD, got "${on}".`, { field: 'on' });
  return { happenedOn: on ?? null, document };
}

const BY_WHOM: readonly RowsColumn<Pick<EstateEvidence, 'recordedBy' | 'recordedAt'>>[] = [
  { title: '登记人 recorded by', name: 'recordedBy', value: ({ recordedBy }) => recordedBy },
  {
    title: '登记时间 recorded at',
    name: 'recordedAt',
    value: ({ recordedAt }) => recordedAt.toISOString().slice(0, 19),
  },
];

const COLUMNS: readonly RowsColumn<EstateEvidence>[] = [
  { title: '编号 id', name: 'id', value: ({ id }) => id },
  { title: '环节 step', name: 'step', value: ({ step }) => `${STEP_WORDS[step]} ${step}` },
  { title: '日期 date', name: 'happenedOn', value: ({ happenedOn }) => happenedOn ?? '撤销 withdrawn' },
  { title: '依据文件 document', name: 'document', value: ({ document }) => document },
  ...BY_WHOM,
  { title: '更正 replaces', name: 'replaces', value: ({ replaces }) => replaces ?? '' },
  { title: '被更正 replaced by', name: 'replacedBy', value: ({ replacedBy }) => replacedBy ?? '' },
];

const STATE_COLUMNS: readonly RowsColumn<CareRoomState>[] = [
  { title: '编号 id', name: 'id', value: ({ id }) => id },
  { title: '状态项 aspect', name: 'aspect', value: ({ aspect }) => `${ASPECT_WORDS[aspect]} ${aspect}` },
  { title: '起始 from', name: 'validFrom', value: ({ validFrom }) => validFrom ?? '一直 always' },
  { title: '用途 use', name: 'use', value: ({ use }) => (use ? `${USE_WORDS[use]} ${use}` : '') },
  {
    title: '接收单位 office',
    name: 'handedOverTo',
    value: ({ handedOverCode, handedOverTo }) => [handedOverCode, handedOverTo].filter(Boolean).join(' '),
  },
  { title: '依据文件 document', name: 'document', value: ({ document }) => document ?? '' },
  ...BY_WHOM,
];
