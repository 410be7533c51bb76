// Stands in for src/accessibility/engine/walk-worker-file.ts while tests run (vitest.config.ts).
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

export const walkWorkerFile = pathToFileURL(inject('walkWorkerFile'));
