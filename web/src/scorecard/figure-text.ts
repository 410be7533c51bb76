import { formatNumber, formatShare } from '../language/format.js';
import type { Language } from '../language/words.js';

/** Units of indicators as the API names them. */
export type FigureUnit =
  | 'RATIO'
  | 'COUNT'
  | 'PEOPLE'
  | 'PERSON_TIMES'
  | 'HOUSEHOLDS'
  | 'BEDS'
  | 'TIMES'
  | 'HOURS'
  | 'YUAN'
  | 'PER_THOUSAND_ELDERLY'
  | 'PER_HUNDRED_BEDS'
  | 'SQUARE_METERS'
  | 'SQUARE_METERS_PER_PERSON'
  | 'SQUARE_METERS_PER_HUNDRED_HOUSEHOLDS'
  | 'MILESTONE';

const UNITS: Readonly<Record<FigureUnit, readonly [zh: string, en: string]>> = {
  RATIO: ['', ''],
  COUNT: [' 个', ''],
  PEOPLE: [' 人', ' people'],
  PERSON_TIMES: [' 人次', ' attendances'],
  HOUSEHOLDS: [' 户', ' households'],
  BEDS: [' 张', ' beds'],
  TIMES: [' 次', ' times'],
  HOURS: [' 小时', ' hours'],
  YUAN: [' 元', ' yuan'],
  PER_THOUSAND_ELDERLY: [' 名/千名老人', ' per 1,000 elderly'],
  PER_HUNDRED_BEDS: [' 名/百张床', ' per 100 beds'],
  SQUARE_METERS: [' ㎡', ' m²'],
  SQUARE_METERS_PER_PERSON: [' ㎡/人', ' m² a person'],
  SQUARE_METERS_PER_HUNDRED_HOUSEHOLDS: [' ㎡/百户', ' m² per 100 households'],
  MILESTONE: ['', ''],
};

/** What stands where there is no figure. */
export const NO_FIGURE = '—';

/** A value in the unit of its indicator; shares as per cent, milestones as done or not. */
export function figureText(value: number | null, unit: FigureUnit, language: Language): string {
  if (value === null) return NO_FIGURE;
  if (unit === 'RATIO') return formatShare(value, language);
  const isChinese = language === 'zh';
  if (unit === 'MILESTONE') {
    if (value >= 1) return isChinese ? '已完成' : 'done';
    return isChinese ? '未完成' : 'not done';
  }
  return `${formatNumber(value, language, 3)}${UNITS[unit][isChinese ? 0 : 1]}`;
}

/** A difference of two values, always positive: of shares in percentage points. */
export function differenceText(difference: number, unit: FigureUnit, language: Language): string {
  const size = Math.abs(difference);
  if (unit !== 'RATIO') return figureText(size, unit === 'MILESTONE' ? 'COUNT' : unit, language);
  const points = formatNumber(size * 100, language, 2);
  return language === 'zh' ? `${points} 个百分点` : `${points} percentage points`;
}

/** Both counts of a ratio, `163 / 208`; nothing where either is unknown. */
export function countsText(numerator: number | null, denominator: number | null, language: Language): string {
  if (numerator === null || denominator === null) return '';
  return `${formatNumber(numerator, language, 3)} / ${formatNumber(denominator, language, 3)}`;
}
