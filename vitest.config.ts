import { defineConfig } from 'vitest/config';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

export default defineConfig({
  // type-graphql and Apollo must share one copy of graphql; Vite would otherwise load its .mjs twin as a second one.
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: require.resolve('graphql/index.js') },
      // Worker threads run plain JavaScript: a bundle made before the tests begin.
      { find: /^.*\/worker-file\.js$/, replacement: path.resolve('test/support/worker-file.ts') },
    ],
  },
  test: {
    globalSetup: ['test/support/template-database.ts', 'test/support/bundle-workers.ts'],
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
