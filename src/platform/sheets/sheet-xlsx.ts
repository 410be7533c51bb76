import writeXlsxFile, { type CellObject, type Feature, type Sheet as XlsxSheet } from 'write-excel-file/node';
import { sanitizeTextContent } from 'write-excel-file/utility';
import { invariant } from '../../kernel/invariant.js';
import { CELL_POINTS, printLayout, SIDE_MARGIN_INCHES } from './print-layout.js';
import { linesOf, rowPoints } from './row-height.js';
import { type ColumnFormat, plainValue, type Sheet, type SheetColumn, type SheetValue } from './sheet.js';

const NUMBER_FORMATS: Partial<Record<ColumnFormat, string>> = {
  WHOLE: '#,##0',
  AREA: '#,##0.00####',
  NUMBER: '#,##0.######',
  DATE: 'yyyy-mm-dd',
};
/** On every office computer, and with it the widths that heights are reckoned with. */
const FONT = '宋体';
const TITLE_POINTS = 16;
/** A column so narrow holds a word or a mark, which stands in its middle. */
const NARROW_COLUMN = 10;
/** Of the 255 a footer may have in all. */
const FOOTER_CHARACTERS = 60;

const HEADER: CellObject = {
  fontWeight: 'bold',
  backgroundColor: '#e7e6e6',
  borderStyle: 'thin',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
};

/**
 * A workbook of sheets as clerks print them: landscape, on A4 or, where that would be too small to read, on A3, all columns
 * side by side, the header on every page and always in sight, pages numbered. Texts are texts, never formulas.
 */
export async function sheetsXlsx(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const names = tabNames(sheets);
  const pages = sheets.map((sheet, at): XlsxSheet<never> => ({
    sheet: names[at],
    data: cellsOf(sheet),
    columns: sheet.columns.map(({ width }) => ({ width })),
    orientation: 'landscape',
    stickyRowsCount: headerRow(sheet),
  }));
  const options = { features: [printing(names, sheets)], fontSize: CELL_POINTS, fontFamily: FONT };
  return new Uint8Array(await writeXlsxFile(pages as never, options as never).toBuffer());
}

/** Number of the header's row, from 1. */
function headerRow({ title, notes = [] }: Sheet): number {
  return 1 + notes.length + (title === undefined ? 0 : 1);
}

function cellsOf({ title, notes = [], columns, rows, signatures = [] }: Sheet): CellObject[][] {
  const wholeWidth = columns.reduce((sum, { width }) => sum + width, 0);
  const wide = { columnSpan: Math.max(1, columns.length), wrap: true, alignVertical: 'center' } as const;
  const line = (value: string, fontSize: number, style: Partial<CellObject> = {}): CellObject[] => [
    {
      ...{ value, type: String, ...wide, fontSize, ...style },
      height: rowPoints(linesOf(value, wholeWidth, fontSize), fontSize),
    } as CellObject,
  ];
  const above = notes.map((note) => line(note, CELL_POINTS));
  if (title !== undefined) above.unshift(line(title, TITLE_POINTS, { fontWeight: 'bold' }));
  const header = columns.map(({ header: value }) => ({ value, type: String, ...HEADER }));
  const table = [
    asHighAsItsText(header, columns),
    ...rows.map((row) =>
      asHighAsItsText(
        row.map((value, at) => cellOf(value, columns[at])),
        columns,
      ),
    ),
  ];
  if (signatures.length === 0) return [...above, ...table];
  const signed = signatures.map((who) => `${who}：________________`).join('　　');
  const below = { value: signed, type: String, ...wide, alignVertical: 'bottom' } as const;
  // Two lines more, to write above.
  const height = rowPoints(linesOf(signed, wholeWidth) + 2);
  return [...above, ...table, [{ ...below, height }]];
}

function cellOf(value: SheetValue, { format, width }: SheetColumn): CellObject {
  const style = { borderStyle: 'thin', alignVertical: 'center' } as const;
  const plain = plainValue(value);
  if (plain === null) return style;
  // What is no date stays a text.
  const day = format === 'DATE' ? new Date(`${plain}T00:00:00Z`) : null;
  if (day && !Number.isNaN(day.getTime()))
    return { ...style, value: day, type: Date, format: NUMBER_FORMATS.DATE, align: 'center' };
  if (typeof plain === 'number')
    return { ...style, value: plain, type: Number, format: NUMBER_FORMATS[format] };
  const align = width <= NARROW_COLUMN ? 'center' : 'left';
  return { ...style, value: plain, type: String, wrap: true, align };
}

/** States a row's height: some programs leave wrapped text to stick out of its row. */
function asHighAsItsText(row: CellObject[], columns: readonly SheetColumn[]): CellObject[] {
  const lines = row.map(({ value }, at) =>
    typeof value === 'string' ? linesOf(value, columns[at].width) : 1,
  );
  return row.map((cell, at) => (at === 0 ? { ...cell, height: rowPoints(Math.max(...lines)) } : cell));
}

/** Repeats the header on every page, chooses the paper, fits the width to it and numbers the pages. */
function printing(names: readonly string[], sheets: readonly Sheet[]): Feature<never> {
  const titles = names.map((name, at) => {
    const row = headerRow(sheets[at]);
    const range = sanitizeTextContent(`'${name.replaceAll("'", "''")}'!$${row}:$${row}`);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${range}</definedName>`;
  });
  const margins = `left="${SIDE_MARGIN_INCHES}" right="${SIDE_MARGIN_INCHES}"`;
  const page = (xml: string, sheet: Sheet): string => {
    const { paper, pagesWide } = printLayout(sheet);
    const setup = `<pageSetup paperSize="${paper.code}" orientation="landscape" fitToWidth="${pagesWide}" fitToHeight="0"/>`;
    const fitted = put(xml, /(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    const narrow = put(fitted, /(<pageMargins )left="[^"]*" right="[^"]*"/, `$1${margins}`);
    return put(narrow, /<pageSetup [^>]*\/>/, () => `${setup}${footerOf(sheet)}`);
  };
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => page(xml, sheets[sheetIndex]),
        },
        'xl/workbook.xml': {
          transform: (xml) =>
            put(xml, /<definedNames\s*\/>/, () => `<definedNames>${titles.join('')}</definedNames>`),
        },
      },
    },
  };
}

/** On every page: which table it is, its number, and the first note, as the title is on the first page alone. */
function footerOf({ name, title = name, notes: [first = ''] = [] }: Sheet): string {
  const part = (text: string) => text.replace(/\s+/g, ' ').slice(0, FOOTER_CHARACTERS).replaceAll('&', '&&');
  const text = `&L${part(title)}&C第 &P 页 / 共 &N 页&R${part(first)}`;
  return `<headerFooter><oddFooter>${sanitizeTextContent(text)}</oddFooter></headerFooter>`;
}

function put(xml: string, where: RegExp, what: string | (() => string)): string {
  invariant(where.test(xml), `a workbook without ${where.source}`);
  return xml.replace(where, what as string);
}

/** At most 31 characters, none of []/\:*? and no quote at an end; a name that occurs again gets its number. */
function tabNames(sheets: readonly Sheet[]): string[] {
  const names: string[] = [];
  for (const { name } of sheets) {
    const allowed = name.replace(/[[\]/\\:*?]+/g, ' ').replace(/^['\s]+|['\s]+$/g, '') || 'Sheet';
    let unique = allowed.slice(0, 31);
    for (let again = 2; names.includes(unique); again++) unique = `${allowed.slice(0, 27)} ${again}`;
    names.push(unique);
  }
  return names;
}
