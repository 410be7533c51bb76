import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CareQuestion,
  createLayersRoom,
  type LayerFilter,
  layerNamed,
  type LayerRow,
  type LayersRoom,
} from '../../src/layers/index.js';
import type { Role, Viewer } from '../../src/platform/access/viewer.js';
import { createTilesRoom } from '../../src/tiles/index.js';
import { featuresOf, inTile, tileAt } from '../support/decode-tile.js';
import {
  A,
  C,
  D,
  gridNetwork,
  gridPlace,
  gridTown,
  publishNetwork,
  STREET,
  writeTown,
} from '../support/grid-town.js';
import { openTestRooms, type TestRooms } from '../support/rooms.js';

/** As in the hand-reckoned town: 5 minutes at 1 m/s to a station. */
const STATION = { service: 'STATION', minutes: 5, speed: 1, asOf: '2025-01-01' } as const;
const viewer = (role: Role): Viewer => ({ actor: 'tester', role });

let rooms: TestRooms;
let layers: LayersRoom;
let moving: string;
beforeAll(async () => {
  rooms = await openTestRooms();
  const { manager, kind } = rooms.database;
  await writeTown(manager, gridTown);
  await publishNetwork(manager, gridNetwork());
  const { accessibility, coverage } = rooms;
  layers = createLayersRoom({
    manager,
    kind,
    versions: accessibility.versions,
    sources: coverage.layerSources,
  });
  const [lon, lat] = gridPlace(4, 3);
  const [west, south] = gridPlace(0, 1);
  const { createScenario } = await rooms.data(
    `mutation ($input: ScenarioInput!) { createScenario(input: $input) { id } }`,
    {
      variables: {
        input: {
          name: '北迁',
          changes: [
            { kind: 'CLOSE', facilityId: 'F1' },
            { kind: 'OPEN', id: 'N1', name: 'F1', facilityKind: 'COMMUNITY_STATION', at: { lon, lat } },
            {
              kind: 'OPEN',
              id: 'N2',
              name: '新站',
              facilityKind: 'DAY_CARE_CENTER',
              at: { lon: west, lat: south },
            },
            { kind: 'RESIZE', facilityId: 'F3', mealsPerDay: 80 },
          ],
        },
      },
    },
  );
  moving = createScenario.id;
});
afterAll(() => rooms?.close());

async function rowsOf(name: string, filter: LayerFilter = {}, role: Role = 'planner'): Promise<LayerRow[]> {
  const rows: LayerRow[] = [];
  for await (const some of layers.layers.stream(layerNamed(name), filter, viewer(role))) rows.push(...some);
  return rows;
}

describe('gaps as a layer', () => {
  const figures = (rows: readonly LayerRow[]) =>
    rows.map(({ id, properties: { rank, people, divisionCode } }) => [id, rank, people, divisionCode]);

  it('are the gaps that coverage tells of', async () => {
    const rows = await rowsOf('gaps', STATION);
    expect(figures(rows)).toEqual([
      ['d2', 2, 20, A],
      ['d4', 1, 40, D],
      ['d5', 3, 8, C],
      ['d6', 4, 7, D],
    ]);
    const [lon, lat] = gridPlace(4, 4);
    expect(rows[1].geometry).toEqual({
      type: 'Point',
      coordinates: [expect.closeTo(lon, 6), expect.closeTo(lat, 6)],
    });
    expect(rows[1].properties).toMatchObject({ nearestFacilityId: 'F1', nearestWalkSeconds: 400, tooFar: 1 });
  });

  it('are chosen like other features, in pages too', async () => {
    expect(figures(await rowsOf('gaps', { ...STATION, divisionCode: STREET }))).toHaveLength(3);
    const [west, south] = gridPlace(-0.5, -0.5);
    const [east, north] = gridPlace(2, 4);
    expect(figures(await rowsOf('gaps', { ...STATION, bbox: [west, south, east, north] }))).toEqual([
      ['d2', 2, 20, A],
      ['d5', 3, 8, C],
    ]);
    expect(figures(await rowsOf('gaps', { ...STATION, equals: { rank: '1' } }))).toEqual([['d4', 1, 40, D]]);
    expect(figures(await rowsOf('gaps', { ...STATION, ids: ['d6', 'd1'] }))).toHaveLength(1);
    const page = (after: string | null) =>
      layers.layers.page(layerNamed('gaps'), STATION, { after, limit: 3 }, viewer('planner'));
    expect((await page(null)).next).toBe('d5');
    expect(await page('d5')).toMatchObject({ rows: [{ id: 'd6' }], next: null });
    expect(await layers.layers.count(layerNamed('gaps'), STATION, viewer('planner'))).toBe(4);
  });

  it('are for planners, and tell what cannot be asked', async () => {
    await expect(rowsOf('gaps', STATION, 'resources')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(rowsOf('gaps', STATION, 'public')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const wrong of [{ service: 'NONE' }, { minutes: 500 }, { cohort: 'AGE_10' }] as const)
      await expect(rowsOf('gaps', { ...STATION, ...wrong })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    await expect(rowsOf('gaps', { ...STATION, scenario: '999' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('follow every part of the question in their state', async () => {
    const stateOf = (question: CareQuestion) =>
      layers.layers.stateOf(layerNamed('gaps'), question, viewer('planner'));
    const variants: CareQuestion[] = [
      STATION,
      { ...STATION, service: 'MEAL' },
      { ...STATION, minutes: 6 },
      { ...STATION, speed: 0.8 },
      { ...STATION, cohort: 'AGE_80' },
      { ...STATION, asOf: '2023-06-01' },
      { ...STATION, scenario: moving },
      {},
    ];
    const states = await Promise.all(variants.map(stateOf));
    expect(new Set(states).size).toBe(variants.length);
    expect(await stateOf(STATION)).toBe(states[0]);
  });
});

describe('a scenario as a layer', () => {
  it('shows what opens, closes, moves and is resized', async () => {
    const rows = await rowsOf('scenario', { scenario: moving, asOf: '2025-01-01' });
    expect(rows.map(({ id, properties: { change, operating } }) => [id, change, operating])).toEqual([
      ['F1', 'MOVED_AWAY', false],
      ['F2', 'NONE', false],
      ['F3', 'RESIZED', true],
      ['F4', 'NONE', false],
      ['N1', 'MOVED_HERE', true],
      ['N2', 'OPENED', true],
    ]);
    expect(rows[2].properties.mealsPerDay).toBe(80);
    expect(rows[4].geometry).toMatchObject({
      coordinates: [expect.closeTo(gridPlace(4, 3)[0], 6), expect.anything()],
    });
    const asTheyAre = await rowsOf('scenario', { asOf: '2025-01-01' });
    expect(asTheyAre.map(({ properties: { change } }) => change)).toEqual(['NONE', 'NONE', 'NONE', 'NONE']);
    await expect(rowsOf('scenario', {}, 'resources')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('tiles of computed layers', () => {
  const draw = (name: string, zoom: number, asked: Record<string, string>, role: Role = 'planner') => {
    const { tiles } = createTilesRoom(layers);
    const [lon, lat] = gridPlace(2, 2);
    const { signal } = new AbortController();
    return tiles.tile(name, tileAt(lon, lat, zoom), viewer(role), { signal }, asked);
  };
  const texts = { service: 'STATION', minutes: '5', speed: '1', asOf: '2025-01-01' };

  it('hold their points to the unit, with the fields of tiles', async () => {
    const drawn = featuresOf(await draw('gaps', 12, texts));
    expect(drawn.map(({ properties }) => properties.id)).toEqual(['d2', 'd4', 'd5', 'd6']);
    expect(drawn[1].properties).toMatchObject({ people: 40, rank: 1, divisionCode: D });
    expect(drawn[1].properties).not.toHaveProperty('tooFar');
    const [lon, lat] = gridPlace(2, 2);
    const { x, y } = tileAt(lon, lat, 12);
    const expected = inTile(...gridPlace(4, 4), 12, Number(x), Number(y));
    const [[at]] = drawn[1].paths;
    expect(Math.hypot(at[0] - expected[0], at[1] - expected[1])).toBeLessThan(1);
  });

  it('are of the question asked, and kept apart by it', async () => {
    const tile = await draw('scenario', 12, { scenario: moving, asOf: '2025-01-01' });
    const changes = featuresOf(tile).map(({ properties }) => properties.change);
    expect(changes).toContain('MOVED_HERE');
    const plain = await draw('scenario', 12, { asOf: '2025-01-01' });
    expect(plain.etag).not.toBe(tile.etag);
    expect((await draw('gaps', 12, { ...texts, minutes: '120' })).etag).not.toBe(
      (await draw('gaps', 12, texts)).etag,
    );
    await expect(draw('gaps', 12, { minutes: 'long' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(draw('gaps', 12, texts, 'public')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('are told of with their question', async () => {
    const { tiles } = createTilesRoom(layers);
    const told = await tiles.describe('gaps', 'http://here', viewer('planner'), { minutes: '5', x: '1' });
    expect(told.tiles).toEqual(['http://here/tiles/gaps/{z}/{x}/{y}.mvt?minutes=5']);
    expect(told.synthetic).toBe(true);
  });
});
