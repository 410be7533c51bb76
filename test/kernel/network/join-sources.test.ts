import { describe, expect, it } from 'vitest';
import {
  buildWalkNetwork,
  joinSources,
  NODE_IS_CLOSED,
  splitWays,
  type WalkwaySegment,
  type WaySet,
} from '../../../src/kernel/network/index.js';
import { townPosition } from '../../support/ascii-town.js';
import { randomTown } from '../../support/random-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

type Place = readonly [east: number, north: number];

/** One source's lines in metres; its nodes and ways are numbered from `first`. */
function source(first: number, lines: readonly (readonly Place[])[], levels?: readonly number[]) {
  const builder = new WaySetBuilder();
  const known = new Map<string, number>();
  lines.forEach((line, at) => {
    const nodes = line.map(([east, north]) => {
      const [lon, lat] = townPosition(east, north);
      const key = `${lon} ${lat}`;
      const node = known.get(key) ?? builder.node(lon, lat, 0, first + known.size);
      known.set(key, node);
      return node;
    });
    builder.way(nodes, { id: first + at });
  });
  const ways: WaySet = builder.build();
  return splitWays({ ...ways, wayLevel: levels && Float32Array.from(levels) }).segments;
}

const componentsOf = (segments: readonly WalkwaySegment[]) =>
  buildWalkNetwork(segments).componentNodeCount.length;

const street: Place[] = [
  [0, 0],
  [100, 0],
  [200, 0],
];

describe('joinSources', () => {
  it('cuts both lines at a shared vertex and leaves the lengths as they are', () => {
    const sources = [
      source(1, [street]),
      source(1001, [
        [
          [100, -50],
          [100, 0.005],
          [100, 50],
        ],
      ]),
    ];
    const { segments, joinedCount } = joinSources(sources);
    expect([segments.length, joinedCount]).toEqual([4, 1]);
    const network = buildWalkNetwork(segments);
    expect([network.nodeCount, network.edgeCount, network.componentNodeCount.length]).toEqual([5, 4, 1]);
    expect(network.edgeLengthMeters.reduce((sum, meters) => sum + meters, 0)).toBeCloseTo(300, 1);
    expect(joinSources([sources[1], sources[0]]).joinedCount).toBe(1);
  });

  it('leaves apart what lies further off, what only crosses, and closed nodes', () => {
    const across = (north: number): Place[] => [
      [100, -50],
      [100, north],
      [100, 50],
    ];
    expect(joinSources([source(1, [street]), source(1001, [across(0.02)])]).joinedCount).toBe(0);
    const crossing: Place[] = [
      [50, -50],
      [50, 50],
    ];
    expect(componentsOf(joinSources([source(1, [street]), source(1001, [crossing])]).segments)).toBe(2);
    const [first, ...others] = source(1001, [street.slice(1)]);
    const closed = [{ ...first, fromFlags: NODE_IS_CLOSED }, ...others];
    expect(joinSources([source(1, [street.slice(0, 2)]), closed]).joinedCount).toBe(0);
  });

  it('keeps levels apart, but for ends that meet nothing of their own', () => {
    const bridge: Place[] = [
      [100, -50],
      [100, 0],
      [100, 50],
    ];
    expect(joinSources([source(1, [street]), source(1001, [bridge], [1])]).joinedCount).toBe(0);
    const ramp: Place[] = [
      [100, 0],
      [100, 50],
    ];
    expect(joinSources([source(1, [street]), source(1001, [ramp], [1])]).joinedCount).toBe(1);
    expect(joinSources([source(1, [street]), source(1001, [bridge], [NaN])]).joinedCount).toBe(0);
  });

  it('returns one source as it is', () => {
    const segments = source(1, [street]);
    expect(joinSources([segments])).toEqual({ segments, joinedCount: 0 });
    expect(joinSources([])).toEqual({ segments: [], joinedCount: 0 });
  });

  it('gives a town back that was split between two sources', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const { segments } = splitWays(randomTown(seed, { oneWayShare: 0.1 }));
      const shift = 1e6;
      const halves = [0, 1].map((half) =>
        segments
          .filter(({ wayId }) => wayId % 2 === half)
          .map((segment) => ({
            ...segment,
            wayId: segment.wayId + half * shift,
            fromNode: segment.fromNode + half * shift,
            toNode: segment.toNode + half * shift,
          })),
      );
      const whole = buildWalkNetwork(segments);
      const joined = buildWalkNetwork(joinSources(halves).segments);
      const sorted = (costs: Int32Array) => [...costs].sort((a, b) => a - b);
      expect([...joined.componentNodeCount]).toEqual([...whole.componentNodeCount]);
      expect(sorted(joined.edgeForwardCost)).toEqual(sorted(whole.edgeForwardCost));
    }
  });
});
