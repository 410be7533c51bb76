import type { Geometry } from 'geojson';
import type { Layer, LayerField } from '../layers/index.js';
import type { DownloadCrs } from './download-crs.js';

export type CellValue = string | number | boolean | null;

/** A field of a download in both languages. */
export type DownloadColumn = Pick<LayerField, 'name' | 'type' | 'zh' | 'en'>;

export interface DownloadRow {
  /** In the system of the download, x (lon, easting) before y (lat, northing); null where it is not known. */
  readonly geometry: Geometry | null;
  /** By the names of the columns. */
  readonly properties: Readonly<Record<string, CellValue>>;
}

/** One line of what is to be known about a file: under which rule, of which day, from which data. */
export interface DownloadNote {
  /** For programs. */
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly value: string;
}

/** What a file is to hold: a table whose rows come in batches, read as fast as the file is taken and no faster. */
export interface DownloadTable {
  /** Plain letters: the name of the table inside the file. */
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly columns: readonly DownloadColumn[];
  /** Null for a table without places. */
  readonly geometry: Layer['geometry'] | null;
  readonly crs: DownloadCrs;
  readonly notes: readonly DownloadNote[];
  readonly batches: AsyncIterable<readonly DownloadRow[]>;
}

/** Pieces of a file, made as they are asked for; one that cannot be made throws, and there are no more then. */
export type FilePieces = AsyncGenerator<Uint8Array, void, undefined>;
