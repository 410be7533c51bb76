import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importNetwork } from '../../src/imports/import-network.js';
import { decodeWalkNetwork, type WaySet } from '../../src/kernel/network/index.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from '../support/database.js';
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
