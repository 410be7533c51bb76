import type { Bilingual } from '../layers/index.js';
import type { Role, Viewer } from '../platform/access/viewer.js';
import type { Sheet } from '../platform/sheets/sheet.js';
import type { AskedParameters } from './asked-parameters.js';
import type { DownloadTable } from './download-table.js';
import type { DownloadFormat } from './formats/download-format.js';

/** Something a download may be asked for by. */
export interface DownloadParameter extends Bilingual {
  readonly name: string;
}

export interface AskedDownload {
  readonly parameters: AskedParameters;
  readonly format: DownloadFormat;
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
}

/** What a download holds: a table, or sheets that are printed as they are. */
export type OpenedDownload = ({ readonly table: DownloadTable } | { readonly sheets: readonly Sheet[] }) & {
  /** Words for the name of the file, the most general first. */
  readonly words: readonly string[];
};

/** One thing that can be downloaded. */
export interface DownloadSource {
  readonly name: string;
  readonly title: Bilingual;
  readonly formats: readonly DownloadFormat[];
  /** Roles that may have it beside admin; null for everybody. */
  readonly readers: readonly Role[] | null;
  /** What it may be asked for by, for this viewer. */
  parameters(viewer: Viewer): readonly DownloadParameter[];
  /**
   * Checks what is asked for and begins; what can be refused is refused here.
   * @throws PlanningError
   */
  open(asked: AskedDownload): Promise<OpenedDownload>;
}
