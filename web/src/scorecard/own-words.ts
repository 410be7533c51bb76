import type { Language } from '../language/words.js';

/** One language's part of a text the API gives in both, `中文 · English`; the whole where it is in one only. */
export function ownWords(both: string, language: Language): string {
  const [chinese, english, ...more] = both.split(' · ');
  if (english === undefined || more.length > 0) return both;
  return language === 'zh' ? chinese : english;
}
