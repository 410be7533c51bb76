import { formatNumber, formatShare } from '../language/format.js';
import type { Language } from '../language/words.js';
import { differenceText, figureText, type FigureUnit } from './figure-text.js';
import type { PaceStatus } from './light.js';

/** What a sentence about the pace of a target is made of. */
export interface PacedLine {
  readonly status: PaceStatus;
  readonly measure: 'VALUE' | 'UNITS_REACHING';
  readonly value: number | null;
  readonly unitsShort: number | null;
  readonly unit: FigureUnit;
  readonly deadline: string;
  readonly pace: {
    readonly elapsed: number | null;
    readonly expected: number | null;
    readonly ahead: number | null;
    readonly reason: string | null;
  };
}

/** What the last months gained against what is needed. */
export interface RecentPace {
  readonly status: PaceStatus;
  readonly months: number | null;
  readonly gainedPerMonth: number | null;
  readonly neededPerMonth: number | null;
  readonly monthsToTarget: number | null;
}

/** Where a target stands against the straight line to its deadline, in one or two sentences. */
export function paceSentence(line: PacedLine, language: Language): string {
  const isChinese = language === 'zh';
  const { status, deadline } = line;
  const missing = shortText(line, language);
  switch (status) {
    case 'ACHIEVED':
      return isChinese ? '已达到目标。' : 'The target is met.';
    case 'OVERDUE':
      return isChinese
        ? `期限 ${deadline} 已过，仍未达标${missing}。`
        : `Not met, and ${deadline} is over${missing}.`;
    case 'ON_PACE':
    case 'BEHIND':
      return `${againstLine(line, language)}${missing}${isChinese ? '。' : '.'}`;
    case 'UNKNOWN':
      return unknownText(line, language);
  }
}

/** What the last months gained a month, and whether that is enough; empty where it says nothing more. */
export function recentSentence(recent: RecentPace, line: PacedLine, language: Language): string {
  const { gainedPerMonth, neededPerMonth, monthsToTarget, months, status } = recent;
  if (gainedPerMonth === null || status === 'ACHIEVED') return '';
  const unit = unitOf(line);
  const isChinese = language === 'zh';
  const gained = differenceText(gainedPerMonth, unit, language);
  const span = months ?? 3;
  const needed = neededPerMonth === null ? null : differenceText(neededPerMonth, unit, language);
  if (isChinese) {
    return [
      gainedPerMonth === 0
        ? `近 ${span} 个月没有变化`
        : `近 ${span} 个月月均${gainedPerMonth > 0 ? '增加' : '减少'} ${gained}`,
      ...(needed === null ? [] : [`按期达标每月需 ${needed}`]),
      ...(monthsToTarget === null ? [] : [`照此还需 ${monthsToTarget} 个月`]),
    ]
      .join('，')
      .concat('。');
  }
  return [
    gainedPerMonth === 0
      ? `No change over the last ${span} months`
      : `${gainedPerMonth > 0 ? 'Gained' : 'Lost'} ${gained} a month over the last ${span} months`,
    ...(needed === null ? [] : [`${needed} a month are needed`]),
    ...(monthsToTarget === null ? [] : [`at this pace ${monthsToTarget} more months`]),
  ]
    .join('; ')
    .concat('.');
}

function againstLine(line: PacedLine, language: Language): string {
  const { expected, ahead, elapsed } = line.pace;
  const isChinese = language === 'zh';
  const unit = unitOf(line);
  if (expected === null || ahead === null) {
    if (line.status === 'ON_PACE') return isChinese ? '进度正常' : 'On pace';
    return isChinese ? '进度滞后' : 'Behind';
  }
  const due = figureText(expected, unit, language);
  const apart = differenceText(ahead, unit, language);
  const time = elapsed === null ? '' : formatShare(elapsed, language);
  if (isChinese) {
    const passed = time === '' ? '' : `时间已过 ${time}，`;
    if (ahead === 0) return `${passed}应达 ${due}，恰好跟上`;
    return `${passed}应达 ${due}，${line.status === 'ON_PACE' ? '超前' : '落后'} ${apart}`;
  }
  const passed = time === '' ? '' : `${time} of the time has passed; `;
  if (ahead === 0) return `${passed}${due} are due, exactly on the line`;
  return `${passed}${due} are due, ${line.status === 'ON_PACE' ? 'ahead' : 'behind'} by ${apart}`;
}

/** `，还有 45 个单元未达标`; of a share, by how much its numerator is short. */
function shortText({ unitsShort, measure, unit }: PacedLine, language: Language): string {
  if (unitsShort === null || unitsShort === 0) return '';
  const count = formatNumber(unitsShort, language, 3);
  if (language === 'zh') {
    if (measure === 'UNITS_REACHING') return `，还有 ${count} 个单元未达标`;
    if (unit === 'RATIO') return `，距目标还差 ${count}`;
    return `，还差 ${figureText(unitsShort, unit, language)}`;
  }
  if (measure === 'UNITS_REACHING') return `, ${count} units short`;
  if (unit === 'RATIO') return `, ${count} short of the target`;
  return `, ${figureText(unitsShort, unit, language)} short`;
}

const UNKNOWN_REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  NO_VALUE: ['尚无数值，无法判断进度。', 'There is no value yet, so the pace cannot be said.'],
  NO_TARGET: ['目标值不明，无法判断进度。', 'The target value is unknown, so the pace cannot be said.'],
  NO_START_VALUE: [
    '起始值不明，无法判断进度。',
    'What stood at the start is unknown, so the pace cannot be said.',
  ],
  NO_TIME_SPAN: ['起止时间不明，无法判断进度。', 'There is no span of days to measure the pace over.'],
};

function unknownText({ pace }: PacedLine, language: Language): string {
  const texts = UNKNOWN_REASONS[pace.reason ?? 'NO_VALUE'] ?? UNKNOWN_REASONS.NO_VALUE;
  return texts[language === 'zh' ? 0 : 1];
}

/** Where units are counted, values are the share of those that reach the target. */
function unitOf({ measure, unit }: PacedLine): FigureUnit {
  return measure === 'VALUE' ? unit : 'RATIO';
}
