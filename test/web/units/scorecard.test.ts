import { expect, it } from 'vitest';
import { citationList, citeDocuments } from '../../../web/src/scorecard/cited-documents.js';
import { countsText, differenceText, figureText } from '../../../web/src/scorecard/figure-text.js';
import { byNeed, countByStatus, LIGHTS, STATUS_ORDER } from '../../../web/src/scorecard/light.js';
import { memberList } from '../../../web/src/scorecard/member-lists.js';
import { ownWords } from '../../../web/src/scorecard/own-words.js';
import { type PacedLine, paceSentence, recentSentence } from '../../../web/src/scorecard/pace-sentence.js';

/** 3,446 of 5,433 beds are nursing beds; the line asks for 52.4 % by then. */
const BEDS: PacedLine = {
  status: 'ON_PACE',
  measure: 'VALUE',
  value: 3446 / 5433,
  unitsShort: 358,
  unit: 'RATIO',
  deadline: '2025-12-31',
  pace: { elapsed: 0.748, expected: 0.5236, ahead: 3446 / 5433 - 0.5236, reason: null },
};

it('no two lights share a shape or a sign', () => {
  const lights = STATUS_ORDER.map((status) => LIGHTS[status]);
  expect(new Set(lights.map(({ outline }) => outline)).size).toBe(5);
  expect(new Set(lights.map(({ sign }) => sign)).size).toBe(5);
  expect(new Set(lights.map(({ colour }) => colour)).size).toBe(5);
});

it('lights keep a contrast of 4.5 : 1 on white', () => {
  for (const { colour } of Object.values(LIGHTS)) {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    expect(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)).toBeGreaterThanOrEqual(4.5);
  }
});

it('the most pressing targets come first, then the earlier deadlines', () => {
  const line = (status: (typeof STATUS_ORDER)[number], deadline: string) => ({
    status,
    target: { deadline },
  });
  const lines = [
    line('ACHIEVED', '2023'),
    line('BEHIND', '2027'),
    line('OVERDUE', '2024'),
    line('BEHIND', '2025'),
  ];
  expect(byNeed(lines).map(({ status, target }) => `${status} ${target.deadline}`)).toEqual([
    'OVERDUE 2024',
    'BEHIND 2025',
    'BEHIND 2027',
    'ACHIEVED 2023',
  ]);
  expect(countByStatus(lines)).toEqual({ ACHIEVED: 1, ON_PACE: 0, BEHIND: 2, OVERDUE: 1, UNKNOWN: 0 });
});

it('says how far ahead of the line a share is, and what its numerator lacks', () => {
  expect(paceSentence(BEDS, 'zh')).toBe('时间已过 74.8%，应达 52.3%，超前 11.07 个百分点，距目标还差 358。');
  expect(paceSentence(BEDS, 'en')).toBe(
    '74.8% of the time has passed; 52.3% are due, ahead by 11.07 percentage points, 358 short of the target.',
  );
});

it('says how far behind an amount is', () => {
  const pace = { elapsed: 0.5, expected: 20, ahead: -6, reason: null };
  const centres: PacedLine = { ...BEDS, status: 'BEHIND', value: 14, unitsShort: 26, unit: 'COUNT', pace };
  expect(paceSentence(centres, 'zh')).toBe('时间已过 50.0%，应达 20 个，落后 6 个，还差 26 个。');
});

it('counts units where each has to reach the target', () => {
  const towns: PacedLine = { ...BEDS, status: 'OVERDUE', measure: 'UNITS_REACHING', unitsShort: 3 };
  expect(paceSentence(towns, 'zh')).toBe('期限 2025-12-31 已过，仍未达标，还有 3 个单元未达标。');
});

it('says why a pace is unknown', () => {
  const pace = { elapsed: null, expected: null, ahead: null, reason: 'NO_START_VALUE' };
  expect(paceSentence({ ...BEDS, status: 'UNKNOWN', pace }, 'zh')).toBe('起始值不明，无法判断进度。');
  expect(paceSentence({ ...BEDS, status: 'ACHIEVED' }, 'en')).toBe('The target is met.');
});

it('tells gains, losses and standing still of the last months', () => {
  const recent = {
    status: 'BEHIND',
    months: 3,
    gainedPerMonth: 2,
    neededPerMonth: 2.2,
    monthsToTarget: 6,
  } as const;
  const centres: PacedLine = { ...BEDS, unit: 'COUNT' };
  expect(recentSentence(recent, centres, 'zh')).toBe(
    '近 3 个月月均增加 2 个，按期达标每月需 2.2 个，照此还需 6 个月。',
  );
  const lost = { ...recent, gainedPerMonth: -1, neededPerMonth: null, monthsToTarget: null };
  expect(recentSentence(lost, centres, 'zh')).toBe('近 3 个月月均减少 1 个。');
  expect(recentSentence({ ...lost, gainedPerMonth: 0 }, centres, 'zh')).toBe('近 3 个月没有变化。');
  expect(recentSentence({ ...lost, gainedPerMonth: null }, centres, 'zh')).toBe('');
});

it('writes figures in their unit', () => {
  expect(figureText(0.7, 'RATIO', 'zh')).toBe('70.0%');
  expect(figureText(1, 'MILESTONE', 'zh')).toBe('已完成');
  expect(figureText(1234.5, 'SQUARE_METERS', 'en')).toBe('1,234.5 m²');
  expect(figureText(null, 'COUNT', 'zh')).toBe('—');
  expect(differenceText(-0.05, 'RATIO', 'en')).toBe('5 percentage points');
  expect(countsText(163, 208, 'zh')).toBe('163 / 208');
  expect(countsText(163, null, 'zh')).toBe('');
});

it('knows where the members of a figure are listed', () => {
  const stations = {
    computation: 'presence:STATION',
    levels: ['COMMUNITY', 'VILLAGE'],
    urbanRural: 'URBAN',
  } as const;
  expect(memberList(stations, false)).toEqual({
    ...{ kind: 'coverage', reading: 'PRESENCE', service: 'STATION' },
    ...{ levels: ['COMMUNITY', 'VILLAGE'], side: 'URBAN' },
  });
  expect(memberList(stations, true)).toEqual({ kind: 'short' });
  const none = { levels: [], urbanRural: null };
  expect(memberList({ ...none, computation: 'population-coverage:MEAL' }, false)).toMatchObject({
    reading: 'POPULATION',
    levels: null,
  });
  expect(memberList({ ...none, computation: 'nursing-bed-share' }, false)).toEqual({ kind: 'short' });
  expect(memberList({ ...none, computation: null }, false)).toEqual({ kind: 'readings' });
});

it('numbers documents in the order they are cited', () => {
  const keys = ['plan', 'list', 'plan', 'lost'];
  expect(keys.map(citeDocuments(keys))).toEqual([1, 2, 1, 3]);
  const documents = new Map([
    ['plan', { key: 'plan', title: '行动方案', number: '3号', verified: false }],
    ['list', { key: 'list', title: '清单', number: null, verified: true }],
  ]);
  expect(citationList(keys, documents, 'zh')).toEqual([
    '[1] 《行动方案》 3号（未核对原文）',
    '[2] 《清单》',
    '[3] lost',
  ]);
});

it('takes one language of a text in both', () => {
  expect(ownWords('街道数 · streets', 'zh')).toBe('街道数');
  expect(ownWords('街道数 · streets', 'en')).toBe('streets');
  expect(ownWords('only English', 'zh')).toBe('only English');
});
