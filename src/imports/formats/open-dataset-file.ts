import { open, stat } from 'node:fs/promises';
import { crsOfProjectionText, findCrs } from '../../platform/crs/find-crs.js';
import { parseCrs } from '../crs/parse-crs.js';
import { importError, importIssue, type ImportIssue } from '../import-issue.js';
import type { SourceRecord } from '../source-record.js';
import { csvDelimiter, csvRecords, type CoordinateColumns } from './csv-records.js';
import { fileHead } from './file-text.js';
import { geoJsonRecords, ndJsonRecords } from './geojson-records.js';
import { openZippedShapefile, shapefileRecords } from './shapefile-records.js';
import { detectFileEncoding, encodingNamed } from './text-encoding.js';
import { xlsxRecords } from './xlsx-records.js';

export const DATASET_FORMATS = ['geojson', 'ndjson', 'csv', 'xlsx', 'shapefile'] as const;
export type DatasetFormat = (typeof DATASET_FORMATS)[number];

export interface OpenDatasetOptions {
  /** Without it the file's extension decides, then its content. */
  readonly format?: DatasetFormat;
  /** Without it the encoding is found out: byte order mark, UTF-8 when all bytes fit, else GB18030. */
  readonly encoding?: string;
  /** What the user says the coordinates are in; compared with what the file says. */
  readonly declaredCrs?: string;
  /** Coordinate columns of a CSV whose header uses other names. */
  readonly columns?: CoordinateColumns;
}

/** A file of records that can be read once. */
export interface DatasetFile {
  readonly format: DatasetFormat;
  /** Of its text; null where a Shapefile has none. */
  readonly encoding: string | null;
  /** The coordinate system the file itself names (.prj, GeoJSON crs member): a name for parseCrs, or words it does not know. */
  readonly crsHint: string | null;
  /** About the file as a whole, such as a CRS that differs from the declared one. */
  readonly issues: readonly ImportIssue[];
  readonly bytesTotal: number;
  bytesRead(): number;
  /**
   * The records in file order, coordinates as they stand in the file.
   * @throws PlanningError EMPTY_FILE, TRUNCATED_FILE, MALFORMED_FILE, WRONG_ENCODING or FILE_TOO_LARGE in
   *   `details.issueCode`, possibly after some records
   */
  records(): AsyncIterable<SourceRecord>;
}

/**
 * Opens a GeoJSON, newline-delimited GeoJSON, CSV, Excel workbook (.xlsx, its first sheet) or zipped Shapefile.
 * @throws PlanningError UNKNOWN_FORMAT, EMPTY_FILE, WRONG_ENCODING, UNKNOWN_CRS (of the declared one), and for archives
 *   what reading them may throw
 */
export async function openDatasetFile(path: string, options: OpenDatasetOptions = {}): Promise<DatasetFile> {
  if (options.declaredCrs !== undefined) parseCrs(options.declaredCrs);
  const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw importError('UNKNOWN_FORMAT', {
      file: path,
      detail: error.code === 'ENOENT' ? '文件不存在 / no such file' : error.message,
    });
  });
  if (size === 0) throw importError('EMPTY_FILE', { file: path });
  const family = options.format ?? (await familyOf(path));
  if (family === 'xlsx') return openWorkbook(path, size, options);
  return family === 'shapefile' ? openShapefile(path, size, options) : openText(path, size, family, options);
}

type FormatFamily = DatasetFormat | 'json' | 'text';

const EXTENSIONS: ReadonlyMap<string, FormatFamily> = new Map([
  ['geojson', 'json'],
  ['json', 'json'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['geojsonl', 'ndjson'],
  ['geojsonseq', 'ndjson'],
  ['geojsons', 'ndjson'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['txt', 'csv'],
  ['zip', 'shapefile'],
  ['xlsx', 'xlsx'],
]);

/** By extension; an archive under another name shows by its first bytes. */
async function familyOf(path: string): Promise<FormatFamily> {
  const handle = await open(path, 'r');
  const first = Buffer.alloc(4);
  try {
    await handle.read(first, 0, 4, 0);
  } finally {
    await handle.close();
  }
  const extension = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase() ?? '';
  if (first.toString('latin1') === 'PK\u0003\u0004') return extension === 'xlsx' ? 'xlsx' : 'shapefile';
  if (extension === 'shp') {
    throw importError('UNKNOWN_FORMAT', {
      detail: '请把 .shp、.dbf、.prj 等一起压缩成 .zip / zip the .shp with its .dbf and .prj',
    });
  }
  if (extension === 'pbf') {
    throw importError('UNKNOWN_FORMAT', {
      detail: '.osm.pbf 只能作为 network 导入 / only the network dataset reads .osm.pbf',
    });
  }
  return EXTENSIONS.get(extension) ?? 'text';
}

async function openText(
  path: string,
  size: number,
  family: FormatFamily,
  options: OpenDatasetOptions,
): Promise<DatasetFile> {
  const encoding =
    options.encoding === undefined ? await detectFileEncoding(path) : knownEncoding(options.encoding);
  const head = await fileHead(path, encoding);
  if (head.replace(/[\ufeff\u001e\s]/g, '') === '' && size <= Buffer.byteLength(head) + 4) {
    throw importError('EMPTY_FILE', { file: path });
  }
  const format =
    options.format === undefined || options.format === 'shapefile' ? formatOf(family, head) : options.format;
  const crsHint = format === 'geojson' ? await geoJsonCrs(path, head, size, encoding) : null;
  const counter = { bytes: 0 };
  return {
    format,
    encoding,
    crsHint,
    issues: crsIssues(crsHint, options.declaredCrs),
    bytesTotal: size,
    bytesRead: () => counter.bytes,
    records: () => {
      if (format === 'ndjson') return ndJsonRecords(path, encoding, counter);
      if (format === 'geojson') return geoJsonRecords(path, encoding, counter);
      return csvRecords(path, encoding, csvDelimiter(head), options.columns ?? {}, counter);
    },
  };
}

function openWorkbook(path: string, size: number, options: OpenDatasetOptions): DatasetFile {
  return {
    format: 'xlsx',
    encoding: null,
    crsHint: null,
    issues: [],
    bytesTotal: size,
    bytesRead: () => size,
    records: () => xlsxRecords(path, options.columns ?? {}),
  };
}

async function openShapefile(path: string, size: number, options: OpenDatasetOptions): Promise<DatasetFile> {
  const encoding = options.encoding === undefined ? null : knownEncoding(options.encoding);
  const parts = await openZippedShapefile(path, encoding);
  const crsHint = parts.projection === null ? null : crsOfProjectionText(parts.projection);
  let share = 0;
  return {
    format: 'shapefile',
    encoding: parts.table?.encoding ?? null,
    crsHint,
    issues: crsIssues(crsHint, options.declaredCrs),
    bytesTotal: size,
    bytesRead: () => Math.round(share * size),
    records: () =>
      shapefileRecords(parts, (done) => {
        share = done;
      }),
  };
}

function knownEncoding(name: string): string {
  const encoding = encodingNamed(name);
  if (encoding === null)
    throw importError('WRONG_ENCODING', { encoding: name, detail: '未知编码 / unknown encoding' });
  return encoding;
}

function formatOf(family: FormatFamily, head: string): DatasetFormat {
  if (family === 'ndjson' || family === 'csv') return family;
  const text = head.replace(/^[\ufeff\s]+/, '');
  if (text.startsWith('\u001e')) return 'ndjson';
  if (text.startsWith('{')) return hasObjectPerLine(text) ? 'ndjson' : 'geojson';
  if (family === 'json')
    throw importError('MALFORMED_FILE', { format: 'GeoJSON', detail: `"${text.slice(0, 40)}"` });
  if (/[,;\t]/.test(text.split(/\r?\n/)[0])) return 'csv';
  throw importError('UNKNOWN_FORMAT', { detail: `"${text.slice(0, 40)}"` });
}

/** A whole object on the first line and something after it. */
function hasObjectPerLine(text: string): boolean {
  const end = text.indexOf('\n');
  if (end < 0 || text.slice(end).trim() === '') return false;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}

const CRS_MEMBER = /"crs"\s*:\s*\{[^{}]*"properties"\s*:\s*\{[^{}]*"name"\s*:\s*"([^"]+)"/;

/** The crs member of 2008's GeoJSON stands before the features or, rarely, after them. */
async function geoJsonCrs(
  path: string,
  head: string,
  size: number,
  encoding: string,
): Promise<string | null> {
  const features = head.indexOf('"features"');
  const named =
    CRS_MEMBER.exec(features < 0 ? head : head.slice(0, features)) ??
    CRS_MEMBER.exec(await fileTail(path, size));
  if (named === null || encoding.startsWith('utf-16')) return null;
  return findCrs(named[1])?.id ?? named[1];
}

async function fileTail(path: string, size: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(size, 2048));
    await handle.read(bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('latin1');
    // Only what follows the last feature; a property named crs is none.
    return text.slice(text.lastIndexOf(']') + 1);
  } finally {
    await handle.close();
  }
}

function crsIssues(hint: string | null, declared: string | undefined): ImportIssue[] {
  if (hint === null || declared === undefined) return [];
  const said = findCrs(hint)?.id ?? hint;
  const wanted = parseCrs(declared).id;
  // A GCJ-02 file carries a WGS 84 label nearly always: there is no code for it. CGCS2000 and WGS 84 agree.
  const isLabelOnly = (wanted === 'gcj02' || wanted === 'bd09') && (said === 'wgs84' || said === 'cgcs2000');
  const areSame = said === wanted || (isGeographic(said) && isGeographic(wanted));
  return isLabelOnly || areSame ? [] : [importIssue('CRS_MISMATCH', { declared: wanted, hint: said })];
}

function isGeographic(id: string): boolean {
  return id === 'wgs84' || id === 'cgcs2000';
}
