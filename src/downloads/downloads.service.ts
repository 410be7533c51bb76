import type { Bilingual } from '../layers/index.js';
import { demandRole, holds, type Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { writeSheets } from '../platform/sheets/write-sheets.js';
import type { Sheet } from '../platform/sheets/sheet.js';
import { AskedParameters } from './asked-parameters.js';
import type { DownloadParameter, DownloadSource, OpenedDownload } from './download-source.js';
import type { FilePieces } from './download-table.js';
import type { HeaderStyle } from './formats/csv.js';
import { type DownloadFormat, FORMATS, isDownloadFormat } from './formats/download-format.js';

/** A file that is about to be made. */
export interface Download {
  /** Chinese words and an ending. */
  readonly fileName: string;
  /** The same in plain letters, for clients that cannot take it. */
  readonly plainName: string;
  readonly mediaType: string;
  /** Ends with an error where the rest cannot be made: what was given until then is not a whole file. */
  readonly pieces: FilePieces;
}

/** What can be downloaded, as a viewer is told. */
export interface DownloadOffer extends Bilingual {
  readonly name: string;
  readonly formats: readonly DownloadFormat[];
  readonly parameters: readonly DownloadParameter[];
}

const HEADERS: DownloadParameter = {
  name: 'headers',
  zh: 'CSV 表头：zh 中文，field 英文字段名',
  en: 'Headers of CSV: zh in Chinese, field for the names of the fields',
};

/** Layers and lists as files. */
export class DownloadsService {
  private readonly sources: ReadonlyMap<string, DownloadSource>;

  constructor(sources: readonly DownloadSource[]) {
    this.sources = new Map(sources.map((source) => [source.name, source]));
  }

  /** What there is for a viewer. */
  list(viewer: Viewer): DownloadOffer[] {
    return [...this.sources.values()]
      .filter(({ readers }) => readers === null || holds(viewer, ...readers))
      .map((source) => {
        const { name, title, formats } = source;
        return { name, ...title, formats, parameters: [...source.parameters(viewer), HEADERS] };
      });
  }

  /**
   * Begins a download. What can be refused is refused here, not while it is sent.
   * @param query the parameters of the address
   * @throws PlanningError NOT_FOUND, BAD_USER_INPUT, UNAUTHENTICATED, FORBIDDEN, LIMIT_EXCEEDED; the signal's reason
   */
  async open(
    { name, format, query }: { name: string; format: string; query: Readonly<Record<string, unknown>> },
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<Download> {
    const source = this.sources.get(name);
    if (!source) throw notFound(`There is no download ${JSON.stringify(name)}`, [...this.sources.keys()]);
    if (!isDownloadFormat(format) || !source.formats.includes(format))
      throw notFound(`${name} is not to be had as ${JSON.stringify(format)}`, source.formats);
    if (source.readers) demandRole(viewer, `Downloading ${name}`, ...source.readers);
    const known = [...source.parameters(viewer), HEADERS].map((parameter) => parameter.name);
    const parameters = new AskedParameters(query, [...new Set(known)]);
    const headers = parameters.choice('headers', ['zh', 'field'] as const, 'zh');
    const opened = await source.open({ parameters, format, viewer, signal });
    signal.throwIfAborted();
    const { mediaType } = FORMATS[format];
    return {
      fileName: `${opened.words.map(plainWord).join('_')}.${format}`,
      plainName: `${name}.${format}`,
      mediaType,
      pieces: piecesOf(opened, format, headers, signal),
    };
  }
}

function notFound(message: string, known: readonly string[]): PlanningError {
  return new PlanningError('NOT_FOUND', `${message}; known: ${known.join(', ')}.`, { known });
}

/** What no file system takes for something else. */
function plainWord(word: string): string {
  return word.replace(/[\u0000-\u001f\u007f"*/:<>?\\|_]+/g, ' ').trim();
}

function piecesOf(
  opened: OpenedDownload,
  format: DownloadFormat,
  headers: HeaderStyle,
  signal: AbortSignal,
): FilePieces {
  if ('table' in opened) return untilAborted(FORMATS[format].pieces(opened.table, headers), signal);
  return sheetPieces(opened.sheets, format === 'csv' ? 'CSV' : 'XLSX', signal);
}

async function* sheetPieces(
  sheets: readonly Sheet[],
  format: 'CSV' | 'XLSX',
  signal: AbortSignal,
): FilePieces {
  const { content } = await writeSheets({ sheets, format, fileName: '' }, signal);
  yield content;
}

async function* untilAborted(pieces: FilePieces, signal: AbortSignal): FilePieces {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}
