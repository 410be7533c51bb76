// Turns the TypeScript sources into dist/ (transpiling only; `npm run typecheck` is what checks types) and copies what
// they read at run time. Files that did not change are left alone and new ones are put in place by renaming, so a
// program that runs from dist/ is not disturbed by a second build.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const sourceFolders = ['src', 'migrations', 'geodata', 'scripts', 'bench'];
const copied = [/^src\/.*\.(mjs|css)$/, /^geodata\/.*\.(csv|json|geojson)$/];

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function put(file, contents) {
  const known = await readFile(file).catch(() => null);
  if (known?.equals(contents)) return;
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, contents);
  await rename(draft, file);
}

const sources = (
  await Promise.all(sourceFolders.map((folder) => filesBelow(path.join(root, folder))))
).flat();
const relative = (file) => path.relative(root, file).split(path.sep).join('/');

// Nothing changed since the last build: a start need not wait for another one.
const stampFile = path.join(dist, '.build-stamp');
const inputs = [...sources, fileURLToPath(import.meta.url), path.join(root, 'tsconfig.json')].sort();
const hash = createHash('sha256').update(process.version);
const states = await Promise.all(inputs.map((file) => stat(file)));
inputs.forEach((file, at) => hash.update(`${relative(file)} ${states[at].size} ${states[at].mtimeMs}\n`));
const stamp = hash.digest('hex');
if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) process.exit(0);

const { build } = await import('esbuild');
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: sources.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')),
  outbase: '.',
  outdir: 'dist',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  tsconfig: 'tsconfig.json',
  write: false,
  logLevel: 'warning',
});

const outputs = new Map(outputFiles.map((file) => [file.path, Buffer.from(file.contents)]));
for (const file of sources) {
  if (copied.some((pattern) => pattern.test(relative(file))))
    outputs.set(path.join(dist, relative(file)), await readFile(file));
}
await Promise.all([...outputs].map(([file, contents]) => put(file, contents)));

const stale = (await filesBelow(dist)).filter((file) => !outputs.has(file) && !file.endsWith('.draft'));
await Promise.all(stale.map((file) => rm(file, { force: true })));
await writeFile(stampFile, stamp);
