import 'reflect-metadata';
import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImportsRoom } from '../../src/imports/index.js';
import type { Role } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../../src/platform/graphql/request-context.js';
import { openTestDatabase } from '../support/database.js';
import { countOf } from './import-support.js';

let database: Database;
let ask: (source: string, role: Role, variables?: Record<string, unknown>) => ReturnType<typeof graphql>;

beforeAll(async () => {
  database = await openTestDatabase();
  const schema = buildGraphqlSchema(createImportsRoom({ manager: database.manager }).resolvers);
  ask = (source, role, variableValues) =>
    graphql({
      schema,
      source,
      variableValues,
      contextValue: createRequestContext({ actor: `the ${role}`, role }, new AbortController().signal),
    });
});
afterAll(() => database.close());

const MUTATION = `mutation ($features: GeoJSON!, $dryRun: Boolean!) {
  importFeatures(dataset: candidates, features: $features, source: { key: "survey", title: "摸底" }, dryRun: $dryRun) {
    read inserted rejected dryRun issues { code row message }
  }
}`;
const point = (id: string, properties: object) => ({
  type: 'Feature',
  id,
  properties,
  geometry: { type: 'Point', coordinates: [118.29, 33.95] },
});
const features = {
  type: 'FeatureCollection',
  features: [point('c1', { name: '旧小学', kind: 'IDLE_SCHOOL' }), point('c2', { name: '无类型' })],
};

function codeOf(result: Awaited<ReturnType<typeof graphql>>): string | undefined {
  const cause = result.errors?.[0].originalError;
  return cause instanceof PlanningError ? cause.code : undefined;
}

it('imports features for planners, with the rows that failed', async () => {
  const dry = await ask(MUTATION, 'planner', { features, dryRun: true });
  expect(dry.errors).toBeUndefined();
  expect(await countOf(database, 'candidate_site')).toBe(0);
  const result = await ask(MUTATION, 'planner', { features, dryRun: false });
  expect(JSON.parse(JSON.stringify(result.data)).importFeatures).toEqual({
    read: 2,
    inserted: 1,
    rejected: 1,
    dryRun: false,
    issues: [
      { code: 'NO_DIVISION_FOUND', row: null, message: expect.stringContaining('1 条记录') },
      { code: 'MISSING_FIELD', row: 2, message: '缺少必填的“kind”。' },
    ],
  });
  expect(
    await countOf(database, "audit_entry WHERE actor = 'the planner' AND action = 'import.candidates'"),
  ).toBe(1);
});

it('refuses others, and what is no collection', async () => {
  expect(codeOf(await ask(MUTATION, 'public', { features, dryRun: false }))).toBe('UNAUTHENTICATED');
  expect(codeOf(await ask(MUTATION, 'resources', { features, dryRun: false }))).toBe('FORBIDDEN');
  expect(codeOf(await ask(MUTATION, 'planner', { features: features.features[0], dryRun: false }))).toBe(
    'BAD_USER_INPUT',
  );
  const empty = { type: 'FeatureCollection', features: [] };
  expect(codeOf(await ask(MUTATION, 'planner', { features: empty, dryRun: false }))).toBe('BAD_USER_INPUT');
});

it('lists the runs, newest first', async () => {
  await ask(MUTATION, 'admin', { features, dryRun: false });
  const query =
    '{ importRuns(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { node { actor fileName report { dataset unchanged issues { code } } } } } }';
  const { data, errors } = await ask(query, 'planner');
  expect(errors).toBeUndefined();
  const { importRuns } = JSON.parse(JSON.stringify(data));
  expect(importRuns).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  expect(importRuns.edges[0].node).toMatchObject({
    actor: 'the admin',
    report: { dataset: 'candidates', unchanged: 1 },
  });
  const next = await ask(
    query.replace('first: 1', `first: 1, after: "${importRuns.pageInfo.endCursor}"`),
    'planner',
  );
  expect(JSON.parse(JSON.stringify(next.data)).importRuns.edges[0].node.actor).toBe('the planner');
  expect(codeOf(await ask(query, 'public'))).toBe('UNAUTHENTICATED');
});
