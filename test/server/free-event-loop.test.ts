import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnWork } from '../../bench/support/own-work.js';
import { buildWalkNetwork, splitWays } from '../../src/kernel/network/index.js';
import { publishNetwork } from '../support/grid-town.js';
import { randomTown } from '../support/random-town.js';
import { openTestRooms, type TestRooms } from '../support/rooms.js';
import { startTestServer, type TestServer } from './test-server.js';

/** Asks over HTTP from a thread of its own, so that reading the answer is no work of this one. */
const CLIENT = `
  const { parentPort } = require('node:worker_threads');
  const http = require('node:http');
  parentPort.on('message', ({ port, body }) => {
    const headers = { 'content-type': 'application/json' };
    const request = http.request({ port, path: '/graphql', method: 'POST', headers }, (response) => {
      let [bytes, tail] = [0, ''];
      response.on('data', (chunk) => {
        bytes += chunk.length;
        tail = (tail + chunk.toString('latin1')).slice(-400);
      });
      response.on('end', () => parentPort.postMessage({ status: response.statusCode, bytes, tail }));
    });
    request.end(body);
  });`;

/** 20 ms is the aim, 5 to 15 are usual; collecting garbage on a slow machine may add to it. */
const MOST_MILLIS = 45;
const ROUNDS = 3;

describe('the event loop, while a heavy question is answered over HTTP', () => {
  const town = buildWalkNetwork(splitWays(randomTown(5, { side: 90 })).segments);
  const client = new Worker(CLIENT, { eval: true });
  let rooms: TestRooms;
  let server: TestServer;
  let port: number;
  beforeAll(async () => {
    rooms = await openTestRooms();
    await publishNetwork(rooms.database.manager, town);
    const env = { QUERY_COST_LIMIT: '1000000000', BODY_LIMIT_BYTES: '20000000' };
    server = await startTestServer({ env, app: { schema: rooms.schema } });
    port = await server.server.listen();
  });
  afterAll(async () => {
    await client.terminate();
    await server.close();
    await rooms.close();
  });

  const places = (count: number) =>
    Array.from({ length: count }, (_, k) => {
      const node = Math.floor(((k + 0.5) * town.nodeCount) / count);
      return { lon: town.nodeLon[node], lat: town.nodeLat[node] };
    });

  async function ask(query: string, at: object): Promise<{ status: number; bytes: number; tail: string }> {
    client.postMessage({ port, body: JSON.stringify({ query, variables: { at } }) });
    const [answer] = await once(client, 'message');
    return answer;
  }

  const areas = (parts: string, minutes: number) =>
    `query ($at: [PointInput!]) { serviceAreas(at: $at, walkMinutes: ${minutes}, speedMetersPerSecond: 1) { ${parts} } }`;
  it.each([
    ['500 polygons', areas('polygon', 15), 500, 2e6],
    ['150 circles edge by edge, over 10 MB', areas('reachedEdges', 30), 150, 10e6],
    ['60 circles with every part', areas('lines polygon reachedEdges areaSquareMeters', 20), 60, 2e6],
    ['300 areas in square metres', areas('areaSquareMeters', 15), 300, 5e3],
    [
      'a matrix of 100 × 100',
      'query ($at: [PointInput!]!) { travelTimes(origins: $at, destinations: $at) { rows { walkSeconds } } }',
      100,
      5e4,
    ],
  ])('is never kept for long by %s', async (_, query, count, leastBytes) => {
    const at = places(count);
    // The first answer compiles this thread's side of the work.
    await ask(query, at);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const own = new OwnWork();
    const longest: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      delay.reset();
      own.take();
      const { status, bytes, tail } = await ask(query, at);
      // What this thread itself did, where the system tells it: a machine that runs other tests takes the thread away.
      const work = own.take();
      longest.push(Number.isNaN(work) ? delay.max / 1e6 : work);
      expect([status, tail.includes('"errors"')]).toEqual([200, false]);
      expect(bytes).toBeGreaterThan(leastBytes);
    }
    delay.disable();
    expect(longest.sort((a, b) => a - b)[1]).toBeLessThan(MOST_MILLIS);
  });
});
