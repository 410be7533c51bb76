import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataVersionRepository } from '../../src/accessibility/index.js';
import {
  createLayersRoom,
  type LayerFilter,
  layerNamed,
  type LayerRow,
  type LayersRoom,
} from '../../src/layers/index.js';
import type { Role, Viewer } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { bumpRevision } from '../support/grid-town.js';
import { COUNTY_CODES, seedSmallCounty, STREET } from '../support/small-county.js';

const WALKWAYS = 3000;

let database: Database;
let room: LayersRoom;
beforeAll(async () => {
  database = await openTestDatabase();
  const { manager, kind } = database;
  await seedSmallCounty(manager);
  await manager.query(
    `INSERT INTO walkway (source_key, way_id, segment, from_node, to_node, kind, direction, speed_factor, length_meters, level, geometry)
     SELECT 'survey', k - 5, k % 12, 2 * k, 2 * k + 1, 'footway', 'BOTH', 0.5, 900, 0,
       ST_SetSRID(ST_MakeLine(ST_MakePoint(118.3, 33.9 + k * 0.001), ST_MakePoint(118.32, 33.905 + k * 0.001)), 4326)
     FROM generate_series(1, ${WALKWAYS}) k`,
  );
  const versions = new DataVersionRepository(manager, database.embedded);
  room = createLayersRoom({ manager, versions, kind });
});
afterAll(() => database?.close());

const viewer = (role: Role): Viewer => ({ actor: 'tester', role });

async function rowsOf(layer: string, filter: LayerFilter = {}, role: Role = 'planner'): Promise<LayerRow[]> {
  const rows: LayerRow[] = [];
  for await (const some of room.layers.stream(layerNamed(layer), filter, viewer(role))) rows.push(...some);
  return rows;
}
const idsOf = async (layer: string, filter?: LayerFilter, role?: Role) =>
  (await rowsOf(layer, filter, role)).map(({ id }) => id);

describe('features of a layer', () => {
  it('come with all fields their viewer may read, and no others', async () => {
    const [forAll] = await rowsOf('facilities', { ids: ['f-02'], asOf: '2021-06-01' }, 'public');
    expect(forAll).toEqual({
      id: 'f-02',
      geometry: { type: 'Point', coordinates: [118.309, 33.911] },
      properties: {
        id: 'f-02',
        name: '东风综合体',
        kind: 'COMPREHENSIVE_CENTER',
        capabilities: 'FULL_CARE,DAY_CARE,HOME_VISIT,MEAL',
        mealMode: 'CANTEEN',
        divisionCode: '990101001001',
        synthetic: false,
        address: '东风路2号',
        contact: null,
        status: 'BUILDING',
      },
    });
    const [forStaff] = await rowsOf('facilities', { ids: ['f-02'] }, 'resources');
    expect(forStaff.properties).toMatchObject({ beds: 30, floorAreaSquareMeters: 1600, status: 'OPERATING' });
    expect(Object.keys(forStaff.properties)).toEqual(layerNamed('facilities').fields.map(({ name }) => name));
  });

  it('leave out rows the public may not see, wherever they are asked for', async () => {
    const hidden = { ids: ['f-09'] };
    expect(await idsOf('facilities', hidden, 'public')).toEqual([]);
    expect(await idsOf('facilities', hidden)).toEqual(['f-09']);
    const count = (role: Role) => room.layers.count(layerNamed('facilities'), {}, viewer(role));
    expect([await count('public'), await count('resources')]).toEqual([9, 10]);
    await expect(rowsOf('demand', {}, 'resources')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(rowsOf('estates', {}, 'public')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(idsOf('facilities', { equals: { beds: '30' } }, 'public')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('are found by box, also over the 180th meridian', async () => {
    expect(await idsOf('facilities', { bbox: [118.3, 33.9, 118.32, 33.92] })).toEqual(['f-02', 'f-09']);
    expect(await idsOf('facilities', { bbox: [118.34, 33.9, -170, 33.92] })).toEqual(['f-05', 'f-07']);
    // The line from south-west to north-east has a box that reaches in, but passes by.
    expect(await idsOf('walkways', { bbox: [118.3, 33.9059, 118.3005, 33.9069] })).toEqual(['survey/1/6']);
    expect(await idsOf('estates', { bbox: [118.3015, 33.9015, 118.3025, 33.9025] })).toEqual(['e-1']);
  });

  it('are found by division, id, field and day', async () => {
    expect(await idsOf('facilities', { divisionCode: STREET })).toEqual(['f-01', 'f-02', 'f-09']);
    expect(await idsOf('divisions', { divisionCode: STREET })).toEqual([
      STREET,
      '990101001001',
      '990101001002',
      '990101001003',
    ]);
    expect(await idsOf('walkways', { divisionCode: '990101001001' })).toHaveLength(20);
    expect(await idsOf('demand', { equals: { kind: 'ESTATE', elderly60: '350.5' } })).toEqual(['d-2']);
    expect(await idsOf('demand', { equals: { synthetic: 'true' } })).toEqual(['d-3', 'd-7']);
    const closed = { equals: { status: 'CLOSED' } };
    expect(await idsOf('facilities', { ...closed, asOf: '2025-01-01' })).toEqual(['f-07']);
    expect(await idsOf('facilities', { ...closed, asOf: '2024-12-31' })).toEqual([]);
    expect(await idsOf('walkways', { ids: ['survey/-4/1', 'survey/-4/2', 'f-02', "'"] })).toEqual([
      'survey/-4/1',
    ]);
    await database.manager.query(
      `UPDATE administrative_division SET valid_to = '2024-01-01' WHERE code = '990101001003'`,
    );
    const village = { ids: ['990101001003'] };
    expect(await idsOf('divisions', { ...village, asOf: '2024-01-01' })).toEqual([]);
    expect(await idsOf('divisions', { ...village, during: ['2023-12-31', null] })).toHaveLength(1);
    expect(await idsOf('divisions', { ...village, during: [null, '2030-01-01'] })).toHaveLength(1);
  });

  it('have shapes as stored, and none where the place is not known', async () => {
    const [division] = await rowsOf('divisions', { ids: ['990101001001'] });
    expect(division.geometry).toMatchObject({ type: 'MultiPolygon' });
    const [office] = await rowsOf('facilities', { ids: ['f-10'] });
    expect(office.geometry).toBeNull();
  });

  it('come in pages that leave none out and repeat none', async () => {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page = await room.layers.page(layerNamed('divisions'), {}, { after, limit: 5 }, viewer('public'));
      expect(page.rows.length).toBeLessThanOrEqual(5);
      ids.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(ids).toEqual(['990100000000', ...COUNTY_CODES]);
    const walkways = await idsOf('walkways');
    expect(walkways).toHaveLength(WALKWAYS);
    expect(new Set(walkways).size).toBe(WALKWAYS);
    expect(await room.layers.count(layerNamed('walkways'), {}, viewer('public'))).toBe(WALKWAYS);
    const page = (limit: number, from = 'survey/1') =>
      room.layers.page(layerNamed('walkways'), {}, { after: from, limit }, viewer('public'));
    await expect(page(10)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(page(10_001, 'survey/1/6')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are of one state of the data, or the reader is told', async () => {
    const stream = room.layers.stream(layerNamed('walkways'), {}, viewer('public'));
    let read = (await stream.next()).value!.length;
    await database.manager.transaction(async (tx) => {
      await tx.query(`DELETE FROM walkway WHERE way_id > 2000`);
      await bumpRevision(tx, 'network');
    });
    const rest = async () => {
      for await (const some of stream) read += some.length;
    };
    if (database.kind === 'server') {
      await rest();
      expect(read).toBe(WALKWAYS);
    } else await expect(rest()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('stop when nobody reads on', async () => {
    const leaving = new AbortController();
    const stream = room.layers.stream(layerNamed('walkways'), {}, viewer('public'), leaving.signal);
    await stream.next();
    leaving.abort(new Error('gone'));
    await expect(stream.next()).rejects.toThrow('gone');
    for (let k = 0; k < 12; k++) {
      const left = room.layers.stream(layerNamed('walkways'), {}, viewer('public'));
      await left.next();
      await left.return();
    }
    expect(await idsOf('demand')).toHaveLength(7);
  });
});
