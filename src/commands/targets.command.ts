import { type Command, Option } from 'commander';
import { checkTargetFilter, type Target, TargetDirection, TargetScope } from '../indicators/index.js';
import { parseRatioTarget } from '../kernel/coverage/ratio-target.js';
import { badInput } from '../platform/errors/bad-input.js';
import type { CommandGround } from './command-ground.js';
import { takeBareDivision } from './division-argument.js';
import { countOption } from './option-values.js';
import { printRows, type RowsColumn, type RowsOptions } from './print-rows.js';

interface TargetsOptions extends RowsOptions {
  readonly jurisdiction?: string;
  readonly higher?: boolean;
  readonly asOf?: string;
  readonly indicator?: string;
  readonly allVersions?: boolean;
}

interface RecordOptions {
  readonly jurisdiction: string;
  readonly indicator: string;
  readonly value: number;
  readonly deadline: string;
  readonly document: string;
  readonly clause: string;
  readonly scope: TargetScope;
  readonly direction: TargetDirection;
  readonly targetVersion?: number;
  readonly validFrom?: string;
  readonly changedBy?: string;
  readonly note?: string;
}

const SIGNS: Readonly<Record<TargetDirection, string>> = { AT_LEAST: '≥', AT_MOST: '≤', EXACTLY: '=' };

const COLUMNS: readonly RowsColumn<Target>[] = [
  { title: '#', name: 'id', value: ({ id }) => id },
  { title: '区划 division', name: 'jurisdictionCode', value: ({ jurisdictionCode }) => jurisdictionCode },
  { title: '期限 deadline', name: 'deadline', value: ({ deadline }) => deadline },
  { title: '指标 indicator', name: 'indicatorKey', value: ({ indicatorKey }) => indicatorKey },
  { title: '目标 target', name: 'target', value: ({ direction, value }) => `${SIGNS[direction]} ${value}` },
  { title: '范围 scope', name: 'scope', value: ({ scope }) => scope },
  { title: '文件 document', name: 'documentKey', value: ({ documentKey }) => documentKey },
  { title: '条款 clause', name: 'clause', value: ({ clauseName }) => clauseName },
  { title: '版本 version', name: 'version', value: ({ version }) => version },
  {
    title: '矛盾 contradicts',
    name: 'rivals',
    value: ({ rivals }) => rivals.map(({ id }) => `#${id}`).join(' '),
  },
];

const MORE_COLUMNS: readonly RowsColumn<Target>[] = [
  ...COLUMNS.filter(({ name }) => name !== 'target'),
  { title: '', name: 'direction', value: ({ direction }) => direction },
  { title: '', name: 'value', value: ({ value }) => value },
  { title: '', name: 'deadlineStated', value: ({ deadlineStated }) => String(deadlineStated) },
  { title: '', name: 'superseded', value: ({ superseded }) => String(superseded) },
  { title: '', name: 'validFrom', value: ({ validFrom }) => validFrom ?? '' },
  { title: '', name: 'changedBy', value: ({ document }) => document ?? '' },
  { title: '', name: 'note', value: ({ note }) => note ?? '' },
];

/** `carecircle targets`: what is promised, with the clauses that contradict each other; `targets record` adds one. */
export function addTargetsCommand(program: Command, ground: CommandGround): void {
  const targets = program
    .command('targets')
    .description(
      '政策目标，含条款矛盾 · targets of policy documents, with clauses that contradict each other',
    );
  // The list is a command of its own, meant where none is named: so its options and those of `record` never meet.
  takeBareDivision(targets.command('list', { isDefault: true }), 'jurisdiction')
    .description('列出目标（默认） · list targets, the default')
    .option('--division, --jurisdiction <code>', '12 位区划代码 · division code')
    .option('--higher', '包含上级区划的目标 · with those of the divisions above')
    .option('--as-of <date>', '截至日期 YYYY-MM-DD，默认今天 · date, today by default')
    .option('--indicator <key>', '指标标识 · indicator')
    .option('--all-versions', '包含已被取代的版本 · with versions a later one has taken the place of')
    .addOption(new Option('--json', '输出 JSON · print JSON').conflicts('csv'))
    .option('--csv', '输出 CSV · print CSV')
    .action(async (options: TargetsOptions) => {
      const { indicators } = await ground.rooms();
      const rows = await indicators.targets.all(
        checkTargetFilter({
          jurisdictionCode: options.jurisdiction,
          includeHigher: options.higher ?? false,
          asOf: options.asOf,
          indicatorKey: options.indicator,
          includeSuperseded: options.allVersions ?? false,
        }),
      );
      if (options.json) ground.printJson(rows.map(plainTarget));
      else printRows(ground, options, rows, { table: COLUMNS, csv: MORE_COLUMNS });
    });
  addRecordCommand(targets, ground);
}

function addRecordCommand(targets: Command, ground: CommandGround): void {
  targets
    .command('record')
    .description('登记目标或其新版本 · record a target or its next version')
    .requiredOption('--division, --jurisdiction <code>', '12 位区划代码 · division code')
    .requiredOption('--indicator <key>', '指标标识 · indicator')
    .requiredOption('--value <value>', '目标值，如 0.7、70% 或 1200 · value', valueOption)
    .requiredOption('--deadline <date>', '截止日期 YYYY-MM-DD · last day')
    .requiredOption('--document <key>', '文件标识 · policy document')
    .requiredOption('--clause <clause>', '条款位置 · clause')
    .addOption(
      new Option('--scope <scope>', '适用范围 · scope').choices(Object.keys(TargetScope)).default('WHOLE'),
    )
    .addOption(
      new Option('--direction <direction>', '目标方向 · direction')
        .choices(Object.keys(TargetDirection))
        .default('AT_LEAST'),
    )
    .option(
      '--target-version <n>',
      '版本，默认下一版 · version, the next by default',
      countOption('target-version'),
    )
    .option(
      '--valid-from <date>',
      '生效日期，默认：第 1 版随文件，新版本自今天 · first day it counts; by default since its document, a new version from today',
    )
    .option('--changed-by <text>', '调整依据（第 2 版起必填） · document that changes the clause’s value')
    .option('--note <text>', '备注 · remark')
    .action(async (options: RecordOptions) => {
      const { indicators } = await ground.rooms();
      const draft = {
        jurisdictionCode: options.jurisdiction,
        indicatorKey: options.indicator,
        value: options.value,
        deadline: options.deadline,
        documentKey: options.document,
        clause: options.clause,
        scope: options.scope,
        direction: options.direction,
        version: options.targetVersion ?? null,
        validFrom: options.validFrom ?? null,
        document: options.changedBy ?? null,
        note: options.note ?? null,
      };
      const { id, version } = await indicators.targets.record(draft, ground.viewer);
      ground.print(`已登记 · recorded: #${id}，第 ${version} 版 · version ${version}`);
    });
}

/** A share may be written with a percent sign. @throws PlanningError BAD_USER_INPUT */
function valueOption(text: string): number {
  if (/[%％]\s*$/.test(text)) {
    const share = parseRatioTarget(text);
    if (share.ok) return Number(share.target.numerator) / Number(share.target.denominator);
    throw badInput(`--value: ${share.message}`, { value: text });
  }
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw badInput(`--value must be a number or a share such as 70%; got "${text}".`, { value: text });
}

/** Rivals by id, as rows that contradict each other hold one another. */
function plainTarget({ rivals, ...target }: Target) {
  return { ...target, inConflict: rivals.length > 0, rivals: rivals.map(({ id }) => id) };
}
