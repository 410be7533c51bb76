import { once } from 'node:events';
import http from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '../support/count-statements.js';
import { openProgram, type Program } from '../support/program.js';
import { seedSmallCounty } from '../support/small-county.js';
import { startTestServer, type TestServer } from './test-server.js';

const WALKWAYS = 40_000;
const MEGABYTE = 2 ** 20;
/** All rows at once are more than that as objects. */
const MOST_GROWTH = 32 * MEGABYTE;

let program: Program;
let server: TestServer;
let port: number;
let collect: () => void;
beforeAll(async () => {
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void;
  program = await openProgram();
  const { manager } = program.database;
  await seedSmallCounty(manager);
  await manager.query(
    `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
     SELECT 'survey', k, 0, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, 0, ST_SetSRID(ST_MakeLine(
       ST_MakePoint(118.3 + (k % 997) * 0.0001, 33.9 + k * 0.000001), ST_MakePoint(118.32, 33.905 + k * 0.000001)), 4326)
     FROM generate_series(1, ${WALKWAYS}) k`,
  );
  const { downloads, publicLists } = program.rooms;
  server = await startTestServer({ app: { downloads, publicLists } });
  port = await server.server.listen();
}, 120_000);
afterAll(async () => {
  await server?.close();
  await program?.close();
});

async function ask(path: string): Promise<http.IncomingMessage> {
  const [response] = await once(http.get({ port, path }), 'response');
  return response as http.IncomingMessage;
}

/** Memory this process really holds; the embedded database has its own. */
function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('many walkways over HTTP', () => {
  it.each(['geojsonl', 'fgb'])(
    'come as %s in memory that stays as it is, however slowly they are taken',
    async (format) => {
      const response = await ask(`/downloads/walkways.${format}`);
      const before = held();
      let [pieces, bytes, most, lines] = [0, 0, 0, 0];
      for await (const piece of response as AsyncIterable<Buffer>) {
        bytes += piece.length;
        for (const byte of piece) if (byte === 10) lines++;
        if (pieces++ % 40 !== 0) continue;
        await new Promise((resolve) => setTimeout(resolve, 5));
        most = Math.max(most, held() - before);
      }
      expect(response.complete).toBe(true);
      if (format === 'geojsonl') expect(lines).toBe(WALKWAYS);
      expect(bytes).toBeGreaterThan(6 * MEGABYTE);
      expect(most).toBeLessThan(MOST_GROWTH);
    },
    120_000,
  );

  it('are read no further once the client is gone, and nothing is left open', async () => {
    const { database } = program;
    const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
    const { statements } = await countStatements(database, async () => {
      const response = await ask('/downloads/walkways.geojsonl');
      await once(response, 'data');
      response.destroy();
      await pause(1500);
    });
    // Of the forty pages a few were read ahead.
    expect(statements.length).toBeLessThan(35);
    expect((await countStatements(database, () => pause(500))).statements).toEqual([]);
    if (process.env.DATABASE_URL) {
      const [{ open }] = await database.dataSource.query(
        "SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
      );
      expect(open).toBe(0);
    }
  }, 60_000);
});
