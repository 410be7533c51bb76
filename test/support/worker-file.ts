// Stands in for src/platform/compute/worker-file.ts while tests run (vitest.config.ts).
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';

export const workerFile = (name: string): URL => pathToFileURL(inject('workerFiles')[name]);
