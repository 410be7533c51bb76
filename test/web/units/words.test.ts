import { describe, expect, it } from 'vitest';
import { appWords } from '../../../web/src/app/words.js';
import { chooseWords } from '../../../web/src/choose/words.js';
import { coverageWords } from '../../../web/src/coverage/words.js';
import { formatShare, formatWalk, today } from '../../../web/src/language/format.js';
import * as terms from '../../../web/src/language/terms.js';
import { lookWords } from '../../../web/src/look/words.js';
import { mapWords } from '../../../web/src/map/words.js';

const dictionaries = { appWords, chooseWords, coverageWords, lookWords, mapWords, ...terms };
const CHINESE = /\p{Script=Han}/u;

describe('words', () => {
  it.each(Object.entries(dictionaries))(
    '%s has the same keys in both languages, none empty',
    (_name, dictionary) => {
      const [zh, en] = [dictionary('zh'), dictionary('en')] as Record<string, unknown>[];
      expect(Object.keys(en)).toEqual(Object.keys(zh));
      for (const text of [...Object.values(zh), ...Object.values(en)]) expect(text).not.toBe('');
    },
  );

  it('English terms have no Chinese in them, Chinese ones no Latin letters', () => {
    for (const dictionary of Object.values(terms)) {
      for (const text of Object.values(dictionary('en'))) expect(text).not.toMatch(CHINESE);
      for (const text of Object.values(dictionary('zh'))) expect(text).not.toMatch(/[A-Za-z]/);
    }
  });
});

describe('figures', () => {
  it('a share short of a target is never shown as reaching it', () => {
    expect(formatShare(1, 'zh')).toBe('100.0%');
    expect(formatShare(0.99999, 'zh')).toBe('99.9%');
    expect(formatShare(0.6996, 'en')).toBe('69.9%');
    expect(formatShare(0.29, 'en')).toBe('29.0%');
    expect(formatShare(0, 'en')).toBe('0.0%');
    expect(formatShare(0.42520587, 'zh')).toBe('42.5%');
    expect(formatShare(null, 'zh')).toBe('—');
  });

  it('walks are told in minutes, days by the calendar of the reader', () => {
    expect(formatWalk(1464.35, 'zh')).toBe('24.4 分钟');
    expect(formatWalk(60, 'en')).toBe('1 min');
    expect(today(new Date(2026, 0, 5, 0, 10))).toBe('2026-01-05');
  });
});
