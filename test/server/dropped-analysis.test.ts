import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HeldNetwork } from '../../src/accessibility/held-network.js';
import { walkLimit } from '../../src/accessibility/index.js';
import { DivisionSums } from '../../src/equity/division-sums.js';
import { buildWalkNetwork, splitWays } from '../../src/kernel/network/index.js';
import { COUNTY, gridTown, publishNetwork, writeTown } from '../support/grid-town.js';
import { randomTown } from '../support/random-town.js';
import { openTestRooms, type TestRooms } from '../support/rooms.js';
import { startTestServer, type TestServer } from './test-server.js';

/** 50 ms is the aim; both ends of the connection are in this process. */
const MOST_MILLIS = 100;

/** What this process has worked so far, whatever else the machine runs, in milliseconds. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A promise to be kept from outside. */
function gate() {
  let open!: () => void;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}

describe('a question of the equity room whose client goes away', () => {
  let rooms: TestRooms;
  let server: TestServer;
  let port: number;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager } = rooms.database;
    const town = buildWalkNetwork(splitWays(randomTown(5, { side: 40 })).segments);
    await writeTown(manager, gridTown);
    await publishNetwork(manager, town);
    server = await startTestServer({ app: { schema: rooms.schema } });
    port = await server.server.listen();
  });
  afterAll(async () => {
    await server.close();
    await rooms.close();
  });

  const question = (field: string, day: string, rest: string) =>
    `{ ${field}(divisionCode: "${COUNTY}", service: STATION, asOf: "${day}"${rest}) { rule { walkMinutes } } }`;

  /** Asks, hangs up once `begun` and says when. */
  async function hangUp(query: string, begun: Promise<void>): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const asked = httpRequest({ port, path: '/graphql', method: 'POST', headers });
    asked.on('error', () => {});
    asked.end(JSON.stringify({ query }));
    await begun;
    asked.destroy();
    return worked();
  }

  it.each([
    ['accessibility', 'walksWithin', ''],
    ['equity', 'walksWithin', ', method: TWO_STEP'],
    ['fragility', 'nearestTwo', ''],
  ] as const)('%s: the walking threads are told to stop', async (field, work, rest) => {
    const begun = gate();
    const told = gate();
    let toldAt = 0;
    const untilTold = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        begun.open();
        signal.addEventListener('abort', () => {
          toldAt = worked();
          told.open();
          reject(signal.reason as Error);
        });
      });
    const walks = vi
      .spyOn(HeldNetwork.prototype, work as 'walksWithin')
      .mockImplementation((...given) => untilTold(given.at(-1) as AbortSignal));
    const hungUpAt = await hangUp(question(field, '2025-03-01', rest), begun.promise);
    await told.promise;
    walks.mockRestore();
    expect(toldAt - hungUpAt).toBeLessThan(MOST_MILLIS);
  });

  it('steps on the event loop end, and the next question begins anew', async () => {
    const begun = gate();
    let lastStepAt = 0;
    const endless = vi.spyOn(DivisionSums, 'inSteps').mockImplementation(function* () {
      begun.open();
      for (;;) {
        lastStepAt = worked();
        yield;
      }
    });
    const ask = question('accessibility', '2025-03-02', '');
    const hungUpAt = await hangUp(ask, begun.promise);
    await sleep(10 * MOST_MILLIS);
    expect(lastStepAt - hungUpAt).toBeLessThan(MOST_MILLIS);
    endless.mockRestore();
    const { walkMinutes } = walkLimit(15, 0.8);
    expect((await rooms.data(ask)).accessibility).toEqual({ rule: { walkMinutes } });
  });
});
