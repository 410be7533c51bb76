import { PlanningError } from '../../platform/errors/planning-error.js';
import type { CellValue, DownloadColumn, DownloadRow, DownloadTable, FilePieces } from '../download-table.js';
import { placeColumns } from './place-columns.js';
import { sheetHead, SHEET_TAIL, STYLES, workbookParts, xmlText } from './xlsx-parts.js';
import { zipPieces } from './zip-pieces.js';

/** Rows a sheet of Excel has, less the header. */
export const MOST_XLSX_ROWS = 1_048_575;
/** Characters a cell of Excel holds. */
const MOST_CHARACTERS = 32_767;
const MILLIS_PER_DAY = 86_400_000;
/** Day 0 of Excel's calendar, as it counts from March 1900 on. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
const DATA = '数据';
const ABOUT = '说明';

/**
 * An Excel workbook as a stream: a sheet of the rows and one that says what they are. Texts are texts, never formulas.
 * Points are two columns; lines and areas do not fit in a cell and are left out, which the second sheet says.
 */
export async function* xlsxPieces(table: DownloadTable): FilePieces {
  const rows = new RowCounter();
  const members = [
    ...workbookParts([DATA, ABOUT]).map(({ name, text }) => ({ name, pieces: [Buffer.from(text)] })),
    { name: 'xl/worksheets/sheet1.xml', pieces: rows.sheet(table) },
    { name: 'xl/worksheets/sheet2.xml', pieces: aboutSheet(table, rows) },
  ];
  yield* zipPieces(members);
}

class RowCounter {
  count = 0;

  async *sheet(table: DownloadTable): FilePieces {
    const places = table.geometry === 'POINT' ? placeColumns(table) : [];
    const { columns } = table;
    const header = [...columns, ...places].map(({ zh }) => zh);
    yield Buffer.from(
      sheetHead(header.map((zh, at) => widthOf(zh, columns[at]))) + rowXml(1, header.map(headerCell)),
    );
    const cells = ({ properties, geometry }: DownloadRow) => [
      ...columns.map(({ name, type }) => cellXml(properties[name], type)),
      ...places.map(({ of }) => cellXml(of(geometry), 'number')),
    ];
    for await (const batch of table.batches) {
      if (batch.length === 0) continue;
      if (this.count + batch.length > MOST_XLSX_ROWS) throw tooManyRows(this.count + batch.length);
      yield Buffer.from(batch.map((row, k) => rowXml(this.count + k + 2, cells(row))).join(''));
      this.count += batch.length;
    }
    yield Buffer.from(SHEET_TAIL);
  }
}

/** @param rows how many there are, or at least */
export function tooManyRows(rows: number): PlanningError {
  return new PlanningError(
    'LIMIT_EXCEEDED',
    `An Excel sheet holds ${MOST_XLSX_ROWS} rows and this list has ${rows} or more; ask for CSV or GeoPackage, or for a smaller part.`,
    { limit: MOST_XLSX_ROWS, rows },
  );
}

/** Written when the rows are: it tells how many there were. */
async function* aboutSheet({ notes, columns, geometry }: DownloadTable, rows: RowCounter): FilePieces {
  const header = ['项目', '内容', 'Item', '字段 Field'].map(headerCell);
  const shapes =
    geometry !== null && geometry !== 'POINT'
      ? [
          [
            '图形',
            '表格放不下线和面，请下载 GeoPackage、FlatGeobuf 或 GeoJSON',
            'Shapes are left out: take GeoPackage, FlatGeobuf or GeoJSON',
            'geometry',
          ],
        ]
      : [];
  const lines = [
    ...notes.map(({ zh, value, en, key }) => [zh, value, en, key]),
    ['行数', String(rows.count), 'Rows', 'rows'],
    ...shapes,
    ...columns.map(({ zh, en, name, type }) => [`字段：${zh}`, type, en, name]),
  ];
  const body = lines.map((line, k) => rowXml(k + 2, line.map(wrappedCell)));
  yield Buffer.from(sheetHead([24, 80, 40, 24]) + rowXml(1, header) + body.join('') + SHEET_TAIL);
}

/** @param cells each what follows its reference; empty ones are left out */
function rowXml(number: number, cells: readonly string[]): string {
  const known = cells.map((cell, at) => (cell === '' ? '' : `<c r="${columnName(at)}${number}"${cell}</c>`));
  return `<row r="${number}">${known.join('')}</row>`;
}

/** A … Z, AA …, from 0. */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

function headerCell(text: string): string {
  return textCell(text, STYLES.header);
}

function wrappedCell(text: string): string {
  return textCell(text, STYLES.wrapped);
}

function cellXml(value: CellValue | undefined, type: DownloadColumn['type']): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return textCell(value ? '是' : '否', STYLES.plain);
  if (typeof value === 'number') return `><v>${value}</v>`;
  const day = type === 'date' ? Date.parse(`${value}T00:00:00Z`) : NaN;
  // Before March 1900 the calendar of Excel is wrong; such a date stays a text, as does what is no date.
  if (day > Date.UTC(1900, 1, 28)) return ` s="${STYLES.date}"><v>${(day - FIRST_DAY) / MILLIS_PER_DAY}</v>`;
  return textCell(value, STYLES.plain);
}

function textCell(text: string, style: number): string {
  const whole = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
  return ` t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(whole)}</t></is>`;
}

/** In characters; a Chinese one takes two. */
function widthOf(header: string, column: DownloadColumn | undefined): number {
  const usual = column?.type === 'text' ? 18 : 12;
  return Math.max(usual, 2 * header.length + 2);
}
