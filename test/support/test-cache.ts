import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = path.join(root, 'node_modules/.cache/carecircle');

/** A run may still need what another one has not used for so long. */
const KEPT_MILLIS = 3 * 3_600_000;

/** Where something made for the tests is kept; the hash is of all it is made from. */
export function cacheFile(name: string, hash: string, ending: string): string {
  return path.join(folder, `${name}-${hash}.${ending}`);
}

/** Writes a file of the cache, whole or not at all, and removes those of its name that nobody has used for hours. */
export function putInCache(file: string, contents: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
  const siblings = path.basename(file).replace(/-[^-]*$/, '-');
  for (const name of readdirSync(folder)) {
    const other = path.join(folder, name);
    if (!name.startsWith(siblings) || other === file) continue;
    // Another run may have removed it first.
    const used = statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (used < Date.now() - KEPT_MILLIS) rmSync(other, { force: true });
  }
}

/** Keeps a file that is there from being removed as old. */
export function markUsed(file: string): void {
  const now = new Date();
  utimesSync(file, now, now);
}
