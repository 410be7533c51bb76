import { buildContractionHierarchy } from '../src/kernel/accessibility/contraction-hierarchy.js';
import { adoptHierarchy, limitCentimeters, WalkSearch } from '../src/kernel/accessibility/index.js';
import { CoverageWhatIf, WhatIfIndex } from '../src/kernel/coverage/coverage-what-if.js';
import { buildWalkNetwork, type WalkNetwork, type WalkwaySegment } from '../src/kernel/network/index.js';
import { WALKWAY_KINDS } from '../src/kernel/network/index.js';
import { nodesNear, placesAtNodes } from './support/at-node.js';
import type { BenchCity } from './support/bench-cities.js';
import { FACILITIES, LIMIT, type Peers } from './compare-with-peers.js';
import { quantile, race } from './support/measure.js';

export interface GrowthTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How times grow with the network, with reach and with facilities. */
export async function growth(city: BenchCity, { routing }: Peers): Promise<GrowthTable[]> {
  return [
    await withNodes(city, routing),
    await withReach(city, routing),
    await withFacilities(city, routing),
  ];
}

const ms = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '–' : milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);

async function withNodes(city: BenchCity, routing: Peers['routing']): Promise<GrowthTable> {
  const rows: string[][] = [];
  for (const side of [1, 2, 4]) {
    const network = side === 1 ? city.network : tiled(city.network, side);
    // The same network under two names, of which one knows the hierarchy.
    const bare = { ...network };
    const search = new WalkSearch(network);
    const bareSearch = new WalkSearch(bare);
    const began = performance.now();
    adoptHierarchy(network, buildContractionHierarchy(network));
    const hierarchySeconds = (performance.now() - began) / 1000;
    const step = Math.max(1, Math.floor(network.nodeCount / FACILITIES));
    // Facilities all over the larger network, as many as before.
    const nodes = Array.from({ length: FACILITIES }, (_, k) => k * step).filter(
      (node) => network.arcOffset[node + 1] > network.arcOffset[node],
    );
    const places = placesAtNodes(network, nodes);
    await routing?.load(network);
    let settled = 0;
    const times = await race([
      {
        name: 'searches',
        run: () => {
          settled = 0;
          for (const place of places) {
            search.run([place], LIMIT);
            settled += search.reachedCount;
          }
        },
      },
      { name: 'field', run: () => bareSearch.runNearest(places, Infinity) },
      { name: 'field on the hierarchy', run: () => search.runNearest(places, Infinity) },
      ...(routing
        ? [
            {
              name: 'one',
              run: (round: number) => routing.drivingDistance([nodes[(round * 37) % nodes.length]], LIMIT),
            },
            { name: 'all', run: () => routing.drivingDistance(nodes, LIMIT) },
          ]
        : []),
    ]);
    const searches = times.get('searches')!.median;
    const field = times.get('field')!.median;
    const fieldAbove = times.get('field on the hierarchy')!.median;
    rows.push([
      network.nodeCount.toLocaleString('en'),
      network.edgeCount.toLocaleString('en'),
      ms((searches / nodes.length) * 1000),
      ((searches * 1e6) / settled).toFixed(0),
      ms(field),
      ((field * 1e6) / network.nodeCount).toFixed(0),
      ms(fieldAbove),
      ((fieldAbove * 1e6) / network.nodeCount).toFixed(0),
      hierarchySeconds.toFixed(1),
      ms(times.get('one')?.median),
      ms(times.get('all')?.median),
    ]);
  }
  return {
    title: 'With nodes: the city 1, 4 and 16 times side by side, 500 facilities over all of it',
    head: [
      'nodes',
      'edges',
      'one search, µs',
      'ns a settled node',
      'nearest field, ms',
      'ns a node',
      'on the hierarchy, ms',
      'ns a node',
      'preparing it, s',
      'pgRouting one start, ms',
      'pgRouting 500 starts, ms',
    ],
    rows,
  };
}

async function withReach(city: BenchCity, routing: Peers['routing']): Promise<GrowthTable> {
  const { network } = city;
  const nodes = nodesNear(network, city.facilities, FACILITIES);
  const places = placesAtNodes(network, nodes);
  const search = new WalkSearch(network);
  await routing?.load(network);
  const rows: string[][] = [];
  for (const speed of [0.64, 0.8, 1.0, 1.2, 1.4]) {
    const limit = limitCentimeters(900, speed);
    let settled = 0;
    const times = await race([
      {
        name: 'own',
        run: () => {
          settled = 0;
          for (const place of places) {
            search.run([place], limit);
            settled += search.reachedCount;
          }
        },
      },
      ...(routing ? [{ name: 'all', run: () => routing.drivingDistance(nodes, limit) }] : []),
    ]);
    const { median } = times.get('own')!;
    rows.push([
      speed.toFixed(2),
      Math.round(settled / nodes.length).toLocaleString('en'),
      ms(median),
      ((median * 1e6) / settled).toFixed(0),
      ms(times.get('all')?.median),
    ]);
  }
  return {
    title: 'With reach: 900 s at different speeds, 500 facilities',
    head: ['m/s', 'nodes settled each', '500 searches, ms', 'ns a settled node', 'pgRouting 500 starts, ms'],
    rows,
  };
}

async function withFacilities(city: BenchCity, routing: Peers['routing']): Promise<GrowthTable> {
  const { network, demand, demandWeight: weight, pointDivision, parent } = city;
  const search = new WalkSearch(network);
  const index = new WhatIfIndex({ network, demand, weight, pointDivision, parent });
  const rows: string[][] = [];
  for (const count of [50, 200, 500, 1_000, 2_000]) {
    const nodes = nodesNear(network, city.facilities, count);
    const places = placesAtNodes(network, nodes);
    const times = await race([
      { name: 'own', run: () => places.forEach((place) => search.run([place], LIMIT)) },
      { name: 'field', run: () => search.runNearest(places, LIMIT) },
      ...(routing ? [{ name: 'all', run: () => routing.drivingDistance(nodes, LIMIT) }] : []),
    ]);
    const state = new CoverageWhatIf(index, places, LIMIT);
    const moves: number[] = [];
    for (let k = 0; k < 600; k++) {
      const begin = performance.now();
      state.move(k % places.length, city.facilities[(k * 7 + 3) % city.facilities.length]);
      moves.push(performance.now() - begin);
    }
    rows.push([
      places.length.toLocaleString('en'),
      ms(times.get('own')!.median),
      ms(times.get('field')!.median),
      `${quantile(moves, 0.5).toFixed(3)} / ${quantile(moves, 0.99).toFixed(3)}`,
      ms(times.get('all')?.median),
    ]);
  }
  return {
    title: 'With facilities: 900 s at 1.0 m/s',
    head: [
      'facilities',
      'a search each, ms',
      'nearest within the limit, ms',
      'one moved, p50 / p99 ms',
      'pgRouting all starts, ms',
    ],
    rows,
  };
}

/** Copies of a network side by side, not joined to each other. */
function tiled(network: WalkNetwork, side: number): WalkNetwork {
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  for (let node = 0; node < network.nodeCount; node++) {
    west = Math.min(west, network.nodeLon[node]);
    east = Math.max(east, network.nodeLon[node]);
    south = Math.min(south, network.nodeLat[node]);
    north = Math.max(north, network.nodeLat[node]);
  }
  function* segments(): Generator<WalkwaySegment> {
    for (let copy = 0; copy < side * side; copy++) {
      const lonShift = (copy % side) * (east - west) * 1.01;
      const latShift = Math.floor(copy / side) * (north - south) * 1.01;
      for (let edge = 0; edge < network.edgeCount; edge++) {
        const first = network.edgeVertexOffset[edge];
        const last = network.edgeVertexOffset[edge + 1];
        const lonLat = new Float64Array(2 * (last - first));
        for (let vertex = first; vertex < last; vertex++) {
          lonLat[2 * (vertex - first)] = network.vertexLon[vertex] + lonShift;
          lonLat[2 * (vertex - first) + 1] = network.vertexLat[vertex] + latShift;
        }
        const forward = network.edgeForwardCost[edge];
        const backward = network.edgeBackwardCost[edge];
        yield {
          wayId: edge,
          segment: copy,
          fromNode: copy * network.nodeCount + network.edgeFrom[edge],
          toNode: copy * network.nodeCount + network.edgeTo[edge],
          kind: WALKWAY_KINDS[network.edgeKind[edge]],
          direction: forward < 0 ? 2 : backward < 0 ? 1 : 0,
          speedFactor: Math.min(1, (network.edgeLengthMeters[edge] * 100) / Math.max(forward, backward)),
          fromFlags: 1,
          toFlags: 1,
          lonLat,
          lengthMeters: network.edgeLengthMeters[edge],
        };
      }
    }
  }
  return buildWalkNetwork(segments());
}
