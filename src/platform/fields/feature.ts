import type { Geometry } from 'geojson';
import type { FieldTable, FieldValues } from './field-table.js';

/** What can be wrong with one row before the database is asked. */
export type FieldProblemCode =
  | 'MISSING_FIELD'
  | 'BAD_NUMBER'
  | 'BAD_DATE'
  | 'BAD_VALUE'
  | 'BAD_CODE'
  | 'LEVEL_MISMATCH'
  | 'MISSING_GEOMETRY'
  | 'WRONG_GEOMETRY_TYPE'
  | 'BAD_COORDINATE';

/** One finding about a row, as data: the import words it. */
export interface FieldProblem {
  readonly code: FieldProblemCode;
  readonly field: string | null;
  readonly value?: unknown;
  readonly expected?: string;
  readonly severity?: 'error' | 'warning' | 'info';
}

/** A row as a room sees it: fields parsed, coordinates in WGS 84. */
export interface FeatureRow<T extends FieldTable> {
  readonly values: FieldValues<T>;
  /** The row's point geometry, or its lon and lat fields. */
  readonly point: readonly [number, number] | null;
  /** The row's geometry when it is not a point. */
  readonly geometry: Geometry | null;
  readonly sourceKey: string;
}

/** A draft, or the errors that forbid it; warnings may come with a draft. */
export interface FeatureReading<D> {
  readonly draft: D | null;
  readonly problems: readonly FieldProblem[];
}
