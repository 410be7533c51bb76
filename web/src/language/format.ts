import type { Language } from './words.js';

const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'zh-CN');

/** A count with separators: `12,345`. */
export function formatCount(value: number, language: Language): string {
  return Math.round(value).toLocaleString(locale(language));
}

/** A number with at most `digits` behind the point. */
export function formatNumber(value: number, language: Language, digits = 1): string {
  return value.toLocaleString(locale(language), { maximumFractionDigits: digits });
}

/** A ratio as percent with one digit; a dash where there is none. A ratio short of 1 is never shown as 100 %. */
export function formatShare(ratio: number | null | undefined, language: Language): string {
  if (ratio === null || ratio === undefined) return '—';
  const tenths = Math.round(ratio * 1000);
  const shown = tenths === 1000 && ratio < 1 ? 999 : tenths === 0 && ratio > 0 ? 1 : tenths;
  const text = (shown / 10).toLocaleString(locale(language), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${text}%`;
}

/** Seconds of walking as minutes: `12.5 分钟`, `12.5 min`. */
export function formatWalk(seconds: number, language: Language): string {
  const minutes = formatNumber(seconds / 60, language, 1);
  return language === 'en' ? `${minutes} min` : `${minutes} 分钟`;
}

/** Today as YYYY-MM-DD by the clock of the reader. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
