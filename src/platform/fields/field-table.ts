/** How one field of an imported file is read. */
export interface FieldSpec {
  /** text · integer · number · date (YYYY-MM-DD) · year · yesNo · code (12-digit division code) · choice · lists of those and of texts · positions (lon lat pairs). */
  readonly type:
    | 'text'
    | 'integer'
    | 'number'
    | 'date'
    | 'year'
    | 'yesNo'
    | 'code'
    | 'choice'
    | 'choiceList'
    | 'codeList'
    | 'textList'
    | 'positions';
  /** English, with the Chinese term. */
  readonly description: string;
  /** Other headers that mean this field, mostly Chinese. */
  readonly aliases: readonly string[];
  readonly required?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** For choices: each value with the words that mean it. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
}

/** Canonical field name → how it is read. The one source of the header aliases, the parser and the JSON schema. */
export type FieldTable = Readonly<Record<string, FieldSpec>>;

type ValueOfType = {
  text: string;
  integer: number;
  number: number;
  date: string;
  year: number;
  yesNo: boolean;
  code: string;
  choice: string;
  choiceList: readonly string[];
  codeList: readonly string[];
  textList: readonly string[];
  positions: readonly (readonly [number, number])[];
};

/** The parsed values of a table's fields: null where the cell is empty or the field absent. */
export type FieldValues<T extends FieldTable> = {
  readonly [F in keyof T]: T[F] extends { choices: infer C }
    ? (T[F]['type'] extends 'choiceList' ? readonly (keyof C & string)[] : keyof C & string) | null
    : ValueOfType[T[F]['type']] | null;
};

/** Declares a table and keeps its literal types. */
export function fieldTable<const T extends FieldTable>(table: T): T {
  return table;
}
