import type { ScorecardLineFiguresFragment, ScorecardTrendsQuery } from '../api/generated.js';
import { namesInWords } from '../language/names-in-words.js';
import { bracketed } from '../language/format.js';
import type { Language } from '../language/words.js';
import { figureText } from './figure-text.js';
import { ownWords } from './own-words.js';
import type { PacedLine } from './pace-sentence.js';
import { directionSigns, reasonWords, scopeWords, urbanRuralWords } from './words.js';

/** A line of a scorecard. */
export type ScorecardLineFigures = ScorecardLineFiguresFragment;
/** What stood in earlier months, and what they gained. */
export type LineTrend = NonNullable<ScorecardTrendsQuery['scorecard']>['lines'][number];

/** `≥ 70.0% 每县（区）`. */
export function targetText(
  { value, direction, scope, indicator }: ScorecardLineFigures['target'],
  language: Language,
): string {
  const promised = `${directionSigns[direction]} ${figureText(value, indicator.unit, language)}`;
  return scope === 'WHOLE' ? promised : promised + bracketed(scopeWords(language)[scope], language);
}

/** Name of the indicator of a line in a language. */
export function indicatorName({ indicator }: ScorecardLineFigures['target'], language: Language): string {
  return language === 'zh' ? indicator.nameZh : indicator.nameEn;
}

/** What a sentence about the pace of a line needs. */
export function pacedLine(line: ScorecardLineFigures): PacedLine {
  const { status, measure, target, pace } = line;
  return {
    ...{ status, measure, unit: target.indicator.unit, deadline: target.deadline },
    value: line.value ?? null,
    unitsShort: line.unitsShort ?? null,
    pace: {
      elapsed: pace.elapsed ?? null,
      expected: pace.expected ?? null,
      ahead: pace.ahead ?? null,
      reason: pace.reason ?? null,
    },
  };
}

/** The value of a line with its unit, or why there is none. */
export function lineValueText(
  { value, reason, measure, target }: ScorecardLineFigures,
  language: Language,
): string {
  if (typeof value !== 'number') return reasonWords(language)[reason ?? 'NO_READING'];
  return figureText(value, measure === 'VALUE' ? target.indicator.unit : 'RATIO', language);
}

/** How a figure is counted, with the names of levels, kinds and ways in words. */
export function ruleText(rule: string, language: Language): string {
  const ways: Readonly<Record<string, string>> = urbanRuralWords(language);
  const text = namesInWords(ownWords(rule, language), language);
  return text.replace(/\bBY_[A-Z_]+\b/g, (way) => ways[way] ?? way);
}

/** What is said of the last months. */
export function recentOf({ recentPace }: LineTrend) {
  return {
    status: recentPace.status,
    months: recentPace.months ?? null,
    gainedPerMonth: recentPace.gainedPerMonth ?? null,
    neededPerMonth: recentPace.neededPerMonth ?? null,
    monthsToTarget: recentPace.monthsToTarget ?? null,
  };
}

/** A month of the trend, as it is drawn. */
export function pointOf({ month, numerator, denominator, value }: LineTrend['trend'][number]) {
  return { month, numerator: numerator ?? null, denominator: denominator ?? null, value: value ?? null };
}
