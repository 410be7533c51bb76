import { formatCount, formatNumber, formatShare } from '../language/format.js';
import type { Language } from '../language/words.js';
import type { ReadingName } from '../state/view-state.js';
import type { Figure } from './figure.js';
import { coverageWords } from './words.js';

const UNITS = {
  population: 'people',
  presence: 'units',
  households: 'householdsUnit',
  area: 'squareKilometers',
} as const;

/** The unit a reading counts in. */
export function unitOf(reading: ReadingName, language: Language): string {
  return coverageWords(language)[UNITS[reading]];
}

/** A count of a reading; areas have a digit behind the point, small ones two. */
export function amountOf(value: number, reading: ReadingName, language: Language): string {
  return reading === 'area'
    ? formatNumber(value, language, value < 10 ? 2 : 1)
    : formatCount(value, language);
}

/** `42.5%（76,833 / 180,696 人）`, or why there is no figure. */
export function figureText(figure: Figure | null, reading: ReadingName, language: Language): string {
  const w = coverageWords(language);
  if (!figure) return w.noFigure;
  if (figure.ratio === null) return figure.noRatioReason ? w[figure.noRatioReason] : w.noFigure;
  const [part, whole] = [figure.numerator, figure.denominator].map((each) =>
    amountOf(each, reading, language),
  );
  const unit = unitOf(reading, language);
  const share = formatShare(figure.ratio, language);
  return language === 'en'
    ? `${share} (${part} of ${whole} ${unit})`
    : `${share}（${part} / ${whole} ${unit}）`;
}
