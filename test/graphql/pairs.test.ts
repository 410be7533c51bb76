import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, ROLES } from '../../src/platform/access/viewer.js';
import { type Catalogue, openCatalogue } from '../support/catalogue.js';

/**
 * Every queries/x.graphql is run on the small county and must answer as expectations/x.json says.
 * Comment lines at the top of a query set the viewer and the variables:
 *   # role: planner
 *   # variables: {"first": 2}
 * UPDATE_EXPECTATIONS=1 writes the answers down; read the difference before you commit it.
 */
const folder = path.dirname(fileURLToPath(import.meta.url));
const queries = readdirSync(path.join(folder, 'queries')).filter((name) => name.endsWith('.graphql'));

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await openCatalogue();
});
afterAll(() => catalogue?.close());

describe('query and expectation', () => {
  test.each(queries)('%s', async (name) => {
    const document = readFileSync(path.join(folder, 'queries', name), 'utf8');
    const role = header(document, 'role') ?? 'public';
    expect(ROLES).toContain(role);
    const variables = JSON.parse(header(document, 'variables') ?? '{}');
    const answer = await catalogue.ask(document, variables, role as Role);
    const file = path.join(folder, 'expectations', name.replace('.graphql', '.json'));
    if (process.env.UPDATE_EXPECTATIONS) writeFileSync(file, `${JSON.stringify(answer, null, 2)}\n`);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('every expectation has its query', () => {
    const expected = readdirSync(path.join(folder, 'expectations')).map((name) =>
      name.replace('.json', '.graphql'),
    );
    expect(expected.sort()).toEqual([...queries].sort());
  });
});

function header(document: string, key: string): string | undefined {
  return document.match(new RegExp(`^# ${key}: (.*)$`, 'm'))?.[1];
}
