import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WalkSearch, type SearchDirection } from '../../../src/kernel/accessibility/index.js';
import {
  buildWalkNetwork,
  type Snap,
  type WalkNetwork,
  type WalkwaySegment,
} from '../../../src/kernel/network/index.js';
import { townPosition } from '../../support/ascii-town.js';
import { sharedData } from '../../support/shared-data.js';

const sample = sharedData('network-reference/sampledata.txt');
const driving = sharedData('network-reference/pgr_drivingDistance.txt');
const withPoints = sharedData('network-reference/pgr_withPointsDD.txt');

/** One unit of the sample graph is 100 m here, so a printed cost of 1 is 10,000 cost centimetres. */
const UNIT_METERS = 100;
const UNIT_COST = 10_000;

interface SampleEdge {
  readonly id: number;
  readonly source: number;
  readonly target: number;
  readonly cost: number;
  readonly reverseCost: number;
  readonly ends: [number, number, number, number];
}

function readEdges(text: string): SampleEdge[] {
  const shapes = [
    ...text.matchAll(
      /\(\s*(-?\d+),\s*(-?\d+),[^S]*ST_MakeLine\(ST_POINT\(([\d.]+), ([\d.]+)\), ST_POINT\(([\d.]+), ([\d.]+)\)\)\)/g,
    ),
  ];
  const ends = [
    ...text
      .slice(text.indexOf('SELECT id, source, target'))
      .matchAll(/^\s+(\d+) \|\s+(\d+) \|\s+(\d+)\s*$/gm),
  ];
  return shapes.map(([, cost, reverse, ...xy], k) => ({
    id: k + 1,
    source: Number(ends[k][2]),
    target: Number(ends[k][3]),
    cost: Number(cost),
    reverseCost: Number(reverse),
    ends: xy.map(Number) as [number, number, number, number],
  }));
}

/** The sample graph with its own vertices kept (all flagged) and the fraction points as places on its edges. */
function networkOf(edges: readonly SampleEdge[], isDirected: boolean): WalkNetwork {
  const segments: WalkwaySegment[] = edges
    // Two edges join nothing and are not as long as they cost.
    .filter((edge) => edge.id < 17)
    .map((edge) => ({
      wayId: edge.id,
      segment: 0,
      fromNode: edge.source,
      toNode: edge.target,
      kind: 'footway',
      direction: !isDirected || (edge.cost > 0 && edge.reverseCost > 0) ? 0 : edge.cost > 0 ? 1 : 2,
      speedFactor: 1,
      fromFlags: 1,
      toFlags: 1,
      lonLat: Float64Array.from([
        ...townPosition(edge.ends[0] * UNIT_METERS, edge.ends[1] * UNIT_METERS),
        ...townPosition(edge.ends[2] * UNIT_METERS, edge.ends[3] * UNIT_METERS),
      ]),
      lengthMeters: UNIT_METERS,
    }));
  return buildWalkNetwork(segments);
}

/** Printed result tables: one list of rows each. */
function readTables(text: string): Record<string, number>[][] {
  return text
    .split(/^SELECT \* FROM pgr_/m)
    .slice(1)
    .map((part) => {
      const lines = part.split('\n');
      const head = lines.findIndex((line) => /^\s*seq \|/.test(line));
      const names = lines[head].split('|').map((name) => name.trim());
      return lines
        .slice(head + 2)
        .filter((line) => /^\s*\d+ \|/.test(line))
        .map((line) => Object.fromEntries(line.split('|').map((cell, k) => [names[k], Number(cell)])));
    });
}

const byNode = (rows: Record<string, number>[]): [number, number][] =>
  rows
    .filter((row) => row.node > 0)
    .map((row): [number, number] => [row.node, Math.round(row.agg_cost * UNIT_COST)])
    .sort((a, b) => a[0] - b[0]);

function reached(network: WalkNetwork, search: WalkSearch): [number, number][] {
  return Array.from(search.reachedNodes.subarray(0, search.reachedCount), (node): [number, number] => [
    network.nodeId[node],
    search.costAtNode(node),
  ]).sort((a, b) => a[0] - b[0]);
}

const vertexSnap = (network: WalkNetwork, id: number): Snap => {
  const node = network.nodeId.indexOf(id);
  const edge = network.edgeFrom.findIndex((from, e) => from === node || network.edgeTo[e] === node);
  const offsetMeters = network.edgeFrom[edge] === node ? 0 : network.edgeLengthMeters[edge];
  return { edge, offsetMeters, accessMeters: 0, lon: network.nodeLon[node], lat: network.nodeLat[node] };
};

/** A place at a fraction of a sample edge, whichever way the network drew it. */
const pointSnap = (
  network: WalkNetwork,
  edges: readonly SampleEdge[],
  id: number,
  fraction: number,
): Snap => {
  const { source, target } = edges[id - 1];
  const [from, to] = [network.nodeId.indexOf(source), network.nodeId.indexOf(target)];
  const edge = network.edgeFrom.findIndex(
    (start, e) =>
      (start === from && network.edgeTo[e] === to) || (start === to && network.edgeTo[e] === from),
  );
  const share = network.edgeFrom[edge] === from ? fraction : 1 - fraction;
  const mix = (a: number, b: number): number => a + fraction * (b - a);
  return {
    edge,
    offsetMeters: share * network.edgeLengthMeters[edge],
    accessMeters: 0,
    lon: mix(network.nodeLon[from], network.nodeLon[to]),
    lat: mix(network.nodeLat[from], network.nodeLat[to]),
  };
};

describe.skipIf(!sample || !driving || !withPoints)(
  'the documented sample graph of pgRouting (needs the shared data)',
  () => {
    const edges = sample ? readEdges(readFileSync(sample, 'utf8')) : [];
    const directed = networkOf(edges, true);
    const undirected = networkOf(edges, false);
    const drivingTables = driving ? readTables(readFileSync(driving, 'utf8')) : [];
    const pointTables = withPoints ? readTables(readFileSync(withPoints, 'utf8')) : [];
    const run = (
      network: WalkNetwork,
      origins: Snap[],
      limit: number,
      direction?: SearchDirection,
    ): [number, number][] => {
      const search = new WalkSearch(network);
      search.run(origins, limit * UNIT_COST, direction);
      return reached(network, search);
    };

    it('is read whole', () => {
      expect(edges.length).toBe(18);
      expect([directed.edgeCount, drivingTables.length, pointTables.length]).toEqual([16, 3, 4]);
      expect(drivingTables.map((rows) => rows.length)).toEqual([13, 13, 23]);
    });

    it('pgr_drivingDistance, directed, one start', () => {
      expect(run(directed, [vertexSnap(directed, 11)], 3)).toEqual(byNode(drivingTables[0]));
    });

    it('pgr_drivingDistance, directed, equicost: each vertex once, with its nearest start', () => {
      const search = new WalkSearch(directed);
      search.runNearest([vertexSnap(directed, 11), vertexSnap(directed, 16)], 3 * UNIT_COST);
      expect(reached(directed, search)).toEqual(byNode(drivingTables[1]));
      const starts = new Map(drivingTables[1].map((row) => [row.node, row.from_v]));
      for (const [id] of reached(directed, search))
        expect([11, 16][search.originAtNode(directed.nodeId.indexOf(id))]).toBe(starts.get(id));
    });

    it('pgr_drivingDistance, undirected, several starts', () => {
      for (const start of [11, 16]) {
        const rows = drivingTables[2].filter((row) => row.from_v === start);
        expect(run(undirected, [vertexSnap(undirected, start)], 3)).toEqual(byNode(rows));
        expect(run(undirected, [vertexSnap(undirected, start)], 3, 'TOWARDS_ORIGINS')).toEqual(byNode(rows));
      }
    });

    it('pgr_withPointsDD from a point on an edge, either side (as walkers do), other points included', () => {
      const points = [
        [1, 0.4],
        [15, 0.4],
        [12, 0.6],
        [6, 0.3],
        [5, 0.8],
        [4, 0.7],
      ].map(([edge, fraction]) => pointSnap(directed, edges, edge, fraction));
      const search = new WalkSearch(directed);
      search.run([points[0]], 3.3 * UNIT_COST);
      expect(reached(directed, search)).toEqual(byNode(pointTables[3]));
      const printed = new Map(pointTables[3].map((row) => [row.node, Math.round(row.agg_cost * UNIT_COST)]));
      points.forEach((point, k) => expect(search.costTo(point)).toBe(printed.get(-(k + 1)) ?? -1));
    });

    it('pgr_withPointsDD from a point on a one-way edge', () => {
      // The table's second start, and its other queries, obey a side to drive on, which walkers do not have.
      const rows = pointTables[2].filter((row) => row.start_vid === -1);
      const search = new WalkSearch(directed);
      search.run([pointSnap(directed, edges, 5, 0.8)], 2.3 * UNIT_COST);
      expect(reached(directed, search)).toEqual(byNode(rows));
    });
  },
);
