import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataVersionRepository } from '../../src/accessibility/index.js';
import { ALL_LAYERS, createLayersRoom, type LayerSource, type SourceRow } from '../../src/layers/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { createTilesRoom } from '../../src/tiles/index.js';
import { openTestDatabase } from '../support/database.js';
import { decodeTile, tileAt } from '../support/decode-tile.js';
import { seedSmallCounty } from '../support/small-county.js';
import { startTestServer, type TestServer } from './test-server.js';

let database: Database;
let server: TestServer;
beforeAll(async () => {
  database = await openTestDatabase();
  const { manager } = database;
  await seedSmallCounty(manager);
  const versions = new DataVersionRepository(manager, database.embedded);
  const [gaps, scenario] = [madeUp({ rank: 1, people: 12.5 }), madeUp({ name: '新站', change: 'OPENED' })];
  const { tiles } = createTilesRoom(createLayersRoom({ manager, versions, sources: { gaps, scenario } }));
  const keys = {
    'planner-key': { name: 'plan', role: 'planner' },
    'resources-key': { name: 'land', role: 'resources' },
  } as const;
  server = await startTestServer({ app: { tiles }, keys, env: { ADMIN_API_KEY: 'a'.repeat(32) } });
});
afterAll(async () => {
  await server?.close();
  await database?.close();
});

/** A computed layer of one point; knows no scenario. */
function madeUp(properties: SourceRow['properties']): LayerSource {
  const row = { id: 'made-up', lon: 118.31, lat: 33.91, divisions: [], properties: { ...properties } };
  return {
    async ask({ scenario }) {
      if (scenario) throw new PlanningError('NOT_FOUND', `There is no scenario ${scenario}.`);
      return { key: 'always', read: async () => [{ ...row, properties: { id: row.id, ...row.properties } }] };
    },
  };
}

/** From another machine, so that the local rule lets nobody in. */
function get(url: string, headers: Record<string, string> = {}) {
  return server.server.fastify.inject({
    method: 'GET',
    url,
    headers: { host: 'map.example:4000', ...headers },
    remoteAddress: '203.0.113.7',
  });
}

const path = (layer: string, zoom: number, lon = 118.31, lat = 33.91) => {
  const { z, x, y } = tileAt(lon, lat, zoom);
  return `/tiles/${layer}/${z}/${x}/${y}.mvt`;
};

describe('tiles over HTTP', () => {
  it('are sent with a type, an ETag and how long they may be kept', async () => {
    const { statusCode, headers, rawPayload } = await get(path('divisions', 11));
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
    expect(headers['cache-control']).toBe('public, no-cache');
    expect(headers['etag']).toMatch(/^W\/"[\w-]{27}"$/);
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(decodeTile(rawPayload).divisions.features).toHaveLength(12);
    const zipped = await get(path('divisions', 11), { 'accept-encoding': 'br, gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.headers['vary']).toContain('accept-encoding');
    expect(gunzipSync(zipped.rawPayload)).toEqual(rawPayload);
    for (const encodings of ['gzip;q=0, identity', 'gzip;q=0, *', 'br']) {
      const refused = await get(path('divisions', 11), { 'accept-encoding': encodings });
      expect(refused.rawPayload).toEqual(rawPayload);
    }
  });

  it('are not sent again to who has them', async () => {
    const { headers } = await get(path('divisions', 11));
    const etag = String(headers['etag']);
    for (const tag of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await get(path('divisions', 11), { 'if-none-match': tag });
      expect([again.statusCode, again.payload, again.headers['etag']]).toEqual([304, '', etag]);
    }
    expect((await get(path('divisions', 11), { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('say with 204 that they are empty', async () => {
    const empty = await get(path('facilities', 10, 10, 50));
    expect([empty.statusCode, empty.payload]).toEqual([204, '']);
    const { headers } = empty;
    expect(headers['etag']).toBeDefined();
    const again = await get(path('facilities', 10, 10, 50), { 'if-none-match': String(headers['etag']) });
    expect(again.statusCode).toBe(304);
  });

  it.each([
    ['/tiles/roads/11/1/1.mvt', 404, 'NOT_FOUND'],
    ['/tiles/constructor/11/1/1.mvt', 404, 'NOT_FOUND'],
    ['/tiles/divisions/15/1/1.mvt', 404, 'NOT_FOUND'],
    ['/tiles/walkways/5/1/1.mvt', 404, 'NOT_FOUND'],
    ['/tiles/divisions/11/1/1.pbf', 404, 'NOT_FOUND'],
    ['/tiles/divisions/11/1', 404, 'NOT_FOUND'],
    ['/tiles/roads.json', 404, 'NOT_FOUND'],
    ['/tiles/divisions', 404, 'NOT_FOUND'],
    ['/tiles/divisions/11/2048/1.mvt', 400, 'BAD_USER_INPUT'],
    ['/tiles/divisions/11/1/-1.mvt', 400, 'BAD_USER_INPUT'],
    ['/tiles/divisions/11/1.5/1.mvt', 400, 'BAD_USER_INPUT'],
    ['/tiles/divisions/99999999999999999999/1/1.mvt', 400, 'BAD_USER_INPUT'],
    ['/tiles/divisions/x/y/z.mvt', 400, 'BAD_USER_INPUT'],
    ["/tiles/divisions/11/1;DROP TABLE facility/'.mvt", 400, 'BAD_USER_INPUT'],
    ['/tiles/estates/11/1/1.mvt', 401, 'UNAUTHENTICATED'],
    ['/tiles/demand.json', 401, 'UNAUTHENTICATED'],
  ])('refuses %s with %i %s', async (url, status, code) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json().errors[0].extensions.code).toBe(code);
    expect(answer.json().errors[0].message).not.toBe('');
  });

  it('are for the roles of their layer', async () => {
    const statusAs = async (layer: string, key: string) =>
      (await get(path(layer, 12), { 'x-api-key': key })).statusCode;
    expect(await statusAs('estates', 'resources-key')).toBe(200);
    expect(await statusAs('demand', 'resources-key')).toBe(403);
    expect(await statusAs('demand', 'planner-key')).toBe(200);
    expect(await statusAs('divisions', 'no such key')).toBe(401);
  });

  it('that not everybody gets are kept by their client only, and hold what its role sees', async () => {
    const forAll = await get(path('facilities', 12));
    const forStaff = await get(path('facilities', 12), { 'x-api-key': 'planner-key' });
    expect(forAll.headers['cache-control']).toBe('private, no-cache');
    expect(forStaff.headers['vary']).toMatch(/authorization, x-api-key/);
    const idsOf = ({ rawPayload }: { rawPayload: Buffer }) =>
      decodeTile(rawPayload).facilities.features.map(({ properties }) => properties.id);
    expect(idsOf(forAll)).not.toContain('f-09');
    expect(idsOf(forStaff)).toContain('f-09');
    expect(JSON.stringify(decodeTile(forAll.rawPayload))).not.toMatch(/beds|published|nursing/);
  });

  it('are told of by TileJSON at the address the client used', async () => {
    const { statusCode, headers, ...answer } = await get('/tiles/divisions.json');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('public, no-cache');
    expect(answer.json().tiles).toEqual(['http://map.example:4000/tiles/divisions/{z}/{x}/{y}.mvt']);
    expect(answer.json().mostFeatures).toBe(40_000);
    for (const url of ['/tiles/divisions.json', '/tiles']) {
      const { headers: first, payload } = await get(url);
      expect([first['content-type'], payload]).toEqual([
        'application/json; charset=utf-8',
        expect.any(String),
      ]);
      const again = await get(url, { 'if-none-match': String(first['etag']) });
      expect([again.statusCode, again.payload, again.headers['etag']]).toEqual([304, '', first['etag']]);
      expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    }
    const list = (await get('/tiles', { 'x-api-key': 'resources-key' })).json();
    expect(list.layers.map(({ vector_layers: [{ id }] }: { vector_layers: { id: string }[] }) => id)).toEqual(
      ['divisions', 'facilities', 'estates', 'walkways'],
    );
  });

  it.each(ALL_LAYERS.map(({ name }) => name))(
    'of %s are where its TileJSON says, with the layer and the fields it names',
    async (name) => {
      const key = { 'x-api-key': 'a'.repeat(32) };
      const asked = name === 'gaps' ? '?service=MEAL&minutes=10' : '';
      const described = (await get(`/tiles/${name}.json${asked}`, key)).json();
      const { tiles, bounds, minzoom, maxzoom, vector_layers: parts, key: unique } = described;
      expect(described).toMatchObject({ tilejson: '3.0.0', scheme: 'xyz' });
      expect(parts).toHaveLength(1);
      expect(parts[0]).toMatchObject({ id: name, minzoom, maxzoom });
      const [west, south, east, north] = bounds;
      expect(west < east && south < north && west >= -180 && east <= 180).toBe(true);
      const { z, x, y } = tileAt(118.31, 33.91, Math.min(maxzoom, 13));
      const url = tiles[0].replace('{z}', z).replace('{x}', x).replace('{y}', y);
      const { statusCode, rawPayload } = await get(url.replace('http://map.example:4000', ''), key);
      if (name === 'walkways') return void expect(statusCode).toBe(204);
      expect(statusCode).toBe(200);
      const drawn = decodeTile(rawPayload);
      expect(Object.keys(drawn)).toEqual([name]);
      const fields = Object.keys(parts[0].fields);
      expect(fields).toContain(unique);
      for (const { properties } of drawn[name].features) {
        expect(properties).toHaveProperty(unique);
        for (const field of Object.keys(properties)) expect(fields).toContain(field);
      }
    },
  );

  it('of a question that cannot be asked are not described', async () => {
    const key = { 'x-api-key': 'planner-key' };
    const { z, x, y } = tileAt(118.31, 33.91, 12);
    for (const url of ['/tiles/scenario.json', `/tiles/scenario/${z}/${x}/${y}.mvt`]) {
      const unknown = await get(`${url}?scenario=none`, key);
      expect([unknown.statusCode, unknown.headers['cache-control']]).toEqual([404, 'no-store']);
    }
    expect((await get('/tiles/gaps.json?minutes=0', key)).statusCode).toBe(400);
  });

  it('can be asked for without their bytes', async () => {
    const url = path('divisions', 11);
    const { headers } = await get(url, { 'accept-encoding': 'gzip' });
    const request = { url, headers: { host: 'map.example:4000', 'accept-encoding': 'gzip' } };
    const head = await server.server.fastify.inject({ ...request, method: 'HEAD' });
    expect([head.statusCode, head.payload]).toEqual([200, '']);
    for (const name of [
      'etag',
      'content-type',
      'content-length',
      'content-encoding',
      'cache-control',
      'vary',
    ])
      expect(head.headers[name], name).toBe(headers[name]);
  });
});
