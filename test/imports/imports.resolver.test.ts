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
      { code: 'MISSING_FIELD', row: 2, message: '缺少必填的“候选点类型（kind）”。' },
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

it('imports a network of lines, and tells what it found in it', async () => {
  const line = (id: number, ...coordinates: number[][]) => ({
    type: 'Feature',
    id,
    properties: id === 3 ? { highway: 'motorway' } : { kind: 'footway' },
    geometry: { type: 'LineString', coordinates },
  });
  const cross = {
    type: 'FeatureCollection',
    features: [
      line(1, [118.29, 33.95], [118.292, 33.95]),
      line(2, [118.291, 33.949], [118.291, 33.951]),
      line(3, [118.29, 33.94], [118.292, 33.94]),
    ],
  };
  const mutation = `mutation ($features: GeoJSON!, $nodeCrossings: Boolean!, $dataset: ImportDataset!) {
    importFeatures(dataset: $dataset, features: $features, source: { key: "lines" }, nodeCrossings: $nodeCrossings) {
      inserted
      network {
        isNew nodeCount componentCount noding { crossingCount } ignored { reason text count }
        survey { islandCount islands { nodeCount lon } looseEnds { gapMeters wayId } stepsCount }
      }
    }
  }`;
  const variables = { features: cross, dataset: 'network' };
  const apart = await ask(mutation, 'planner', { ...variables, nodeCrossings: false });
  expect(apart.errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(apart.data)).importFeatures).toMatchObject({
    inserted: 2,
    network: {
      isNew: true,
      componentCount: 2,
      noding: null,
      ignored: [{ reason: 'motorTrafficOnly', text: '只供机动车通行', count: 1 }],
      survey: { islandCount: 1, islands: [{ nodeCount: 2 }], looseEnds: [], stepsCount: 0 },
    },
  });
  const joined = await ask(mutation, 'planner', { ...variables, nodeCrossings: true });
  expect(JSON.parse(JSON.stringify(joined.data)).importFeatures.network).toMatchObject({
    nodeCount: 5,
    componentCount: 1,
    noding: { crossingCount: 1 },
  });
  const others = await ask(mutation, 'planner', { features, dataset: 'candidates', nodeCrossings: true });
  expect(codeOf(others)).toBe('BAD_USER_INPUT');

  const { data, errors } = await ask(
    '{ importRuns(first: 1) { edges { node { at report { network { survey { islandCount } ignored { reason } } } } } } }',
    'planner',
  );
  expect(errors).toBeUndefined();
  const { at, report } = JSON.parse(JSON.stringify(data)).importRuns.edges[0].node;
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(600_000);
  expect(report.network).toEqual({ survey: { islandCount: 0 }, ignored: [{ reason: 'motorTrafficOnly' }] });
});

it('lists the runs, newest first', async () => {
  await ask(MUTATION, 'admin', { features, dryRun: false });
  const query =
    '{ importRuns(first: 1) { totalCount pageInfo { hasNextPage endCursor } edges { node { actor fileName report { dataset unchanged issues { code } } } } } }';
  const { data, errors } = await ask(query, 'planner');
  expect(errors).toBeUndefined();
  const { importRuns } = JSON.parse(JSON.stringify(data));
  expect(importRuns).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
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
