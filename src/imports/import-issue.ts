import { PlanningError, type PlanningErrorCode } from '../platform/errors/planning-error.js';
import { storableText } from '../platform/errors/check-text.js';
import { ISSUE_TEXTS, type ImportIssueCode } from './import-issue-texts.js';

export type { ImportIssueCode } from './import-issue-texts.js';

/** error: the row is rejected · warning: the row is taken, somebody should look · info: something was done for the user. */
export type ImportIssueSeverity = 'error' | 'warning' | 'info';

/** One finding about an imported file; `message` is for planners (Chinese), `messageEn` says the same in English. */
export interface ImportIssue {
  readonly code: ImportIssueCode;
  readonly severity: ImportIssueSeverity;
  /** As in SourceRecord.row; null when the finding is about the whole file. */
  readonly row: number | null;
  readonly field: string | null;
  /** The offending value as text, shortened to 200 characters. */
  readonly value: string | null;
  readonly message: string;
  readonly messageEn: string;
}

/** What the message templates may name besides `{row}`, `{field}` and `{value}`. */
export interface ImportIssueParameters {
  readonly row?: number | null;
  readonly field?: string | null;
  readonly value?: unknown;
  /** Overrides the code's usual severity. */
  readonly severity?: ImportIssueSeverity;
  readonly [parameter: string]: unknown;
}

const LONGEST_VALUE = 200;

/**
 * Builds an issue: both messages are the code's templates with `{name}` replaced by the parameter of that name.
 * A parameter the caller left out reads as "?"; a phrase written between [ and ] is dropped when one of its
 * parameters is missing.
 */
export function importIssue(code: ImportIssueCode, parameters: ImportIssueParameters = {}): ImportIssue {
  const text = ISSUE_TEXTS[code];
  const shown = { ...parameters, value: shortText(parameters.value) };
  return {
    code,
    severity: parameters.severity ?? text.severity,
    row: parameters.row ?? null,
    field: parameters.field == null ? null : storableText(parameters.field),
    value: shown.value,
    message: storableText(fillTemplate(text.zh, shown)),
    messageEn: storableText(fillTemplate(text.en, shown)),
  };
}

/**
 * The same finding as an error that ends the import (empty file, truncated archive, …).
 * `details` carries `issueCode` and the whole issue; the message reads in both languages.
 */
export function importError(
  code: ImportIssueCode,
  parameters: ImportIssueParameters = {},
  errorCode: PlanningErrorCode = 'BAD_USER_INPUT',
): PlanningError {
  const issue = importIssue(code, { ...parameters, severity: 'error' });
  return new PlanningError(errorCode, `${issue.message} (${issue.messageEn})`, { issueCode: code, issue });
}

/** Any value as the short text shown in a report; null for nothing. */
function shortText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text =
    typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return storableText(text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text);
}

function fillTemplate(template: string, parameters: Readonly<Record<string, unknown>>): string {
  const present = (name: string): boolean => parameters[name] !== undefined && parameters[name] !== null;
  const show = (part: string): string =>
    part.replace(/\{(\w+)\}/g, (_, name: string) => (present(name) ? String(parameters[name]) : '?'));
  const withoutGaps = template.replace(/\[([^\]]*)\]/g, (_, phrase: string) => {
    const names = [...phrase.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    return names.every(present) ? phrase : '';
  });
  return show(withoutGaps);
}
