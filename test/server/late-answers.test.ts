import { once } from 'node:events';
import http from 'node:http';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { buildSchema, type GraphQLObjectType, type GraphQLScalarType } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { LateJsonText } from '../../src/platform/graphql/json-text.js';
import type { RequestContext } from '../../src/platform/graphql/request-context.js';
import { startTestServer, type TestServer } from './test-server.js';

/** A text that is made from outside, in memory as threads share it. */
class Made {
  private settle!: { come: () => void; fail: (reason: unknown) => void };
  private readonly arrival = new Promise<void>((come, fail) => (this.settle = { come, fail }));
  readonly text = new LateJsonText(this.arrival);

  constructor() {
    this.arrival.catch(() => {});
  }

  come(value: unknown): void {
    const json = Buffer.from(JSON.stringify(value));
    const shared = new Uint8Array(new SharedArrayBuffer(json.length));
    shared.set(json);
    this.text.bytes = shared;
    this.settle.come();
  }

  fail(reason: unknown): void {
    this.settle.fail(reason);
  }
}

/** A schema whose areas are made from outside. */
function schemaOf(texts: readonly Made[], began: (context: RequestContext) => void) {
  const schema = buildSchema(
    'scalar Shape type Query { areas: [Area!]! } type Area { id: Int! shape: Shape! }',
  );
  (schema.getType('Shape') as GraphQLScalarType).serialize = (value) => value;
  (schema.getType('Query') as GraphQLObjectType).getFields().areas.resolve = (_source, _args, context) => {
    began(context as RequestContext);
    return texts.map(({ text }, id) => ({ id, shape: text }));
  };
  return schema;
}

describe('an answer that is sent while it is being made', () => {
  let server: TestServer;
  afterEach(() => server.close());

  /** Asks for as many areas, and answers with what the client has and what the resolver was given. */
  async function ask(count: number, { env = {}, headers = {} } = {}) {
    const texts = Array.from({ length: count }, () => new Made());
    let begin!: (context: RequestContext) => void;
    const began = new Promise<RequestContext>((resolve) => (begin = resolve));
    server = await startTestServer({ env, app: { schema: schemaOf(texts, begin) } });
    let handedOut = 0;
    server.server.fastify.addHook('onSend', async (_request, _reply, payload) => {
      if (!(payload instanceof Readable)) return payload;
      const push = payload.push.bind(payload);
      payload.push = (piece: Uint8Array | null) => {
        handedOut += piece?.length ?? 0;
        return push(piece);
      };
      return payload;
    });
    const request = http.request({
      port: await server.server.listen(),
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    request.end(JSON.stringify({ query: '{ areas { id shape } }' }));
    const answered = once(request, 'response').then(([response]) => response as http.IncomingMessage);
    answered.catch(() => {});
    const { signal, sending } = await began;
    // Not what the server answered itself to warm up.
    handedOut = 0;
    return { texts, request, answered, signal, sending: sending!, handedOut: () => handedOut };
  }
  const expected = (shapes: readonly unknown[]) => ({
    data: { areas: shapes.map((shape, id) => ({ id, shape })) },
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

  it('begins with the first text and keeps the order, whatever comes first', async () => {
    const { texts, answered, sending } = await ask(3);
    let isSent = false;
    sending.atEnd(() => (isSent = true));
    texts[2].come('c');
    texts[0].come(['a']);
    const response = await answered;
    const [first] = await once(response, 'data');
    expect(String(first)).toBe('{"data":{"areas":[{"id":0,"shape":["a"]},{"id":1');
    await pause();
    expect(isSent).toBe(false);
    texts[1].come({ b: 1 });
    const rest = await textOf(response);
    expect(JSON.parse(String(first) + rest)).toEqual(expected([['a'], { b: 1 }, 'c']));
    await pause();
    // What it was sent from can be used for something else.
    expect(isSent).toBe(true);
  });

  it('is the same compressed, for a client that asks for it', async () => {
    const { texts, answered } = await ask(40, { headers: { 'accept-encoding': 'gzip' } });
    const shapes = texts.map((_, k) => Array.from({ length: 2000 }, (_, at) => at * k));
    texts.forEach((made, k) => setTimeout(() => made.come(shapes[k]), k % 7));
    const response = await answered;
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(await textOf(response.pipe(createGunzip())))).toEqual(expected(shapes));
  });

  it('is an error where the first text cannot be made', async () => {
    const { texts, answered } = await ask(3);
    texts[0].fail(new PlanningError('UNAVAILABLE', 'The walking engine stopped unexpectedly: oh.'));
    const response = await answered;
    expect(JSON.parse(await textOf(response))).toMatchObject({
      errors: [
        { message: 'The walking engine stopped unexpectedly: oh.', extensions: { code: 'UNAVAILABLE' } },
      ],
    });
  });

  it('breaks off where a later one cannot, and the server goes on', async () => {
    const { texts, answered } = await ask(3);
    texts[0].come('a');
    const response = await answered;
    await once(response, 'data');
    texts[1].fail(new Error('oh'));
    await expect(textOf(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
    const { statusCode } = await server.server.fastify.inject({ url: '/health/live' });
    expect(statusCode).toBe(200);
  });

  it('ends its work when the client goes away, and gives back what was lent to it', async () => {
    const { texts, request, answered, signal, sending } = await ask(3);
    let isOver = false;
    sending.atEnd(() => (isOver = true));
    sending.during(new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))));
    texts[0].come('a');
    const response = await answered;
    response.on('error', () => {});
    await once(response, 'data');
    expect(signal.aborted).toBe(false);
    request.destroy();
    await pause();
    expect(signal.reason).toMatchObject({ message: 'The client went away.' });
    expect(isOver).toBe(true);
    let isLate = false;
    sending.atEnd(() => (isLate = true));
    expect(isLate).toBe(true);
  });

  it('breaks off when its time is over', async () => {
    const { texts, answered, signal, sending } = await ask(3, { env: { REQUEST_TIMEOUT_MS: '200' } });
    const stopped = new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    sending.during(stopped);
    stopped.catch((reason: unknown) => texts[1].fail(reason));
    texts[0].come('a');
    await expect(textOf(await answered)).rejects.toThrow('aborted');
    expect(signal.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('hands out no more than a slow client takes, and does not count that as time', async () => {
    const { texts, answered, signal, handedOut } = await ask(80, { env: { REQUEST_TIMEOUT_MS: '100' } });
    const shape = 'x'.repeat(1_000_000);
    texts[0].come(shape);
    setImmediate(() => texts.slice(1).forEach((made) => made.come(shape)));
    const response = await answered;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(handedOut()).toBeLessThan(30e6);
    const answer = await textOf(response);
    expect(handedOut()).toBe(answer.length);
    expect(JSON.parse(answer)).toEqual(expected(texts.map(() => shape)));
    expect(signal.aborted).toBe(false);
  });
});
