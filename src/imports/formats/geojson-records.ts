import { importError, importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { checkGeometry } from './check-geometry.js';
import { fileText, type ByteCounter } from './file-text.js';
import { GeoJsonCutter } from './geojson-stream.js';

/** The records of a GeoJSON file: the features of a collection, or the one feature or bare geometry it is. */
export async function* geoJsonRecords(
  path: string,
  encoding: string,
  counter: ByteCounter,
): AsyncGenerator<SourceRecord> {
  const cutter = new GeoJsonCutter();
  let count = 0;
  for await (const piece of fileText(path, encoding, counter)) {
    for (const { feature, text } of cutter.push(piece)) {
      count++;
      yield featureRecord(parseFeature(text, feature), feature);
    }
  }
  cutter.finish();
  if (count > 0) return;
  const root = parseFeature(cutter.rest, 1);
  if (isObject(root) && root.type === 'FeatureCollection') throw importError('EMPTY_FILE');
  yield featureRecord(root, 1);
}

/** The records of a file with one GeoJSON object a line, with or without the record separators of RFC 8142. */
export async function* ndJsonRecords(
  path: string,
  encoding: string,
  counter: ByteCounter,
): AsyncGenerator<SourceRecord> {
  let rest = '';
  let line = 0;
  let count = 0;
  for await (const piece of fileText(path, encoding, counter)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line++;
      if (isBlankLine(text)) continue;
      count++;
      yield lineRecord(text, line);
    }
  }
  if (!isBlankLine(rest)) {
    count++;
    line++;
    // A last line that opens and does not close is a file cut short, not one bad row among good ones.
    if (parseLine(rest) === undefined && !rest.trimEnd().endsWith('}')) {
      throw importError('TRUNCATED_FILE', { detail: `第 ${line} 行 / line ${line}` });
    }
    yield lineRecord(rest, line);
  }
  if (count === 0) throw importError('EMPTY_FILE');
}

/** A bad line is one bad row: the others are still read. */
function lineRecord(text: string, line: number): SourceRecord {
  const found = parseLine(text);
  if (found !== undefined) return featureRecord(found, line);
  const issue = importIssue('MALFORMED_ROW', { row: line, value: text, detail: 'JSON' });
  return { row: line, properties: {}, geometry: null, issues: [issue] };
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^[\u001e\ufeff\s]+/, ''));
  } catch {
    return undefined;
  }
}

function isBlankLine(text: string): boolean {
  return /^[\u001e\ufeff\s]*$/.test(text);
}

function parseFeature(text: string, feature: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = `第 ${feature} 个要素 / feature ${feature}: ${(error as Error).message}`;
    throw importError('MALFORMED_FILE', { format: 'GeoJSON', detail });
  }
}

/** A Feature, or a bare geometry, as a record; a feature's own id is kept as property `id` when there is none. */
function featureRecord(found: unknown, row: number): SourceRecord {
  if (!isObject(found)) {
    const issue = importIssue('MALFORMED_ROW', { row, value: found, detail: 'Feature' });
    return { row, properties: {}, geometry: null, issues: [issue] };
  }
  const isFeature = found.type === 'Feature' || 'geometry' in found || 'properties' in found;
  const { geometry, issues } = checkGeometry(isFeature ? found.geometry : found, row);
  const properties: Record<string, unknown> =
    isFeature && isObject(found.properties) ? { ...found.properties } : {};
  if (isFeature && found.id !== undefined && properties.id === undefined) properties.id = found.id;
  return withIssues({ row, properties, geometry }, issues);
}

function withIssues(record: SourceRecord, issues: readonly ImportIssue[]): SourceRecord {
  return issues.length === 0 ? record : { ...record, issues };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
