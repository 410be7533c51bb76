import { type Command, Option } from 'commander';
import { DEFAULT_SPEED_METERS_PER_SECOND } from '../accessibility/index.js';
import {
  CODE_WORDS,
  FindingCode,
  type FindingEvent,
  FindingState,
  findingText,
  NO_LONGER_FOUND,
  SEVERITY_WORDS,
  severityOf,
  STATE_WORDS,
  type StatedFinding,
} from '../estate-audit/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import { isCalendarDate } from '../platform/graphql/date.scalar.js';
import { today } from '../platform/today.js';
import type { CommandGround } from './command-ground.js';
import { numberOption } from './option-values.js';
import { printRows, type RowsColumn } from './print-rows.js';

interface FindingOptions {
  readonly estate: string;
  readonly asOf?: string;
  readonly speed: number;
  readonly code?: FindingCode;
  readonly about?: string;
  readonly state?: FindingState;
  readonly note?: string;
  readonly document?: string;
  readonly ifLast?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** `carecircle estate-findings`: what was found of an estate and what became of it; says what has become of a finding. */
export function addEstateFindingsCommand(program: Command, ground: CommandGround): void {
  program
    .command('estate-findings')
    .description(
      '小区问题及处理：列出问题；加 --code 列出处理记录，再加 --state 登记处理 · findings of an estate: lists, tells what was said of one, or records it',
    )
    .requiredOption('--estate <id>', '小区编号 · estate')
    .option('--as-of <date>', '核查日期 YYYY-MM-DD，默认今天 · date of the audit, today by default')
    .option(
      '--speed <m/s>',
      '步速（米/秒），用于以分钟计的合建距离 · walking speed for pools limited in minutes',
      numberOption('speed'),
      DEFAULT_SPEED_METERS_PER_SECOND,
    )
    .addOption(new Option('--code <code>', '问题代码 · which finding').choices(Object.keys(FindingCode)))
    .option('--about <what>', '所指（用房、环节、合建），可省略 · what it is about, if several have the code')
    .addOption(
      new Option('--state <state>', '登记处理 · what has become of it').choices(Object.keys(FindingState)),
    )
    .option('--note <text>', '处理说明 · explanation')
    .option('--document <text>', '处理依据 · document that shows it')
    .option(
      '--if-last <id>',
      '仅当最近一条处理记录仍为此编号时登记，none 为尚无 · record only after this event, none for the first',
    )
    .option('--json', '输出 JSON · print JSON')
    .option('--csv', '输出 CSV · print CSV')
    .action((options: FindingOptions) => run(ground, options));
}

async function run(ground: CommandGround, options: FindingOptions): Promise<void> {
  const { estate, asOf = today(), speed, code, state } = options;
  if (!isCalendarDate(asOf))
    throw badInput(`--as-of must be a date such as 2025-06-30; got "${asOf}".`, { asOf });
  if (state !== undefined && code === undefined)
    throw badInput('--code: expected the finding that --state is said of.', { field: 'code' });
  const { findings } = (await ground.rooms()).estateAudit;
  const { stated } = await findings.ofEstate(estate, { asOf, speedMetersPerSecond: speed }, ground.viewer);
  if (code === undefined) {
    printRows(ground, options, stated.map(plainFinding), { table: FINDING_COLUMNS, csv: FINDING_COLUMNS });
    return;
  }
  const key = oneOf(stated, options);
  if (state !== undefined) {
    const { note, document = null, ifLast } = options;
    if (note === undefined) throw badInput('--note: expected an explanation.', { field: 'note' });
    const known = ifLast ?? key.lastEvent?.id ?? 'none';
    const lastEventId = known === 'none' ? null : known;
    const said = { state, note, document, lastEventId, asOf, speedMetersPerSecond: speed };
    await findings.record({ estateId: estate, code, about: key.about, ...said }, ground.viewer);
    ground.remark(`已登记处理：${STATE_WORDS[state]} · recorded ${state}`);
  }
  const events = await findings.history(key, ground.viewer);
  printRows(ground, options, events, { table: EVENT_COLUMNS, csv: EVENT_COLUMNS });
}

/** @throws PlanningError BAD_USER_INPUT where none or several have the code */
function oneOf(stated: readonly StatedFinding[], { code, about }: FindingOptions): StatedFinding {
  const named = stated.filter((one) => one.code === code && (about === undefined || one.about === about));
  if (named.length === 1) return named[0];
  if (named.length === 0)
    throw badInput(
      `--code: the estate has no finding ${[code, about].filter(Boolean).join(' ')} on this date.`,
      {
        field: 'code',
      },
    );
  const choices = named.map((one) => `"${one.about}"`).join(', ');
  throw badInput(`--about: several findings have this code; expected one of ${choices}.`, { field: 'about' });
}

function plainFinding({ code, about, finding, state, lastEvent }: StatedFinding) {
  const { zh, en } = finding ? findingText(finding) : NO_LONGER_FOUND;
  return {
    ...{ code, severity: severityOf(code), about, message: zh, messageEn: en, state },
    ...{ occurs: finding !== null, ruleIds: finding?.ruleIds ?? [], lastEvent },
  };
}

const FINDING_COLUMNS: readonly RowsColumn<ReturnType<typeof plainFinding>>[] = [
  { title: '程度 severity', name: 'severity', value: ({ severity }) => SEVERITY_WORDS[severity] },
  { title: '问题 finding', name: 'finding', value: ({ code }) => CODE_WORDS[code] },
  { title: '代码 code', name: 'code', value: ({ code }) => code },
  { title: '所指 about', name: 'about', value: ({ about }) => about },
  { title: '说明 message', name: 'message', value: ({ message }) => message },
  { title: '规则 rules', name: 'rules', value: ({ ruleIds }) => ruleIds.join(' ') },
  { title: '状态 state', name: 'state', value: ({ state }) => `${STATE_WORDS[state]} ${state}` },
  { title: '最近记录 last', name: 'last', value: ({ lastEvent }) => lastEvent?.id ?? '' },
];

const EVENT_COLUMNS: readonly RowsColumn<FindingEvent>[] = [
  { title: '编号 id', name: 'id', value: ({ id }) => id },
  { title: '状态 state', name: 'state', value: ({ state }) => `${STATE_WORDS[state]} ${state}` },
  { title: '说明 note', name: 'note', value: ({ note }) => note },
  { title: '依据 document', name: 'document', value: ({ document }) => document ?? '' },
  { title: '核查日期 as of', name: 'asOf', value: ({ asOf }) => asOf },
  { title: '登记人 recorded by', name: 'recordedBy', value: ({ recordedBy }) => recordedBy },
  {
    title: '登记时间 recorded at',
    name: 'recordedAt',
    value: ({ recordedAt }) => recordedAt.toISOString().slice(0, 19),
  },
];
