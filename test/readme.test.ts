import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSampleRegion } from '../geodata/sample/generate-sample-region.js';
import { loadSampleRegion } from '../src/imports/index.js';
import { exampleQueries } from '../src/server/example-queries.js';
import { openProgram, type Program } from './support/program.js';

const readme = readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../README.md'), 'utf8');
const examples = [...readme.matchAll(/```graphql\n([^]*?)```\n\n```json\n([^]*?)```/g)].map(
  ([, query, answer]) => ({ query: query!, answer: JSON.parse(answer!) as unknown }),
);

describe('what the README and the start promise, on the sample region', () => {
  let program: Program;
  beforeAll(async () => {
    program = await openProgram();
    await loadSampleRegion({ manager: program.database.manager, region: generateSampleRegion() });
    await program.rooms.indicators.prepare();
  });
  afterAll(() => program.close());

  it('shows eight worked examples', () => {
    expect(examples).toHaveLength(8);
  });

  it.each(examples)('gives the printed answer: $query', async ({ query, answer }) => {
    expect(await program.ask(query)).toEqual(answer);
  });

  it.each(exampleQueries)('answers the query shown at the start: $title', async ({ query }) => {
    const answer = await program.ask<Record<string, unknown>>(query);
    expect(Object.values(answer)[0]).toBeTruthy();
  });
});
