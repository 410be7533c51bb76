import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OwnWork } from '../../bench/support/own-work.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { buildWalkNetwork, splitWays } from '../../src/kernel/network/index.js';
import { publishNetwork } from '../support/grid-town.js';
import { openProgram, type Program } from '../support/program.js';
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

/** Asks from the client's thread. */
async function askFrom(
  client: Worker,
  port: number,
  query: string,
  variables: object,
): Promise<{ status: number; bytes: number; tail: string }> {
  client.postMessage({ port, body: JSON.stringify({ query, variables }) });
  const [answer] = await once(client, 'message');
  return answer;
}

/** The median of the longest stretches this thread worked between two turns of its event loop, one for each round. */
async function longestWork(ask: (round: number) => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const own = new OwnWork();
  const longest: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    delay.reset();
    own.take();
    await ask(round);
    // What this thread itself did, where the system tells it: a machine that runs other tests takes the thread away.
    const work = own.take();
    longest.push(Number.isNaN(work) ? delay.max / 1e6 : work);
  }
  delay.disable();
  return longest.sort((a, b) => a - b)[1];
}

/** 20 ms is the aim, 5 to 15 are usual; collecting garbage on a slow machine may add to it. */
const MOST_MILLIS = 30;
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
    await askFrom(client, port, query, { at });
    const longest = await longestWork(async () => {
      const { status, bytes, tail } = await askFrom(client, port, query, { at });
      expect([status, tail.includes('"errors"')]).toEqual([200, false]);
      expect(bytes).toBeGreaterThan(leastBytes);
    });
    expect(longest).toBeLessThan(MOST_MILLIS);
  });
});

describe('the event loop, while a planner imports and plans over HTTP', () => {
  const client = new Worker(CLIENT, { eval: true });
  const [county, side, west, south, step] = ['990101000000', 45, 118.3, 33.9, 0.001];
  let program: Program;
  let server: TestServer;
  let port: number;
  const at = (x: number, y: number) => [west + x * step, south + y * step];
  const feature = (type: string, coordinates: unknown, properties: object) => ({
    type: 'Feature',
    properties,
    geometry: { type, coordinates },
  });
  const corners = Array.from({ length: side * side }, (_, k) => [k % side, Math.floor(k / side)]);
  const demandOf = (round: number) =>
    Array.from({ length: 4000 }, (_, k) =>
      feature('Point', at((k * 7.3) % side, (k * 3.1) % side), {
        id: `p${k}`,
        kind: 'BUILDING',
        population: 10 + round,
        elderly60: 3 + round,
      }),
    );
  const streetsOf = (round: number) =>
    corners.flatMap(([x, y], k) => [
      feature('LineString', [at(x, y), at(x + 0.5, y + 0.01 * round), at(x + 1, y)], { id: 2 * k + 1 }),
      feature('LineString', [at(x, y), at(x + 0.01 * round, y + 0.5), at(x, y + 1)], { id: 2 * k + 2 }),
    ]);
  const outline = [at(-1, -1), at(side + 1, -1), at(side + 1, side + 1), at(-1, side + 1), at(-1, -1)];

  async function ask(query: string, variables: object = {}): Promise<void> {
    const { status, tail } = await askFrom(client, port, query, variables);
    expect([status, tail.includes('"errors"') && tail]).toEqual([200, false]);
  }
  const importing = (dataset: string, features: readonly object[]) =>
    ask(
      `mutation ($features: GeoJSON!) { importFeatures(dataset: ${dataset}, features: $features, source: { key: "town" }) { inserted updated rejected issues { message } } }`,
      { features: { type: 'FeatureCollection', features } },
    );

  beforeAll(async () => {
    program = await openProgram();
    const env = { QUERY_COST_LIMIT: '1000000000', BODY_LIMIT_BYTES: '20000000', REQUESTS_PER_MINUTE: '0' };
    server = await startTestServer({ env, app: { schema: buildGraphqlSchema(program.rooms.resolvers) } });
    port = await server.server.listen();
    await importing('divisions', [
      feature('Polygon', [outline], { code: county, name: '县', level: 'COUNTY' }),
    ]);
    const station = { id: 'S', name: '站', kind: 'COMMUNITY_STATION', capabilities: 'DAY_CARE' };
    await importing('facilities', [feature('Point', at(3, 3), station)]);
  });
  afterAll(async () => {
    await client.terminate();
    await server.close();
    await program.close();
  });

  const planning = `divisionCode: "${county}", service: STATION, walkMinutes: 15`;
  it.each([
    ['an import of 4,000 walkways', (round: number) => importing('network', streetsOf(round))],
    ['an import of 4,000 demand points', (round: number) => importing('demand', demandOf(round))],
    [
      'coverage read anew',
      async (round: number) => {
        await importing('demand', demandOf(10 + round));
        await ask(`{ coverage(divisionCode: "${county}", service: STATION) { population { ratio } } }`);
      },
    ],
    [
      'access, equity, fragility and certainty read anew',
      async (round: number) => {
        await importing('demand', demandOf(20 + round));
        const on = `divisionCode: "${county}", service: STATION, cohort: AGE_60`;
        await ask(`{ accessibility(${on}) { points(first: 1000) { edges { node { access } } } }
          equity(${on}) { gini theil { total } worstServed { people } }
          fragility(${on}) { points(first: 1000) { edges { node { walkSeconds } } } }
          coverageCertainty(${on}) { members(first: 1000) { edges { node { certainty } } } } }`);
      },
    ],
    [
      'the gaps of a county',
      () => ask(`{ gaps(${planning}, first: 1000) { totalCount edges { node { people } } } }`),
    ],
    [
      'sites among the junctions of a county',
      () =>
        ask(
          `{ proposeSites(${planning}, count: 5, candidateSource: NETWORK_NODES) { ... on SitingPlan { status } } }`,
        ),
    ],
  ])('is never kept for long by %s', async (_, work) => {
    await work(ROUNDS);
    expect(await longestWork(work)).toBeLessThan(MOST_MILLIS);
  });
});
