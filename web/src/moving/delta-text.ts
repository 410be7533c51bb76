import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';

/** A change with its sign: `+12`, `−3.5`, `±0`. */
export function deltaText(change: number, language: Language): string {
  const text = formatNumber(Math.abs(change), language, 1);
  if (text === '0') return '±0';
  return `${change > 0 ? '+' : '−'}${text}`;
}

/** A change of a share in percentage points: `+1.2 个百分点`, `+1.2 pp`. */
export function pointsText(change: number, language: Language): string {
  return `${deltaText(change * 100, language)} ${language === 'en' ? 'pp' : '个百分点'}`;
}
