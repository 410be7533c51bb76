import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('the typed client needs no package where it runs', async () => {
  const { metafile } = await build({
    entryPoints: ['clients/typescript/src/index.ts'],
    absWorkingDir: new URL('../../..', import.meta.url).pathname,
    bundle: true,
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
});
