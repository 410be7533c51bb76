import { describe, expect, it } from 'vitest';
import {
  buildWalkNetwork,
  NODE_IS_DATA_EDGE,
  NODE_IS_KEPT,
  nodeCrossings,
  splitWays,
  WALKWAY_KINDS,
} from '../../../src/kernel/network/index.js';
import { readOsmWalkways } from '../../../src/imports/formats/osm-pbf.js';
import { OSM_WAY_PART } from '../../../src/imports/formats/osm-way-set-builder.js';
import { issueCodeOf } from '../../support/issue-code.js';
import {
  fileBlock,
  makeOsmPbf,
  type TestNode,
  type TestOsm,
  type TestWay,
} from '../../support/make-osm-pbf.js';
import { sharedData } from '../../support/shared-data.js';
import { temporaryFile } from '../../support/temporary-file.js';

/** Nodes 1, 2, 3 … in a row eastwards, about 99 m apart. */
function row(count: number): TestNode[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    lon: 118.25 + index * 0.001,
    lat: 33.95,
  }));
}

const street: TestOsm = {
  nodes: row(4),
  ways: [
    { id: 10, refs: [1, 2, 3, 4], tags: { highway: 'residential', name: '幸福路' } },
    { id: 11, refs: [1, 4], tags: { highway: 'motorway' } },
    { id: 12, refs: [2, 3], tags: { building: 'yes' } },
  ],
};

describe('readOsmWalkways', () => {
  it.each([
    ['zlib blobs', {}],
    ['raw blobs', { packing: 'raw' }],
    ['plain nodes', { plainNodes: true }],
    ['ways before nodes', { waysFirst: true }],
    ['a coarser granularity', { granularity: 1000 }],
    ['editors in the file', { user: '测绘员小王' }],
  ] satisfies [string, TestOsm][])('reads %s', async (_, variant) => {
    const { ways, report } = await readOsmWalkways(makeOsmPbf({ ...street, ...variant }));
    expect([...ways.wayId]).toEqual([10]);
    expect([...ways.nodeId]).toEqual([1, 2, 3, 4]);
    expect([...ways.nodeLon]).toEqual([118.25, 118.251, 118.252, 118.253]);
    expect([...ways.wayNode]).toEqual([0, 1, 2, 3]);
    expect(WALKWAY_KINDS[ways.wayKind[0]]).toBe('residential');
    expect(report).toMatchObject({
      wayCount: 2,
      walkableWayCount: 1,
      nodeCount: 4,
      ignored: { motorTrafficOnly: 1 },
    });
    expect(report.lengthMeters).toBeCloseTo(277.4, 0);
  });

  it('keeps no word of the editors', async () => {
    const result = await readOsmWalkways(makeOsmPbf({ ...street, user: '测绘员小王' }));
    expect(JSON.stringify(result)).not.toContain('测绘员');
  });

  it('reads from a path and reports progress up to the whole file', async () => {
    const bytes = makeOsmPbf(street);
    const stages: Record<string, [number, number]> = {};
    let stage = '';
    await readOsmWalkways(temporaryFile('a.osm.pbf', bytes), {
      progress: {
        begin: (name, total) => (stages[(stage = name)] = [0, total]),
        advance: (amount = 1) => (stages[stage][0] += amount),
      },
    });
    expect(stages['读取道路 · reading ways']).toEqual([bytes.length, bytes.length]);
    expect(stages['读取节点 · reading nodes'][0]).toBe(stages['读取节点 · reading nodes'][1]);
  });

  it('cuts a way where nodes are missing and marks the edge of the data', async () => {
    const nodes = row(6).filter((node) => node.id !== 3 && node.id !== 4);
    const file = makeOsmPbf({
      nodes,
      ways: [{ id: 7, refs: [99, 1, 2, 3, 4, 5, 6], tags: { highway: 'path' } }],
    });
    const { ways, report } = await readOsmWalkways(file);
    expect([...ways.wayNode]).toEqual([0, 1, -1, 2, 3]);
    expect([...ways.nodeFlags]).toEqual([NODE_IS_DATA_EDGE, NODE_IS_DATA_EDGE, NODE_IS_DATA_EDGE, 0]);
    expect(report.missingNodeCount).toBe(3);
    expect(report.issues.map((issue) => issue.code)).toEqual(['NODES_MISSING']);
    expect(
      splitWays(ways).segments.map(({ segment, fromNode, toNode }) => [segment, fromNode, toNode]),
    ).toEqual([
      [0, 1, 2],
      [1, 5, 6],
    ]);
  });

  it('marks where ways leave the bounds of the file, and their ends outside', async () => {
    const ways = [
      { id: 7, refs: [1, 2, 3, 4, 5], tags: { highway: 'path' } },
      { id: 8, refs: [2, 3], tags: { highway: 'path' } },
    ];
    const flags = async (bounds?: TestOsm['bounds']) => {
      const { ways: set } = await readOsmWalkways(makeOsmPbf({ nodes: row(5), ways, bounds }));
      return [...set.nodeFlags];
    };
    const [inside, edge] = [0, NODE_IS_DATA_EDGE];
    expect(await flags([118.2499, 33.9, 118.2515, 34])).toEqual([inside, inside, edge, inside, edge]);
    expect(await flags([118.2501, 33.9, 118.254, 34])).toEqual([edge, inside, inside, inside, inside]);
    expect(await flags([118.25, 33.95, 118.254, 33.951])).toEqual([inside, inside, inside, inside, inside]);
    expect(await flags([0, 0, 0, 0])).toEqual([inside, inside, inside, inside, inside]);
    expect(await flags()).toEqual([inside, inside, inside, inside, inside]);
  });

  it('drops nodes at 0,0 and out of range, and says so', async () => {
    const nodes = [...row(5), { id: 6, lon: 0, lat: 0 }, { id: 7, lon: 4e6, lat: -1e5 }];
    const ways = [
      { id: 1, refs: [1, 2, 6, 3, 4], tags: { highway: 'footway' } },
      { id: 2, refs: [7, 5], tags: { highway: 'footway' } },
    ];
    const { ways: set, report } = await readOsmWalkways(makeOsmPbf({ nodes, ways }));
    expect(report).toMatchObject({ badPositionCount: 2, emptyWayCount: 1, missingNodeCount: 0 });
    expect(report.issues[0]).toMatchObject({ code: 'NODE_POSITION_BAD', severity: 'warning', value: '6, 7' });
    expect([...set.wayId]).toEqual([1]);
    expect([...set.wayNode]).toEqual([0, 1, -1, 2, 3]);
  });

  it('keeps gates as nodes and ends ways on both sides of what nobody passes', async () => {
    const nodes = row(5);
    nodes[1] = { ...nodes[1], tags: { barrier: 'gate' } };
    nodes[2] = { ...nodes[2], tags: { barrier: 'gate', access: 'private' } };
    const ways = [{ id: 5, refs: [1, 2, 3, 4, 5], tags: { highway: 'service' } }];
    const { ways: set, report } = await readOsmWalkways(makeOsmPbf({ nodes, ways }));
    expect(report).toMatchObject({ gateCount: 2, blockedNodeCount: 1 });
    expect([...set.wayId]).toEqual([5, 5 + OSM_WAY_PART]);
    expect(set.nodeFlags[1]).toBe(NODE_IS_KEPT);
    const ends = splitWays(set).segments.map(({ fromNode, toNode }) => [fromNode, toNode]);
    expect(ends.slice(0, 2).map(([from]) => from)).toEqual([1, 2]);
    expect(new Set(ends.flat()).size).toBe(5); // 1, the gate, the private gate twice, 5
    expect(new Set(set.nodeId).size).toBe(set.nodeId.length);
  });

  it('keeps a locked gate locked where crossings are joined, and bridges above what they cross', async () => {
    const [lon, lat] = [118.25, 33.95];
    const nodes: TestNode[] = [
      { id: 1, lon: lon - 0.001, lat },
      { id: 2, lon, lat, tags: { barrier: 'gate', access: 'private' } },
      { id: 3, lon: lon + 0.001, lat },
      { id: 4, lon: lon - 0.0005, lat: lat - 0.001 },
      { id: 5, lon: lon - 0.0005, lat: lat + 0.001 },
      { id: 6, lon: lon + 0.0005, lat: lat - 0.001 },
      { id: 7, lon: lon + 0.0005, lat: lat + 0.001 },
    ];
    const ways: TestWay[] = [
      { id: 1, refs: [1, 2, 3], tags: { highway: 'service' } },
      { id: 2, refs: [4, 5], tags: { highway: 'footway' } },
      { id: 3, refs: [6, 7], tags: { highway: 'footway', bridge: 'yes' } },
    ];
    const { ways: set } = await readOsmWalkways(makeOsmPbf({ nodes, ways }));
    expect([...set.wayLevel!]).toEqual([0, 0, 0, 1]);
    const noded = nodeCrossings(set);
    expect(noded.crossingCount).toBe(1);
    const parts = buildWalkNetwork(splitWays(noded.ways).segments).componentNodeCount;
    expect([...parts]).toEqual([5, 2, 2]);
  });

  it('takes a way number once', async () => {
    const ways = [...(street.ways ?? []), { id: 10, refs: [4, 3], tags: { highway: 'path' } }];
    const { report } = await readOsmWalkways(makeOsmPbf({ ...street, ways }));
    expect(report).toMatchObject({ walkableWayCount: 1, duplicateWayCount: 1 });
  });

  it('joins nodes whose numbers need more than 32 bits', async () => {
    const nodes = row(3).map((node) => ({ ...node, id: node.id + 12_345_678_901 }));
    const ways = [{ id: 1, refs: nodes.map((node) => node.id), tags: { highway: 'path' } }];
    const { ways: set } = await readOsmWalkways(makeOsmPbf({ nodes, ways }));
    expect([...set.nodeId]).toEqual(nodes.map((node) => node.id));
  });

  it.each(['lzma', 'lz4', 'zstd'] as const)('names %s compression as unsupported', async (packing) => {
    expect(await issueCodeOf(readOsmWalkways(makeOsmPbf({ ...street, packing })))).toBe(
      'UNSUPPORTED_COMPRESSION',
    );
  });

  it('refuses features it does not know', async () => {
    const file = makeOsmPbf({ ...street, requiredFeatures: ['OsmSchema-V0.6', 'HistoricalInformation'] });
    expect(await issueCodeOf(readOsmWalkways(file))).toBe('UNSUPPORTED_FEATURE');
  });

  it('names files that keep positions in the ways, and reads those that keep the nodes too', async () => {
    const variant = { ...street, optionalFeatures: ['LocationsOnWays'] };
    const { report } = await readOsmWalkways(makeOsmPbf(variant));
    expect(report.nodeCount).toBe(4);
    const without = makeOsmPbf({ ...variant, nodes: [] });
    await expect(readOsmWalkways(without)).rejects.toMatchObject({
      message: expect.stringContaining('LocationsOnWays'),
      details: { issueCode: 'UNSUPPORTED_FEATURE' },
    });
    expect(await issueCodeOf(readOsmWalkways(makeOsmPbf({ ...street, nodes: [] })))).toBe('NO_WALKWAYS');
  });

  it('gives a coded error for every place where the file may be cut', async () => {
    const whole = makeOsmPbf(street);
    const boundaries = new Set<number>();
    for (let at = 0; at < whole.length;) {
      const headLength = new DataView(whole.buffer, whole.byteOffset + at, 4).getUint32(0);
      const sizeByte = whole.subarray(at + 4, at + 4 + headLength);
      at += 4 + headLength + sizeOf(sizeByte);
      boundaries.add(at);
    }
    for (let length = 1; length < whole.length; length++) {
      const code = await issueCodeOf(readOsmWalkways(whole.subarray(0, length)));
      // Cut exactly between two blocks, a file is whole but has no ways.
      expect([length, code]).toEqual([length, boundaries.has(length) ? 'NO_WALKWAYS' : 'TRUNCATED_FILE']);
    }
  });

  it('survives any flipped byte with a coded error or an answer', async () => {
    const whole = Buffer.from(makeOsmPbf({ ...street, packing: 'raw' }));
    for (let at = 0; at < whole.length; at++) {
      const broken = Buffer.from(whole);
      broken[at] ^= 0xff;
      await readOsmWalkways(broken).catch((error: { name: string; details: { issueCode: string } }) => {
        expect([at, error.name, typeof error.details.issueCode]).toEqual([at, 'PlanningError', 'string']);
      });
    }
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'EMPTY_FILE'],
    ['a text file', Buffer.from('id,name,lon,lat\n1,宿迁,118.2,33.9\n'), 'MALFORMED_FILE'],
    ['no header', fileBlock('OSMData', new Uint8Array([0])), 'MALFORMED_FILE'],
    [
      'nothing to walk on',
      makeOsmPbf({ nodes: row(2), ways: [{ id: 1, refs: [1, 2], tags: { waterway: 'river' } }] }),
      'NO_WALKWAYS',
    ],
    [
      'blobs that unpack beyond the limit',
      fileBlock('OSMHeader', new Uint8Array(33 * 1024 * 1024)),
      'FILE_TOO_LARGE',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await issueCodeOf(readOsmWalkways(bytes))).toBe(code);
  });

  it('stops when its signal is aborted', async () => {
    const options = { signal: AbortSignal.abort(new Error('stopped')) };
    await expect(readOsmWalkways(makeOsmPbf(street), options)).rejects.toThrow('stopped');
  });

  it('reads 300,000 walk vertices within seconds', async () => {
    const count = 300_000;
    const nodes = Array.from({ length: count }, (_, index) => ({
      id: 1_000_000 + index * 3,
      lon: 118 + (index % 600) * 0.001,
      lat: 33 + Math.floor(index / 600) * 0.001,
    }));
    const ways = Array.from({ length: count / 10 }, (_, index) => ({
      id: index + 1,
      refs: nodes.slice(index * 10, index * 10 + 10).map((node) => node.id),
      tags: { highway: 'residential' },
    }));
    const blocks: Uint8Array[] = [makeOsmPbf({})];
    for (let at = 0; at < count; at += 8000) blocks.push(dataOnly({ nodes: nodes.slice(at, at + 8000) }));
    for (let at = 0; at < ways.length; at += 8000) blocks.push(dataOnly({ ways: ways.slice(at, at + 8000) }));
    const started = performance.now();
    const { ways: set } = await readOsmWalkways(Buffer.concat(blocks));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(set.nodeId.length).toBe(count);
  });
});

/** The data blocks of a file without its header block. */
function dataOnly(osm: TestOsm): Uint8Array {
  const whole = makeOsmPbf(osm);
  return whole.subarray(makeOsmPbf({}).length);
}

/** The datasize field at the end of a block header made by this suite. */
function sizeOf(header: Uint8Array): number {
  let at = header.indexOf(0x18) + 1;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = header[at++];
    size |= (byte & 0x7f) << shift;
    if (byte < 0x80) return size;
  }
}

describe('real extracts', () => {
  const figures = [
    // Exactly the published figures.
    { file: 'guixi-jiangxi', ways: 169, vertices: 1256, kilometers: 115.5, published: [1256, 116] },
    // Published: counted without squares drawn as areas, which are walked along their outline here.
    { file: 'porto-alegre', ways: 14260, vertices: 38205, kilometers: 1841.7, published: [37879, 1836] },
    {
      file: 'beijing-haidian-tsinghua',
      ways: 635,
      vertices: 2121,
      kilometers: 123.8,
      published: [2101, 123],
    },
  ];
  for (const { file, ways, vertices, kilometers, published } of figures) {
    const path = sharedData(`osm/${file}.osm.pbf`);
    it.skipIf(path === null)(`${file} has the size it is known to have (needs the shared data)`, async () => {
      const { report } = await readOsmWalkways(path as string);
      expect(report.walkableWayCount).toBe(ways);
      expect(report.nodeCount).toBe(vertices);
      expect(report.lengthMeters / 1000).toBeCloseTo(kilometers, 1);
      expect(Math.abs(report.nodeCount / published[0] - 1)).toBeLessThan(0.01);
      expect(Math.abs(report.lengthMeters / 1000 / published[1] - 1)).toBeLessThan(0.01);
    });
  }

  const helsinki = sharedData('osm/Helsinki.osm.pbf');
  it.skipIf(helsinki === null)('Helsinki is cut at its border (needs the shared data)', async () => {
    const { ways, report } = await readOsmWalkways(helsinki as string);
    expect(report.missingNodeCount).toBeGreaterThan(500);
    const edges = ways.nodeFlags.reduce((count, flags) => count + (flags & NODE_IS_DATA_EDGE ? 1 : 0), 0);
    expect(edges).toBeGreaterThan(50);
    expect(report.bounds?.map((degree) => Math.round(degree))).toEqual([25, 60, 25, 60]);
  });
});
