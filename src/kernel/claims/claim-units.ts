import { type Rational, rational } from '../rational.js';

/** What a unit measures; only values of one dimension can be added or compared. */
export type Dimension =
  | 'MONEY'
  | 'PEOPLE'
  | 'PERSON_TIMES'
  | 'TIMES'
  | 'PERCENT'
  | 'BEDS'
  | 'ITEMS'
  | 'HOUSEHOLDS'
  | 'AREA'
  | 'HOURS'
  | 'DATE';

/** A unit as written: `word` is the entered word, `factor` its size in the dimension's base unit. */
export interface ClaimUnit {
  readonly word: string;
  readonly dimension: Dimension;
  readonly factor: Rational;
}

interface UnitRow {
  readonly dimension: Dimension;
  readonly factor: Rational;
  /** First the usual word, then others for the same unit. */
  readonly words: readonly string[];
}

function row(dimension: Dimension, factor: Rational | number, ...words: string[]): UnitRow {
  return { dimension, factor: typeof factor === 'number' ? rational(factor) : factor, words };
}

const UNITS: readonly UnitRow[] = [
  row('MONEY', 1, '元', '圆', '人民币元'),
  row('MONEY', 1_000, '千元'),
  row('MONEY', 10_000, '万元'),
  row('MONEY', 1_000_000, '百万元'),
  row('MONEY', 100_000_000, '亿元', '亿'),
  row('PEOPLE', 1, '人', '名', '位'),
  row('PEOPLE', 10_000, '万人', '万名'),
  row('PERSON_TIMES', 1, '人次'),
  row('PERSON_TIMES', 10_000, '万人次'),
  row('TIMES', 1, '次'),
  row('TIMES', 10_000, '万次'),
  row('PERCENT', rational(1, 100), '%', '百分比'),
  row('PERCENT', rational(1, 1000), '‰'),
  row('BEDS', 1, '张', '床', '张床位'),
  row('BEDS', 10_000, '万张'),
  row('ITEMS', 1, '个', '处', '家', '所', '座', '项', '件', '台', '套', '份', '场', '期'),
  row('HOUSEHOLDS', 1, '户'),
  row('HOUSEHOLDS', 10_000, '万户'),
  row('AREA', 1, '平方米', '平米', 'm2'),
  row('AREA', 10_000, '万平方米', '公顷'),
  row('HOURS', 1, '小时', 'h'),
  row('HOURS', rational(1, 60), '分钟', 'min'),
  row('DATE', 1, 'date', '日期'),
];

const BY_WORD = new Map(
  UNITS.flatMap(({ dimension, factor, words }) =>
    words.map((word): [string, ClaimUnit] => [word, { word, dimension, factor }]),
  ),
);

/** The usual word of every unit, for messages. */
export const UNIT_WORDS: readonly string[] = UNITS.map(({ words }) => words[0]);

/** The unit of a word such as 万元, 名, ㎡ or ％; null for an unknown one. */
export function findUnit(word: string): ClaimUnit | null {
  return BY_WORD.get(word.normalize('NFKC').trim().toLowerCase()) ?? null;
}

/** The other units of the same dimension, by their usual word. */
export function otherUnits(unit: ClaimUnit): readonly ClaimUnit[] {
  return UNITS.filter(
    ({ dimension, factor }) =>
      dimension === unit.dimension &&
      factor.numerator * unit.factor.denominator !== unit.factor.numerator * factor.denominator,
  ).map(({ words }) => BY_WORD.get(words[0])!);
}

const COUNTED: ReadonlySet<Dimension> = new Set([
  'PEOPLE',
  'PERSON_TIMES',
  'TIMES',
  'BEDS',
  'ITEMS',
  'HOUSEHOLDS',
]);

/** True for things that are counted one by one, so that whole numbers of them are exact. */
export function isCounted(dimension: Dimension): boolean {
  return COUNTED.has(dimension);
}

/** True where the unit is more than one of the base unit (万元, 亿元, 万人): such figures are rounded ones. */
export function isScaledUp({ factor }: ClaimUnit): boolean {
  return factor.numerator > factor.denominator;
}
