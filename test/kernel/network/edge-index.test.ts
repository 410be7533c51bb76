import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentMeters } from '../../../src/kernel/geometry/segment-meters.js';
import { buildWalkNetwork, EdgeIndex, splitWays } from '../../../src/kernel/network/index.js';
import { asciiTown, gridTown } from '../../support/ascii-town.js';
import { FloatTown } from '../../support/float-town.js';
import { randomPoints, randomTown } from '../../support/random-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

describe('EdgeIndex.snap', () => {
  it('finds the exact point of the nearest edge', () => {
    const { index, at, network } = asciiTown('a-------b');
    const snap = index.snap(...at(70, 30))!;
    expect(snap.accessMeters).toBeCloseTo(30, 4);
    const fromA = network.vertexLon[0] === at(0, 0)[0] ? snap.offsetMeters : 200 - snap.offsetMeters;
    expect(fromA).toBeCloseTo(70, 3);
    expect(snap.lon).toBeCloseTo(at(70, 0)[0], 9);
    const beyond = index.snap(...at(-40, 30))!;
    expect(beyond.accessMeters).toBeCloseTo(50, 4);
    expect([0, 200]).toContain(Math.round(beyond.offsetMeters * 1000) / 1000);
  });

  it('keeps the limit, inclusive, however far outside the network', () => {
    const { index, at } = gridTown(3, 3, 100);
    expect(index.snap(...at(100, 399.9))).not.toBeNull();
    expect(index.snap(...at(100, 400.1))).toBeNull();
    expect(index.snap(...at(100, 5_000))).toBeNull();
    expect(index.snap(...at(100, 5_000), 4_801)!.accessMeters).toBeCloseTo(4_800, 1);
    expect(index.snap(...at(50, 0), 0.001)!.accessMeters).toBeCloseTo(0, 6);
    expect(index.snap(NaN, 0)).toBeNull();
    expect(index.snap(...at(50, 0), NaN)).toBeNull();
    expect(new EdgeIndex(buildWalkNetwork([])).snap(118, 34)).toBeNull();
  });

  it('prefers the main component and takes an island only where nothing else is near', () => {
    const b = new WaySetBuilder();
    const nodeAt = (x: number, y: number): number => b.node(10 + x / 111_319.49, 0.001 + y / 110_574.28);
    // A comb of 30 nodes is the town; a lone path of two nodes is under 5 %.
    const spine = Array.from({ length: 30 }, (_, k) => nodeAt(k * 20, 0));
    b.way(spine);
    spine.forEach((node, k) => b.way([node, nodeAt(k * 20, -30)]));
    b.way([nodeAt(0, 100), nodeAt(100, 100)], { id: 5 });
    const network = buildWalkNetwork(splitWays(b.build()).segments);
    const index = new EdgeIndex(network);
    const at = (x: number, y: number): [number, number] => [10 + x / 111_319.49, 0.001 + y / 110_574.28];
    const near = index.snap(...at(50, 95))!;
    expect(network.nodeComponent[network.edgeFrom[near.edge]]).toBe(0);
    expect(near.accessMeters).toBeCloseTo(95, 2);
    const tight = index.snap(...at(50, 95), 60)!;
    expect(network.nodeComponent[network.edgeFrom[tight.edge]]).toBe(1);
    expect(tight.accessMeters).toBeCloseTo(5, 2);
  });

  it('agrees with a search through every segment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const ways = randomTown(seed, { streetShare: 0.95 });
        const network = buildWalkNetwork(splitWays(ways).segments);
        const index = new EdgeIndex(network);
        const town = new FloatTown(ways);
        for (const [lon, lat] of randomPoints(seed, 40, 700)) {
          const truth = town.nearest(lon, lat);
          const snap = index.snap(lon, lat);
          if (truth.meters > 200) {
            expect(snap).toBeNull();
            continue;
          }
          // Islands may lose against the main component, never the other way round.
          if (
            network.nodeComponent[network.edgeFrom[snap!.edge]] === 0 &&
            network.componentNodeCount.length === 1
          )
            expect(snap!.accessMeters).toBeCloseTo(truth.meters, 6);
          expect(snap!.accessMeters).toBeGreaterThanOrEqual(truth.meters - 1e-6);
          expect(segmentMeters(lon, lat, snap!.lon, snap!.lat)).toBeCloseTo(snap!.accessMeters, 2);
        }
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it('handles a network of one short edge and one of a single spot', () => {
    const b = new WaySetBuilder();
    b.way([b.node(118, 34), b.node(118, 34)]);
    const snap = new EdgeIndex(buildWalkNetwork(splitWays(b.build()).segments)).snap(118.0001, 34)!;
    expect(snap.edge).toBe(0);
    expect(snap.offsetMeters).toBe(0);
    expect(snap.accessMeters).toBeCloseTo(9.24, 1);
  });
});
