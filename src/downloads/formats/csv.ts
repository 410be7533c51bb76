import { stringify } from 'csv-stringify/sync';
import type { CellValue, DownloadRow, DownloadTable, FilePieces } from '../download-table.js';
import { placeColumns } from './place-columns.js';

/** Names of the columns: Chinese for people, the fields' own for programs. */
export type HeaderStyle = 'zh' | 'field';

// As the other CSV files of this program: a text with a leading = + - @ cannot run as a formula, lines end as RFC 4180 says.
const OPTIONS = { escape_formulas: true, record_delimiter: 'windows' } as const;

/** CSV in UTF-8 with a byte order mark, header first; places as two columns of numbers or as WKT. */
export async function* csvPieces(table: DownloadTable, headers: HeaderStyle): FilePieces {
  const places = placeColumns(table);
  const header = [...table.columns, ...places].map(({ name, zh }) => (headers === 'zh' ? zh : name));
  const words = headers === 'zh' ? YES_NO : TRUE_FALSE;
  const cells = ({ properties, geometry }: DownloadRow) => [
    ...table.columns.map(({ name }) => plain(properties[name], words)),
    ...places.map(({ of }) => of(geometry)),
  ];
  yield Buffer.from(stringify([header], { ...OPTIONS, bom: true }));
  for await (const rows of table.batches)
    if (rows.length > 0) yield Buffer.from(stringify(rows.map(cells), OPTIONS));
}

const YES_NO = ['是', '否'] as const;
const TRUE_FALSE = ['true', 'false'] as const;

function plain(value: CellValue | undefined, [yes, no]: readonly [string, string]): string | number | null {
  if (typeof value === 'boolean') return value ? yes : no;
  return value ?? null;
}
