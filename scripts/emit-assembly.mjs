// Compiles the sources in assembly/ into texts the kernel carries with it; with --check only says whether the committed
// texts are what the sources compile to.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const targets = [
  ['assembly/sweeps.ts', 'src/kernel/accessibility/sweeps-code.ts', 'SWEEPS_CODE'],
  ['assembly/outlines.ts', 'src/kernel/geometry/outlines-code.ts', 'OUTLINES_CODE'],
  ['assembly/polygon-text.ts', 'src/kernel/geometry/polygon-text-code.ts', 'POLYGON_TEXT_CODE'],
];

for (const [source, target, name] of targets) {
  const text = `// Compiled from ${source} by \`npm run assembly:emit\`; not to be edited.
export const ${name} =
  '${(await compiled(source)).toString('base64')}';
`;
  const file = path.join(root, target);
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`assembly: ${target} is not what ${source} compiles to; run \`npm run assembly:emit\`.`);
    process.exitCode = 1;
  }
}

async function compiled(source) {
  let code = null;
  const { error, stderr } = await asc.main(
    [
      source,
      '--baseDir',
      root,
      '--outFile',
      'code.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--noExportMemory',
      '--enable',
      'simd',
      '--initialMemory',
      '1',
    ],
    { writeFile: (_name, contents) => void (code = Buffer.from(contents)) },
  );
  if (!error && code !== null) return code;
  console.error(`${stderr.toString()}\nassembly: ${source} does not compile.`);
  process.exit(1);
}
