import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { cacheFile, markUsed, putInCache, root } from './test-cache.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of each worker script as plain JavaScript, by its name without ending. */
    workerFiles: Record<string, string>;
  }
}

/** Vitest global setup: worker threads get no TypeScript from Vite, so every *-worker.ts is bundled once. */
export default async function setup(project: TestProject): Promise<void> {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: sources.filter((file) => file.endsWith('-worker.ts')).map((file) => path.join('src', file)),
    outdir: 'dist',
    entryNames: '[name]',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    tsconfig: 'tsconfig.json',
    write: false,
    logLevel: 'warning',
  });
  const workerFiles: Record<string, string> = {};
  for (const { path: output, contents } of outputFiles) {
    const name = path.basename(output, '.js');
    const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
    const file = (workerFiles[name] = cacheFile(name, hash, 'mjs'));
    if (existsSync(file)) markUsed(file);
    else putInCache(file, contents);
  }
  project.provide('workerFiles', workerFiles);
}
