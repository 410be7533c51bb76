import type { ImportIssue } from './import-issue.js';
import type { IssueLog } from './import-report.js';

/** The staged rows of an import, as a dataset's own checks see them: table staged_import in the import's transaction. */
export interface StagedRows {
  readonly issues: IssueLog;
  /** Fields the file has. */
  readonly present: ReadonlySet<string>;
  /** Runs SQL in the import's transaction; an UPDATE with RETURNING must stand in a WITH clause. */
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
  /** Rejects staged rows, each with its finding. */
  reject<R extends { readonly place: number }>(
    rows: readonly R[],
    toIssue: (row: R) => ImportIssue,
  ): Promise<void>;
}
