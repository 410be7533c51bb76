import type { Geometry } from 'geojson';
import type { ImportIssue } from './import-issue.js';

/**
 * One row or feature as it stands in the file: nothing renamed, nothing converted, coordinates in the file's own CRS.
 * `row` is what a person would look up: for CSV and newline-delimited files the line number in the file (header
 * included), for GeoJSON and Shapefile the 1-based feature number.
 */
export interface SourceRecord {
  readonly row: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Geometry | null;
  /** Found while reading this very row (ragged line, bad number in a coordinate, …); an error among them rejects the row. */
  readonly issues?: readonly ImportIssue[];
}
