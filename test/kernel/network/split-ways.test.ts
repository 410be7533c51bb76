import { describe, expect, it } from 'vitest';
import { NODE_IS_DATA_EDGE, NODE_IS_KEPT, splitWays } from '../../../src/kernel/network/index.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

const keys = (split: ReturnType<typeof splitWays>): string[] =>
  split.segments.map((s) => `${s.wayId}/${s.segment}:${s.fromNode}-${s.toNode}`);

describe('splitWays', () => {
  it('cuts at shared nodes, way ends and flagged nodes and nowhere else', () => {
    const b = new WaySetBuilder();
    const [n1, n2, n3, n4, n5] = [0, 1, 2, 3, 4].map((k) => b.node(118 + k / 1000, 34));
    const gate = b.node(118.005, 34, NODE_IS_KEPT);
    const n7 = b.node(118.006, 34);
    const side = b.node(118.002, 34.001);
    b.way([n1, n2, n3, n4, n5, gate, n7], { id: 7, kind: 'residential' }).way([n3, side], { id: 8 });
    const split = splitWays(b.build());
    expect(keys(split)).toEqual(['7/0:1-3', '7/1:3-6', '7/2:6-7', '8/0:3-8']);
    expect(split.segments[0]).toMatchObject({ kind: 'residential', direction: 0, speedFactor: 1 });
    expect([...split.segments[0].lonLat]).toEqual([118, 34, 118.001, 34, 118.002, 34]);
    expect(split.segments[0].lengthMeters).toBeGreaterThan(180);
    expect(split.segments[1].toFlags).toBe(NODE_IS_KEPT);
    expect(split.ignored).toEqual([]);
  });

  it('cuts a way that crosses itself, and keeps a ring as one loop', () => {
    const b = new WaySetBuilder();
    const [a, c, d, e, f] = [
      [0, 0],
      [1, 0],
      [2, 0],
      [2, 1],
      [1, 1],
    ].map(([x, y]) => b.node(118 + x / 1000, 34 + y / 1000));
    b.way([a, c, d, e, f, c], { id: 1 });
    expect(keys(splitWays(b.build()))).toEqual(['1/0:1-2', '1/1:2-2']);
    const ring = new WaySetBuilder();
    const corners = [0, 1, 2].map((k) => ring.node(118 + k / 1000, 34 + (k % 2) / 1000));
    ring.way([...corners, corners[0]], { id: 2 });
    expect(keys(splitWays(ring.build()))).toEqual(['2/0:1-1']);
  });

  it('leaves out unusable nodes, says why, and marks the break as edge of the data', () => {
    const b = new WaySetBuilder();
    const good = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => b.node(118 + k / 1000, 34));
    const nan = b.node(NaN, 34, 0, 90);
    const far = b.node(200, 34, 0, 91);
    const zero = b.node(0, 0, 0, 92);
    b.way([good[0], good[1], nan, good[2], good[3]], { id: 1 });
    b.way([good[4], far, good[5]], { id: 2 });
    b.way([zero, good[6], good[7], -1], { id: 3 });
    b.way([good[0]], { id: 4 });
    b.way([good[1], good[1]], { id: 5 });
    b.way([], { id: 6 });
    b.way([good[4], good[5]], { id: 7, speedFactor: 0 });
    const split = splitWays(b.build());
    expect(keys(split)).toEqual(['1/0:1-2', '1/1:3-4', '3/0:7-8']);
    expect(split.segments.map((s) => [s.fromFlags, s.toFlags])).toEqual([
      [0, NODE_IS_DATA_EDGE],
      [NODE_IS_DATA_EDGE, 0],
      [NODE_IS_DATA_EDGE, NODE_IS_DATA_EDGE],
    ]);
    expect(split.ignoredCounts).toEqual({
      NODE_NOT_A_NUMBER: 1,
      NODE_OUT_OF_RANGE: 1,
      NODE_AT_ZERO: 1,
      NODE_MISSING: 1,
      FEWER_THAN_TWO_NODES: 3,
      SPEED_FACTOR_OUT_OF_RANGE: 1,
    });
    expect(split.ignored).toContainEqual({ wayId: 2, nodeId: 91, reason: 'NODE_OUT_OF_RANGE' });
    expect(split.ignored).toContainEqual({ wayId: 3, nodeId: null, reason: 'NODE_MISSING' });
  });
});
