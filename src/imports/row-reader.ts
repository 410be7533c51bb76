import type { Geometry, Position } from 'geojson';
import type { FeatureReading, FeatureRow } from '../platform/fields/feature.js';
import type { FieldTable } from '../platform/fields/field-table.js';
import { matchHeaders } from '../platform/fields/match-headers.js';
import { readFields } from '../platform/fields/read-fields.js';
import { checkPosition } from './crs/crs-plausibility.js';
import type { Crs } from '../platform/crs/find-crs.js';
import { transformerToWgs84, transformGeometry, type PointTransform } from '../platform/crs/to-wgs84.js';
import { importError, importIssue, type ImportIssue } from './import-issue.js';
import { knownFields } from './known-fields.js';
import { personalColumn, personalValue } from './personal-data.js';
import type { SourceRecord } from './source-record.js';

/** What a reading needs to know besides the records. */
export interface RowReaderOptions {
  readonly fields: FieldTable;
  readonly crs: Crs;
  readonly sourceKey: string;
  readonly map: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
  /** Every row has the same columns: one that is missing is missing for all. */
  readonly isColumnar: boolean;
}

export interface ReadRow<D> {
  readonly draft: D | null;
  readonly issues: readonly ImportIssue[];
}

/**
 * Turns records into drafts: renames and constants, header aliases, values, coordinates to WGS 84, then the room's own
 * rules. One reader serves one file, and remembers which fields the file has.
 */
export class RowReader<D> {
  /** Fields for which the file has a column, or the user a constant. */
  readonly present = new Set<string>();
  /** Required fields for which a file of columns has none: reported once, not for every row. */
  private readonly missing = new Set<string>();
  private readonly toWgs84: PointTransform;
  private readonly columnsBySignature = new Map<string, ReadonlyMap<string, string>>();
  private readonly seenColumns = new Set<string>();
  private readonly usedColumns = new Set<string>();

  /** @throws PlanningError BAD_USER_INPUT when map or set name a field the dataset does not have. */
  constructor(
    private readonly options: RowReaderOptions,
    private readonly toDraft: (row: FeatureRow<FieldTable>) => FeatureReading<D>,
  ) {
    this.toWgs84 = transformerToWgs84(options.crs);
    knownFields(options.fields, options.map, options.set);
    for (const field of Object.keys(options.set)) this.present.add(field);
  }

  /** @throws PlanningError with issue code PERSONAL_DATA: the whole file is refused. */
  read(record: SourceRecord): ReadRow<D> {
    const issues: ImportIssue[] = [...(record.issues ?? [])];
    const columns = this.columnsOf(record.properties);
    const person = personalValue(record.properties);
    if (person !== null) throw importError('PERSONAL_DATA', { field: person, row: record.row });
    // Cells that may stand in the wrong column say nothing more.
    if (issues.some(({ code }) => code === 'RAGGED_ROW' || code === 'MALFORMED_ROW'))
      return { draft: null, issues };

    const { fields, set, sourceKey } = this.options;
    const { values, problems: found } = readFields(fields, (field) =>
      Object.hasOwn(set, field) ? set[field] : record.properties[columns.get(field) ?? ''],
    );
    // Where the file's reader took the position, it has said what is wrong with it.
    const isUnreadable = issues.some(({ severity }) => severity === 'error');
    const isPlaced = record.geometry !== null || isUnreadable;
    const problems = found.filter(({ field }) => !(isPlaced && (field === 'lon' || field === 'lat')));
    const placed = isUnreadable ? null : this.place(record, values, issues);
    const reading =
      problems.length === 0 && placed !== null ? this.toDraft({ values, ...placed, sourceKey }) : null;
    for (const problem of [...problems, ...(reading?.problems ?? [])]) {
      if (this.lacksColumn(problem)) this.missing.add(problem.field as string);
      else issues.push(importIssue(problem.code, { ...problem, row: record.row }));
    }
    const isRejected = issues.some(({ severity }) => severity === 'error');
    return { draft: isRejected ? null : (reading?.draft ?? null), issues };
  }

  /**
   * What is to be said of the file's columns once all rows are read.
   * @throws PlanningError with issue code MISSING_COLUMN when a rename names a column that no record had.
   */
  columnIssues(): ImportIssue[] {
    const columns = [...this.seenColumns].join(', ');
    for (const [field, column] of Object.entries(this.options.map)) {
      if (!this.present.has(field)) throw importError('MISSING_COLUMN', { field: column, columns });
    }
    const unused = [...this.seenColumns].filter(
      (name) => !this.usedColumns.has(name) && !GEOMETRY_COLUMN.test(name),
    );
    return [
      ...[...this.missing].map((field) => importIssue('MISSING_COLUMN', { field, columns })),
      ...(unused.length > 0
        ? [importIssue('UNUSED_COLUMNS', { columns: unused.slice(0, 30).join(', ') })]
        : []),
    ];
  }

  private lacksColumn({ code, field }: { readonly code: string; readonly field: string | null }): boolean {
    const { isColumnar, fields } = this.options;
    if (!isColumnar || field === null || !Object.hasOwn(fields, field)) return false;
    return code === 'MISSING_FIELD' && !this.present.has(field);
  }

  private columnsOf(properties: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
    const names = Object.keys(properties);
    const signature = names.join('\u0000');
    let columns = this.columnsBySignature.get(signature);
    if (columns === undefined) {
      const person = personalColumn(names);
      if (person !== null) throw importError('PERSONAL_DATA', { field: person });
      columns = matchHeaders(this.options.fields, names, this.options.map);
      // GeoJSON features may each have other properties; a file of such would fill the memory.
      if (this.columnsBySignature.size < 1000) this.columnsBySignature.set(signature, columns);
      for (const [field, column] of columns) {
        this.present.add(field);
        this.usedColumns.add(column);
      }
      for (const name of names) this.seenColumns.add(name);
    }
    return columns;
  }

  /** Point and other geometry in WGS 84; null when an issue of severity error was added. */
  private place(
    record: SourceRecord,
    values: Record<string, unknown>,
    issues: ImportIssue[],
  ): { point: readonly [number, number] | null; geometry: Geometry | null } | null {
    const { row } = record;
    const own = pointOf(record.geometry);
    const source = own ?? pairOf(values.lon, values.lat);
    const point = source && this.checked(source, row, issues);
    const geometry = record.geometry !== null && own === null ? record.geometry : null;
    const corners = geometry && boxOf(geometry);
    if (corners?.some((corner) => this.checked(corner, row, issues) === null)) return null;
    if (source !== null && point === null) return null;
    for (const field in this.options.fields) {
      if (this.options.fields[field].type !== 'positions' || values[field] === null) continue;
      const positions = (values[field] as [number, number][]).map((position) =>
        this.checked(position, row, issues),
      );
      if (positions.includes(null)) return null;
      values[field] = positions;
    }
    return { point, geometry: geometry && transformGeometry(geometry, this.toWgs84) };
  }

  /** The position in WGS 84, or null with an issue: not on earth, swapped, or outside China when the CRS is Chinese. */
  private checked(
    source: readonly [number, number],
    row: number,
    issues: ImportIssue[],
  ): [number, number] | null {
    const { crs } = this.options;
    const [x, y] = source;
    let issue = checkPosition(x, y, crs, false, row);
    const [lon, lat] = this.toWgs84(x, y);
    if (issue?.code === 'BAD_COORDINATE' || Math.abs(lat) > POLAR_LATITUDE) {
      const asChinese = checkPosition(x, y, crs, true, row);
      if (asChinese?.code === 'LON_LAT_SWAPPED') issue = asChinese;
    }
    if (issue !== null) {
      issues.push({ ...issue, field: 'lon, lat' });
      return null;
    }
    return [lon, lat];
  }
}

/** Columns a CSV's reader takes for the geometry. */
const GEOMETRY_COLUMN = /^(wkt|geometry|geom|the_geom|图形|几何)$/i;

/** Nobody plans care beyond the polar circle; a latitude there that would do as a Chinese longitude is one. */
const POLAR_LATITUDE = 66.6;

/** A point, or the only point of a collection of one. */
function pointOf(geometry: Geometry | null): [number, number] | null {
  if (geometry?.type === 'Point') return [geometry.coordinates[0], geometry.coordinates[1]];
  if (geometry?.type === 'MultiPoint' && geometry.coordinates.length === 1)
    return [geometry.coordinates[0][0], geometry.coordinates[0][1]];
  return null;
}

function pairOf(lon: unknown, lat: unknown): [number, number] | null {
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : null;
}

/** Two opposite corners of the geometry's bounding box. */
function boxOf(geometry: Geometry): [number, number][] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (nested: Position | unknown[]): void => {
    if (typeof nested[0] !== 'number') return (nested as unknown[][]).forEach(visit);
    const [x, y] = nested as number[];
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  };
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(boxOf);
  visit(geometry.coordinates);
  return west <= east
    ? [
        [west, south],
        [east, north],
      ]
    : [];
}
