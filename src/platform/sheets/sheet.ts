import { fixedText, type Rational } from '../../kernel/rational.js';

/** What a column holds: DATE takes YYYY-MM-DD, AREA square metres, WHOLE and AREA numbers. */
export type ColumnFormat = 'TEXT' | 'WHOLE' | 'AREA' | 'NUMBER' | 'DATE';

export interface SheetColumn {
  readonly header: string;
  /** In characters of a spreadsheet's usual font; a Chinese one takes two. */
  readonly width: number;
  readonly format: ColumnFormat;
}

/** null = an empty cell; an exact fraction is written with up to six decimals, rounded half away from zero. */
export type SheetValue = string | number | Rational | null;

/** A table that can be printed: plain data, so that it can cross threads. */
export interface Sheet {
  /** Name of its tab; characters a workbook forbids are left out. */
  readonly name: string;
  readonly title?: string;
  /**
   * Lines between title and table: date, rule, vintage of the data, whether they are synthetic. The first stands on every
   * page, in short.
   */
  readonly notes?: readonly string[];
  /** Who signs below the table: a line for each. */
  readonly signatures?: readonly string[];
  readonly columns: readonly SheetColumn[];
  /** As many values each as there are columns. */
  readonly rows: readonly (readonly SheetValue[])[];
}

/** Who signs what an office files. */
export const OFFICE_SIGNATURES = ['填表人', '审核人', '负责人', '单位（盖章）', '日期'];

const DECIMALS = 6;

/** A value as a file can hold it. */
export function plainValue(value: SheetValue): string | number | null {
  return typeof value === 'object' && value !== null ? Number(fixedText(value, DECIMALS)) : value;
}
