import path from 'node:path';
import { chineseText } from '../platform/errors/chinese-text.js';
import type { PlanningError } from '../platform/errors/planning-error.js';
import type { FeatureReading, FeatureRow } from '../platform/fields/feature.js';
import type { FieldTable } from '../platform/fields/field-table.js';
import { fieldTitle } from '../platform/fields/field-title.js';
import { crsOf } from './crs-of.js';
import { openDatasetFile } from './formats/open-dataset-file.js';
import { COLUMNAR } from './import-dataset.js';
import { importError, importIssue, type ImportIssueCode } from './import-issue.js';
import { IssueLog, type ImportReport } from './import-report.js';
import { RowReader } from './row-reader.js';

/** How a file of rows is read that belongs to no dataset of its own. */
export interface ReadRowsRequest<T extends FieldTable, D> {
  readonly file: string;
  readonly fields: T;
  readonly toDraft: (row: FeatureRow<T>) => FeatureReading<D>;
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  readonly encoding?: string;
  /** A file of more rows is refused. */
  readonly mostRows: number;
}

/** Drafts of a file, and what is to be said of its rows. */
export class RowsOfFile<D> {
  readonly rows: { readonly row: number; readonly draft: D }[] = [];
  read = 0;

  constructor(
    readonly fileName: string,
    readonly encoding: string | null,
    private readonly fields: FieldTable,
    private readonly issues: IssueLog,
  ) {}

  /** Says why a row that could be read was not taken. */
  refuse(row: number, error: PlanningError): void {
    this.add('ROW_REFUSED', row, error);
  }

  /** Says what somebody should look at in a row that was taken. */
  warn(code: ImportIssueCode, row: number, error: PlanningError): void {
    this.add(code, row, error);
  }

  private add(code: ImportIssueCode, row: number, error: PlanningError): void {
    const field = typeof error.details.field === 'string' ? error.details.field : null;
    const issue = importIssue(code, { row, field, detail: error.message });
    const chinese = chineseText(error) ?? error.message;
    const spec = field === null ? undefined : this.fields[field];
    const detail = spec ? chinese.replace(`${field}：`, `“${fieldTitle(spec)}（${field}）”：`) : chinese;
    this.issues.add({ ...issue, message: importIssue(code, { detail }).message });
  }

  get found(): Pick<ImportReport, 'issues' | 'issuesOmitted' | 'issueCounts'> {
    const { omitted, counts } = this.issues;
    return { issues: this.issues.sorted(), issuesOmitted: omitted, issueCounts: counts };
  }
}

/**
 * Reads a CSV, Excel workbook or other file of rows by the header aliases of its fields. A file that looks like a list
 * of persons is refused as a whole.
 * @throws PlanningError for what concerns the whole file (empty, personal data, a column that is not there, …)
 */
export async function readRows<T extends FieldTable, D>(
  request: ReadRowsRequest<T, D>,
): Promise<RowsOfFile<D>> {
  const { file, fields, map = {}, set = {}, mostRows } = request;
  const opened = await openDatasetFile(file, { encoding: request.encoding });
  const issues = new IssueLog(fields);
  issues.add(...opened.issues);
  const found = new RowsOfFile<D>(path.basename(file), opened.encoding, fields, issues);
  const isColumnar = COLUMNAR.has(opened.format);
  const reader = new RowReader<D>(
    { fields, crs: crsOf(undefined, opened.crsHint), sourceKey: 'local', map, set, isColumnar },
    (row) => request.toDraft(row as FeatureRow<T>),
  );
  for await (const record of opened.records()) {
    found.read++;
    if (found.read > mostRows) {
      const what = '行数 / rows';
      throw importError(
        'FILE_TOO_LARGE',
        { what, actual: `> ${mostRows}`, limit: mostRows },
        'LIMIT_EXCEEDED',
      );
    }
    const { draft, issues: told } = reader.read(record);
    issues.add(...told);
    if (draft !== null) found.rows.push({ row: record.row, draft });
  }
  issues.add(...reader.columnIssues());
  return found;
}
