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

/** Class of a change in a style sheet: `up`, `down`, none where nothing changed. */
export function changeClass(change: number): string {
  if (Math.abs(change) < 1e-9) return '';
  return change > 0 ? 'up' : 'down';
}
