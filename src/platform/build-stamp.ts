import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Which build of the program this is, as `scripts/build.mjs` left it; empty where it runs without having been built. */
export function buildStamp(): string {
  try {
    return readFileSync(path.resolve(import.meta.dirname, '../../.build-stamp'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
