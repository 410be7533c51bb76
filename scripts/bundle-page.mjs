// Bundles the map page of web/ for dist/web: an entry and the parts it loads when they are needed, each named by its
// content so that browsers may keep it for ever, and each compressed once, here.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const zip = { gz: promisify(gzip), br: promisify(brotliCompress) };
const WORKER = 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs';

/**
 * @param {string} root of the repository
 * @param {string} folder to serve from
 * @returns {Promise<Map<string, Buffer>>} contents by absolute file name
 */
export async function bundlePage(root, folder) {
  const { build } = await import('esbuild');
  const assets = path.join(folder, 'assets');
  const outputs = new Map();

  // A module of its own, already minified: the strict content policy lets no worker begin from a blob.
  const worker = await readFile(path.join(root, WORKER));
  const workerName = `map-worker-${contentHash(worker)}.js`;
  outputs.set(path.join(assets, workerName), worker);

  const icon = await readFile(path.join(root, 'web/icon.svg'));
  const iconName = `icon-${contentHash(icon)}.svg`;
  outputs.set(path.join(assets, iconName), icon);

  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { page: 'web/src/main.ts', embed: 'web/src/embed.ts' },
    outdir: assets,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    legalComments: 'linked',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    tsconfig: 'web/tsconfig.json',
    define: { MAP_WORKER_FILE: JSON.stringify(workerName) },
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  for (const { path: file, contents } of outputFiles) outputs.set(file, Buffer.from(contents));

  const built = Object.entries(metafile.outputs).map(([file, facts]) => ({
    file: path.basename(file),
    ...facts,
  }));
  const named = (/** @type {string} */ source) =>
    /** @type {typeof built[number]} */ (built.find(({ entryPoint }) => entryPoint === source));
  const page = named('web/src/main.ts');
  // What the first picture needs, so that the browser fetches it all at once.
  const needed = new Set([page.file]);
  const addImports = (/** @type {typeof built[number]} */ from) => {
    for (const { path: file, kind } of from.imports) {
      const next = built.find((each) => each.file === path.basename(file));
      if (kind !== 'import-statement' || !next || needed.has(next.file)) continue;
      needed.add(next.file);
      addImports(next);
    }
  };
  for (const source of ['web/src/main.ts', 'web/src/map/draw-map.ts', 'web/src/coverage/coverage-panel.ts']) {
    const entry = named(source);
    needed.add(entry.file);
    addImports(entry);
  }
  // The largest first: it decides when the map is there.
  const bytes = (/** @type {string} */ name) => built.find(({ file }) => file === name)?.bytes ?? 0;
  const preload = [...needed]
    .sort((one, other) => bytes(other) - bytes(one))
    .map((file) => `<link rel="modulepreload" href="/assets/${file}">`);
  const template = await readFile(path.join(root, 'web/index.html'), 'utf8');
  const html = template.replace(
    '<!-- parts -->',
    [
      `<link rel="icon" href="/assets/${iconName}">`,
      ...preload,
      `<script type="module" src="/assets/${page.file}"></script>`,
    ].join('\n    '),
  );
  outputs.set(path.join(folder, 'index.html'), Buffer.from(html));
  const embed = `import './assets/${named('web/src/embed.ts').file}';\n`;
  outputs.set(path.join(folder, 'embed.js'), Buffer.from(embed));

  const compressed = await Promise.all(
    [...outputs]
      .filter(([file]) => file.endsWith('.js'))
      .flatMap(([file, contents]) =>
        /** @type {const} */ (['gz', 'br']).map(async (ending) => [
          `${file}.${ending}`,
          await compressOnce(file, contents, ending),
        ]),
      ),
  );
  return new Map([...outputs, ...compressed]);
}

function contentHash(/** @type {Buffer} */ contents) {
  return createHash('sha256')
    .update(contents)
    .digest('base64url')
    .replace(/[_-]/g, '')
    .slice(0, 8)
    .toUpperCase();
}

/** Compressing takes longer than bundling: what stands in the folder for the same contents is taken again. */
async function compressOnce(
  /** @type {string} */ file,
  /** @type {Buffer} */ contents,
  /** @type {'gz' | 'br'} */ ending,
) {
  const [known, done] = await Promise.all(
    [file, `${file}.${ending}`].map((name) => readFile(name).catch(() => null)),
  );
  if (done && known?.equals(contents)) return done;
  return ending === 'gz'
    ? zip.gz(contents, { level: 9 })
    : zip.br(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
