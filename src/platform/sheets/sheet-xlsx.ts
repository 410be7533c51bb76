import writeXlsxFile, { type CellObject, type Feature, type Sheet as XlsxSheet } from 'write-excel-file/node';
import { sanitizeTextContent } from 'write-excel-file/utility';
import { invariant } from '../../kernel/invariant.js';
import { CELL_POINTS, printLayout, SIDE_MARGIN_INCHES } from './print-layout.js';
import { type ColumnFormat, plainValue, type Sheet, type SheetValue } from './sheet.js';

const NUMBER_FORMATS: Partial<Record<ColumnFormat, string>> = {
  WHOLE: '#,##0',
  AREA: '#,##0.00####',
  NUMBER: '#,##0.######',
  DATE: 'yyyy-mm-dd',
};
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
  const options = { features: [printing(names, sheets)], fontSize: CELL_POINTS };
  return new Uint8Array(await writeXlsxFile(pages as never, options as never).toBuffer());
}

/** Number of the header's row, from 1. */
function headerRow({ title, notes = [] }: Sheet): number {
  return 1 + notes.length + (title === undefined ? 0 : 1);
}

function cellsOf({ title, notes = [], columns, rows }: Sheet): CellObject[][] {
  const wide = { columnSpan: Math.max(1, columns.length), wrap: true, alignVertical: 'center' } as const;
  const above: CellObject[][] = notes.map((value) => [{ value, type: String, ...wide }]);
  if (title !== undefined)
    above.unshift([{ value: title, type: String, fontWeight: 'bold', fontSize: 16, height: 26, ...wide }]);
  const header = columns.map(({ header: value }) => ({ value, type: String, ...HEADER }));
  return [...above, header, ...rows.map((row) => row.map((value, at) => cellOf(value, columns[at].format)))];
}

function cellOf(value: SheetValue, format: ColumnFormat): CellObject {
  const style = { borderStyle: 'thin', alignVertical: 'center' } as const;
  const plain = plainValue(value);
  if (plain === null) return style;
  // What is no date stays a text.
  const day = format === 'DATE' ? new Date(`${plain}T00:00:00Z`) : null;
  if (day && !Number.isNaN(day.getTime()))
    return { ...style, value: day, type: Date, format: NUMBER_FORMATS.DATE };
  if (typeof plain === 'number')
    return { ...style, value: plain, type: Number, format: NUMBER_FORMATS[format] };
  return { ...style, value: plain, type: String, wrap: true };
}

/** Repeats the header on every page, chooses the paper, fits the width to it and numbers the pages. */
function printing(names: readonly string[], sheets: readonly Sheet[]): Feature<never> {
  const titles = names.map((name, at) => {
    const row = headerRow(sheets[at]);
    const range = sanitizeTextContent(`'${name.replaceAll("'", "''")}'!$${row}:$${row}`);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${range}</definedName>`;
  });
  const margins = `left="${SIDE_MARGIN_INCHES}" right="${SIDE_MARGIN_INCHES}"`;
  const footer = '<headerFooter><oddFooter>&amp;C第 &amp;P 页 / 共 &amp;N 页</oddFooter></headerFooter>';
  const page = (xml: string, sheet: Sheet): string => {
    const { paper, pagesWide } = printLayout(sheet);
    const setup = `<pageSetup paperSize="${paper.code}" orientation="landscape" fitToWidth="${pagesWide}" fitToHeight="0"/>`;
    const fitted = put(xml, /(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    const narrow = put(fitted, /(<pageMargins )left="[^"]*" right="[^"]*"/, `$1${margins}`);
    return put(narrow, /<pageSetup [^>]*\/>/, `${setup}${footer}`);
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
