import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildWalkNetwork,
  splitWays,
  summarizeNetwork,
  type WalkNetwork,
} from '../../../src/kernel/network/index.js';
import { asciiTown } from '../../support/ascii-town.js';
import { randomTown } from '../../support/random-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

const edgesOf = (network: WalkNetwork): number[][] =>
  Array.from({ length: network.edgeCount }, (_, e) => [
    network.edgeLengthMeters[e],
    network.edgeForwardCost[e],
    network.edgeBackwardCost[e],
  ]);

describe('buildWalkNetwork', () => {
  it('contracts bends into one edge and keeps their geometry', () => {
    const { network } = asciiTown(`
a-b-c
    |
    d-e`);
    expect([network.nodeCount, network.edgeCount]).toEqual([2, 1]);
    expect(network.edgeForwardCost[0]).toBe(20_000);
    expect(network.edgeLengthMeters[0]).toBeCloseTo(200, 3);
    expect(network.vertexLon.length).toBe(5);
    const metres = [...network.vertexMeters].map(Math.round);
    expect(metres).toEqual([0, 50, 100, 150, 200]);
  });

  it('keeps flagged nodes, junctions, dead ends, parallel edges and loops', () => {
    const { network, node } = asciiTown(`
+-+ +-+
| | | |
+-j-G-k-z
  |   |
  +---+`);
    // A loop at j, two ways G–k, one j–k round the south, and the dead end z.
    expect(network.nodeCount).toBe(4);
    expect(network.edgeCount).toBe(6);
    const pairs = Array.from(network.edgeFrom, (from, e) =>
      [from, network.edgeTo[e]].sort((a, b) => a - b).join('-'),
    );
    const pair = (a: string, b: string): string => [node(a), node(b)].sort((x, y) => x - y).join('-');
    expect(pairs.sort()).toEqual(
      [pair('j', 'j'), pair('j', 'G'), pair('G', 'k'), pair('G', 'k'), pair('j', 'k'), pair('k', 'z')].sort(),
    );
  });

  it('keeps one node of a ring that nothing touches', () => {
    const { network } = asciiTown(`
+-+
| |
+-+`);
    expect([network.nodeCount, network.edgeCount]).toEqual([1, 1]);
    expect(network.edgeForwardCost[0]).toBe(20_000);
    expect(network.edgeFrom[0]).toBe(network.edgeTo[0]);
  });

  it('does not contract across a change of direction or speed, and turns costs with the edge', () => {
    const steps = asciiTown('a-b==c-d');
    expect(steps.network.edgeCount).toBe(3);
    expect(
      edgesOf(steps.network)
        .map((e) => e[1])
        .sort((a, b) => a - b),
    ).toEqual([5_000, 5_000, 15_000]);
    const oneWay = asciiTown('a>b>c-d');
    expect(oneWay.network.edgeCount).toBe(2);
    const { network, node } = oneWay;
    const edge = network.edgeFrom.findIndex(
      (from, e) => from === node('a') || network.edgeTo[e] === node('a'),
    );
    const isForward = network.edgeFrom[edge] === node('a');
    expect(network.edgeForwardCost[edge]).toBe(isForward ? 10_000 : -1);
    expect(network.edgeBackwardCost[edge]).toBe(isForward ? -1 : 10_000);
    // Drawn the other way round it is the same street.
    const turned = asciiTown('d-c<b<a');
    expect(turned.network.edgeCount).toBe(2);
    // Two one-way stretches that meet head on do not join.
    expect(asciiTown('a>b<c').network.edgeCount).toBe(2);
  });

  it('gives even the shortest edge a cost of 1 and honours a longer measured length', () => {
    const b = new WaySetBuilder();
    const here = b.node(118, 34);
    const sameSpot = b.node(118, 34);
    b.way([here, sameSpot]);
    const network = buildWalkNetwork(splitWays(b.build()).segments);
    expect(edgesOf(network)).toEqual([[0, 1, 1]]);
    const c = new WaySetBuilder();
    c.way([c.node(118, 34), c.node(118.0005, 34), c.node(118.001, 34)]);
    const [segment] = splitWays(c.build()).segments;
    const measured = buildWalkNetwork([{ ...segment, lengthMeters: 150 }]);
    expect(measured.edgeForwardCost[0]).toBe(15_000);
    expect([...measured.vertexMeters].map((m) => m.toFixed(3))).toEqual(['0.000', '75.000', '150.000']);
    expect(buildWalkNetwork([segment]).edgeForwardCost[0]).toBe(Math.round(segment.lengthMeters * 100));
  });

  it('labels components, the largest first, joined by one-way streets too', () => {
    const { network, node } = asciiTown(`
a-b   c>d-e
      |   |
      f-g-h
      |
X-Y   i`);
    expect(network.componentNodeCount.length).toBe(3);
    expect(network.nodeComponent[node('c')]).toBe(0);
    expect(network.nodeComponent[node('i')]).toBe(0);
    expect(network.nodeComponent[node('X')]).not.toBe(0);
    const summary = summarizeNetwork(network);
    expect(summary.vertexCount).toBe(11);
    expect(summary.mainComponentShare).toBeCloseTo(7 / 11, 10);
    expect(summary.componentCount).toBe(3);
    expect(summary.lengthMeters).toBeCloseTo(50 + 50 + 350, 2);
    expect(summary.oneWayEdgeCount).toBe(1);
  });

  it('is endless to walk where hardly anybody gets on, not short or closed', () => {
    const ways = new WaySetBuilder();
    const [a, b, c] = [ways.node(118, 34), ways.node(118.01, 34), ways.node(118.02, 34)];
    ways.way([a, b], { speedFactor: 1e-9 }).way([b, c]);
    const network = buildWalkNetwork(splitWays(ways.build()).segments);
    expect([...network.edgeForwardCost].map((cost) => cost > 2 ** 30).sort()).toEqual([false, true]);
    expect(network.edgeBackwardCost).toEqual(network.edgeForwardCost);
  });

  it('is empty for no segments', () => {
    const network = buildWalkNetwork([]);
    expect([network.nodeCount, network.edgeCount, network.componentNodeCount.length]).toEqual([0, 0, 0]);
    expect(summarizeNetwork(network).mainComponentShare).toBeNull();
  });

  it('keeps total length, vertices and arcs in order on random towns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { segments } = splitWays(randomTown(seed, { oneWayShare: 0.2 }));
        const network = buildWalkNetwork(segments);
        const drawn = segments.reduce((sum, segment) => sum + segment.lengthMeters, 0);
        expect(summarizeNetwork(network).lengthMeters).toBeCloseTo(drawn, 5);
        for (let e = 0; e < network.edgeCount; e++) {
          const first = network.edgeVertexOffset[e];
          const last = network.edgeVertexOffset[e + 1] - 1;
          expect(network.vertexLon[first]).toBe(network.nodeLon[network.edgeFrom[e]]);
          expect(network.vertexLat[last]).toBe(network.nodeLat[network.edgeTo[e]]);
          expect(network.vertexMeters[last]).toBe(network.edgeLengthMeters[e]);
          for (let v = first; v < last; v++)
            expect(network.vertexMeters[v + 1]).toBeGreaterThanOrEqual(network.vertexMeters[v]);
        }
        let arcs = 0;
        for (let n = 0; n < network.nodeCount; n++)
          for (let k = network.arcOffset[n]; k < network.arcOffset[n + 1]; k++, arcs++) {
            const told = network.arcEdge[k];
            const e = told < 0 ? ~told : told;
            expect(told < 0 ? network.edgeTo[e] : network.edgeFrom[e]).toBe(n);
            expect(network.arc[2 * k]).toBe(told < 0 ? network.edgeFrom[e] : network.edgeTo[e]);
            expect(network.arc[2 * k + 1]).toBe(
              told < 0 ? network.edgeBackwardCost[e] : network.edgeForwardCost[e],
            );
          }
        expect(arcs).toBe(network.arcEdge.length);
      }),
      { seed: 11, numRuns: 30 },
    );
  });
});
