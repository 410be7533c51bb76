import { booleanPointInPolygon } from '@turf/turf';
import type { Polygon, Position } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateSampleRegion, type SampleRegion } from '../../geodata/sample/generate-sample-region.js';
import { UnionFind } from '../../geodata/sample/union-find.js';
import { segmentMeters } from '../../src/kernel/geometry/segment-meters.js';
import { EdgeIndex } from '../../src/kernel/network/edge-index.js';
import { buildWalkNetwork } from '../../src/kernel/network/build-walk-network.js';
import { splitWays } from '../../src/kernel/network/split-ways.js';
import { NODE_IS_KEPT, WALKWAY_KINDS } from '../../src/kernel/network/way-set.js';
import { lonLat, ringsOf, text } from '../support/sample-region-records.js';

let region: SampleRegion;

beforeAll(() => {
  region = generateSampleRegion();
});

function crosses(a: Position, b: Position, c: Position, d: Position): boolean {
  const turn = (p: Position, q: Position, r: Position): number =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return turn(c, d, a) > 0 !== turn(c, d, b) > 0 && turn(a, b, c) > 0 !== turn(a, b, d) > 0;
}

/** Every step of every way: [node, node, way]. */
function* steps(): Generator<[number, number, number]> {
  const { wayId, wayOffset, wayNode } = region.network;
  for (let way = 0; way < wayId.length; way++) {
    for (let i = wayOffset[way] + 1; i < wayOffset[way + 1]; i++) yield [wayNode[i - 1], wayNode[i], way];
  }
}

describe('the walkways of the sample region', () => {
  it('are a network of real size, nearly all of it in one piece', () => {
    const { nodeId } = region.network;
    expect(nodeId.length).toBeGreaterThanOrEqual(25_000);
    const parts = new UnionFind(nodeId.length);
    for (const [a, b] of steps()) parts.join(a, b);
    const size = new Map<number, number>();
    nodeId.forEach((_, node) => size.set(parts.find(node), (size.get(parts.find(node)) ?? 0) + 1));
    const main = Math.max(...size.values()) / nodeId.length;
    expect(main).toBeGreaterThanOrEqual(0.97);
    expect(main).toBeLessThan(0.995);
    expect(size.size).toBeGreaterThan(5);
  });

  it('have streets of every rank, steps and one-way passages, and no step longer than real ones', () => {
    const { nodeLon, nodeLat, wayKind, wayDirection, waySpeedFactor } = region.network;
    const kinds = new Set(Array.from(wayKind, (kind) => WALKWAY_KINDS[kind]));
    for (const kind of [
      'primary',
      'secondary',
      'tertiary',
      'residential',
      'footway',
      'path',
      'track',
      'steps',
    ] as const) {
      expect(kinds).toContain(kind);
    }
    wayKind.forEach((kind, way) =>
      expect(waySpeedFactor[way]).toBe(WALKWAY_KINDS[kind] === 'steps' ? 0.5 : 1),
    );
    expect(wayDirection.some((direction) => direction === 1)).toBe(true);
    let longest = 0;
    let shortest = Infinity;
    for (const [a, b] of steps()) {
      const meters = segmentMeters(nodeLon[a], nodeLat[a], nodeLon[b], nodeLat[b]);
      longest = Math.max(longest, meters);
      shortest = Math.min(shortest, meters);
    }
    expect(longest).toBeLessThan(400);
    expect(shortest).toBeGreaterThan(0.01);
  });

  it('cross the river only by a few bridges; without them the banks are apart', () => {
    const { nodeId, nodeLon, nodeLat, wayId } = region.network;
    const { river, bridgeWayIds } = region.landmarks;
    const bridges = new Set(bridgeWayIds);
    expect(bridges.size).toBeGreaterThanOrEqual(4);
    expect(bridges.size).toBeLessThanOrEqual(16);
    const parts = new UnionFind(nodeId.length);
    for (const [a, b, way] of steps()) {
      const from = [nodeLon[a], nodeLat[a]];
      const to = [nodeLon[b], nodeLat[b]];
      const west = Math.min(from[0], to[0]);
      const east = Math.max(from[0], to[0]);
      let crossings = 0;
      for (let i = 1; i < river.length; i++) {
        if (Math.max(river[i - 1][0], river[i][0]) < west || Math.min(river[i - 1][0], river[i][0]) > east)
          continue;
        if (crosses(from, to, river[i - 1], river[i])) crossings++;
      }
      expect(crossings).toBe(bridges.has(wayId[way]) ? 1 : 0);
      if (!bridges.has(wayId[way])) parts.join(a, b);
    }
    for (const [a, b, way] of steps()) {
      if (bridges.has(wayId[way])) expect(parts.find(a)).not.toBe(parts.find(b));
    }
  });

  it('enter a gated estate only through its gates', () => {
    const { nodeLon, nodeLat, nodeFlags } = region.network;
    const gated = region.estates.filter(({ properties }) => properties.gated);
    expect(gated.length).toBeGreaterThan(200);
    const estateAt = new Int32Array(nodeLon.length).fill(-1);
    gated.forEach((estate, index) => {
      const [ring] = ringsOf(estate);
      const lons = ring.map(([lon]) => lon);
      const lats = ring.map(([, lat]) => lat);
      const [west, east] = [Math.min(...lons), Math.max(...lons)];
      const [south, north] = [Math.min(...lats), Math.max(...lats)];
      for (let node = 0; node < nodeLon.length; node++) {
        if (nodeLon[node] < west || nodeLon[node] > east || nodeLat[node] < south || nodeLat[node] > north)
          continue;
        if (booleanPointInPolygon([nodeLon[node], nodeLat[node]], estate.geometry as Polygon))
          estateAt[node] = index;
      }
      const gates = text(estate.properties.entrances).split(';');
      expect(gates.length).toBeGreaterThanOrEqual(1);
      const corners = new Set(ring.map((place) => place.join(' ')));
      for (const gate of gates) expect(corners).toContain(gate);
    });
    const gates = new Set(gated.flatMap(({ properties }) => text(properties.entrances).split(';')));
    for (const [a, b] of steps()) {
      if (nodeFlags[a] & NODE_IS_KEPT || nodeFlags[b] & NODE_IS_KEPT) continue;
      expect(estateAt[a]).toBe(estateAt[b]);
    }
    const flagged = new Set<string>();
    nodeFlags.forEach((flags, node) => {
      if (flags & NODE_IS_KEPT) flagged.add(`${nodeLon[node]} ${nodeLat[node]}`);
    });
    expect([...gates].every((gate) => flagged.has(gate))).toBe(true);
  });

  it('come near all but a few of the homes', () => {
    const index = new EdgeIndex(buildWalkNetwork(splitWays(region.network).segments));
    const far = region.demand.filter((point) => {
      const [lon, lat] = lonLat(point);
      return index.snap(lon, lat, 200) === null;
    });
    expect(far.length).toBeGreaterThanOrEqual(5);
    expect(far.length).toBeLessThanOrEqual(30);
    for (const facility of region.facilities) {
      const [lon, lat] = lonLat(facility);
      expect(index.snap(lon, lat, 60)).not.toBeNull();
    }
  });
});
