import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './test-server.js';

/** A promise to be kept from outside. */
function gate<T = void>() {
  let open!: (value: T) => void;
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

describe('a request whose client goes away', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it('stops its work: the resolver sees the signal, and no later field runs', async () => {
    const began = gate();
    const stopped = gate<unknown>();
    const resumed = gate();
    const laterFields: string[] = [];
    server = await startTestServer({
      resolvers: {
        'Query.child': async (_source, _args, { signal }) => {
          began.open();
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          stopped.open(signal.reason);
          setImmediate(resumed.open);
          return { name: 'late' };
        },
        'Node.work': () => void laterFields.push('work'),
      },
    });
    const port = await server.server.listen();
    const body = JSON.stringify({ query: '{ child { name work child { work } } }' });
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
    await began.promise;
    socket.destroy();
    expect(await stopped.promise).toMatchObject({ code: 'UNAVAILABLE', message: 'The client went away.' });
    await resumed.promise;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(laterFields).toEqual([]);
  });

  /** Asks for nodes whose names are long, and tells what the server hands out to be sent. */
  async function askForNodes(count: number, onLastField: () => void) {
    const edges = Array.from({ length: count }, (_, at) => ({ node: { name: 'x'.repeat(5000), at } }));
    server = await startTestServer({
      resolvers: {
        'Query.nodes': () => ({ edges }),
        'Node.work': (node) => void ((node as { at: number }).at === count - 1 && onLastField()),
      },
    });
    const handedOut = gate<unknown>();
    server.server.fastify.addHook('onSend', async (request, _reply, payload) => {
      // Not what the server answers itself to warm up.
      if (JSON.stringify(request.body).includes('work')) handedOut.open(payload);
      return payload;
    });
    const port = await server.server.listen();
    const body = JSON.stringify({ query: '{ nodes { edges { node { name work } } } }' });
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
    socket.on('error', () => {});
    return { socket, handedOut: handedOut.promise };
  }

  it('has nothing written any more once it has gone', async () => {
    const { socket, handedOut } = await askForNodes(20_000, () => socket.destroy());
    // Not the answer of 100 MB, but the error nobody reads.
    expect(JSON.parse(String(await handedOut))).toMatchObject({
      errors: [{ message: 'The client went away.', extensions: { code: 'UNAVAILABLE' } }],
    });
  });

  it('has nothing sent any more once it has gone', async () => {
    const { socket, handedOut } = await askForNodes(20_000, () => {});
    const answer = (await handedOut) as Readable;
    let taken = 0;
    answer.on('data', (piece: Uint8Array) => (taken += piece.length));
    await once(socket, 'data');
    socket.destroy();
    await once(answer, 'close');
    expect(taken).toBeLessThan(50_000_000);
  });

  it.each([true, false])(
    'is no failure where what compresses the answer is left (gone: %s)',
    async (isGone) => {
      server = await startTestServer({ resolvers: { 'Query.whoami': () => 'x'.repeat(5000) } });
      const early = Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' });
      server.server.fastify.addHook('onSend', async ({ body, socket }, reply) => {
        if (!JSON.stringify(body).includes('5')) return;
        // Before a byte of it is sent.
        if (isGone) await once(socket.destroy() && reply.raw, 'close');
        else throw early;
      });
      const port = await server.server.listen();
      const answer = fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-encoding': 'gzip' },
        body: JSON.stringify({ query: '{ whoami echo(number: 5) }' }),
      });
      if (isGone) await expect(answer).rejects.toThrow();
      else expect((await answer).status).toBe(500);
      const said = isGone ? 'the client went away' : 'unexpected error';
      await expect.poll(() => server.logText()).toContain(said);
      expect(server.logText().includes('unexpected error')).toBe(!isGone);
    },
  );

  it('does not fire the signal of a request that was answered', async () => {
    let seen: AbortSignal | undefined;
    server = await startTestServer({
      resolvers: {
        'Query.whoami': (_source, _args, { signal }) => {
          seen = signal;
          return 'x';
        },
      },
    });
    const port = await server.server.listen();
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query: '{ whoami }' }),
    });
    expect(await response.json()).toEqual({ data: { whoami: 'x' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen!.aborted).toBe(false);
  });

  it('is ended when the server stops and its grace is over', async () => {
    const began = gate();
    const reasons: unknown[] = [];
    server = await startTestServer({
      resolvers: {
        'Query.whoami': async (_source, _args, { signal }) => {
          began.open();
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          reasons.push(signal.reason.message);
          return 'x';
        },
      },
    });
    const port = await server.server.listen();
    const pending = fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ whoami }' }),
    }).catch(() => 'closed');
    await began.promise;
    await server.server.close(50);
    await pending;
    expect(reasons).toEqual(['The server is stopping.']);
  });

  it('stops later fields when time runs out', async () => {
    const ran: string[] = [];
    server = await startTestServer({
      env: { REQUEST_TIMEOUT_MS: '100' },
      resolvers: {
        'Query.child': async () => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          return { name: 'late' };
        },
        'Node.work': () => void ran.push('work'),
      },
    });
    const response = await server.server.fastify.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ child { work } }' },
    });
    expect(response.statusCode).toBe(504);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ran).toEqual([]);
  });
});
