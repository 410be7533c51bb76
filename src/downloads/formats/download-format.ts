import type { DownloadTable, FilePieces } from '../download-table.js';
import { csvPieces, type HeaderStyle } from './csv.js';
import { flatGeobufPieces } from './flat-geobuf.js';
import { geoJsonLinesPieces, geoJsonPieces } from './geo-json.js';
import { geoPackagePieces } from './geo-package.js';
import { xlsxPieces } from './xlsx.js';

/** By the endings of their files. */
export const DOWNLOAD_FORMATS = ['csv', 'xlsx', 'geojson', 'geojsonl', 'gpkg', 'fgb'] as const;
export type DownloadFormat = (typeof DOWNLOAD_FORMATS)[number];

/** What does without places. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const satisfies readonly DownloadFormat[];

interface FormatFacts {
  readonly mediaType: string;
  readonly pieces: (table: DownloadTable, headers: HeaderStyle) => FilePieces;
}

export const FORMATS: Readonly<Record<DownloadFormat, FormatFacts>> = {
  csv: { mediaType: 'text/csv; charset=utf-8', pieces: csvPieces },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',

    pieces: xlsxPieces,
  },
  geojson: { mediaType: 'application/geo+json', pieces: geoJsonPieces },
  geojsonl: { mediaType: 'application/x-ndjson', pieces: geoJsonLinesPieces },
  gpkg: { mediaType: 'application/geopackage+sqlite3', pieces: geoPackagePieces },
  fgb: { mediaType: 'application/flatgeobuf', pieces: flatGeobufPieces },
};

export function isDownloadFormat(text: string): text is DownloadFormat {
  return (DOWNLOAD_FORMATS as readonly string[]).includes(text);
}
