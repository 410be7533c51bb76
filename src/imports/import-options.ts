import type { Viewer } from '../platform/access/viewer.js';

/** Where the rows of a file come from; what is left out keeps its stored value. */
export interface ImportSource {
  /** Short name: lower-case letters, digits, dot, dash, underscore. */
  readonly key: string;
  readonly title?: string;
  readonly synthetic?: boolean;
  readonly attribution?: string | null;
  readonly licence?: string | null;
  readonly vintage?: string | null;
}

export interface ImportOptions {
  readonly source: ImportSource;
  /** Who imports, for the audit. */
  readonly actor: Viewer;
  /** Coordinate system as parseCrs names it; absent: what the file says, else WGS 84. */
  readonly crs?: string;
  /** Canonical field → column of the file. */
  readonly map?: Readonly<Record<string, string>>;
  /** Canonical field → value for every row; wins over the file. */
  readonly set?: Readonly<Record<string, string>>;
  readonly encoding?: string;
  readonly dryRun?: boolean;
  /** Networks: join ways of one level wherever they cross; absent: at common vertices only. */
  readonly nodeCrossings?: boolean;
  /** Networks of lines: how far from another line's vertex an end that meets nothing may lie to be joined. */
  readonly joinMeters?: number;
  /** Name shown in reports; absent: the file's own. */
  readonly fileName?: string;
}
