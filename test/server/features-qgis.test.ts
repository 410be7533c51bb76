import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeaturesRoom } from '../../src/features-api/index.js';
import { ALL_LAYERS, createLayersRoom, layerNamed, type LayersRoom } from '../../src/layers/index.js';
import type { Viewer } from '../../src/platform/access/viewer.js';
import { gridNetwork, publishNetwork } from '../support/grid-town.js';
import { openTestRooms, type TestRooms } from '../support/rooms.js';
import { seedSmallCounty } from '../support/small-county.js';
import { startTestServer, type TestServer } from './test-server.js';

/** More than QGIS takes in one page. */
const WALKWAYS = 2500;
const SCRIPT = path.resolve(import.meta.dirname, '../support/read-in-qgis.py');
/** Debian's, whatever other Python is in the way. */
const PYTHON = '/usr/bin/python3';
const ENVIRONMENT = { ...process.env, QT_QPA_PLATFORM: 'offscreen' };

function hasQgis(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import qgis.core'], { stdio: 'ignore', env: ENVIRONMENT });
    return true;
  } catch {
    return false;
  }
}

interface ReadInQgis {
  readonly layers: Readonly<
    Record<string, { valid: boolean; told: number; read: number; fields: readonly string[] }>
  >;
  readonly inBox: readonly string[];
  readonly inBoxAsked: readonly string[];
  readonly chosen: readonly string[];
  readonly place: readonly [number, number];
}

const admin: Viewer = { actor: 'local', role: 'admin' };

describe.skipIf(!hasQgis())('OGC API – Features read by QGIS (needs python3-qgis)', () => {
  let rooms: TestRooms;
  let room: LayersRoom;
  let server: TestServer;
  let found: ReadInQgis;
  beforeAll(async () => {
    rooms = await openTestRooms();
    const { manager, kind } = rooms.database;
    await seedSmallCounty(manager);
    await publishNetwork(manager, gridNetwork());
    await manager.query(
      `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
       SELECT 'survey', k, 0, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, 0,
         ST_SetSRID(ST_MakeLine(ST_MakePoint(118.3, 33.9 + k * 0.001), ST_MakePoint(118.32, 33.905 + k * 0.001)), 4326)
       FROM generate_series(1, ${WALKWAYS}) k`,
    );
    const { versions } = rooms.accessibility;
    room = createLayersRoom({ manager, versions, kind, sources: rooms.coverage.layerSources });
    server = await startTestServer({ app: createFeaturesRoom(room), env: { REQUESTS_PER_MINUTE: '0' } });
    const root = `http://127.0.0.1:${await server.server.listen()}/features`;
    const names = ALL_LAYERS.map(({ name }) => name);
    const { stdout } = await promisify(execFile)(PYTHON, [SCRIPT, root, ...names], { env: ENVIRONMENT });
    found = JSON.parse(stdout.slice(stdout.indexOf('{'))) as ReadInQgis;
  });
  afterAll(async () => {
    await server?.close();
    await rooms?.close();
  });

  it.each(ALL_LAYERS.map(({ name }) => name))('has %s whole, page by page, with its fields', async (name) => {
    const count = await room.layers.count(layerNamed(name), {}, admin);
    const { valid, told, read, fields } = found.layers[name]!;
    expect([valid, told, read]).toEqual([true, count, count]);
    for (const field of layerNamed(name).fields) expect(fields).toContain(field.name);
  });

  it('chooses by a box, here or at the server, and by an attribute, and brings features into another system', () => {
    expect(found.inBox).toEqual(['f-02']);
    expect(found.inBoxAsked).toEqual(['f-02']);
    expect(found.chosen).toEqual(['f-06']);
    expect(found.place[0]).toBeCloseTo(621_043, -3);
    expect(found.place[1]).toBeCloseTo(3_754_000, -4);
  });
});
