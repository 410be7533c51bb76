import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importSchemaFiles } from '../../src/imports/import-schema.js';

it.each(Object.entries(importSchemaFiles()))(
  '%s is what the reader reads (npm run schema:emit)',
  (file, content) => {
    expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toBe(content);
  },
);
