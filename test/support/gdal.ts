import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether Debian's GDAL is at hand. */
export const hasGdal = ((): boolean => {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** What `ogrinfo -al -so` says of a file, or with `sql` what it reads of it. */
export function ogrinfo(fileName: string, bytes: Uint8Array, ...options: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-gdal-'));
  try {
    const file = path.join(folder, fileName);
    writeFileSync(file, bytes);
    return execFileSync('ogrinfo', ['-ro', '-al', ...options, file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 2 ** 20,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
