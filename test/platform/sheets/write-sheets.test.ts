import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { rational } from '../../../src/kernel/rational.js';
import { printLayout } from '../../../src/platform/sheets/print-layout.js';
import type { Sheet } from '../../../src/platform/sheets/sheet.js';
import { MOST_XLSX_CELLS, writeSheets } from '../../../src/platform/sheets/write-sheets.js';
import { readZip } from '../../../src/imports/formats/read-zip.js';
import { temporaryFile } from '../../support/temporary-file.js';

const sheet: Sheet = {
  name: "阳光[小区]'s/欠账",
  title: '配套养老服务用房核查表',
  notes: ['核查日期 2024-06-30', '样例数据 · synthetic data'],
  columns: [
    { header: '小区', width: 20, format: 'TEXT' },
    { header: '户数', width: 8, format: 'WHOLE' },
    { header: '应配（平方米）', width: 14, format: 'AREA' },
    { header: '交付日期', width: 12, format: 'DATE' },
  ],
  signatures: ['填表人', '审核人'],
  rows: [
    ['阳光小区', 1234, rational(2468, 10), '2021-05-01'],
    ['=HYPERLINK("http://x")', 0, rational(-1, 3), null],
    ['+86, "quoted"\nsecond line', 12, rational(2, 3), '1999-12-31'],
    ['-2', 1, 0.5, 'unknown'],
    ['@SUM(A1)', 1, null, null],
  ],
};

describe('sheets', () => {
  it('as CSV hold the table alone, and nothing in it runs as a formula', async () => {
    const file = await writeSheets({ sheets: [sheet], format: 'CSV', fileName: 'audit' });
    expect(file).toMatchObject({ fileName: 'audit.csv', mediaType: 'text/csv; charset=utf-8' });
    expect([...file.content.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(Buffer.from(file.base64, 'base64')).toEqual(Buffer.from(file.content));
    const rows: string[][] = parse(file.text!, { bom: true });
    expect(rows).toEqual([
      ['小区', '户数', '应配（平方米）', '交付日期'],
      ['阳光小区', '1234', '246.8', '2021-05-01'],
      ['\'=HYPERLINK("http://x")', '0', '-0.333333', ''],
      ['\'+86, "quoted"\nsecond line', '12', '0.666667', '1999-12-31'],
      ["'-2", '1', '0.5', 'unknown'],
      ["'@SUM(A1)", '1', '', ''],
    ]);
    expect(file.text).toContain('户数,应配（平方米）,交付日期\r\n');
  });

  it('as a workbook come back as they went in, under their title and notes', async () => {
    const second: Sheet = { name: '空表', columns: [{ header: '编号', width: 9, format: 'TEXT' }], rows: [] };
    const file = await writeSheets({ sheets: [sheet, second], format: 'XLSX', fileName: 'audit' });
    expect(file).toMatchObject({ fileName: 'audit.xlsx', text: null });
    const book = await readExcelFile(Buffer.from(file.content));
    expect(book.map(({ sheet: name }) => name)).toEqual(["阳光 小区 's 欠账", '空表']);
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    expect(book[0].data).toEqual([
      ['配套养老服务用房核查表', null, null, null],
      ['核查日期 2024-06-30', null, null, null],
      ['样例数据 · synthetic data', null, null, null],
      ['小区', '户数', '应配（平方米）', '交付日期'],
      ['阳光小区', 1234, 246.8, day('2021-05-01')],
      ['=HYPERLINK("http://x")', 0, -0.333333, null],
      ['+86, "quoted"\nsecond line', 12, 0.666667, day('1999-12-31')],
      ['-2', 1, 0.5, 'unknown'],
      ['@SUM(A1)', 1, null, null],
      ['填表人：________________　　审核人：________________', null, null, null],
    ]);
    expect(book[1].data).toEqual([['编号']]);
  });

  it('print landscape with all columns side by side, their header on every page, and numbered', async () => {
    const wide = { ...sheet, columns: sheet.columns.map((column) => ({ ...column, width: 60 })) };
    const file = await writeSheets({ sheets: [sheet, wide], format: 'XLSX', fileName: 'audit' });
    const parts = await readZip(temporaryFile('audit.xlsx', file.content), () => true);
    const text = (name: string) => Buffer.from(parts.get(name)!).toString('utf8');
    const page = text('xl/worksheets/sheet1.xml');
    expect(page).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    expect(page).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(text('xl/worksheets/sheet2.xml')).toContain('<pageSetup paperSize="8" ');
    expect(page).toMatch(/<pageMargins left="0.4" right="0.4" top="0.75"/);
    expect(page).toContain(
      '<oddFooter>&amp;L配套养老服务用房核查表&amp;C第 &amp;P 页 / 共 &amp;N 页&amp;R核查日期 2024-06-30</oddFooter>',
    );
    // Each row says how high it is: the header and two of the texts take two lines.
    const heights = [...page.matchAll(/<row r="\d+" ht="(\d+)" customHeight="1"/g)].map(([, high]) =>
      Number(high),
    );
    expect(heights).toEqual([24, 16, 16, 32, 16, 32, 32, 16, 16, 64]);
    expect(page).toMatch(/ySplit="4"[^>]*state="frozen"/);
    expect(page).not.toContain('<f>');
    const book = text('xl/workbook.xml');
    expect(book).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'阳光 小区 ''s 欠账 2'!$4:$4</definedName>`,
    );
    expect(text('xl/styles.xml')).toContain('<sz val="11"/>');
  });

  it('take the smallest paper on which their text can be read', () => {
    const wide = (characters: number) =>
      printLayout({ columns: [{ header: '', width: characters, format: 'TEXT' }] });
    expect(wide(140)).toMatchObject({ paper: { name: 'A4' }, pagesWide: 1, printedPoints: 11 });
    expect(wide(200)).toMatchObject({ paper: { name: 'A4' }, pagesWide: 1 });
    expect(wide(210)).toMatchObject({ paper: { name: 'A3' }, pagesWide: 1 });
    expect(wide(290)).toMatchObject({ paper: { name: 'A3' }, pagesWide: 1 });
    expect(wide(300)).toMatchObject({ paper: { name: 'A3' }, pagesWide: 2 });
    for (let characters = 1; characters < 2_000; characters += 7)
      expect(wide(characters).printedPoints).toBeGreaterThanOrEqual(8);
  });

  it('are refused as a workbook when they are too large, and stop at an abort', async () => {
    const rows = Array.from({ length: MOST_XLSX_CELLS / 4 + 1 }, () => sheet.rows[0]);
    await expect(
      writeSheets({ sheets: [{ ...sheet, rows }], format: 'XLSX', fileName: 'x' }),
    ).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    const gone = new AbortController();
    const writing = writeSheets({ sheets: [sheet], format: 'XLSX', fileName: 'x' }, gone.signal);
    gone.abort('gone');
    await expect(writing).rejects.toBe('gone');
  });
});
