import { parse } from 'csv-parse/sync';
import type { FeatureCollection } from 'geojson';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasGdal, ogrinfo } from '../support/gdal.js';
import { openProgram, type Program } from '../support/program.js';
import { COUNTY, seedSmallCounty, STREET } from '../support/small-county.js';
import { startTestServer, type TestServer } from './test-server.js';

const WALKWAYS = 2300;

let program: Program;
let server: TestServer;
beforeAll(async () => {
  program = await openProgram();
  const { manager } = program.database;
  await seedSmallCounty(manager);
  await manager.query(
    `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
     SELECT 'survey', k, 0, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, 0,
       ST_SetSRID(ST_MakeLine(ST_MakePoint(118.3, 33.9 + k * 0.00001), ST_MakePoint(118.32, 33.905 + k * 0.00001)), 4326)
     FROM generate_series(1, ${WALKWAYS}) k`,
  );
  await manager.query(
    "UPDATE data_source SET attribution = '© OpenStreetMap contributors' WHERE key = 'survey'",
  );
  const { downloads, publicLists } = program.rooms;
  const keys = {
    'planner-key': { name: 'plan', role: 'planner' },
    'resources-key': { name: 'land', role: 'resources' },
  } as const;
  const app = { downloads, publicLists };
  server = await startTestServer({ app, keys, env: { ADMIN_API_KEY: 'a'.repeat(32) } });
});
afterAll(async () => {
  await server?.close();
  await program?.close();
});

const PLANNER = { 'x-api-key': 'planner-key' };

/** From another machine, so that the local rule lets nobody in. */
function get(url: string, headers: Record<string, string> = {}) {
  return server.server.fastify.inject({
    method: 'GET',
    url,
    headers: { host: 'map.example:4000', ...headers },
    remoteAddress: '203.0.113.7',
  });
}

async function bytes(url: string, headers: Record<string, string> = PLANNER): Promise<Buffer> {
  const answer = await get(url, headers);
  expect([url, answer.statusCode, answer.statusCode === 200 ? '' : answer.payload]).toEqual([url, 200, '']);
  return answer.rawPayload;
}

async function csv(url: string, headers?: Record<string, string>): Promise<Record<string, string>[]> {
  const all = await bytes(`${url}${url.includes('?') ? '&' : '?'}headers=field`, headers);
  return parse(all, { bom: true, columns: true });
}

async function geoJson(url: string, headers?: Record<string, string>) {
  return JSON.parse(String(await bytes(url, headers))) as FeatureCollection & {
    metadata: Record<string, string>;
    crs?: object;
  };
}

const COUNTS = { divisions: 14, facilities: 10, estates: 3, walkways: WALKWAYS, demand: 7 };
const LAYERS = Object.entries(COUNTS);

describe('downloads of layers', () => {
  it.each(LAYERS)('hold every one of %s in every format', async (layer, count) => {
    expect(await csv(`/downloads/${layer}.csv`)).toHaveLength(count);
    expect((await geoJson(`/downloads/${layer}.geojson`)).features).toHaveLength(count);
    const lines = String(await bytes(`/downloads/${layer}.geojsonl`))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(Array(count).fill('Feature'));
    const [{ data }] = await readExcel(await bytes(`/downloads/${layer}.xlsx`));
    expect(data).toHaveLength(count + 1);
  });

  it.runIf(hasGdal).each(LAYERS)('are read by GDAL: %s', async (layer, count) => {
    for (const format of ['gpkg', 'fgb', 'geojson']) {
      const said = ogrinfo(`${layer}.${format}`, await bytes(`/downloads/${layer}.${format}`), '-so');
      expect(said).toContain(`Layer name: ${layer}`);
      expect(said).toContain(`Feature Count: ${count}`);
      expect(said).toMatch(/ID\["EPSG",4326\]/);
    }
  });

  it.runIf(hasGdal)('are read by GDAL with the values they have', async () => {
    const option = ['-where', "id = 'f-02'"] as const;
    for (const format of ['gpkg', 'fgb']) {
      const said = ogrinfo(`facilities.${format}`, await bytes(`/downloads/facilities.${format}`), ...option);
      expect(said).toContain('name (String) = 东风综合体');
      expect(said).toMatch(/beds \(Integer(64)?\) = 30/);
      expect(said).toContain('POINT (118.309 33.911)');
    }
  });

  it('are named in Chinese, and plainly for others', async () => {
    const { headers } = await get(`/downloads/facilities.csv?divisionCode=${STREET}&asOf=2025-01-01`);
    const [, plain, name] = /^attachment; filename="(.*)"; filename\*=UTF-8''(.*)$/.exec(
      String(headers['content-disposition']),
    )!;
    expect(plain).toBe('facilities.csv');
    expect(decodeURIComponent(name!)).toBe('养老服务设施_东风街道_2025-01-01.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('hold what the filters leave', async () => {
    const ids = async (query: string) =>
      (await csv(`/downloads/facilities.csv?${query}`)).map(({ id }) => id);
    expect(await ids(`divisionCode=${STREET}`)).toEqual(['f-01', 'f-02', 'f-09']);
    expect(await ids('bbox=118.30,33.90,118.31,33.92')).toEqual(['f-02']);
    expect(await ids('kind=MUTUAL_AID_POINT')).toEqual(['f-03', 'f-04', 'f-05']);
    expect(await ids('beds=120')).toEqual(['f-01']);
    expect(await ids('published=false&kind=COMMUNITY_STATION')).toEqual(['f-09']);
    expect(await ids('status=SUSPENDED&asOf=2025-01-01')).toEqual(['f-06']);
    expect(await ids('status=SUSPENDED&asOf=2024-12-30')).toEqual([]);
  });

  it('show everybody what is public, and no more', async () => {
    const rows = await csv('/downloads/facilities.csv', {});
    expect(rows.map(({ id }) => id)).not.toContain('f-09');
    expect(Object.keys(rows[0]!)).not.toEqual(expect.arrayContaining(['beds']));
    expect(String(await bytes('/downloads/facilities.geojson', {}))).not.toMatch(
      /内部试点站|rating|nursingBeds/,
    );
    const asked = await get('/downloads/facilities.csv?beds=120');
    expect([asked.statusCode, asked.json().errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('are in the system asked for', async () => {
    const place = async (crs: string) => {
      const { crs: named, features } = await geoJson(`/downloads/facilities.geojson?id=f-02&crs=${crs}`);
      return [named, (features[0]!.geometry as { coordinates: number[] }).coordinates];
    };
    const named = (code: number) => ({ type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${code}` } });
    expect(await place('EPSG:4326')).toEqual([undefined, [118.309, 33.911]]);
    expect(await place('4490')).toEqual([named(4490), [118.309, 33.911]]);
    const [crs, [easting, northing]] = (await place('gk')) as [object, [number, number]];
    expect(crs).toEqual(named(4548));
    expect(easting).toBeCloseTo(621_043, -3);
    expect(northing).toBeCloseTo(3_754_000, -4);
    const [row] = await csv('/downloads/facilities.csv?id=f-02&crs=gk');
    expect(Number(row!['easting'])).toBe(easting);
  });

  it.runIf(hasGdal).each([
    ['4490', /ID\["EPSG",4490\]/],
    ['4527', /Central[ _]meridian|Longitude of natural origin",117/i],
  ])('tell GDAL that they are in %s', async (crs, pattern) => {
    for (const format of ['gpkg', 'fgb'])
      expect(ogrinfo(`x.${format}`, await bytes(`/downloads/estates.${format}?crs=${crs}`), '-so')).toMatch(
        pattern,
      );
  });

  it('say what they are', async () => {
    const { metadata } = await geoJson(
      `/downloads/facilities.geojson?divisionCode=${STREET}&asOf=2025-01-01`,
      {},
    );
    expect(metadata).toMatchObject({
      title: '养老服务设施 Care facilities',
      asOf: '2025-01-01',
      filters: `divisionCode=${STREET}; asOf=2025-01-01`,
      dataVintage: 'survey (2024)',
      synthetic: 'false',
      licence: '© OpenStreetMap contributors',
    });
    // Of the rows there are: the others of the layer are generated.
    const whole = (await geoJson('/downloads/facilities.geojson')).metadata;
    expect(whole).toMatchObject({ dataVintage: 'made-up; survey (2024)', synthetic: 'true' });
    expect(metadata.rule).toContain('仅含已公示设施');
    const [, about] = await readExcel(await bytes('/downloads/facilities.xlsx?kind=MEAL_POINT'));
    expect(about!.data).toContainEqual(['行数', '1', 'Rows', 'rows']);
    expect(about!.data).toContainEqual(['筛选条件', 'kind=MEAL_POINT', 'Filters', 'filters']);
  });

  it.each([
    ['/downloads/roads.csv', 404, 'NOT_FOUND'],
    ['/downloads/constructor.csv', 404, 'NOT_FOUND'],
    ['/downloads/facilities.shp', 404, 'NOT_FOUND'],
    ['/downloads/facilities', 404, 'NOT_FOUND'],
    ['/downloads/coverage.gpkg', 404, 'NOT_FOUND'],
    ['/downloads/facilities.csv?kindd=X', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?kind=A&kind=B', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?bbox=1,2,3', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?bbox=118,34,119,33', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?asOf=2025-02-30', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?divisionCode=12', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?divisionCode=990999000000', 404, 'NOT_FOUND'],
    ['/downloads/facilities.csv?crs=3857', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?headers=de', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.csv?synthetic=perhaps', 400, 'BAD_USER_INPUT'],
    ['/downloads/facilities.geojsonl?crs=4490', 400, 'BAD_USER_INPUT'],
    ['/downloads/estates.csv', 401, 'UNAUTHENTICATED'],
    ['/downloads/gaps.csv', 401, 'UNAUTHENTICATED'],
    ['/downloads/coverage.csv', 400, 'BAD_USER_INPUT'],
    [`/downloads/coverage.csv?divisionCode=${COUNTY}&service=FOOD`, 400, 'BAD_USER_INPUT'],
    [`/downloads/coverage.csv?divisionCode=${COUNTY}&service=MEAL&minutes=999`, 400, 'BAD_USER_INPUT'],
  ])('refuses %s with %i %s', async (url, status, code) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['content-disposition']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['/downloads/coverage.csv', 'divisionCode: expected a division code of 12 digits, got none.'],
    [
      `/downloads/coverage.csv?divisionCode=${COUNTY}`,
      /^service: expected one of ANY, .*GUIDANCE, got none\.$/,
    ],
    ['/downloads/scorecard.csv', 'divisionCode: expected a division code of 12 digits, got none.'],
    [
      `/downloads/coverage.csv?divisionCode=${COUNTY}&service=MEAL&minutes=999`,
      'minutes: expected a number from 1 to 120, got "999".',
    ],
    [
      `/downloads/gaps.csv?divisionCode=${COUNTY}&service=MEAL&speed=0.05`,
      'speed: expected a number from 0.1 to 3, got "0.05".',
    ],
    [
      `/downloads/scorecard.csv?divisionCode=${COUNTY}&month=2026-13`,
      'month: expected a month as YYYY-MM, got "2026-13".',
    ],
    ['/downloads/sites.csv', 'job: expected the identifier of a siting job, got none.'],
    ['/downloads/sites.csv?job=7', 'job: expected the identifier of a siting job, got "7".'],
    ['/downloads/facilities.csv?crs=3857', 'crs: expected 4326, 4490, 4491 to 4554 or gk, got "3857".'],
  ])('say of %s what was expected and what came', async (url, words) => {
    const [{ message }] = (await get(url, PLANNER)).json().errors;
    expect(message).toMatch(words);
  });

  it('are listed with what they may be asked for by, as far as they are for who asks', async () => {
    const names = async (headers: Record<string, string>) =>
      (await get('/downloads', headers)).json().downloads.map(({ name }: { name: string }) => name);
    expect(await names({})).toEqual([
      ...['divisions', 'facilities', 'walkways', 'public-comprehensive', 'public-community'],
      ...['coverage', 'coverage-members', 'scorecard'],
    ]);
    expect(await names(PLANNER)).toEqual(expect.arrayContaining(['estates', 'demand', 'gaps', 'sites']));
    expect((await get('/downloads/demand.csv', { 'x-api-key': 'resources-key' })).statusCode).toBe(403);
    const [, facilities] = (await get('/downloads')).json().downloads;
    expect(facilities.formats).toEqual(['csv', 'xlsx', 'geojson', 'geojsonl', 'gpkg', 'fgb']);
    const parameters = facilities.parameters.map(({ name }: { name: string }) => name);
    expect(parameters).toEqual([...new Set(parameters)]);
    expect(parameters).toEqual(expect.arrayContaining(['bbox', 'crs', 'asOf', 'kind']));
    expect(parameters).not.toContain('beds');
  });
});

describe('downloads of lists', () => {
  const ON = 'asOf=2025-01-01';

  it('of a scenario are the facilities after its changes', async () => {
    const { createScenario } = await program.ask<{ createScenario: { id: string } }>(
      'mutation ($input: ScenarioInput!) { createScenario(input: $input) { id } }',
      {
        input: {
          name: '试点',
          changes: [
            { kind: 'CLOSE', facilityId: 'f-03' },
            {
              kind: 'OPEN',
              id: 'n-1',
              name: '新站',
              facilityKind: 'DAY_CARE_CENTER',
              at: { lon: 118.31, lat: 33.91 },
            },
          ],
        },
      },
    );
    const url = `/downloads/scenario.csv?scenario=${createScenario.id}&${ON}`;
    const rows = await csv(url);
    const changes = Object.fromEntries(rows.map(({ id, change }) => [id, change]));
    expect([changes['f-01'], changes['f-03'], changes['n-1']]).toEqual(['NONE', 'CLOSED', 'OPENED']);
    expect((await csv(`${url}&divisionCode=${STREET}&change=OPENED`)).map(({ id }) => id)).toEqual(['n-1']);
    const { metadata } = await geoJson(url.replace('.csv', '.geojson') + '&id=n-1');
    expect(metadata).toMatchObject({ synthetic: 'false', asOf: '2025-01-01' });
    expect(metadata.filters).toContain(createScenario.id);
    expect((await get(url)).statusCode).toBe(401);
    expect((await get('/downloads/scenario.csv?scenario=none', PLANNER)).statusCode).toBe(404);
  });

  it('of coverage have numerator and denominator of each division and level', async () => {
    const rows = await csv(
      `/downloads/coverage.csv?divisionCode=${COUNTY}&service=ANY&level=SUBDISTRICT&${ON}`,
      {},
    );
    const street = rows.filter(({ code, unitLevel }) => code === STREET && unitLevel === '社区');
    expect(street).toHaveLength(1);
    expect(street[0]).toMatchObject({ level: '街道', numerator: '2', denominator: '2', ratio: '1' });
    const all = await csv(`/downloads/coverage.csv?divisionCode=${COUNTY}&service=ANY&level=ALL&${ON}`, {});
    expect(new Set(all.map(({ code }) => code)).size).toBe(13);
    const card = await bytes(`/downloads/coverage.xlsx?divisionCode=${COUNTY}&service=ANY&${ON}`, {});
    const [, about] = await readExcel(card);
    expect(about!.data.map(([, , , key]) => key)).toEqual(
      expect.arrayContaining(['rule', 'walk', 'asOf', 'dataVintage', 'synthetic', 'rows']),
    );
    expect(about!.data).toContainEqual([
      ...['署名与许可', '© OpenStreetMap contributors', 'Credit and licence', 'licence'],
    ]);
  });

  it('of the members of a ratio name each with its reason', async () => {
    const query = `divisionCode=${COUNTY}&service=ANY&level=COMMUNITY&${ON}`;
    const rows = await csv(`/downloads/coverage-members.csv?${query}`, {});
    expect(rows.map(({ id }) => id)).toEqual(['990101001001', '990101001002', '990101101001']);
    expect(rows.map(({ counts }) => counts)).toContain('true');
    expect(rows.every(({ reason }) => reason !== '')).toBe(true);
  });

  it('of the members of a ratio tell of a facility that is not published to staff only', async () => {
    const query = `divisionCode=${COUNTY}&service=BATH&level=COMMUNITY&part=NUMERATOR&${ON}`;
    const facilities = async (headers?: Record<string, string>) => {
      const rows = await csv(`/downloads/coverage-members.csv?${query}`, headers);
      return rows.map(({ id, facilityId, facilityWithheld }) => [id, facilityId, facilityWithheld]);
    };
    expect(await facilities(PLANNER)).toContainEqual(['990101001001', 'f-09', 'false']);
    expect(await facilities({})).toContainEqual(['990101001001', '', 'true']);
  });

  it('of the estate audit are the sheets that are printed', async () => {
    const book = await readExcel(await bytes(`/downloads/estate-audit.xlsx?${ON}`));
    expect(book.map(({ sheet }) => sheet)).toEqual(expect.arrayContaining(['汇总', '小区清单', '说明']));
    const rows: Record<string, string>[] = parse(await bytes(`/downloads/estate-audit.csv?${ON}`), {
      bom: true,
      columns: true,
    });
    expect(rows.map((row) => row['小区编号']).sort()).toEqual(['e-1', 'e-2', 'e-3']);
  });

  it('of targets are there without any', async () => {
    expect(await csv(`/downloads/scorecard.csv?divisionCode=${COUNTY}`, {})).toEqual([]);
  });

  it('of sites need a job there is', async () => {
    const job = '00000000-0000-4000-8000-000000000000';
    expect((await get(`/downloads/sites.csv?job=${job}`, PLANNER)).statusCode).toBe(404);
    expect((await get(`/downloads/sites.csv?job=x`, PLANNER)).statusCode).toBe(400);
  });
});
