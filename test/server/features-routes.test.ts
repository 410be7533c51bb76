import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataVersionRepository } from '../../src/accessibility/index.js';
import { FeaturesService } from '../../src/features-api/features.service.js';
import { createFeaturesRoom } from '../../src/features-api/index.js';
import { ALL_LAYERS, createLayersRoom, type LayerSource } from '../../src/layers/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { bumpRevision } from '../support/grid-town.js';
import { COUNTY_CODES, seedSmallCounty } from '../support/small-county.js';
import { startTestServer, type TestServer } from './test-server.js';

const WALKWAYS = 2500;
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const HOST = 'map.example:4000';
const ROOT = `http://${HOST}/features`;

let database: Database;
let server: TestServer;
beforeAll(async () => {
  database = await openTestDatabase();
  const { manager, kind } = database;
  await seedSmallCounty(manager);
  await manager.query(
    `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
     SELECT 'survey', k, 0, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, 0,
       ST_SetSRID(ST_MakeLine(ST_MakePoint(118.3, 33.9 + k * 0.001), ST_MakePoint(118.32, 33.905 + k * 0.001)), 4326)
     FROM generate_series(1, ${WALKWAYS}) k`,
  );
  const versions = new DataVersionRepository(manager, database.embedded);
  const stub = stubSource();
  const sources = { gaps: stub, scenario: stub };
  const { features } = createFeaturesRoom(createLayersRoom({ manager, versions, kind, sources }));
  const keys = {
    'planner-key': { name: 'plan', role: 'planner' },
    'resources-key': { name: 'land', role: 'resources' },
  } as const;
  server = await startTestServer({ app: { features }, keys, env: { ADMIN_API_KEY: 'a'.repeat(32) } });
});
afterAll(async () => {
  await server?.close();
  await database?.close();
});

/** Answers with what it was asked. */
function stubSource(): LayerSource {
  return {
    ask: async (question) => {
      const key = JSON.stringify(question);
      const row = { id: key, lon: 118.3, lat: 33.9, divisions: [], properties: { id: key } };
      return { key, read: async () => [row] };
    },
  };
}

const PLANNER = { 'x-api-key': 'planner-key' };

/** From another machine, so that the local rule lets nobody in. */
function get(url: string, headers: Record<string, string> = {}) {
  return server.server.fastify.inject({
    method: 'GET',
    url: url.replace(`http://${HOST}`, ''),
    headers: { host: HOST, ...headers },
    remoteAddress: '203.0.113.7',
  });
}
const json = async (path: string, headers?: Record<string, string>) => {
  const answer = await get(`${ROOT}${path}`, headers);
  expect([path, answer.statusCode, answer.statusCode === 200 ? '' : answer.payload]).toEqual([path, 200, '']);
  return answer.json();
};
const items = (name: string, query: Record<string, string> = {}, headers = PLANNER) =>
  json(`/collections/${name}/items?${new URLSearchParams(query)}`, headers);
const idsOf = ({ features }: { features: { id: string }[] }) => features.map(({ id }) => id);
interface Linked {
  readonly links: readonly { readonly rel: string; readonly href: string; readonly type: string }[];
}
const linkOf = ({ links }: Linked, rel: string) => links.find((one) => one.rel === rel);

describe('OGC API – Features', () => {
  it('leads from the landing page to everything there is', async () => {
    const landing = await json('');
    expect(landing.title).toMatch(/^养老服务圈/);
    for (const [rel, type] of [
      ['self', 'application/json'],
      ['service-desc', 'application/vnd.oai.openapi+json;version=3.0'],
      ['conformance', 'application/json'],
      ['data', 'application/json'],
    ]) {
      const { href, type: told } = linkOf(landing, rel)!;
      expect(told).toBe(type);
      const answer = await get(href);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type]);
    }
    expect((await get(`${ROOT}/`)).json()).toEqual(landing);
    const { conformsTo } = await json('/conformance');
    expect(conformsTo).toEqual(
      expect.arrayContaining([
        'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
        'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
      ]),
    );
  });

  it('describes the collections a role has, with all their links', async () => {
    const names = async (headers?: Record<string, string>) =>
      (await json('/collections', headers)).collections.map(({ id }: { id: string }) => id);
    expect(await names()).toEqual(ALL_LAYERS.filter(({ readers }) => !readers).map(({ name }) => name));
    expect(await names(PLANNER)).toEqual(ALL_LAYERS.map(({ name }) => name));
    const facilities = await json('/collections/facilities');
    expect(facilities).toMatchObject({
      id: 'facilities',
      itemType: 'feature',
      synthetic: true,
      extent: { spatial: { bbox: [[118.309, 33.909, 118.351, 33.951]], crs: CRS84 } },
      crs: [CRS84, `${EPSG}4326`, `${EPSG}4490`, `${EPSG}4548`, `${EPSG}4527`],
      storageCrs: CRS84,
    });
    for (const { href, type } of facilities.links) {
      const answer = await get(href);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        200,
        expect.stringContaining(type),
      ]);
    }
    const schema = await json('/collections/facilities/schema', PLANNER);
    expect(schema.properties.properties.properties).toMatchObject({ beds: { type: 'integer' } });
    expect(JSON.stringify(await json('/collections/facilities/schema'))).not.toMatch(/beds/);
    expect((await json('/collections/facilities/queryables')).properties).not.toHaveProperty('beds');
  });

  it('hands out features with what the standard wants said of them', async () => {
    const answer = await get(`${ROOT}/collections/facilities/items?bbox=118.3,33.9,118.32,33.92`);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/geo+json',
      'content-crs': `<${CRS84}>`,
      'cache-control': 'private, no-cache',
    });
    const page = answer.json();
    expect(page).toMatchObject({ type: 'FeatureCollection', numberMatched: 1, numberReturned: 1 });
    expect(Date.parse(page.timeStamp)).toBeGreaterThan(Date.now() - 60_000);
    expect(page.features[0]).toMatchObject({
      type: 'Feature',
      id: 'f-02',
      geometry: { type: 'Point', coordinates: [118.309, 33.911] },
      properties: { name: '东风综合体', kind: 'COMPREHENSIVE_CENTER' },
    });
    expect(page.features[0].properties).not.toHaveProperty('beds');
    expect(linkOf(page, 'self')!.href).toBe(
      `${ROOT}/collections/facilities/items?bbox=118.3%2C33.9%2C118.32%2C33.92&limit=1000`,
    );
    expect(linkOf(page, 'next')).toBeUndefined();
    expect(linkOf(page, 'collection')!.href).toBe(`${ROOT}/collections/facilities`);
    const forStaff = await items('facilities', { ids: '' }, PLANNER).catch(() => null);
    expect(forStaff).toBeNull();
    expect(idsOf(await items('facilities', { bbox: '118.3,33.9,118.32,33.92' }))).toEqual(['f-02', 'f-09']);
  });

  it('pages through all of them by its links, in any number', async () => {
    for (const limit of [700, 1000, 1300]) {
      const ids: string[] = [];
      let href: string | undefined = `${ROOT}/collections/walkways/items?limit=${limit}&kind=footway`;
      while (href) {
        const page: Linked & { features: { id: string }[]; numberMatched: number; numberReturned: number } = (
          await get(href)
        ).json();
        expect(page.numberMatched).toBe(WALKWAYS);
        expect(page.numberReturned).toBe(page.features.length);
        expect(page.numberReturned).toBe(Math.min(limit, WALKWAYS - ids.length));
        ids.push(...idsOf(page));
        href = linkOf(page, 'next')?.href;
      }
      expect(new Set(ids).size).toBe(WALKWAYS);
    }
    expect((await items('walkways')).numberReturned).toBe(1000);
    expect((await items('walkways', { limit: '99999' })).numberReturned).toBe(WALKWAYS);
  });

  it('says of a page without its body what it is', async () => {
    const { statusCode, payload, headers } = await server.server.fastify.inject({
      method: 'HEAD',
      url: '/features/collections/walkways/items?limit=10000',
      headers: { host: HOST },
    });
    expect([statusCode, payload, headers['content-type']]).toEqual([200, '', 'application/geo+json']);
    expect(headers['etag']).toBe(
      (await get(`${ROOT}/collections/walkways/items?limit=10000`)).headers['etag'],
    );
  });

  it('has each feature by its id, slashes and all', async () => {
    const feature = await json(`/collections/walkways/items/${encodeURIComponent('survey/7/0')}`);
    expect(feature).toMatchObject({ type: 'Feature', id: 'survey/7/0', geometry: { type: 'LineString' } });
    const again = await get(linkOf(feature, 'self')!.href);
    expect(again.json()).toEqual(feature);
    expect((await json('/collections/facilities/items/f-10')).geometry).toBeNull();
    expect((await get(`${ROOT}/collections/facilities/items/f-09`)).statusCode).toBe(404);
  });

  it('chooses by fields, days and the day asked for', async () => {
    expect(idsOf(await items('facilities', { kind: 'MEAL_POINT' }))).toEqual(['f-06']);
    expect(idsOf(await items('facilities', { beds: '40', published: 'true' }))).toEqual(['f-07']);
    expect(idsOf(await items('facilities', { status: 'CLOSED', asOf: '2025-01-01' }))).toEqual(['f-07']);
    expect(idsOf(await items('facilities', { status: 'CLOSED', asOf: '2024-12-31' }))).toEqual([]);
    await database.manager.query(
      `UPDATE administrative_division SET valid_from = '2020-01-01', valid_to = '2024-01-01' WHERE code = '990101001003'`,
    );
    const has = async (datetime: string) =>
      idsOf(await items('divisions', { datetime })).includes('990101001003');
    expect(await has('2023-12-31')).toBe(true);
    expect(await has('2024-01-01')).toBe(false);
    expect(await has('2023-12-31T15:59:59Z')).toBe(true);
    expect(await has('2023-12-31T16:00:00Z')).toBe(false);
    expect(await has('../2020-01-01')).toBe(true);
    expect(await has('2000-01-01/2019-12-31')).toBe(false);
    expect(await has('2023-06-01/..')).toBe(true);
    expect((await items('demand', { datetime: '1990-01-01' })).numberMatched).toBe(7);
  });

  it('speaks the systems of coordinates it lists, axes as their authority has them', async () => {
    const at = async (crs: string) => {
      const answer = await get(`${ROOT}/collections/facilities/items?id=f-02&crs=${encodeURIComponent(crs)}`);
      expect(answer.headers['content-crs']).toBe(`<${crs}>`);
      return answer.json().features[0].geometry.coordinates;
    };
    expect(await at(CRS84)).toEqual([118.309, 33.911]);
    expect(await at(`${EPSG}4326`)).toEqual([33.911, 118.309]);
    expect(await at(`${EPSG}4490`)).toEqual([33.911, 118.309]);
    const [northing, easting] = await at(`${EPSG}4548`);
    expect(northing).toBeCloseTo(3754561, -1);
    expect(easting).toBeCloseTo(621061, -1);
    const one = (bbox: string, code: number) =>
      items('facilities', { bbox, 'bbox-crs': `${EPSG}${code}` }).then(idsOf);
    expect(await one('33.9109,118.3089,33.9111,118.3091', 4490)).toEqual(['f-02']);
    const around = [northing - 5, easting - 5, northing + 5, easting + 5];
    expect(await one(around.join(), 4548)).toEqual(['f-02']);
    expect(await one(around.map((side) => side + 12).join(), 4548)).toEqual([]);
  });

  it('asks computed layers what the address says, and keeps the answers apart', async () => {
    const url = `${ROOT}/collections/gaps/items?service=MEAL&minutes=10&asOf=2025-01-01`;
    const answer = await get(url, PLANNER);
    expect(idsOf(answer.json())).toEqual(['{"service":"MEAL","minutes":10,"asOf":"2025-01-01"}']);
    const etag = String(answer.headers['etag']);
    const statusOf = async (address: string) =>
      (await get(address, { ...PLANNER, 'if-none-match': etag })).statusCode;
    expect([await statusOf(url), await statusOf(url.replace('10', '11'))]).toEqual([304, 200]);
    // GIS desktops add the parameters of the address they were given to every request.
    expect(await statusOf(`${ROOT}?service=MEAL&minutes=10`)).toBe(200);
    expect(await statusOf(`${url}&service=MEAL`)).toBe(304);
    expect(await statusOf(`${url}&service=BATH`)).toBe(400);
    expect(await statusOf(`${ROOT}/collections/walkways/items?service=MEAL`)).toBe(200);
  });

  it('does not send again what the client has', async () => {
    const url = `${ROOT}/collections/facilities/items`;
    const { headers } = await get(url);
    const etag = String(headers['etag']);
    const again = () => get(url, { 'if-none-match': etag });
    expect([(await again()).statusCode, (await again()).payload]).toEqual([304, '']);
    expect((await get(`${url}?limit=2`, { 'if-none-match': etag })).statusCode).toBe(200);
    expect((await get(url, { 'if-none-match': etag, ...PLANNER })).statusCode).toBe(200);
    expect((await get(`${url}?asOf=2020-01-01`, { 'if-none-match': etag })).statusCode).toBe(200);
    await bumpRevision(database.manager, 'facilities');
    expect((await again()).statusCode).toBe(200);
  });

  it('sends again what another build of the program may say otherwise', async () => {
    const { manager, kind } = database;
    const versions = new DataVersionRepository(manager, database.embedded);
    const { layers } = createLayersRoom({ manager, versions, kind });
    const asked = { viewer: { actor: 'x', role: 'public' }, root: ROOT, query: {} } as const;
    const state = async (build: string) => {
      const service = new FeaturesService(layers, build);
      const { signal } = new AbortController();
      const page = await service.items('facilities', asked, signal);
      return [page.state, (await service.item('facilities', 'f-01', asked, signal)).state];
    };
    expect(await state('one')).toEqual(await state('one'));
    for (const [k, one] of (await state('one')).entries()) expect((await state('two'))[k]).not.toBe(one);
  });

  it.each([
    ['/collections/roads', 404, 'NOT_FOUND'],
    ['/collections/constructor/items', 404, 'NOT_FOUND'],
    ['/collections/facilities/items/none', 404, 'NOT_FOUND'],
    ['/collections/walkways/items/1', 404, 'NOT_FOUND'],
    ['/collections/demand', 401, 'UNAUTHENTICATED'],
    ['/collections/demand/items', 401, 'UNAUTHENTICATED'],
    ['/collections/estates/schema', 401, 'UNAUTHENTICATED'],
    ['?x=1', 400, 'BAD_USER_INPUT'],
    ['?f=html', 400, 'BAD_USER_INPUT'],
    ['/api?limit=1', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?foo=1', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?beds=30', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?__proto__=1', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?limit=0', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?limit=1.5', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?limit=1&limit=2', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?bbox=1,2,3', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?bbox=118,34,119,33', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?bbox=,,,', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?bbox=33,118,34,119', 400, 'BAD_USER_INPUT'],
    [`/collections/facilities/items?bbox=2,2,1,1&bbox-crs=${EPSG}4548`, 400, 'BAD_USER_INPUT'],
    [`/collections/facilities/items?crs=${EPSG}4550`, 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?crs=EPSG:3857', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?datetime=yesterday', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?datetime=2025-02-30', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?datetime=2025-01-02/2025-01-01', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items?asOf=2025-13-01', 400, 'BAD_USER_INPUT'],
    ['/collections/estates/items?asOf=2025-01-01', 401, 'UNAUTHENTICATED'],
    ['/collections/facilities/items?cohort=AGE_10', 400, 'BAD_USER_INPUT'],
    ['/collections/walkways/items?after=nowhere', 400, 'BAD_USER_INPUT'],
    ['/collections/walkways/items?level=high', 400, 'BAD_USER_INPUT'],
    ['/collections/facilities/items/f-01?limit=1', 400, 'BAD_USER_INPUT'],
    ["/collections/facilities/items?id='%00", 400, 'BAD_USER_INPUT'],
  ])('refuses %s with %i %s', async (path, status, code) => {
    const answer = await get(`${ROOT}${path}`);
    const { 'content-type': type, 'cache-control': keep } = answer.headers;
    expect([answer.statusCode, type, keep]).toEqual([status, 'application/json; charset=utf-8', 'no-store']);
    expect(answer.json().errors[0].extensions.code).toBe(code);
  });

  it('says which systems of coordinates it has', async () => {
    for (const system of [`${EPSG}4550`, 'EPSG:3857', 'Beijing']) {
      const { payload } = await get(`${ROOT}/collections/facilities/items?bbox-crs=${system}`);
      const [{ message, extensions }] = JSON.parse(payload).errors;
      expect(message).toMatch(/^bbox-crs: expected a system this collection has, http.*CRS84, /);
      expect(message).toContain(`got "${system}"`);
      expect(extensions.known).toContain(`${EPSG}4548`);
    }
  });

  it('takes any number of features for as many as a page holds', async () => {
    const all = idsOf(await items('facilities'));
    expect(idsOf(await items('facilities', { limit: '9'.repeat(400) }))).toEqual(all);
  });

  it.each(['a@b.example', 'b.example/x', 'b.example?x', 'b.example#x', 'b.example"'])(
    'makes no links of the host %s',
    async (host) => {
      const { statusCode, payload } = await get('/features', { host });
      expect([statusCode, JSON.parse(payload).errors[0].message]).toEqual([
        400,
        'The Host header is not valid.',
      ]);
    },
  );

  it('refuses what a role may not read', async () => {
    const statusAs = async (name: string, key: string) =>
      (await get(`${ROOT}/collections/${name}/items`, { 'x-api-key': key })).statusCode;
    expect(await statusAs('demand', 'resources-key')).toBe(403);
    expect(await statusAs('estates', 'resources-key')).toBe(200);
    expect(await statusAs('divisions', 'no such key')).toBe(401);
  });

  it('has the whole county', async () => {
    expect(idsOf(await items('divisions'))).toEqual(['990100000000', ...COUNTY_CODES]);
  });
});

interface Described {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type: string; readonly format?: string; readonly enum?: readonly string[] };
}

describe('the description of the API', () => {
  const valueOf = ({ name, schema }: Described) => {
    if (name === 'bbox') return '118,33,119,34';
    if (name === 'datetime') return '2024-01-01/..';
    if (name === 'after') return 'survey/1/0';
    if (name === 'minutes') return '10';
    if (schema.format === 'uri') return `${EPSG}4490`;
    if (schema.format === 'date') return '2025-01-01';
    return schema.enum?.[0] ?? { integer: '1', number: '1.5', boolean: 'true' }[schema.type] ?? 'x';
  };

  it('is true: its addresses answer, with every parameter it tells of', async () => {
    const { paths, servers } = await json('/api', PLANNER);
    expect(servers).toEqual([{ url: ROOT }]);
    expect(Object.keys(paths)).toHaveLength(4 + 5 * ALL_LAYERS.length);
    for (const [path, { get: operation }] of Object.entries<{ get: { parameters: Described[] } }>(paths)) {
      const address = `${ROOT}${path === '/' ? '' : path}`.replace('{featureId}', 'no-such');
      const inQuery = operation.parameters.filter((one) => one.in === 'query');
      for (const parameter of inQuery) {
        const { statusCode, payload } = await get(
          `${address}?${parameter.name}=${encodeURIComponent(valueOf(parameter))}`,
          PLANNER,
        );
        const expected = path.includes('{featureId}') ? 404 : 200;
        expect([path, parameter.name, statusCode, statusCode === expected ? '' : payload]).toEqual([
          ...[path, parameter.name, expected, ''],
        ]);
      }
      expect(new Set(inQuery.map(({ name }) => name)).size).toBe(inQuery.length);
      expect((await get(`${address}?unheard=1`, PLANNER)).statusCode).toBe(400);
    }
  });

  it('tells each role of what it may use', async () => {
    const { paths } = await json('/api');
    expect(Object.keys(paths)).not.toContain('/collections/demand/items');
    const names = paths['/collections/facilities/items'].get.parameters.map(({ name }: Described) => name);
    expect(names).toContain('kind');
    expect(names).not.toContain('beds');
  });

  it('is OpenAPI 3.0: operations have names of their own, and references lead somewhere', async () => {
    const api = await json('/api', PLANNER);
    // Where QGIS looks for it.
    expect(api.components.parameters.limit.schema).toMatchObject({ default: 1000, maximum: 10_000 });
    expect(api.openapi).toBe('3.0.3');
    const operations = Object.values<{ get: { operationId: string } }>(api.paths).map(({ get: one }) => one);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const refs = [...JSON.stringify(api).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, path]) => path);
    for (const path of new Set(refs)) {
      const found = path
        .slice(1)
        .split('/')
        .reduce((node, key) => node?.[key], api);
      expect([path, typeof found]).toEqual([path, 'object']);
    }
  });
});
