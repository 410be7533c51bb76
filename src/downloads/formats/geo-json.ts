import type { DownloadRow, DownloadTable, FilePieces } from '../download-table.js';
import { noteValues } from '../download-notes.js';

/**
 * A GeoJSON FeatureCollection (RFC 7946), one feature a line. Its member `metadata` says what it holds and
 * `numberReturned` at the end how many. A system other than WGS 84 is named in the member `crs`, as before RFC 7946.
 */
export async function* geoJsonPieces(table: DownloadTable): FilePieces {
  const { crs, notes } = table;
  const head = {
    type: 'FeatureCollection',
    name: table.name,
    ...(crs.epsg !== 4326 && {
      crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${crs.epsg}` } },
    }),
    metadata: noteValues(notes),
  };
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"features":[`);
  let count = 0;
  for await (const rows of table.batches) {
    if (rows.length === 0) continue;
    const text = rows.map((row) => featureText(row, table)).join(',\n');
    yield Buffer.from(`${count > 0 ? ',' : ''}\n${text}`);
    count += rows.length;
  }
  yield Buffer.from(`\n],"numberReturned":${count}}\n`);
}

/** Newline-delimited GeoJSON: a feature a line, nothing around them; always WGS 84. */
export async function* geoJsonLinesPieces(table: DownloadTable): FilePieces {
  for await (const rows of table.batches)
    if (rows.length > 0) yield Buffer.from(rows.map((row) => `${featureText(row, table)}\n`).join(''));
}

function featureText({ geometry, properties }: DownloadRow, { columns }: DownloadTable): string {
  const values = columns.map(({ name }) => [name, properties[name] ?? null]);
  return JSON.stringify({ type: 'Feature', properties: Object.fromEntries(values), geometry });
}
