import type { Language } from '../language/words.js';
import { printWords } from './words.js';

/** What stands on every page. */
export interface PageMargins {
  readonly topLeft?: string;
  readonly topRight?: string;
  readonly bottomLeft?: string;
  /** `dashes`: — 1 — in the middle, as official documents have it; `ofAll`: page 1 of 9, at the right. */
  readonly numbers: 'dashes' | 'ofAll';
}

/** Text as a CSS string. */
export function cssString(text: string): string {
  return `"${text.replace(/["\\\n\r\f]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}

/** The margins of all pages as CSS. */
export function pageRule(
  { topLeft, topRight, bottomLeft, numbers }: PageMargins,
  language: Language,
): string {
  const look = 'font: 9pt "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #444;';
  const box = (place: string, text: string | undefined) =>
    text === undefined ? '' : `@${place} { content: ${cssString(text)}; ${look} }`;
  const { pageBefore, pageBetween, pageAfter } = printWords(language);
  const number =
    numbers === 'dashes'
      ? '@bottom-center { content: "— " counter(page) " —"; font: 12pt "Noto Serif CJK SC", SimSun, serif; }'
      : `@bottom-right { content: ${cssString(pageBefore)} counter(page) ${cssString(pageBetween)} counter(pages) ${cssString(pageAfter)}; ${look} }`;
  return `@page { size: A4; margin: 22mm 20mm 20mm 22mm; ${box('top-left', topLeft)} ${box('top-right', topRight)} ${box('bottom-left', bottomLeft)} ${number} }`;
}
