import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, startTestServer, type TestServer } from './test-server.js';

const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const nested = (depth: number) =>
  `{ child { ${'child { '.repeat(depth - 2)} name ${'} '.repeat(depth - 2)} } }`;

describe('limits on a query', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ env: { QUERY_COST_LIMIT: '5000', BODY_LIMIT_BYTES: '100000' } });
  });
  afterAll(() => server.close());

  async function expectLimit(query: string, words: RegExp, variables?: object) {
    const { status, body } = await ask(server, query, { variables });
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringMatching(words),
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
  }

  it('answers what stays within them', async () => {
    expect((await ask(server, nested(20))).body.errors).toBeUndefined();
    expect((await ask(server, `{ ${repeat(30, (i) => `a${i}: whoami`)} }`)).body.errors).toBeUndefined();
    expect(
      (await ask(server, '{ nodes(first: 1000) { edges { node { name } } } }')).body.errors,
    ).toBeUndefined();
  });

  it('depth', () => expectLimit(nested(21), /depth limit of 20 exceeded, found 21/));

  it('depth, hidden in a fragment', () =>
    expectLimit(
      `{ child { ...f } } fragment f on Node { ${'child { '.repeat(19)} name ${'} '.repeat(19)} }`,
      /depth limit/,
    ));

  it('aliases', () =>
    expectLimit(`{ ${repeat(31, (i) => `a${i}: whoami`)} }`, /Aliases limit of 30 exceeded/));

  it('aliases of __typename', () =>
    expectLimit(`{ ${repeat(31, (i) => `a${i}: __typename`)} }`, /Aliases limit of 30/));

  it('directives', () =>
    expectLimit(`{ whoami ${repeat(9, () => '@include(if: true)')} }`, /Directives limit of 8/));

  it('tokens', () =>
    expectLimit(`{ ${repeat(5001, () => 'whoami')} }`, /more than 5000 words and signs \(tokens\)/));

  it('the same field many times costs many times', () =>
    expectLimit(
      `{ nodes(first: 10) { edges { node { ${repeat(600, () => 'name')} } } } }`,
      /could answer with about 6021 fields; the limit is 5000/,
    ));

  it('lists inside lists', () =>
    expectLimit(
      '{ nodes(first: 100) { edges { node { nodes(first: 100) { edges { node { name } } } } } } }',
      /Ask for fewer rows/,
    ));

  it('lists whose size is a variable, or the default', async () => {
    const query =
      'query Q($n: Int) { nodes(first: $n) { edges { node { nodes { edges { node { name } } } } } } }';
    await expectLimit(query, /the limit is 5000/, { n: 1000 });
    await expectLimit(query, /the limit is 5000/);
    await expectLimit(query, /the limit is 5000/, { n: null });
    expect((await ask(server, query, { variables: { n: 2 } })).body.errors).toBeUndefined();
  });

  it('a wrong argument is no way round the cost', async () => {
    const expensive =
      'nodes(first: 1000) { edges { node { nodes(first: 1000) { edges { node { name } } } } } }';
    const { status, body } = await ask(server, `query Q($x: Int = 1) { echo(number: $x) ${expensive} }`, {
      variables: { x: null },
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('the size of a body', async () => {
    const { status, body } = await ask(server, `{ whoami } # ${'x'.repeat(100_000)}`);
    expect(status).toBe(413);
    expect(body.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });

  it('many queries in one request', async () => {
    const response = await server.server.fastify.inject({
      method: 'POST',
      url: '/graphql',
      payload: [{ query: '{ whoami }' }, { query: '{ whoami }' }],
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('refuses thousands of equal fields quickly', async () => {
    const startedAt = performance.now();
    const { body } = await ask(server, `{ nodes { edges { node { ${repeat(4900, () => 'name')} } } } }`);
    expect(body.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

describe('limits on a client', () => {
  it('requests a minute, each client for itself; probes are free', async () => {
    const server = await startTestServer({ env: { REQUESTS_PER_MINUTE: '3' } });
    const from = (remoteAddress: string) => ask(server, '{ whoami }', { remoteAddress });
    for (let i = 0; i < 3; i++) expect((await from('203.0.113.1')).status).toBe(200);
    const refused = await from('203.0.113.1');
    expect(refused.status).toBe(429);
    expect(refused.body.errors?.[0]).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED', limit: 3 } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await from('203.0.113.2')).status).toBe(200);
    for (let i = 0; i < 5; i++) {
      const probe = await server.server.fastify.inject({ url: '/health/live', remoteAddress: '203.0.113.1' });
      expect(probe.statusCode).toBe(200);
    }
    await server.close();
  });

  it('tiles a minute, counted by themselves', async () => {
    const tile = async () => ({ etag: 'W/"x"', bytes: null, isGzipped: false, leftOut: 0 });
    const server = await startTestServer({
      env: { REQUESTS_PER_MINUTE: '2', TILES_PER_MINUTE: '5' },
      app: { tiles: { tile, warmUp: async () => {} } as never },
    });
    const url = '/tiles/divisions/1/1/1.mvt';
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await server.server.fastify.inject({ url })).statusCode);
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
    const refused = await server.server.fastify.inject({ url });
    expect(refused.json().errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 5 });
    expect((await ask(server, '{ whoami }')).status).toBe(200);
    await server.close();
    const unlimited = await startTestServer({
      env: { REQUESTS_PER_MINUTE: '1', TILES_PER_MINUTE: '0' },
      app: { tiles: { tile, warmUp: async () => {} } as never },
    });
    for (let i = 0; i < 4; i++) expect((await unlimited.server.fastify.inject({ url })).statusCode).toBe(204);
    await unlimited.close();
  });

  it('time: a resolver that hangs cannot hold the answer', async () => {
    const server = await startTestServer({
      env: { REQUEST_TIMEOUT_MS: '150' },
      resolvers: { 'Node.work': () => new Promise(() => {}) },
    });
    const { status, body } = await ask(server, '{ child { work } }');
    expect(status).toBe(504);
    expect(body.errors?.[0]).toMatchObject({
      extensions: { code: 'DEADLINE_EXCEEDED', timeoutSeconds: 0.15 },
    });
    await server.close();
  });
});
