import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleQueries } from '../../src/server/example-queries.js';

describe('example queries', () => {
  it.each(exampleQueries)('$title: one named query about the sample county', ({ query, title }) => {
    const operation = getOperationAST(parse(query))!;
    expect(operation.operation).toBe('query');
    expect(operation.name!.value).toMatch(/^[A-Z]/);
    expect(query).toContain('321302000000');
    expect(title).toMatch(/^\p{Script=Han}/u);
  });
});
