import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse';
import type { Geometry } from 'geojson';
import { importError, importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { checkGeometry } from './check-geometry.js';
import { fileText, type ByteCounter } from './file-text.js';
import { parseWkt } from './parse-wkt.js';

/** Which columns hold the position; names as they stand in the header. */
export interface CoordinateColumns {
  readonly lon?: string;
  readonly lat?: string;
  /** Well-known text, or a GeoJSON geometry. */
  readonly wkt?: string;
}

/** Header names taken for coordinates when none are given; compared without case and blanks. */
const LON_NAMES = ['lon', 'lng', 'long', 'longitude', '经度', '东经', 'x', 'point_x', 'easting', '横坐标'];
const LAT_NAMES = ['lat', 'latitude', '纬度', '北纬', 'y', 'point_y', 'northing', '纵坐标'];
const WKT_NAMES = ['wkt', 'geometry', 'geom', 'the_geom', '图形', '几何'];

const DELIMITERS = [',', ';', '\t', '，'];

/** The delimiter that splits the header line into most columns (comma when none does). */
export function csvDelimiter(head: string): string {
  const header =
    head
      .replace(/^\ufeff/, '')
      .split(/\r?\n|\r/)
      .find((line) => line.trim() !== '') ?? '';
  const unquoted = header.replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = unquoted.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

/**
 * The records of a CSV file with a header line. `row` is the line in the file where the row starts. A row with too
 * many or too few columns carries a RAGGED_ROW issue; a coordinate that is not a number BAD_NUMBER.
 * Values stay text, blanks around them removed; an empty position is a null geometry.
 */
export async function* csvRecords(
  path: string,
  encoding: string,
  delimiter: string,
  columns: CoordinateColumns,
  counter: ByteCounter,
): AsyncGenerator<SourceRecord> {
  const text = Readable.from(fileText(path, encoding, counter), { objectMode: true });
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 16 * 1024 * 1024,
  });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    yield* rowsOf(parser as AsyncIterable<ParsedRow>, columns);
  } catch (error) {
    throw translated(error);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* rowsOf(
  rows: AsyncIterable<ParsedRow>,
  columns: CoordinateColumns,
): AsyncGenerator<SourceRecord> {
  let header: Header | null = null;
  // csv-parse counts the lines up to a record's end; the record starts one line after the one before it.
  let lastLine = 0;
  let count = 0;
  for await (const { record, info } of rows) {
    const isOneLine = info.lines <= lastLine + 1;
    const row = isOneLine ? info.lines : Math.max(lastLine + 1, info.lines - newlinesIn(record));
    lastLine = info.lines;
    if (header === null) {
      header = headerOf(record, columns);
      continue;
    }
    if (record.every((value) => value === '')) continue;
    count++;
    if (count % 500 === 0) await setImmediate();
    yield recordOf(record, row, header);
  }
  if (header === null || count === 0) throw importError('EMPTY_FILE');
}

function newlinesIn(record: readonly string[]): number {
  let count = 0;
  for (const value of record) for (const char of value) if (char === '\n') count++;
  return count;
}

/** Column names and where the position stands among them. */
export interface Header {
  readonly names: readonly string[];
  readonly lon: number;
  readonly lat: number;
  readonly wkt: number;
}

/** @throws PlanningError MISSING_COLUMN when a named coordinate column is not there */
export function headerOf(record: readonly string[], columns: CoordinateColumns): Header {
  const names = record.map((name, column) => (name === '' ? `column${column + 1}` : name));
  const find = (given: string | undefined, known: readonly string[]): number => {
    if (given !== undefined) {
      const at = names.indexOf(given);
      if (at < 0) throw importError('MISSING_COLUMN', { field: given, columns: names.join(', ') });
      return at;
    }
    const plain = names.map((name) => name.toLowerCase().replace(/\s/g, ''));
    // The list's order decides, so that `lon` wins over `x` where a file has both.
    for (const name of known) if (plain.includes(name)) return plain.indexOf(name);
    return -1;
  };
  const lon = find(columns.lon, LON_NAMES);
  const lat = find(columns.lat, LAT_NAMES);
  const hasPair = lon >= 0 && lat >= 0;
  const wkt = columns.wkt !== undefined || !hasPair ? find(columns.wkt, WKT_NAMES) : -1;
  return { names, lon: hasPair ? lon : -1, lat: hasPair ? lat : -1, wkt };
}

/** A row of texts under a header. */
export function recordOf(record: readonly string[], row: number, header: Header): SourceRecord {
  const { names } = header;
  const properties: Record<string, unknown> = {};
  names.forEach((name, column) => {
    properties[name] = record[column] ?? '';
  });
  const issues: ImportIssue[] = [];
  if (isRagged(record, names)) {
    issues.push(
      importIssue('RAGGED_ROW', {
        row,
        value: record.join(' | '),
        actual: record.length,
        expected: names.length,
      }),
    );
  }
  const geometry = geometryOf(record, row, header, issues);
  return issues.length > 0 ? { row, properties, geometry, issues } : { row, properties, geometry };
}

/** Spreadsheets leave empty cells at the end of a line; only missing or extra values make a row ragged. */
function isRagged(record: readonly string[], names: readonly string[]): boolean {
  return record.length < names.length || record.slice(names.length).some((value) => value !== '');
}

function geometryOf(
  record: readonly string[],
  row: number,
  header: Header,
  issues: ImportIssue[],
): Geometry | null {
  if (header.wkt >= 0) return textGeometry(record[header.wkt] ?? '', row, header.names[header.wkt], issues);
  if (header.lon < 0) return null;
  const texts = [record[header.lon] ?? '', record[header.lat] ?? ''];
  if (texts[0] === '' && texts[1] === '') return null;
  const numbers = texts.map((text, which) => {
    const value = text === '' ? NaN : Number(text.replace(/°$/, ''));
    const field = header.names[which === 0 ? header.lon : header.lat];
    if (!Number.isFinite(value)) issues.push(importIssue('BAD_NUMBER', { row, field, value: text }));
    return value;
  });
  return numbers.every(Number.isFinite) ? { type: 'Point', coordinates: numbers } : null;
}

function textGeometry(text: string, row: number, field: string, issues: ImportIssue[]): Geometry | null {
  if (text === '') return null;
  try {
    const found: unknown = text.startsWith('{') ? JSON.parse(text) : parseWkt(text);
    const checked = checkGeometry(found, row);
    issues.push(...checked.issues);
    return checked.geometry;
  } catch (error) {
    issues.push(
      importIssue('INVALID_GEOMETRY', { row, field, value: text, detail: (error as Error).message }),
    );
    return null;
  }
}

/** The parser's own complaints in the planner's words. */
function translated(error: unknown): unknown {
  const { code, lines, message } = error as { code?: string; lines?: number; message: string };
  if (typeof code !== 'string' || !code.startsWith('CSV_')) return error;
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return importError('TRUNCATED_FILE', {
      detail: `引号没有闭合，第 ${lines} 行 / unclosed quote, line ${lines}`,
    });
  }
  return importError('MALFORMED_FILE', { format: 'CSV', detail: message });
}
