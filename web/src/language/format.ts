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

/**
 * A ratio as percent with one digit, cut and not rounded, as the command line shows it: 69.96 % does not meet a target
 * of 70 %. A dash where there is none.
 */
export function formatShare(ratio: number | null | undefined, language: Language): string {
  if (ratio === null || ratio === undefined) return '—';
  const text = (Math.floor(ratio * 1000 + 1e-9) / 10).toLocaleString(locale(language), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${text}%`;
}

/** `标题：文字`, `Title: text`. */
export function labelled(label: string, text: string, language: Language): string {
  return `${label}${language === 'en' ? ': ' : '：'}${text}`;
}

/** Several texts: `甲、乙`, `one, two`. */
export function listed(texts: readonly string[], language: Language): string {
  return texts.join(language === 'en' ? ', ' : '、');
}

/** A remark behind a text: `（备注）`, ` (remark)`. */
export function bracketed(text: string, language: Language): string {
  return language === 'en' ? ` (${text})` : `（${text}）`;
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
