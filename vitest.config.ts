import { defineConfig } from 'vitest/config';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { whichTests } from './test/support/which-tests.js';

const require = createRequire(import.meta.url);
const { unit, database, web } = whichTests();

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
    // Far more than any test takes where nothing else runs.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Test files of a project share what they import: loading it anew for each would take longer than most tests.
    isolate: false,
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: unit,
          globalSetup: ['test/support/bundle-workers.ts'],
          setupFiles: ['test/support/no-database.ts', 'test/support/same-draws-in-ci.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: database,
          globalSetup: ['test/support/template-database.ts', 'test/support/bundle-workers.ts'],
          setupFiles: ['test/support/same-draws-in-ci.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: web,
          globalSetup: ['test/support/journey-server.ts'],
          // One program and one browser answer all of them.
          fileParallelism: false,
          // After the others, which take the machine.
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
