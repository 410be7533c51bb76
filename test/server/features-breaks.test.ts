import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { FeaturesAnswer } from '../../src/features-api/index.js';
import { CRS84 } from '../../src/layers/index.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** A server whose features are these pieces; returns the address of a page of them. */
async function serving(text: (signal: AbortSignal) => AsyncGenerator<string>): Promise<string> {
  const items = async (_name: string, _asked: unknown, signal: AbortSignal): Promise<FeaturesAnswer> => ({
    crs: CRS84,
    state: 'one',
    text: () => text(signal),
  });
  server = await startTestServer({ app: { features: { items } as never } });
  return `http://127.0.0.1:${await server.server.listen()}/features/collections/walkways/items`;
}

/** Compresses to half, so that it is not held back for long. */
const PIECE = randomBytes(100_000).toString('hex');

it.each(['gzip', 'identity'])(
  'a page that fails on the way is broken off, and the server goes on (%s)',
  async (encoding) => {
    const address = await serving(async function* () {
      for (let k = 0; k < 20; k++) yield PIECE;
      await setTimeout(200);
      throw new PlanningError('CONFLICT', 'walkways changed while it was read; begin again.');
    });
    const answer = await fetch(address, { headers: { 'accept-encoding': encoding } });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    expect((await fetch(new URL('/health/live', address))).status).toBe(200);
  },
);

it('a page asked for its headers alone is not read', async () => {
  let begun = 0;
  const address = await serving(async function* () {
    begun++;
    yield PIECE;
  });
  const answer = await fetch(address, { method: 'HEAD' });
  const { status, headers } = answer;
  expect([status, headers.get('content-type'), headers.get('content-length')]).toEqual([
    ...[200, 'application/geo+json', null],
  ]);
  expect(headers.get('etag')).toBe((await fetch(address)).headers.get('etag'));
  expect(begun).toBe(1);
});

it('a page that fails before it begins is an error of its own', async () => {
  const address = await serving(async function* () {
    throw new PlanningError('UNAVAILABLE', 'Ask again.', { retryAfterSeconds: 1 });
  });
  const answer = await fetch(address);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
});

it('a page that fails before anything of it is sent is still an error that can be read', async () => {
  const address = await serving(async function* () {
    yield 'short';
    throw new PlanningError('CONFLICT', 'walkways changed while it was read; begin again.');
  });
  const answer = await fetch(address);
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'CONFLICT' } }] });
});

it('a page nobody takes any more is not read further', async () => {
  let ended = false;
  let aborted = false;
  const address = await serving(async function* (signal) {
    signal.addEventListener('abort', () => (aborted = true));
    try {
      for (;;) yield PIECE;
    } finally {
      ended = true;
    }
  });
  const leaving = new AbortController();
  const answer = await fetch(address, { signal: leaving.signal });
  const reader = answer.body!.getReader();
  await reader.read();
  leaving.abort();
  await expect.poll(() => [ended, aborted], { timeout: 5000 }).toEqual([true, true]);
});
