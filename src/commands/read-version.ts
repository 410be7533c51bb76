import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The program's version: that of the package.json above this file, wherever it was built to. */
export function readVersion(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    try {
      return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === path.dirname(folder)) throw error;
    }
  }
}
