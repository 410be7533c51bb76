import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Database } from '../../src/platform/database/open-database.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles a program that runs as a process of its own and dies in it, with the database's threads beside it. */
export async function bundleProgram(entry: URL): Promise<string> {
  const source = fileURLToPath(entry);
  const name = path.basename(source, '.ts');
  const program = path.join(root, 'node_modules/.cache/carecircle', name, `${name}.mjs`);
  await build({
    entryPoints: [source],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfig: path.join(root, 'tsconfig.json'),
  });
  const workers = path.join(root, 'src/platform/database');
  for (const file of readdirSync(workers).filter((each) => each.endsWith('.mjs')))
    copyFileSync(path.join(workers, file), path.join(path.dirname(program), file));
  return program;
}

/** Runs a program and returns the signal that ended it, null when it came to its end. */
export function runToDeath(program: string, ...words: string[]): Promise<string | null> {
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0 || signal !== null) resolve(signal);
      else reject(new Error(`exit code ${code}`));
    });
  });
}

/** A folder for an embedded database, with what takes it away. */
export function temporaryDirectory(): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-killed-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** The address at which another process reaches a test's database on a server. */
export async function addressOf(database: Database): Promise<string> {
  const address = new URL(process.env.DATABASE_URL!);
  const [{ name }] = await database.manager.query('SELECT current_database() AS name');
  address.pathname = `/${name}`;
  return address.href;
}
