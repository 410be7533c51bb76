// Compiles assembly/sweeps.ts into src/kernel/accessibility/sweeps-code.ts, a text the kernel carries with it; with
// --check only says whether the committed text is what the source compiles to.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(root, 'src/kernel/accessibility/sweeps-code.ts');

let code = null;
const { error, stderr } = await asc.main(
  [
    'assembly/sweeps.ts',
    '--baseDir',
    root,
    '--outFile',
    'sweeps.wasm',
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
if (error || code === null) {
  console.error(`${stderr.toString()}\nassembly: assembly/sweeps.ts does not compile.`);
  process.exit(1);
}
const text = `// Compiled from assembly/sweeps.ts by \`npm run assembly:emit\`; not to be edited.
export const SWEEPS_CODE =
  '${code.toString('base64')}';
`;
if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error(
      'assembly: sweeps-code.ts is not what assembly/sweeps.ts compiles to; run `npm run assembly:emit`.',
    );
    process.exit(1);
  }
} else await writeFile(target, text);
