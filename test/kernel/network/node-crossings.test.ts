import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orientation } from '../../../src/kernel/geometry/orientation.js';
import {
  NODE_IS_CLOSED,
  nodeCrossings,
  splitWays,
  buildWalkNetwork,
  type WaySet,
} from '../../../src/kernel/network/index.js';
import { randomNumbers } from '../../support/random-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

/** Nodes given in grid steps of 1e-7°, far from 0, 0. */
const EAST = 1183000000;
const NORTH = 339600000;
const at = (b: WaySetBuilder, x: number, y: number, flags = 0): number =>
  b.node((EAST + x) / 1e7, (NORTH + y) / 1e7, flags);

const line = (ways: WaySet, way: number): [number, number][] =>
  Array.from(ways.wayNode.subarray(ways.wayOffset[way], ways.wayOffset[way + 1]), (node) => [
    Math.round(ways.nodeLon[node] * 1e7) - EAST,
    Math.round(ways.nodeLat[node] * 1e7) - NORTH,
  ]);

/** Every pair of same-level segments that still meet away from a common node, by testing all pairs exactly. */
function unjoined(ways: WaySet): number {
  const x = Array.from(ways.nodeLon, (lon) => Math.round(lon * 1e7));
  const y = Array.from(ways.nodeLat, (lat) => Math.round(lat * 1e7));
  const pieces: { a: number; b: number; level: number }[] = [];
  for (let way = 0; way < ways.wayId.length; way++)
    for (let k = ways.wayOffset[way]; k + 1 < ways.wayOffset[way + 1]; k++)
      pieces.push({ a: ways.wayNode[k], b: ways.wayNode[k + 1], level: ways.wayLevel?.[way] ?? 0 });
  let count = 0;
  pieces.forEach(({ a, b, level }, k) => {
    for (const { a: c, b: d, level: other } of pieces.slice(k + 1)) {
      if (level !== other || new Set([a, b, c, d]).size < 4) continue;
      const side = (p: number, q: number, r: number): number =>
        Math.sign(orientation(x[p], y[p], x[q], y[q], x[r], y[r]));
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) count++;
    }
  });
  return count;
}

describe('nodeCrossings', () => {
  it('gives two crossing lines a node', () => {
    const b = new WaySetBuilder();
    b.way([at(b, 0, 0), at(b, 1000, 1000)], { id: 1 }).way([at(b, 0, 1000), at(b, 1000, 0)], { id: 2 });
    const noded = nodeCrossings(b.build());
    expect([noded.crossingCount, noded.touchCount, noded.mergedCount]).toEqual([1, 0, 0]);
    expect(line(noded.ways, 0)).toEqual([
      [0, 0],
      [500, 500],
      [1000, 1000],
    ]);
    expect(line(noded.ways, 1)[1]).toEqual([500, 500]);
    expect([...noded.ways.nodeId]).toEqual([1, 2, 3, 4, 5]);
    expect(splitWays(noded.ways).segments.length).toBe(4);
    expect(buildWalkNetwork(splitWays(noded.ways).segments).componentNodeCount.length).toBe(1);
  });

  it('lets a bridge pass over a road and its ramps meet it', () => {
    const b = new WaySetBuilder();
    const [west, east] = [at(b, 400, 500), at(b, 600, 500)];
    b.way([at(b, 500, 0), at(b, 500, 1000)], { id: 1 })
      .way([at(b, 0, 500), west], { id: 2 })
      .way([west, east], { id: 3 })
      .way([east, at(b, 1000, 500)], { id: 4 });
    const ways = b.build();
    const bridge = nodeCrossings({ ...ways, wayLevel: Float32Array.of(0, 0, 1, 0) });
    expect(bridge.crossingCount).toBe(0);
    expect([...bridge.ways.wayNode]).toEqual([...ways.wayNode]);
    expect(nodeCrossings(ways, { levels: [0, 0, -1, 0] }).crossingCount).toBe(0);
    expect(nodeCrossings(ways, { levels: [1, 0, 1, 0] }).crossingCount).toBe(1);
    expect(nodeCrossings(ways).crossingCount).toBe(1);
  });

  it('joins a way over several levels to nothing but its own nodes, and nothing to a closed node', () => {
    const b = new WaySetBuilder();
    b.way([at(b, 0, 0), at(b, 1000, 1000)]).way([at(b, 0, 1000), at(b, 1000, 0)]);
    for (const levels of [
      [NaN, 0],
      [NaN, NaN],
    ])
      expect(nodeCrossings(b.build(), { levels }).crossingCount).toBe(0);

    const gate = new WaySetBuilder();
    gate
      .way([at(gate, 0, 0), at(gate, 500, 0, NODE_IS_CLOSED)])
      .way([at(gate, 500, 0, NODE_IS_CLOSED), at(gate, 1000, 0)])
      .way([at(gate, 500, -500), at(gate, 500, 500)])
      .way([at(gate, 400, 400), at(gate, 500, 0), at(gate, 600, 300)]);
    const noded = nodeCrossings(gate.build());
    expect([noded.crossingCount, noded.mergedCount]).toEqual([0, 0]);
    // The way with a vertex at the gate meets the line across, not the two locked ends.
    expect(buildWalkNetwork(splitWays(noded.ways).segments).componentNodeCount.length).toBe(3);
  });

  it('makes a vertex on another line a node of it, to the centimetre and no further', () => {
    const b = new WaySetBuilder();
    b.way([at(b, 0, 0), at(b, 10_000, 3)], { id: 1 });
    b.way([at(b, 4_000, 2), at(b, 4_000, 900)], { id: 2 });
    b.way([at(b, 6_000, 60), at(b, 6_000, 900)], { id: 3 });
    const noded = nodeCrossings(b.build());
    expect([noded.crossingCount, noded.touchCount]).toEqual([0, 1]);
    expect(line(noded.ways, 0)).toEqual([
      [0, 0],
      [4_000, 2],
      [10_000, 3],
    ]);
    // Sixty steps are two thirds of a metre.
    expect(nodeCrossings(b.build(), { touchMeters: 0.7 }).touchCount).toBe(2);
  });

  it('joins lines that run along each other, cross themselves, meet three at a time, or have a vertex on a vertex', () => {
    const b = new WaySetBuilder();
    const [a, c] = [at(b, 0, 0), at(b, 1000, 0)];
    b.way([a, c], { id: 1 }).way([at(b, 300, 0), at(b, 700, 0), at(b, 700, 400)], { id: 2 });
    expect(line(nodeCrossings(b.build()).ways, 0).map(([x]) => x)).toEqual([0, 300, 700, 1000]);

    const loop = new WaySetBuilder();
    loop.way([at(loop, 0, 0), at(loop, 900, 0), at(loop, 900, 500), at(loop, 300, 500), at(loop, 300, -500)]);
    const self = nodeCrossings(loop.build());
    expect(line(self.ways, 0)[1]).toEqual([300, 0]);
    expect(self.ways.wayNode[1]).toBe(self.ways.wayNode[5]);

    const star = new WaySetBuilder();
    for (const [x, y] of [
      [1000, 0],
      [1000, 1000],
      [0, 1000],
    ])
      star.way([at(star, -x, -y), at(star, x, y)]);
    expect(nodeCrossings(star.build()).crossingCount).toBe(1);

    const twins = new WaySetBuilder();
    twins.way([at(twins, 0, 0), at(twins, 10, 10, 1)]).way([at(twins, 10, 10, 2), at(twins, 90, 0)]);
    const merged = nodeCrossings(twins.build());
    expect([merged.mergedCount, merged.crossingCount]).toEqual([1, 0]);
    expect(merged.ways.wayNode[1]).toBe(merged.ways.wayNode[2]);
    expect(merged.ways.nodeFlags[merged.ways.wayNode[1]]).toBe(3);
  });

  it('passes over nodes that cannot be used and leaves empty sets empty', () => {
    const b = new WaySetBuilder();
    b.way([at(b, 0, 0), b.node(NaN, 34), at(b, 1000, 1000), -1, b.node(0, 0), b.node(500, 34)]);
    b.way([at(b, 0, 1000), at(b, 1000, 0)]).way([]);
    const noded = nodeCrossings(b.build());
    expect(noded.crossingCount).toBe(0);
    expect([...noded.ways.wayNode]).toEqual([...b.build().wayNode]);
    expect(nodeCrossings(new WaySetBuilder().build()).ways.wayId.length).toBe(0);
  });

  it('leaves no crossing of one level unjoined, joins no two levels, and is done after one call', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 14 }), (seed, count) => {
        const random = randomNumbers(seed);
        const b = new WaySetBuilder();
        // A coarse grid makes touches, overlaps and triple crossings, a fine one near misses.
        const size = seed % 3 === 0 ? 6 : seed % 3 === 1 ? 40 : 100_000;
        const step = seed % 3 === 2 ? 1 : 1_000;
        for (let way = 0; way < count; way++)
          b.way(
            Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
              at(b, Math.floor(random() * size) * step, Math.floor(random() * size) * step),
            ),
          );
        const ways = {
          ...b.build(),
          wayLevel: Float32Array.from({ length: count }, () => (random() < 0.3 ? 1 : 0)),
        };
        const noded = nodeCrossings(ways);
        expect(unjoined(noded.ways)).toBe(0);
        const levelsOf = new Map<number, Set<number>>();
        for (let way = 0; way < count; way++)
          for (let k = noded.ways.wayOffset[way]; k < noded.ways.wayOffset[way + 1]; k++) {
            const node = noded.ways.wayNode[k];
            levelsOf.set(node, (levelsOf.get(node) ?? new Set()).add(ways.wayLevel[way]));
          }
        expect([...levelsOf.values()].every((levels) => levels.size === 1)).toBe(true);
        const again = nodeCrossings(noded.ways);
        expect([again.crossingCount, again.touchCount, again.mergedCount]).toEqual([0, 0, 0]);
        expect([...again.ways.wayNode]).toEqual([...noded.ways.wayNode]);
      }),
      { seed: 41, numRuns: 300 },
    );
  });
});

describe('orientation', () => {
  it('keeps its sign where doubles would round it away', () => {
    const far = 3_600_000_000;
    expect(orientation(0, 0, far, far - 1, far - 1, far - 2)).toBeLessThan(0);
    expect(orientation(0, 0, far, far, 5, 5)).toBe(0);
    expect(orientation(0, 0, 1, 0, 0, 1)).toBe(1);
  });
});
