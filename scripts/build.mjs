// Turns the TypeScript sources into dist/ (transpiling only; `npm run typecheck` is what checks types), copies what they
// read at run time, and bundles the map page; `--program` leaves the page out. Files that did not change are left alone
// and new ones are put in place by renaming, so a program that runs from dist/ is not disturbed by a second build.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..');
const dist = path.join(root, 'dist');
const page = path.join(dist, 'web');
const sourceFolders = ['src', 'migrations', 'geodata', 'scripts', 'bench'];
const pageFolders = ['web', 'clients'];
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

const relative = (file) => path.relative(root, file).split(path.sep).join('/');

/**
 * Makes what its inputs say, unless none of them changed since the last time: a start need not wait for another build.
 * @param {string[]} inputs absolute names
 * @param {(file: string) => boolean} isOurs whether a file of dist/ is of this part
 * @param {() => Promise<Map<string, Buffer>>} make gives contents by absolute name
 */
async function buildPart(name, inputs, isOurs, make) {
  const stampFile = path.join(dist, `.${name}-stamp`);
  const hash = createHash('sha256').update(process.version);
  const own = [...inputs, path.join(here, 'build.mjs')].sort();
  const states = await Promise.all(own.map((file) => stat(file)));
  own.forEach((file, at) => hash.update(`${relative(file)} ${states[at].size} ${states[at].mtimeMs}\n`));
  const stamp = hash.digest('hex');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return;

  const outputs = await make();
  await Promise.all([...outputs].map(([file, contents]) => put(file, contents)));
  const stale = (await filesBelow(dist)).filter(
    (file) => isOurs(file) && !outputs.has(file) && !/\.draft$|-stamp$/.test(file),
  );
  await Promise.all(stale.map((file) => rm(file, { force: true })));
  await writeFile(stampFile, stamp);
}

async function transpile(sources) {
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
  return outputs;
}

const below = async (folders) =>
  (await Promise.all(folders.map((folder) => filesBelow(path.join(root, folder))))).flat();
const isPage = (file) => file.startsWith(page + path.sep);
const settings = ['tsconfig.json', 'package.json', 'package-lock.json'].map((file) => path.join(root, file));

const sources = await below(sourceFolders);
await buildPart(
  'build',
  [...sources, settings[0]],
  (file) => !isPage(file),
  () => transpile(sources),
);
if (!process.argv.includes('--program')) {
  const inputs = [...(await below(pageFolders)), ...settings, path.join(here, 'bundle-page.mjs')];
  await buildPart('page', inputs, isPage, async () => {
    const { bundlePage } = await import('./bundle-page.mjs');
    return bundlePage(root, page);
  });
}
