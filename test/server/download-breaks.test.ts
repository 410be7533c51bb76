import { once } from 'node:events';
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Download, FilePieces } from '../../src/downloads/index.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
afterEach(() => server.close());

const PIECE = Buffer.alloc(64 * 1024, 'x');

/** A server whose one download has these pieces, and its port. */
async function serve(pieces: (signal: AbortSignal) => FilePieces, env: Record<string, string> = {}) {
  const open = async (_asked: unknown, _viewer: unknown, signal: AbortSignal): Promise<Download> => ({
    ...{ fileName: '表.csv', plainName: 'table.csv', mediaType: 'text/csv; charset=utf-8' },
    pieces: pieces(signal),
  });
  server = await startTestServer({ app: { downloads: { open } as never }, env });
  return server.server.listen();
}

async function ask(
  port: number,
  headers: Record<string, string> = {},
  localAddress = '127.0.0.1',
): Promise<http.IncomingMessage> {
  const request = http.get({ host: '127.0.0.1', port, path: '/downloads/table.csv', headers, localAddress });
  const [response] = await once(request, 'response');
  return response as http.IncomingMessage;
}

/** How an answer ended. */
async function endOf(response: http.IncomingMessage): Promise<{ bytes: number; isWhole: boolean }> {
  let bytes = 0;
  response.on('data', (piece: Buffer) => (bytes += piece.length)).on('error', () => {});
  await new Promise((resolve) => response.once('close', resolve));
  return { bytes, isWhole: response.complete };
}

describe('a download over HTTP', () => {
  it('that is finished is whole', async () => {
    const port = await serve(async function* () {
      for (let k = 0; k < 5; k++) yield PIECE;
    });
    expect(await endOf(await ask(port))).toEqual({ bytes: 5 * PIECE.length, isWhole: true });
  });

  it.each<Record<string, string>>([{}, { 'accept-encoding': 'gzip' }])(
    'that fails on the way is broken off, never ended (%o)',
    async (headers) => {
      const port = await serve(async function* () {
        for (let k = 0; k < 5; k++) yield PIECE;
        throw new Error('the disk is gone');
      });
      const response = await ask(port, headers);
      expect(response.statusCode).toBe(200);
      expect((await endOf(response)).isWhole).toBe(false);
    },
  );

  it('that fails before anything is sent is an error with its code', async () => {
    const port = await serve(async function* () {
      throw new PlanningError('CONFLICT', 'facilities changed while it was read; begin again.');
    });
    const response = await ask(port);
    expect(response.statusCode).toBe(409);
    expect(response.headers['content-disposition']).toBeUndefined();
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it.each<Record<string, string>>([{}, { 'accept-encoding': 'gzip' }])(
    'is read no further once the client is gone (%o)',
    async (headers) => {
      let made = 0;
      let isEnded!: (how: string) => void;
      const ended = new Promise<string>((resolve) => (isEnded = resolve));
      const port = await serve(async function* (signal) {
        try {
          for (;;) {
            // What is random cannot be compressed away.
            yield Buffer.from(Array.from(PIECE, () => Math.floor(Math.random() * 256)));
            made++;
          }
        } finally {
          isEnded(signal.aborted ? 'aborted' : 'returned');
        }
      });
      const response = await ask(port, headers);
      await once(response, 'data');
      response.destroy();
      expect(await ended).toMatch(/aborted|returned/);
      const then = made;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(made).toBe(then);
    },
  );

  it('is made no faster than it is taken', async () => {
    let made = 0;
    const port = await serve(async function* () {
      for (; made < 2000; made++) yield PIECE;
    });
    const response = await ask(port);
    response.pause();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ahead = made;
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The sockets' own buffers hold some megabytes.
    expect(made).toBe(ahead);
    expect(made).toBeLessThan(400);
    response.destroy();
  });

  it('may take longer than a request as long as it is taken', async () => {
    const port = await serve(
      async function* () {
        for (let k = 0; k < 6; k++) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          yield PIECE;
        }
      },
      { REQUEST_TIMEOUT_MS: '400' },
    );
    expect(await endOf(await ask(port))).toEqual({ bytes: 6 * PIECE.length, isWhole: true });
  });

  it('is broken off when nothing comes for as long as a request may last', async () => {
    let wake!: () => void;
    const port = await serve(
      async function* (signal) {
        yield PIECE;
        await new Promise<void>((resolve) => {
          wake = resolve;
          signal.addEventListener('abort', () => resolve());
        });
        yield PIECE;
      },
      { REQUEST_TIMEOUT_MS: '200' },
    );
    expect(await endOf(await ask(port))).toEqual({ bytes: PIECE.length, isWhole: false });
    wake();
  });

  it('waits for its place: a seventh at once is refused with when to come again', async () => {
    const port = await serve(async function* (signal) {
      yield PIECE;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    const from = (address: string, count: number) =>
      Promise.all(Array.from({ length: count }, () => ask(port, {}, address)));
    const six = [...(await from('127.0.0.1', 3)), ...(await from('127.0.0.2', 3))];
    const seventh = await ask(port, {}, '127.0.0.3');
    expect([seventh.statusCode, seventh.headers['retry-after']]).toEqual([503, '5']);
    for (const response of six) response.destroy();
    await expect.poll(async () => (await ask(port, {}, '127.0.0.3')).statusCode).toBe(200);
  });

  it('leaves places for others: a fourth of one address is refused, of another one not', async () => {
    const port = await serve(async function* (signal) {
      yield PIECE;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    });
    const three = await Promise.all([ask(port), ask(port), ask(port)]);
    const fourth = await ask(port);
    const { statusCode, headers } = fourth;
    expect([statusCode, headers['retry-after'], headers['cache-control']]).toEqual([429, '5', 'no-store']);
    expect((await ask(port, {}, '127.0.0.2')).statusCode).toBe(200);
    three[0]!.destroy();
    await expect.poll(async () => (await ask(port)).statusCode).toBe(200);
  });

  it.each<Record<string, string>>([{}, { 'accept-encoding': 'gzip' }])(
    'gives its place back where the client went while it was begun (%o)',
    async (headers) => {
      let begun = 0;
      let go = () => {};
      const port = await serve(async function* () {
        if (++begun <= 12) await new Promise<void>((resolve) => (go = resolve));
        yield PIECE;
      });
      for (let k = 1; k <= 12; k++) {
        const request = http.get({ port, path: '/downloads/table.csv', headers }).on('error', () => {});
        await expect.poll(() => begun, { interval: 5 }).toBe(k);
        request.destroy();
        await new Promise((resolve) => setTimeout(resolve, 20));
        go();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect((await ask(port)).statusCode).toBe(200);
    },
  );

  it('may be asked for its headers alone, which makes nothing of it', async () => {
    let begun = 0;
    const port = await serve(async function* () {
      begun++;
      yield PIECE;
    });
    for (let k = 1; k <= 12; k++) {
      const request = http.request({ port, path: '/downloads/table.csv', method: 'HEAD' }).end();
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      const { statusCode, headers } = response.resume();
      expect([statusCode, headers['content-type'], headers['content-length']]).toEqual([
        200,
        'text/csv; charset=utf-8',
        undefined,
      ]);
      expect(headers['content-disposition']).toContain('table.csv');
    }
    expect(begun).toBe(0);
    expect((await ask(port)).statusCode).toBe(200);
  });
});
