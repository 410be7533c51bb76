import { formatNumber } from '../language/format.js';
import type { Language } from '../language/words.js';
import { sitingWords } from './words.js';

/** How good a plan is, in plain words: proven, or within so much of the optimum. */
export function statusWords(
  plan: { readonly status: string; readonly gap: number },
  language: Language,
): string {
  const w = sitingWords(language);
  return plan.status === 'OPTIMAL' ? w.optimal : w.feasible(gapText(plan.gap, language));
}

/** A gap as percent, rounded up, so that it is never told smaller than it is. */
export function gapText(gap: number, language: Language): string {
  const percent = gap * 100;
  const digits = percent < 1 ? 2 : 1;
  const scale = 10 ** digits;
  const up = Math.ceil(percent * scale - 1e-9) / scale;
  return `${formatNumber(up, language, digits)}${language === 'en' ? '%' : ' %'}`;
}

/** People with at most one digit: most are whole, estimates are not. */
export function peopleText(people: number, language: Language): string {
  return formatNumber(people, language, Number.isInteger(people) ? 0 : 1);
}

/** A loss as one figure where its two ends are the same, else as a span; never below 0. */
export function lossText(least: number, most: number, language: Language): string {
  const [low, high] = [Math.max(0, least), Math.max(0, most)].map((end) => peopleText(end, language));
  return low === high ? low : `${low}–${high}`;
}
