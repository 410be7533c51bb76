import type { FeatureReading, FeatureRow } from '../../platform/fields/feature.js';
import type { FieldTable } from '../../platform/fields/field-table.js';
import type { Dataset } from '../../platform/sources/index.js';
import type { StagedRows } from '../staged-rows.js';

/** Types of staged columns; codes are bpchar like the columns they meet, so that indexes serve. */
export type StagedType =
  | 'text'
  | 'text[]'
  | 'bpchar'
  | 'bpchar[]'
  | 'integer'
  | 'smallint'
  | 'bigint'
  | 'numeric'
  | 'double precision'
  | 'double precision[]'
  | 'boolean'
  | 'date';

/** One column of the staging table and, when `stored`, of the table itself. */
export interface StagedColumn<D> {
  readonly column: string;
  readonly type: StagedType;
  /** Without one of these fields in the file a stored row keeps its value. */
  readonly fields: readonly string[];
  readonly of: (draft: D) => unknown;
  /** False for what is kept in a table of its own. */
  readonly stored?: false;
}

/** Rows that belong to a row: SQL over t (the stored row) and s (the staged one). */
export interface ChildRows {
  /** Fields of which the file must have one for the children to be touched. */
  readonly fields: readonly string[];
  /** Boolean expression: the stored children differ from the staged ones. */
  readonly differ: string;
  /** Its statements take who imports as $1. */
  readonly recorded?: true;
  /** Statements that bring the children of new and changed rows up to date. */
  readonly sync: readonly string[];
}

/** A row whose key an earlier one of the file has. */
export interface Repeat<D> {
  readonly row: number;
  readonly draft: D;
}

/** How a dataset is read, staged, checked and stored. */
export interface DatasetPlan<D> {
  readonly dataset: Exclude<Dataset, 'network'>;
  readonly table: string;
  /** Natural key: a column of the table, and the canonical field of the same meaning. */
  readonly key: string;
  readonly keyType: 'text' | 'bpchar';
  readonly fields: FieldTable;
  read(row: FeatureRow<FieldTable>): FeatureReading<D>;
  keyOf(draft: D): string;
  readonly columns: readonly StagedColumn<D>[];
  /** Column of the point, where the dataset has one, and the point of a draft. */
  readonly location?: string;
  pointOf(draft: D): readonly [number, number] | null;
  /** Column of the polygon, where the dataset has one. */
  readonly boundary?: string;
  shapeOf?(draft: D): unknown;
  /** Declared division, for datasets that lie in one. */
  divisionOf?(draft: D): string | null;
  readonly children?: readonly ChildRows[];
  /** Rows are only ever added: one whose key is stored is the same, whatever its source. */
  readonly appendOnly?: true;
  /** Column that takes who imports. */
  readonly recorder?: string;
  /** How a row is named to people; absent: by its key. */
  nameOf?(draft: D): string;
  /** What rows that repeat a key of the file still bring; the rows themselves are rejected. */
  again?(stage: StagedRows, repeats: readonly Repeat<D>[]): Promise<void>;
  /** The dataset's own checks, after the common ones. */
  check?(stage: StagedRows): Promise<void>;
}

/** What a draft has that lies somewhere: a point, and the division it names. */
interface Placed {
  readonly point: readonly [number, number] | null;
  readonly divisionCode: string | null;
}

/** For rows that have a point and lie in a division. */
export const PLACED = {
  location: 'location',
  pointOf: ({ point }: Placed) => point,
  divisionOf: ({ divisionCode }: Placed) => divisionCode,
} as const;

/** Likewise for rows that may have an outline. */
export const OUTLINED = {
  ...PLACED,
  boundary: 'boundary',
  shapeOf: ({ boundary }: { readonly boundary: unknown }) => boundary,
} as const;

/** A stored column whose field has the same meaning. */
export function column<D>(
  name: string,
  type: StagedType,
  field: string | readonly string[],
  of: (draft: D) => unknown,
): StagedColumn<D> {
  return { column: name, type, fields: typeof field === 'string' ? [field] : field, of };
}

/** A column that is staged only. */
export function staged<D>(
  name: string,
  type: StagedType,
  field: string | readonly string[],
  of: (draft: D) => unknown,
): StagedColumn<D> {
  return { ...column(name, type, field, of), stored: false };
}
