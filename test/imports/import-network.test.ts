import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNetwork } from '../../src/imports/import-network.js';
import type { ImportOptions } from '../../src/imports/import-options.js';
import { decodeWalkNetwork, type WaySet } from '../../src/kernel/network/index.js';
import { WalkwaysRepository } from '../../src/walkways/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
import { makeOsmPbf } from '../support/make-osm-pbf.js';
import { sharedData } from '../support/shared-data.js';
import { admin, countOf, fileOf, found, revisionOf } from './import-support.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** A grid of streets, every row and every column one way; about 100 m apart. */
function grid(columns: number, rows: number, west = 118.3): WaySet {
  const nodes = columns * rows;
  const ways: number[][] = [];
  for (let y = 0; y < rows; y++) ways.push(Array.from({ length: columns }, (_, x) => y * columns + x));
  for (let x = 0; x < columns; x++) ways.push(Array.from({ length: rows }, (_, y) => y * columns + x));
  const offsets = ways.reduce<number[]>((all, way) => [...all, all[all.length - 1] + way.length], [0]);
  return {
    nodeId: Float64Array.from({ length: nodes }, (_, i) => i + 1),
    nodeLon: Float64Array.from({ length: nodes }, (_, i) => west + (i % columns) * 0.00108),
    nodeLat: Float64Array.from({ length: nodes }, (_, i) => 33.9 + Math.floor(i / columns) * 0.0009),
    nodeFlags: new Uint8Array(nodes),
    wayId: Float64Array.from(ways, (_, i) => i + 1),
    wayOffset: Int32Array.from(offsets),
    wayNode: Int32Array.from(ways.flat()),
    wayKind: new Uint8Array(ways.length),
    wayDirection: new Uint8Array(ways.length),
    waySpeedFactor: new Float32Array(ways.length).fill(0.7),
  };
}

const segmentsOf = (columns: number, rows: number) => rows * (columns - 1) + columns * (rows - 1);

async function newest() {
  const [row] = await database.manager.query('SELECT * FROM network_snapshot ORDER BY id DESC LIMIT 1');
  return { ...row, network: decodeWalkNetwork(row.content) };
}

const run = (ways: WaySet, more: object = {}) =>
  importNetwork({
    manager: database.manager,
    ways,
    options: { source: { key: 'town', title: 'Town' }, actor: admin, ...more },
  });

describe('a network', () => {
  it('is stored by segment and published as a snapshot', async () => {
    const report = await run(grid(6, 5));
    expect(report).toMatchObject({
      read: segmentsOf(6, 5),
      inserted: segmentsOf(6, 5),
      updated: 0,
      deleted: 0,
      rejected: 0,
    });
    expect(report.network).toMatchObject({
      isNew: true,
      nodeCount: 26,
      vertexCount: 30,
      componentCount: 1,
      mainComponentShare: 1,
    });
    const { id, checksum, synthetic, sources, network } = await newest();
    expect({ id, synthetic, sources }).toEqual({
      id: report.network!.snapshotId,
      synthetic: false,
      sources: ['town'],
    });
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(network.edgeCount).toBe(report.network!.edgeCount);
    expect(await revisionOf(database, 'network')).toBe(1);
  });

  it('that comes again is unchanged and keeps its snapshot', async () => {
    const before = await newest();
    const report = await run(grid(6, 5));
    expect(report).toMatchObject({ inserted: 0, updated: 0, deleted: 0, unchanged: segmentsOf(6, 5) });
    expect(report.network).toMatchObject({ isNew: false, snapshotId: before.id, vertexCount: 30 });
    expect(await revisionOf(database, 'network')).toBe(1);
    expect(await countOf(database, 'network_snapshot')).toBe(1);
  });

  it('that changed replaces what the source had', async () => {
    const smaller = await run(grid(6, 4));
    expect(smaller.deleted).toBeGreaterThan(0);
    expect(await countOf(database, 'walkway')).toBe(segmentsOf(6, 4));
    const dry = await run(grid(3, 3), { dryRun: true });
    expect(dry.network).toMatchObject({ isNew: true, nodeCount: 5 });
    expect(await countOf(database, 'walkway')).toBe(segmentsOf(6, 4));
    expect((await newest()).id).toBe(smaller.network!.snapshotId);
  });

  it('of another source with the same numbers is joined, not mixed up', async () => {
    const report = await run(grid(3, 3, 118.5), { source: { key: 'annex', synthetic: true } });
    expect(report.network).toMatchObject({ componentCount: 2, vertexCount: 24 + 9 });
    expect(found(report)).toEqual(['MANY_COMPONENTS']);
    const { sources, synthetic, network } = await newest();
    expect(sources).toEqual(['annex', 'town']);
    expect(synthetic).toBe(true);
    expect(new Set(network.nodeId).size).toBe(network.nodeCount);
  });

  it('leaves at most three snapshots behind', async () => {
    for (const columns of [4, 5, 6, 7]) await run(grid(columns, 3));
    expect(await countOf(database, 'network_snapshot')).toBe(3);
  });

  it('of an authority’s lines is read with their own column names', async () => {
    const lines = [
      [
        [118.6, 33.9],
        [118.601, 33.9],
        [118.602, 33.9],
      ],
      [
        [118.601, 33.9],
        [118.601, 33.901],
      ],
    ];
    const features = [
      ...lines.map((coordinates, i) => ({
        type: 'Feature',
        properties: { 编号: i + 1, 步行道类型: 'footway' },
        geometry: { type: 'LineString', coordinates },
      })),
      { type: 'Feature', properties: { 编号: 3 }, geometry: { type: 'Point', coordinates: [118.6, 33.9] } },
    ];
    const file = fileOf('lines.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const report = await importNetwork({
      manager: database.manager,
      file,
      options: { source: { key: 'lines' }, actor: admin, crs: 'gcj02' },
    });
    expect(report).toMatchObject({
      read: 4,
      inserted: 3,
      rejected: 1,
      crs: 'gcj02',
      fileName: 'lines.geojson',
    });
    expect(found(report)).toContain('WRONG_GEOMETRY_TYPE@3');
    const [row] = await database.manager.query(
      "SELECT kind, ST_X(ST_StartPoint(geometry)) AS lon FROM walkway WHERE source_key = 'lines' ORDER BY way_id, segment LIMIT 1",
    );
    expect(row.kind).toBe('footway');
    expect(row.lon).toBeLessThan(118.597);
  });
});

/** Lines as an authority's file, a row each. */
function linesFile(...lines: (readonly [object, ...number[][]])[]): string {
  const features = lines.map(([properties, ...coordinates]) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'LineString', coordinates },
  }));
  return fileOf('lines.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
}

/** Degrees of so many metres at these latitudes. */
const north = (meters: number) => meters / 110_930;
const east = (meters: number) => meters / 92_400;

describe('networks of their own', () => {
  let town: Database;
  beforeAll(async () => {
    town = await openTestDatabase();
  });
  afterAll(() => town.close());

  const importLines = (file: string, key: string, more: Partial<ImportOptions> = {}) =>
    importNetwork({ manager: town.manager, file, options: { source: { key }, actor: admin, ...more } });
  const [lon, lat] = [118.7, 33.9];

  it('of one line', async () => {
    const { network } = await importLines(linesFile([{}, [lon, lat], [lon + east(100), lat]]), 'own');
    expect(network).toMatchObject({ nodeCount: 2, edgeCount: 1, componentCount: 1, mainComponentShare: 1 });
    expect(network!.survey).toMatchObject({ islandCount: 0, looseEndCount: 0, deadEndCount: 2 });
  });

  it('join where lines cross only when asked to, and never levels', async () => {
    const file = linesFile(
      [{ id: 1 }, [lon, lat], [lon + east(200), lat]],
      [{ id: 2 }, [lon + east(50), lat - north(50)], [lon + east(50), lat + north(50)]],
      [{ id: 3, 层级: 1 }, [lon + east(150), lat - north(50)], [lon + east(150), lat + north(50)]],
    );
    const apart = await importLines(file, 'own');
    expect(apart.network).toMatchObject({ componentCount: 3, noding: null });
    const joined = await importLines(file, 'own', { nodeCrossings: true });
    expect(joined.network).toMatchObject({
      componentCount: 2,
      noding: { crossingCount: 1, touchCount: 0, joinedEndCount: 0 },
    });
    expect(joined.network!.survey!.islands).toEqual([
      {
        lengthMeters: expect.closeTo(100, 0),
        nodeCount: 2,
        lon: expect.closeTo(lon + east(150), 9),
        lat: expect.any(Number),
      },
    ]);
    const levels = await town.manager.query('SELECT DISTINCT level FROM walkway ORDER BY level');
    expect(levels).toEqual([{ level: 0 }, { level: 1 }]);
  });

  it('take points among the lines as gates: open ones are nodes, closed ones cut, stray ones are named', async () => {
    const point = (properties: object, ...coordinates: number[]) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates },
    });
    const features = [
      {
        type: 'Feature',
        properties: { id: 1 },
        geometry: {
          type: 'LineString',
          coordinates: [
            [lon, lat],
            [lon + east(300), lat],
          ],
        },
      },
      point({ 类型: '大门' }, lon + east(100), lat + north(0.3)),
      point({ barrier: 'gate', open: '否' }, lon + east(200), lat),
      point({ entrance: 'main' }, lon + east(250), lat + north(20)),
      point({ barrier: 'bollard' }, lon + east(250), lat),
      point({}, lon, lat),
    ];
    const file = fileOf('gates.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const report = await importLines(file, 'own');
    expect(found(report)).toEqual(expect.arrayContaining(['GATE_OFF_LINES@4', 'WRONG_GEOMETRY_TYPE@6']));
    expect(report).toMatchObject({ read: 4, rejected: 1 });
    expect(report.network).toMatchObject({
      componentCount: 2,
      ignored: { notAWay: 1 },
      survey: { gateCount: 1, closedGateCount: 1, islandCount: 1 },
    });
  });

  it('tell which ends nearly meet which way, and join them within the distance asked for', async () => {
    const file = linesFile(
      [{ id: 1 }, [lon, lat], [lon + east(100), lat], [lon + east(200), lat]],
      [{ id: 2, kind: 'steps' }, [lon + east(100), lat + north(3)], [lon + east(100), lat + north(80)]],
      [{ id: 3, direction: 'forward' }, [lon, lat], [lon, lat + north(80)]],
    );
    const { network } = await importLines(file, 'own');
    expect(network!.survey).toMatchObject({
      islandCount: 1,
      looseEndCount: 1,
      looseEnds: [{ gapMeters: expect.closeTo(3, 1), source: 'own', wayId: 1 }],
      oneWayCount: 1,
      stepsCount: 1,
    });
    expect(await new WalkwaysRepository(town.manager).networkInfo()).toMatchObject({
      looseEndCount: 1,
      continuingWayCount: 0,
      gateCount: 0,
      oneWayCount: 1,
      stepsCount: 1,
    });
    const again = await importLines(file, 'own');
    expect(again.network).toEqual({ ...network, isNew: false });
    const joined = await importLines(file, 'own', { joinMeters: 4 });
    expect(joined.network).toMatchObject({ componentCount: 1, noding: { joinedEndCount: 1 } });
    expect(joined.network!.survey).toMatchObject({ islandCount: 0, looseEndCount: 0 });
  });

  it('of two sources become one where vertices coincide, and say what both draw', async () => {
    const corner = [lon + east(200), lat];
    const annex = linesFile(
      [{ id: 1 }, [corner[0], corner[1] + north(0.004)], [lon + east(200), lat + north(150)]],
      [{ id: 2 }, [lon + east(5), lat + north(1)], [lon + east(195), lat + north(1)]],
    );
    const { network, issueCounts } = await importLines(annex, 'zannex');
    expect(network!.survey).toMatchObject({ joinedPlaceCount: 1, overlapMeters: expect.closeTo(190, -1) });
    expect(network!.survey!.looseEnds.map(({ source, wayId }) => `${source}/${wayId}`)).toEqual([
      'own/1',
      'own/1',
    ]);
    expect(issueCounts).toMatchObject({ OVERLAPPING_SOURCES: 1 });
    // The street, its joined steps and side street, and the annex's first line; its second line is an island.
    expect(network!.componentCount).toBe(2);
  });

  it('are refused with a code when options or numbers do not fit, and stay as they were', async () => {
    const before = await countOf(town, 'walkway');
    const file = linesFile([{}, [lon, lat], [lon + east(100), lat]]);
    for (const joinMeters of [0, -1, 5.1, NaN])
      await expect(importLines(file, 'own', { joinMeters })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    await expect(importLines(fileOf('a.osm.pbf', 'x'), 'own', { joinMeters: 1 })).rejects.toThrow(
      'is for lines',
    );
    await expect(importLines(fileOf('a.osm.pbf', ''), 'own')).rejects.toMatchObject({
      details: { issueCode: 'EMPTY_FILE' },
    });
    for (const far of [1e300, 1e9, 181])
      await expect(importLines(linesFile([{}, [lon, lat], [far, far]]), 'own')).rejects.toMatchObject({
        details: { issueCode: 'NO_WALKWAYS' },
      });
    await expect(importLines(linesFile([{}, [lon, lat], [lon, lat]]), 'own')).rejects.toMatchObject({
      details: { issueCode: 'NO_WALKWAYS' },
    });
    expect(await countOf(town, 'walkway')).toBe(before);
  });

  it('keep no speed the engine cannot walk', async () => {
    await expect(town.manager.query('UPDATE walkway SET speed_factor = 1.5')).rejects.toThrow(
      'walkway_speed_factor_check',
    );
    const report = await importLines(
      linesFile(
        [{ speedFactor: 1.5 }, [lon, lat], [lon + east(1), lat]],
        [{}, [lon, lat], [lon + east(100), lat]],
      ),
      'own',
      { dryRun: true },
    );
    expect(report.rejected).toBe(1);
    expect(found(report)).toContain('BAD_NUMBER@1');
  });
});

describe('an extract cut anywhere', () => {
  it('is refused, or holds no walkways, and leaves nothing half-written', async () => {
    const street = {
      nodes: [1, 2, 3].map((id) => ({ id, lon: 118.9 + id * 0.001, lat: 33.9 })),
      ways: [{ id: 1, refs: [1, 2, 3], tags: { highway: 'residential' } }],
    };
    const whole = makeOsmPbf(street);
    const tables = ['walkway', 'network_snapshot', 'import_run', 'audit_entry', 'data_source'];
    const before = await Promise.all(tables.map((table) => countOf(database, table)));
    for (let length = 0; length < whole.length; length++) {
      const file = fileOf('cut.osm.pbf', whole.subarray(0, length));
      const options = { source: { key: 'cut' }, actor: admin };
      await expect(importNetwork({ manager: database.manager, file, options })).rejects.toMatchObject({
        details: { issueCode: expect.stringMatching(/^(EMPTY_FILE|TRUNCATED_FILE|NO_WALKWAYS)$/) },
      });
      rmSync(path.dirname(file), { recursive: true });
    }
    expect(await Promise.all(tables.map((table) => countOf(database, table)))).toEqual(before);
  });
});

const portoAlegre = sharedData('osm/porto-alegre.osm.pbf');

describe.skipIf(portoAlegre === null)('Porto Alegre from OpenStreetMap (shared data)', () => {
  const options = { source: { key: 'osm', title: 'OpenStreetMap' }, actor: admin };

  it('becomes walkways and one snapshot', async () => {
    const report = await importNetwork({ manager: database.manager, file: portoAlegre!, options });
    expect(report).toMatchObject({ dataset: 'network', updated: 0, unchanged: 0, deleted: 0, rejected: 0 });
    expect(report.inserted).toBe(report.read);
    expect(report.network!.ignored).toMatchObject({ privateAccess: expect.any(Number) });
    const again = await importNetwork({ manager: database.manager, file: portoAlegre!, options });
    expect(again).toMatchObject({ inserted: 0, updated: 0, deleted: 0, unchanged: report.read });
    expect(again.network).toMatchObject({ isNew: false, snapshotId: report.network!.snapshotId });
  });

  it('cut short is refused and changes nothing', async () => {
    const before = await countOf(database, 'walkway');
    const bytes = readFileSync(portoAlegre!);
    const file = fileOf('cut.osm.pbf', bytes.subarray(0, bytes.length >> 1));
    await expect(importNetwork({ manager: database.manager, file, options })).rejects.toMatchObject({
      details: { issueCode: 'TRUNCATED_FILE' },
    });
    expect(await countOf(database, 'walkway')).toBe(before);
  });
});
