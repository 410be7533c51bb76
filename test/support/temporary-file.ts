import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes a file that is gone after the test, and gives its path. */
export function temporaryFile(name: string, data: string | Uint8Array): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = path.join(directory, name);
  writeFileSync(file, data);
  return file;
}
