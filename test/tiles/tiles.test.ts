import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataVersionRepository } from '../../src/accessibility/index.js';
import {
  createLayersRoom,
  layerNamed,
  type LayersRoom,
  tileFields,
  viewLayer,
} from '../../src/layers/index.js';
import type { Role, Viewer } from '../../src/platform/access/viewer.js';
import { inTurns } from '../../src/platform/compute/in-turns.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { createTilesRoom, type TilesService } from '../../src/tiles/index.js';
import { tileInSteps } from '../../src/tiles/encode-tile.js';
import { openTestDatabase } from '../support/database.js';
import { decodeTile, featuresOf, inTile, tileAt } from '../support/decode-tile.js';
import { bumpRevision } from '../support/grid-town.js';
import { COUNTY, COUNTY_CODES, seedSmallCounty } from '../support/small-county.js';

const CENTRE: readonly [number, number] = [118.31, 33.91];

let database: Database;
let room: LayersRoom;
let tiles: TilesService;
beforeAll(async () => {
  database = await openTestDatabase();
  const { manager } = database;
  await seedSmallCounty(manager);
  await manager.query(
    `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
     SELECT 'survey', k, 0, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, CASE WHEN k = 6 THEN 1.5 ELSE 0 END,
       ST_SetSRID(ST_MakeLine(ST_MakePoint(118.3, 33.9 + k * 0.001), ST_MakePoint(118.32, 33.905 + k * 0.001)), 4326)
     FROM generate_series(1, 3000) k`,
  );
  room = createLayersRoom({ manager, versions: new DataVersionRepository(manager, database.embedded) });
  ({ tiles } = createTilesRoom(room));
});
afterAll(() => database?.close());

const viewer = (role: Role): Viewer => ({ actor: 'tester', role });
const never = () => new AbortController();

async function ask(layer: string, zoom: number, role: Role = 'planner', [lon, lat] = CENTRE) {
  return tiles.tile(layer, tileAt(lon, lat, zoom), viewer(role), never());
}
async function features(layer: string, zoom: number, role: Role = 'planner') {
  return featuresOf(await ask(layer, zoom, role));
}

describe('tiles of either database', () => {
  it('show divisions of the levels a zoom has room for, from above', async () => {
    const codesAt = async (zoom: number) =>
      (await features('divisions', zoom)).map(({ properties }) => properties.code);
    expect(await codesAt(4)).toEqual([]);
    expect(await codesAt(7)).toEqual([COUNTY]);
    const isUnit = (code: string) => !code.endsWith('000');
    const inTheTree = COUNTY_CODES.filter((code) => code !== '990101201202').sort(
      (a, b) => Number(isUnit(a)) - Number(isUnit(b)) || Number(b === COUNTY) - Number(a === COUNTY),
    );
    expect(await codesAt(11)).toEqual(inTheTree);
    expect((await codesAt(8)).every((code) => String(code).endsWith('000'))).toBe(true);
  });

  it('place every vertex within a unit of where it is, outer rings clockwise on the map', async () => {
    const [street] = (await features('divisions', 14)).filter(
      ({ properties }) => properties.code === '990101001001',
    );
    expect(street.type).toBe('Polygon');
    expect(street.properties).toEqual({
      code: '990101001001',
      name: '东风社区',
      level: 'COMMUNITY',
      parentCode: '990101001000',
      urbanRuralClass: '111',
      synthetic: false,
    });
    const { x, y } = tileAt(...CENTRE, 14);
    const clip = (value: number) => Math.min(4096 + 64, Math.max(-64, value));
    const corners = [
      [118.3, 33.9],
      [118.32, 33.9],
      [118.32, 33.92],
      [118.3, 33.92],
    ].map(([lon, lat]) => inTile(lon, lat, 14, Number(x), Number(y)).map(clip));
    const [ring] = street.paths;
    for (const [east, south] of corners)
      expect(ring.some(([a, b]) => Math.abs(a - east) <= 1 && Math.abs(b - south) <= 1)).toBe(true);
    const area = ring.slice(1).reduce((sum, [a, b], k) => sum + ring[k][0] * b - a * ring[k][1], 0);
    expect(area).toBeGreaterThan(0);
  });

  it('show points, and the fields of the viewer’s role only', async () => {
    const known = (await features('facilities', 14, 'public')).map(({ properties }) => properties);
    expect(known.map(({ id }) => id)).toEqual(['f-02']);
    expect(known[0]).toEqual({
      id: 'f-02',
      name: '东风综合体',
      kind: 'COMPREHENSIVE_CENTER',
      capabilities: 'FULL_CARE,DAY_CARE,HOME_VISIT,MEAL',
      mealMode: 'CANTEEN',
      divisionCode: '990101001001',
      synthetic: false,
    });
    const staff = await features('facilities', 14, 'resources');
    expect(staff.map(({ properties }) => properties.id)).toEqual(['f-02', 'f-09']);
    expect(staff[1].properties).toMatchObject({ published: false, beds: 5, nursingBeds: 1 });
    const { z, x, y } = tileAt(...CENTRE, 14);
    const [[at]] = staff[1].paths;
    const expected = inTile(118.312, 33.912, Number(z), Number(x), Number(y));
    expect(Math.hypot(at[0] - expected[0], at[1] - expected[1])).toBeLessThan(1);
  });

  it('show estates as points far out and as areas at the last zoom', async () => {
    expect((await features('estates', 12)).map(({ type }) => type)).toEqual(['Point', 'Point', 'Point']);
    const near = await tiles.tile('estates', tileAt(118.304, 33.904, 14), viewer('resources'), never());
    const [garden] = featuresOf(near);
    expect(garden).toMatchObject({
      type: 'Polygon',
      properties: { id: 'e-1', households: 1234, gated: true },
    });
  });

  it('show demand with its numbers, and nothing where nothing is known', async () => {
    const near = await tiles.tile('demand', tileAt(118.306, 33.904, 14), viewer('planner'), never());
    const point = featuresOf(near).find(({ properties }) => properties.id === 'd-2')!;
    expect(point.properties).toMatchObject({ population: 1800, elderly60: 350.5, elderly65: 250 });
    const third = featuresOf(await ask('demand', 12)).find(({ properties }) => properties.id === 'd-3')!;
    expect(third.properties).not.toHaveProperty('elderly65');
    expect(third.properties.synthetic).toBe(true);
  });

  it('clip lines to the tile and its margin', async () => {
    const lines = await features('walkways', 14);
    expect(lines.length).toBeGreaterThan(5);
    for (const { type, paths } of lines) {
      expect(type).toBe('LineString');
      for (const [x, y] of paths.flat()) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-65);
        expect(Math.max(x, y)).toBeLessThanOrEqual(4096 + 65);
      }
    }
    expect(lines.find(({ properties }) => properties.id === 'survey/6/0')!.properties.level).toBe(1.5);
  });

  it('hold the same whether the database or the program writes them', async () => {
    const able = await room.layers.writesTiles();
    expect(able).toBe(database.kind === 'server');
    for (const [name, zoom] of [
      ['divisions', 5],
      ['divisions', 11],
      ['divisions', 14],
      ['facilities', 8],
      ['estates', 14],
      ['walkways', 13],
      ['demand', 12],
    ] as const) {
      const view = viewLayer(layerNamed(name), viewer('admin'));
      const { z, x, y } = tileAt(...CENTRE, zoom);
      const address = { zoom: Number(z), x: Number(x), y: Number(y) };
      const head = { name, extent: 4096, fields: tileFields(view) };
      const { pages, leftOut } = await room.layers.readPages(view, address);
      const own = decodeTile(await inTurns(tileInSteps(head, pages)));
      expect(leftOut).toBe(0);
      expect(own[name]).toMatchObject({ version: 2, extent: 4096 });
      expect(own[name].features.length).toBeGreaterThan(0);
      if (able) expect(own).toEqual(decodeTile((await room.layers.readTile(view, address)).bytes));
    }
  });

  it('are drawn anew once their data changed, and keep their ETag where they stayed the same', async () => {
    const before = await ask('facilities', 14);
    expect(await ask('facilities', 14)).toBe(before);
    await bumpRevision(database.manager, 'facilities');
    const same = await ask('facilities', 14);
    expect(same.etag).toBe(before.etag);
    await database.manager.query(`UPDATE facility SET name = '改名' WHERE id = 'f-02'`);
    await bumpRevision(database.manager, 'facilities');
    const renamed = await ask('facilities', 14);
    expect(renamed.etag).not.toBe(before.etag);
    expect(featuresOf(renamed)[0].properties.name).toBe('改名');
  });

  it('are drawn once for many who ask at once, and no longer for those who left', async () => {
    const [lon, lat] = [118.35, 33.95];
    const asked = Array.from({ length: 20 }, () => ask('divisions', 14, 'public', [lon, lat]));
    const [first, ...others] = await Promise.all(asked);
    for (const other of others) expect(other).toBe(first);
    const leaving = new AbortController();
    const left = tiles.tile('divisions', tileAt(118.33, 33.95, 14), viewer('public'), leaving);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    const again = await tiles.tile('divisions', tileAt(118.33, 33.95, 14), viewer('public'), never());
    expect(featuresOf(again).length).toBeGreaterThan(0);
  });

  it('hold the most important features where there is no room for all, and tell how many are left out', async () => {
    await database.manager.query(
      `INSERT INTO demand_point (id, kind, location, weight_all, source_key)
       SELECT 'many-' || k, 'BUILDING', ST_SetSRID(ST_MakePoint(100 + (k % 200) * 1e-5, 30 + (k / 200) * 1e-5), 4326),
         k, 'survey' FROM generate_series(1, 40123) k`,
    );
    const crowded = await ask('demand', 14, 'planner', [100.001, 30.001]);
    expect(crowded.leftOut).toBe(123);
    const people = featuresOf(crowded).map(({ properties }) => Number(properties.population));
    expect(people).toEqual(Array.from({ length: 40_000 }, (_, k) => 40_123 - k));
    expect((await ask('demand', 14)).leftOut).toBe(0);
    await database.manager.query(`DELETE FROM demand_point WHERE id LIKE 'many-%'`);
  });

  it('do without the far north, the other side of the world and places without features', async () => {
    for (const [lon, lat] of [
      [0.1, 85.05],
      [-179.99, -85.05],
      [10, 50],
    ] as const) {
      const tile = await tiles.tile('facilities', tileAt(lon, lat, 10), viewer('public'), never());
      expect(tile.bytes).toBeNull();
    }
  });
});

describe('what maps must know of a layer', () => {
  it('is TileJSON with bounds, fields of the role, sources and whether it is generated', async () => {
    const known = await tiles.describe('facilities', 'http://map.example', viewer('public'));
    expect(known).toMatchObject({
      tilejson: '3.0.0',
      scheme: 'xyz',
      tiles: ['http://map.example/tiles/facilities/{z}/{x}/{y}.mvt'],
      minzoom: 6,
      maxzoom: 14,
      key: 'id',
      synthetic: true,
    });
    const [west, south, east, north] = known.bounds;
    expect([west, south, east, north].map((degrees) => Math.round(degrees * 1000) / 1000)).toEqual([
      118.309, 33.909, 118.351, 33.951,
    ]);
    expect(Object.keys(known.vector_layers[0].fields)).not.toContain('beds');
    const staff = await tiles.describe('facilities', 'http://map.example', viewer('planner'));
    expect(staff.vector_layers[0].fields.beds).toBe('integer: Beds 床位数');
  });

  it('has bounds that hold outlines, not only the points that stand for them', async () => {
    const { bounds } = await tiles.describe('estates', 'http://map.example', viewer('planner'));
    const [{ west, east }] = await database.manager.query(
      `SELECT min(ST_XMin(boundary)) AS west, max(ST_XMax(boundary)) AS east FROM housing_estate`,
    );
    const [points] = await database.manager.query('SELECT min(ST_X(location)) AS west FROM housing_estate');
    expect(west).toBeLessThan(points.west);
    expect(bounds[0]).toBe(west);
    expect(bounds[2]).toBeGreaterThanOrEqual(east);
  });

  it('is listed for the layers a viewer may read', async () => {
    const names = async (role: Role) =>
      (await tiles.list('http://map.example', viewer(role))).map(({ vector_layers: [{ id }] }) => id);
    expect(await names('public')).toEqual(['divisions', 'facilities', 'walkways']);
    expect(await names('resources')).toEqual(['divisions', 'facilities', 'estates', 'walkways']);
    expect(await names('planner')).toEqual([
      'divisions',
      'facilities',
      'estates',
      'walkways',
      'demand',
      'gaps',
      'scenario',
    ]);
  });
});
