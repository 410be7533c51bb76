import { buildSchema, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { afterEach, describe, expect, test } from 'vitest';
import type { RequestContext } from '../../src/platform/graphql/request-context.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { connect as connectTo, type ConnectOptions, WebSocket } from '../support/socket-client.js';
import { startTestServer, type TestServer, type TestServerOptions } from './test-server.js';

/** What the server's subscriptions were asked and when they were let go. */
interface Seen {
  readonly signals: AbortSignal[];
  returned: number;
}

function subscriptionSchema(seen: Seen): GraphQLSchema {
  const schema = buildSchema(/* GraphQL */ `
    type Query {
      whoami: String!
      self: Node!
    }
    type Node {
      self: Node!
      name: String!
      nodes(first: Int!): NodeConnection
    }
    type NodeConnection {
      nodes: [Node!]
    }
    type Subscription {
      count(to: Int!): Int!
      whoami: String!
      node: Node!
      forever: Int!
      refused: Int!
      broken: Int!
    }
  `);
  const fields = (schema.getType('Subscription') as GraphQLObjectType).getFields();
  const value = (source: unknown) => source;
  for (const field of Object.values(fields)) field.resolve = value;
  fields.count!.subscribe = async function* (_source, { to }) {
    for (let number = 1; number <= to; number++) yield number;
  };
  fields.whoami!.subscribe = async function* (_source, _args, { viewer }: RequestContext) {
    yield `${viewer.actor} ${viewer.role}`;
  };
  fields.node!.subscribe = async function* () {
    yield { name: 'a' };
  };
  fields.forever!.subscribe = (_source, _args, { signal }: RequestContext) => {
    seen.signals.push(signal);
    let first = true;
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => {
        if (!first) return new Promise<IteratorResult<number>>(() => {});
        first = false;
        return Promise.resolve({ done: false, value: 1 });
      },
      return: async () => {
        seen.returned++;
        return { done: true, value: undefined };
      },
      throw: async () => ({ done: true, value: undefined }),
    } as AsyncIterableIterator<number>;
  };
  fields.refused!.subscribe = () => {
    throw new PlanningError('FORBIDDEN', 'Not for you.');
  };
  fields.broken!.subscribe = () => {
    throw new TypeError('secret details');
  };
  return schema;
}

let open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.reverse()) await one.close();
  open = [];
});

async function listen(options: TestServerOptions = {}) {
  const seen: Seen = { signals: [], returned: 0 };
  const test: TestServer = await startTestServer({ ...options, app: { schema: subscriptionSchema(seen) } });
  const port = await test.server.listen();
  open.push(test);
  return { test, seen, address: `ws://localhost:${port}/graphql` };
}

function connect(address: string, options?: ConnectOptions): Client {
  const client = connectTo(address, options);
  open.push({ close: () => client.dispose() });
  return client;
}

/** Every answer of a subscription until its end. */
async function all(client: Client, query: string, variables?: Record<string, unknown>) {
  const answers: FormattedExecutionResult<Record<string, unknown>, unknown>[] = [];
  for await (const answer of client.iterate<Record<string, unknown>>({ query, variables }))
    answers.push(answer);
  return answers;
}

const data = async (client: Client, query: string, variables?: Record<string, unknown>) =>
  (await all(client, query, variables)).map(({ data, errors }) => errors ?? data);

/** Status of a handshake that is refused. */
function handshake(address: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('error', () => {});
  });
}

const code = (errors: unknown) => (errors as { extensions: { code: string } }[])[0]!.extensions.code;
/** The errors a subscription is refused with. */
const refusal = (client: Client, query: string, variables?: Record<string, unknown>) =>
  all(client, query, variables).then(
    (answers) => answers[0]!.errors as never,
    (errors: unknown) => errors as { message: string; extensions: { code: string } }[],
  );

describe('a subscription', () => {
  test('tells every event and ends', async () => {
    const { address } = await listen();
    expect(await data(connect(address), 'subscription ($to: Int!) { count(to: $to) }', { to: 3 })).toEqual([
      { count: 1 },
      { count: 2 },
      { count: 3 },
    ]);
  });

  test('ends at once on the server when the client leaves it, or goes', async () => {
    const { address, seen } = await listen();
    const client = connect(address);
    const first = client.iterate({ query: 'subscription { forever }' });
    await first.next();
    await first.return!();
    await expect.poll(() => seen.returned).toBe(1);
    expect(seen.signals[0]!.aborted).toBe(true);
    await client.iterate({ query: 'subscription { forever }' }).next();
    client.terminate();
    await expect.poll(() => seen.returned).toBe(2);
    await expect.poll(() => seen.signals[1]!.aborted).toBe(true);
  });

  test('shows errors as answers over HTTP do', async () => {
    const { address, test } = await listen();
    const client = connect(address);
    expect(code(await refusal(client, 'subscription { refused }'))).toBe('FORBIDDEN');
    const [broken] = await refusal(client, 'subscription { broken }');
    expect(broken!.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(broken!.message).not.toContain('secret');
    expect(test.logText()).toContain('secret details');
  });
});

describe('who subscribes', () => {
  const keys = { 'a-key': { name: 'desk', role: 'planner' } } as const;
  const whoami = 'subscription { whoami }';

  test('is found out from the handshake, or from connectionParams', async () => {
    const { address } = await listen({ keys });
    expect(await data(connect(address), whoami)).toEqual([{ whoami: 'local admin' }]);
    const byHeader = connect(address, { headers: { 'x-api-key': 'a-key' } });
    expect(await data(byHeader, whoami)).toEqual([{ whoami: 'key:desk planner' }]);
    const byParams = connect(address, { params: { 'X-Api-Key': 'a-key' } });
    expect(await data(byParams, whoami)).toEqual([{ whoami: 'key:desk planner' }]);
  });

  test('is public behind a proxy without a credential', async () => {
    const { address } = await listen();
    const client = connect(address, { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect(await data(client, whoami)).toEqual([{ whoami: 'anonymous public' }]);
  });

  test('is refused with a credential that is not good', async () => {
    const { address } = await listen({ keys });
    expect(await handshake(address, { 'x-api-key': 'wrong' })).toBe(401);
    const client = connect(address, { params: { authorization: 'Bearer x' } });
    await expect(all(client, whoami)).rejects.toMatchObject({ code: 4401 });
  });

  test('is asked again for each subscription', async () => {
    const changing: Record<string, { name: string; role: 'planner' }> = { 'a-key': keys['a-key'] };
    const { address } = await listen({ keys: changing });
    const client = connect(address, { params: { 'x-api-key': 'a-key' } });
    await client.iterate({ query: 'subscription { forever }' }).next();
    delete changing['a-key'];
    expect(code(await refusal(client, whoami))).toBe('UNAUTHENTICATED');
  });
});

describe('a page', () => {
  test('of another origin may not connect; this server’s own and those of CORS_ORIGINS may', async () => {
    const { address } = await listen({ env: { CORS_ORIGINS: 'https://maps.example.cn' } });
    const own = new URL(address).host;
    expect(await handshake(address, { origin: 'https://evil.example' })).toBe(403);
    expect(await handshake(address, { origin: 'null' })).toBe(403);
    expect(await handshake(address, { origin: `http://${own}` })).toBe(101);
    expect(await handshake(address, { origin: 'https://maps.example.cn' })).toBe(101);
  });

  test('of CORS_ORIGINS is not the person at this machine', async () => {
    const { address } = await listen({ env: { CORS_ORIGINS: 'https://maps.example.cn' } });
    const client = connect(address, { headers: { origin: 'https://maps.example.cn' } });
    expect(await data(client, 'subscription { whoami }')).toEqual([{ whoami: 'anonymous public' }]);
  });
});

describe('limits', () => {
  const deep = (levels: number) =>
    `subscription { node ${'{ self '.repeat(levels)}{ name }${' }'.repeat(levels)} }`;

  test.each([
    ['too deep', deep(30), 'LIMIT_EXCEEDED'],
    ['too many words', `subscription { ${'whoami '.repeat(6000)} }`, 'LIMIT_EXCEEDED'],
    [
      'too many aliases',
      `subscription { node { ${Array.from({ length: 40 }, (_, i) => `a${i}: name`).join(' ')} } }`,
      'LIMIT_EXCEEDED',
    ],
    ['too costly', 'subscription { node { nodes(first: 1000) { nodes { name } } } }', 'LIMIT_EXCEEDED'],
    ['not in the schema', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['not GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['of a wrong variable', 'subscription ($to: Int!) { count(to: $to) }', 'BAD_USER_INPUT'],
    ['a query', '{ whoami }', 'BAD_REQUEST'],
  ])('a subscription that is %s is refused', async (_what, query, expected) => {
    const { address } = await listen({ env: { QUERY_COST_LIMIT: '1000' } });
    expect(code(await refusal(connect(address), query))).toBe(expected);
  });

  test('a connection carries 20 subscriptions at a time', async () => {
    const { address } = await listen();
    const client = connect(address);
    const running = Array.from({ length: 20 }, () => client.iterate({ query: 'subscription { forever }' }));
    for (const one of running) await one.next();
    expect(code(await refusal(client, 'subscription { whoami }'))).toBe('LIMIT_EXCEEDED');
    await running[0]!.return!();
    await expect.poll(() => data(client, 'subscription { whoami }')).toEqual([{ whoami: 'local admin' }]);
    // What is refused takes no place.
    for (let i = 0; i < 25; i++) await refusal(client, '{ whoami }');
    expect(await data(client, 'subscription { whoami }')).toEqual([{ whoami: 'local admin' }]);
  });

  test('an address has 20 connections', async () => {
    const { address } = await listen();
    const sockets = Array.from({ length: 20 }, () => new WebSocket(address, 'graphql-transport-ws'));
    open.push({ close: () => sockets.forEach((socket) => socket.terminate()) });
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
    expect(await handshake(address, {})).toBe(429);
    sockets[0]!.close();
    await expect.poll(() => handshake(address, {})).toBe(101);
  });

  test('a message too large, one too many, and a client that never says who it is end the connection', async () => {
    const { address } = await listen({ env: { REQUESTS_PER_MINUTE: '10' } });
    const closing = (act: (socket: WebSocket) => void) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(address, 'graphql-transport-ws');
        socket.once('open', () => act(socket));
        socket.once('close', resolve);
        socket.on('error', () => {});
      });
    const codes = await Promise.all([
      closing((socket) => socket.send('x'.repeat(70_000))),
      closing((socket) => {
        for (let i = 0; i < 11; i++) socket.send('{"type":"ping"}');
      }),
      closing((socket) => socket.send('not JSON')),
      closing((socket) => socket.send('{"type":"subscribe","id":"1","payload":{"query":"{a}"}}')),
      closing(() => {}),
    ]);
    expect(codes).toEqual([expect.any(Number), 1008, 4400, 4401, 4408]);
    expect([1006, 1009]).toContain(codes[0]);
  });
});

test('GraphiQL’s own client follows a subscription, says who it is, and leaves', async () => {
  const { address, seen } = await listen({ keys: { 'a-key': { name: 'desk', role: 'planner' } } });
  // What browsers load; it has no types.
  const file = new URL('../../src/server/graphiql/subscribe.mjs', import.meta.url).href;
  const { subscribe } = (await import(file)) as {
    subscribe(connection: object, params: { query: string }): AsyncIterable<unknown>;
  };
  const ask = async (query: string, headers = {}) => {
    const answers: unknown[] = [];
    const connection = { url: address, headers, Socket: WebSocket };
    for await (const answer of subscribe(connection, { query })) {
      answers.push(answer);
      if (query.includes('forever')) break;
    }
    return answers;
  };
  expect(await ask('subscription { count(to: 2) }')).toEqual([
    { data: { count: 1 } },
    { data: { count: 2 } },
  ]);
  expect(await ask('subscription { whoami }', { 'x-api-key': 'a-key' })).toEqual([
    { data: { whoami: 'key:desk planner' } },
  ]);
  expect(await ask('{ whoami }')).toMatchObject([{ errors: [{ extensions: { code: 'BAD_REQUEST' } }] }]);
  expect(await ask('subscription { whoami }', { 'x-api-key': 'wrong' })).toEqual([
    { errors: [{ message: expect.stringContaining('API key') }] },
  ]);
  await ask('subscription { forever }');
  await expect.poll(() => seen.returned).toBe(1);
});

test('a stopping server lets go of everybody in time', async () => {
  const { address, seen, test } = await listen();
  await connect(address).iterate({ query: 'subscription { forever }' }).next();
  // One that never answers a closing handshake.
  const deaf = new WebSocket(address, 'graphql-transport-ws');
  await new Promise((resolve) => deaf.once('open', resolve));
  (deaf as unknown as { _socket: { pause(): void } })._socket.pause();
  const begun = performance.now();
  await test.server.close();
  expect(performance.now() - begun).toBeLessThan(3000);
  expect(seen.signals[0]!.aborted).toBe(true);
});

test('a subscription sent by HTTP is refused', async () => {
  const { address } = await listen();
  const response = await fetch(address.replace('ws:', 'http:'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { whoami }' }),
  });
  expect(response.status).toBe(400);
  expect(code(((await response.json()) as { errors: unknown }).errors)).toBe('BAD_REQUEST');
});
