import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root =
  process.env.CARECIRCLE_SHARED_DATA ??
  path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../shared/data');

/** Absolute path of a file of real test data kept beside the repository, or null where it is not at hand. */
export function sharedData(relative: string): string | null {
  const file = path.join(root, relative);
  return existsSync(file) ? file : null;
}
