import { badInput } from '../platform/errors/bad-input.js';

/** What opening a file the user named can fail with. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ERR_STRING_TOO_LONG: 'it is too large',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

/** The failure to open a file in plain words (PlanningError BAD_USER_INPUT); any other failure as it is. */
export function unreadable(file: string, error: unknown): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  return reason ? badInput(`Cannot read ${file}: ${reason}.`, { file }) : error;
}
