import { type Command, Option } from 'commander';
import { DIVISION_LEVELS, type DivisionLevel } from '../divisions/index.js';
import { CANDIDATE_KINDS, CandidateKind } from '../facilities/index.js';
import { badInput } from '../platform/errors/bad-input.js';
import {
  CandidateSource,
  CapacityField,
  type PlanPhase,
  type SitingAsk,
  SitingModel,
} from '../siting/index.js';
import type { CommandGround } from './command-ground.js';
import { collectOption, countOption, numberOption } from './option-values.js';
import { addQuestionOptions, type QuestionOptions, questionOfOptions } from './question-options.js';

/** What every question about sites takes. */
export interface SitingOptions extends QuestionOptions {
  readonly model: SitingModel;
  readonly count?: number;
  readonly budget?: number;
  readonly goal?: number;
  readonly byCost?: boolean;
  readonly farMinutes?: number;
  readonly firstCover?: number;
  readonly capacity?: CapacityField;
  readonly newSiteCapacity?: number;
  readonly target?: string[];
  readonly recordedTargets?: boolean;
  readonly floor?: string;
  readonly phase?: string[];
  readonly phaseKind?: string[];
  readonly fixed?: string[];
  readonly discount?: number;
  readonly fixedAhead?: number;
  readonly candidates: CandidateSource[];
  readonly kinds?: CandidateKind[];
  readonly lockIn?: string[];
  readonly lockOut?: string[];
  readonly close?: string[];
  readonly closable?: boolean;
  /** Metres; false with --no-beside. */
  readonly beside?: number | false;
  readonly timeLimit: number;
  readonly gap?: number;
}

export function addSitingOptions(command: Command): Command {
  return addQuestionOptions(command)
    .addOption(
      new Option('--model <model>', '选址模型 · what the plan is to achieve')
        .choices(Object.keys(SitingModel))
        .default('MCLP'),
    )
    .option(
      '--count <n>',
      '净增几处（关闭一处可另建一处） · how many sites, net of closures: each closed one gives its place',
      countOption('count'),
    )
    .option('--budget <n>', '预算，可与 --count 同用 · budget, also with a count', numberOption('budget'))
    .option('--goal <share>', '覆盖目标，如 95%（COVERAGE_GOAL） · share to be covered', shareOption('goal'))
    .option('--by-cost', '按费用最省而非数量最少（LSCP、COVERAGE_GOAL） · least cost, not fewest sites')
    .option(
      '--far-minutes <n>',
      '最远步行分钟（GRADUAL、P_MEDIAN、P_CENTER） · longest walk that counts',
      numberOption('far-minutes'),
    )
    .option(
      '--first-cover <share>',
      '首次覆盖的权重（BACKUP） · worth of the first cover',
      shareOption('first-cover'),
    )
    .addOption(
      new Option('--capacity <field>', '容量依据（CMCLP） · capacity of existing facilities').choices(
        Object.keys(CapacityField),
      ),
    )
    .option(
      '--new-site-capacity <n>',
      '未登记容量的备选点按此计（CMCLP） · capacity of candidates that state none',
      numberOption('new-site-capacity'),
    )
    .option(
      '--target <LEVEL+LEVEL:share>',
      '层级目标，可多次，如 TOWN+TOWNSHIP:80%（POLICY） · level target, may be repeated',
      collectOption,
    )
    .option('--recorded-targets', '纳入登记的目标（POLICY） · targets on record hold too')
    .option('--floor <LEVEL+LEVEL:share>', '公平下限（POLICY） · no unit below this share covered')
    .option(
      '--phase <year:count[:budget]>',
      '建设年度，可多次，如 2026:5 或 2027::300（PHASED） · what a year may add',
      collectOption,
    )
    .option(
      '--phase-kind <year:KIND+KIND:count[:budget]>',
      '某年某类备选点的限额，可多次（PHASED） · limit of a year for some kinds, may be repeated',
      collectOption,
    )
    .option(
      '--fixed <year:id,id>',
      '某年已定点的备选点，可多次（PHASED） · candidates settled for a year, may be repeated',
      collectOption,
    )
    .option('--discount <factor>', '年度折现系数（PHASED） · what a year counts', numberOption('discount'))
    .option(
      '--fixed-ahead <years>',
      '提前几年定点，其间只开已定点的（PHASED） · years places are fixed ahead; before, only settled ones open',
      numberOption('fixed-ahead'),
    )
    .addOption(
      new Option('--candidates <source...>', '候选点来源，可多个 · where candidates come from')
        .choices(Object.keys(CandidateSource))
        .default(['IMPORTED']),
    )
    .addOption(
      new Option('--kinds <kind...>', '只用这些类型的导入候选点 · only these kinds').choices(CANDIDATE_KINDS),
    )
    .option('--lock-in <id...>', '必选的备选点 · candidates that must open')
    .option('--lock-out <id...>', '排除的备选点 · candidates that must not open')
    .option('--close <facility...>', '可关闭的现有设施 · existing facilities that may close')
    .option('--closable', '现有设施均可关闭 · every existing facility may close')
    .option(
      '--beside <meters>',
      '同样好时优先靠近卫生、文体设施，默认 200 米 · ties go to sites beside health and culture',
      numberOption('beside'),
    )
    .option('--no-beside', '不作此优先 · no such preference')
    .option('--time-limit <seconds>', '求解秒数上限 · solving time', numberOption('time-limit'), 20)
    .option('--gap <share>', '允许差距，0 为证明最优 · gap that is good enough', shareOption('gap'));
}

/** @throws PlanningError BAD_USER_INPUT, NOT_FOUND for a scenario */
export async function sitingOfOptions(options: SitingOptions, ground: CommandGround): Promise<SitingAsk> {
  const { beside } = options;
  return {
    ...(await questionOfOptions(options, ground)),
    model: options.model,
    count: options.count,
    budget: options.budget,
    goal: options.goal,
    byCost: options.byCost,
    farWalkMinutes: options.farMinutes,
    firstCoverShare: options.firstCover,
    capacityField: options.capacity,
    newSiteCapacity: options.newSiteCapacity,
    targets: options.target?.map((text) => ({ ...levelsAndShare(text, '--target'), name: null })),
    recordedTargets: options.recordedTargets,
    equityFloor: options.floor === undefined ? undefined : levelsAndShare(options.floor, '--floor'),
    phases: phasesOf(options),
    discount: options.discount,
    fixedAheadYears: options.fixedAhead,
    candidateSources: options.candidates,
    candidateKinds: options.kinds,
    lockedIn: options.lockIn,
    lockedOut: options.lockOut,
    closableFacilityIds: options.close,
    closable: options.closable,
    besideMeters: beside === false ? null : typeof beside === 'number' ? beside : undefined,
    timeLimitSeconds: options.timeLimit,
    gapTolerance: options.gap,
  };
}

/** A share as 0.95 or 95%. @throws PlanningError BAD_USER_INPUT */
function shareOption(name: string) {
  const read = numberOption(name);
  return (text: string): number => {
    const value = text.endsWith('%') ? read(text.slice(0, -1)) / 100 : read(text);
    if (value >= 0 && value <= 1) return value;
    throw badInput(`--${name}: expected a share such as 0.95 or 95%; got "${text}".`, { [name]: text });
  };
}

function levelsAndShare(text: string, option: string) {
  const [words, share, ...rest] = text.split(':');
  const levels = words.split('+').filter((word): word is DivisionLevel => {
    return DIVISION_LEVELS.includes(word as DivisionLevel);
  });
  if (share === undefined || rest.length > 0 || levels.length !== words.split('+').length)
    throw badInput(
      `${option} must be LEVELS:SHARE with levels of ${DIVISION_LEVELS.join(', ')}, such as TOWN+TOWNSHIP:80%; got "${text}".`,
      { option, text },
    );
  return { levels, share: shareOption(option.slice(2))(share) };
}

/** The years of a phased plan; a year may be named by its kinds or its settled sites alone. */
function phasesOf({ phase = [], phaseKind = [], fixed = [] }: SitingOptions): SitingAsk['phases'] {
  const years = new Map<number, PlanPhase>();
  const change = (year: string, with_: (before: PlanPhase) => Partial<PlanPhase>) => {
    const none = { year: Number(year), count: null, budget: null, byKind: [], fixed: [] };
    const before = years.get(Number(year)) ?? none;
    years.set(Number(year), { ...before, ...with_(before) });
  };
  for (const text of phase) {
    const [year, count, budget] = partsOf(text, '--phase', /^(\d{4}):(\d*)(?::(\d+(?:\.\d+)?))?$/);
    change(year, () => limitOf(count, budget));
  }
  for (const text of phaseKind) {
    const pattern = /^(\d{4}):([A-Z_+]+):(\d*)(?::(\d+(?:\.\d+)?))?$/;
    const [year, words, count, budget] = partsOf(text, '--phase-kind', pattern);
    const kinds = words.split('+').filter((word): word is CandidateKind => word in CandidateKind);
    if (kinds.length !== words.split('+').length)
      throw badInput(`--phase-kind: kinds are ${CANDIDATE_KINDS.join(', ')}; got "${text}".`, { text });
    change(year, ({ byKind }) => ({ byKind: [...byKind, { kinds, ...limitOf(count, budget) }] }));
  }
  for (const text of fixed) {
    const [year, ids] = partsOf(text, '--fixed', /^(\d{4}):(.+)$/);
    change(year, (before) => ({ fixed: [...before.fixed, ...ids.split(',')] }));
  }
  return years.size === 0 ? undefined : [...years.values()].sort((a, b) => a.year - b.year);
}

function limitOf(count: string, budget: string | undefined) {
  return { count: count === '' ? null : Number(count), budget: budget === undefined ? null : Number(budget) };
}

/** @throws PlanningError BAD_USER_INPUT */
function partsOf(text: string, option: string, pattern: RegExp): string[] {
  const found = pattern.exec(text);
  if (found) return found.slice(1);
  const form = {
    '--phase': 'YEAR:COUNT or YEAR:COUNT:BUDGET',
    '--phase-kind': 'YEAR:KIND+KIND:COUNT',
    '--fixed': 'YEAR:ID,ID',
  }[option];
  throw badInput(`${option} must be ${form}; got "${text}".`, { text });
}
