import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the walking engine's worker script as plain JavaScript. */
    walkWorkerFile: string;
  }
}

/** Vitest global setup: worker threads get no TypeScript from Vite, so their script is bundled once. */
export default async function setup(project: TestProject): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/accessibility/engine/walk-worker.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    tsconfig: 'tsconfig.json',
    write: false,
    logLevel: 'warning',
  });
  const { contents } = outputFiles[0];
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const file = path.join(root, 'node_modules/.cache/carecircle', `walk-worker-${hash}.mjs`);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, file);
  }
  project.provide('walkWorkerFile', file);
}
