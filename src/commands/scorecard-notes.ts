import type { FrozenMonth, PlainLine, PolicyDocument } from '../indicators/index.js';
import { figureText, SIGNS } from './indicator-text.js';

const SHOWN_NAMES = 12;

/** What lines cannot say in their row: who contradicts whom, other figures under other ways, which units fall short. */
export function lineNotes(lines: readonly PlainLine[]): string[] {
  const shown = new Set(lines.map(({ targetId }) => targetId));
  const notes = lines.flatMap((line) => [
    // Two lines that contradict each other are said once.
    ...line.rivals
      .filter((rival) => !shown.has(rival.targetId) || Number(line.targetId) < Number(rival.targetId))
      .map((rival) => conflictText(line, rival)),
    ...(line.otherWays.length > 0 ? [otherWaysText(line)] : []),
    ...(line.shortUnits.length > 0 ? [`#${line.targetId} 未达标 short: ${namesOf(line.shortUnits)}`] : []),
  ]);
  return notes.length === 0 ? [] : ['', ...notes];
}

function conflictText(line: PlainLine, rival: PlainLine['rivals'][number]): string {
  const promised = (target: number) => `${SIGNS[line.direction]} ${figureText(target, line.unit)}`;
  const [own, other] = [line, rival].map(({ documentKey, clause, target }) => {
    return `${documentKey} ${clause} ${promised(target)}`;
  });
  return `#${line.targetId} 与 #${rival.targetId} 矛盾 contradict: ${own} ↔ ${other}`;
}

function otherWaysText({ targetId, otherWays }: PlainLine): string {
  const ways = otherWays.map(({ rule, numerator, denominator }) => `${rule} ${numerator}/${denominator}`);
  return `#${targetId} 城乡口径不同则 under other ways: ${ways.join('，')}`;
}

function namesOf(units: PlainLine['shortUnits']): string {
  const names = units.slice(0, SHOWN_NAMES).map(({ name }) => name);
  return `${names.join('、')}${units.length > SHOWN_NAMES ? ` … 共 ${units.length} of them` : ''}`;
}

const STATUSES: Readonly<Record<PolicyDocument['status'], string>> = {
  DRAFT: '征求意见稿 draft',
  IN_FORCE: '已印发 issued',
  REPORT: '进展报告 report',
};

/** The documents whose clauses the table cites by number. */
export function documentNotes(documents: readonly PolicyDocument[]): string[] {
  if (documents.length === 0) return [];
  const texts = documents.map(({ key, title, number, status, verified }, at) => {
    const parts = [number, STATUSES[status], verified ? null : '未核对原文 not verified'].filter(Boolean);
    return `[${at + 1}] ${key} ${title}（${parts.join('，')}）`;
  });
  return ['', '文件 documents', ...texts];
}

/** Said where the month is closed: the table is today's, what was published is kept. */
export function frozenNote(frozen: FrozenMonth | null): string[] {
  if (frozen === null) return [];
  const { monthText: month, jurisdictionCode: code } = frozen;
  return [
    `${month} 已冻结；下表按现有数据重算，公布的内容见 carecircle freeze ${code} --month ${month} --show`,
    `${month} is frozen; this is computed anew from today's data, what was published is shown by freeze --show.`,
  ];
}
