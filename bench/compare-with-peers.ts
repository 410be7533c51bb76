import {
  hierarchyOf,
  nearestFacilities,
  serviceArea,
  serviceAreaPolygon,
  travelCostMatrix,
  WalkSearch,
} from '../src/kernel/accessibility/index.js';
import { populationCoverageByDivision } from '../src/kernel/coverage/population.js';
import { CoverageWhatIf, WhatIfIndex } from '../src/kernel/coverage/coverage-what-if.js';
import { nodesNear, placesAtNodes } from './support/at-node.js';
import type { BenchCity } from './support/bench-cities.js';
import { quantile, race, timingOf, type Contestant, type Timing } from './support/measure.js';
import type { NativeSearch } from './support/native-search.js';
import type { PgRoutingPeer } from './support/pgrouting-peer.js';

/** 900 s at 1.0 m/s. */
export const LIMIT = 90_000;
export const FACILITIES = 500;
const MATRIX_ORIGINS = 50;
const POLYGONS = 24;
const STRIP_METERS = 25;

export interface Peers {
  readonly routing: PgRoutingPeer | null;
  readonly native: NativeSearch | null;
}

export interface Comparison {
  readonly operation: string;
  readonly own: Timing;
  readonly peer: string;
  /** Null where the peer is not at hand. */
  readonly other: Timing | null;
  readonly target: string;
}

/** What is not a race against a peer: a name and what was found. */
export interface Finding {
  readonly name: string;
  readonly value: string;
  readonly target: string;
}

export interface CityResult {
  readonly comparisons: Comparison[];
  readonly findings: Finding[];
}

/** Races every operation of the walking engine on one city against its peers, on the same edges and starts. */
export async function compareWithPeers(city: BenchCity, peers: Peers): Promise<CityResult> {
  const { network } = city;
  const nodes = nodesNear(network, city.facilities, FACILITIES);
  const places = placesAtNodes(network, nodes);
  const search = new WalkSearch(network);
  const { routing } = peers;
  await routing?.load(network);
  const comparisons: Comparison[] = [];
  const findings: Finding[] = [];

  const against = async (
    operation: string,
    target: string,
    own: Omit<Contestant, 'name'>,
    others: readonly Contestant[],
    rounds?: number,
  ): Promise<void> => {
    const times = await race([{ name: 'own', ...own }, ...(routing ? others : [])], rounds);
    for (const { name } of others)
      comparisons.push({
        operation,
        own: times.get('own')!,
        peer: name,
        other: times.get(name) ?? null,
        target,
      });
  };

  let settled = 0;
  const searchAll = (): void => {
    settled = 0;
    for (const place of places) {
      search.run([place], LIMIT, 'FROM_ORIGINS');
      settled += search.reachedCount;
    }
  };
  searchAll();
  if (routing) {
    const theirs = await routing.drivingDistance(nodes, LIMIT);
    findings.push({
      name: `nodes settled by ${FACILITIES} searches, ours and pgRouting's`,
      value: `${settled.toLocaleString('en')} and ${theirs.toLocaleString('en')}`,
      target: 'equal',
    });
  }

  await against(
    'one bounded search',
    '≥ 300 × whole table, ≥ 40 × in a box',
    { run: searchAll, pieces: FACILITIES },
    [
      {
        name: 'pgr_drivingDistance, whole table',
        run: (round) => routing!.drivingDistance([nodes[(round * 37) % nodes.length]], LIMIT),
      },
      {
        name: 'pgr_drivingDistance, edges in a box',
        run: async (round) => {
          for (let k = 0; k < 10; k++)
            await routing!.drivingDistanceInBox(network, nodes[(round * 37 + k * 11) % nodes.length], LIMIT);
        },
        pieces: 10,
      },
    ],
    15,
  );
  await against(`${FACILITIES} bounded searches, labels`, '≤ 25 ms, ≥ 13 ×', { run: searchAll }, [
    {
      name: 'pgr_drivingDistance, all starts in one call',
      run: () => routing!.drivingDistance(nodes, LIMIT),
    },
  ]);
  const nearest = (how: string): Promise<void> =>
    against(
      `nearest of ${FACILITIES} for every node, ${how}`,
      '≤ 40 ns a node, ≥ 55 ×',
      { run: () => search.runNearest(places, Infinity, 'FROM_ORIGINS') },
      [{ name: 'pgr_drivingDistance, equicost', run: () => routing!.equicost(nodes) }],
    );
  await nearest('nothing prepared');
  await nearestPerNode(search, city.facilities, 'nothing prepared', findings);
  const began = performance.now();
  hierarchyOf(network);
  const hierarchySeconds = (performance.now() - began) / 1000;
  await nearest('on the hierarchy');
  await nearestPerNode(search, city.facilities, 'on the hierarchy', findings);
  await against(
    `matrix ${MATRIX_ORIGINS} × ${FACILITIES}, unbounded, on the hierarchy`,
    '≥ 50 ×',
    { run: () => travelCostMatrix(network, search, places.slice(0, MATRIX_ORIGINS), places) },
    [{ name: 'pgr_dijkstraCost', run: () => routing!.costMatrix(nodes.slice(0, MATRIX_ORIGINS), nodes) }],
  );
  findings.push({
    name: 'preparing the contraction hierarchy, once per network',
    value: `${hierarchySeconds.toFixed(2)} s`,
    target: '',
  });
  await polygons(city, search, routing, against, findings);
  await searchSpeed(city, search, peers.native, findings);
  await whatIf(city, findings);
  return { comparisons, findings };
}

type Against = (
  operation: string,
  target: string,
  own: Omit<Contestant, 'name'>,
  others: readonly Contestant[],
  rounds?: number,
) => Promise<void>;

async function polygons(
  city: BenchCity,
  search: WalkSearch,
  routing: PgRoutingPeer | null,
  against: Against,
  findings: Finding[],
): Promise<void> {
  const { network } = city;
  const places = city.facilities.slice(0, POLYGONS);
  // Metres, of the zone the city lies in.
  const zone = Math.floor((network.nodeLon[0] + 180) / 6) + 1;
  const srid = (network.nodeLat[0] < 0 ? 32_700 : 32_600) + zone;
  const lines = places.map((place) => serviceArea(network, search, place, LIMIT - 100 * STRIP_METERS).lines);
  await routing?.loadLines(lines, srid);
  await against(
    'service area and polygon with holes',
    '≤ 1.5 ms dense, ≤ 0.5 ms wide; ≥ 20 × (≥ 50 × dense)',
    {
      run: () => places.forEach((place) => serviceAreaPolygon(network, search, place, LIMIT)),
      pieces: POLYGONS,
    },
    [
      {
        name: 'ST_Union(ST_Buffer(each line, quad_segs=2)), no search',
        run: async () => {
          for (let area = 0; area < POLYGONS; area++) await routing!.unionOfBuffers(area, STRIP_METERS, 2);
        },
        pieces: POLYGONS,
      },
    ],
  );
  if (!routing) return;
  const likeness: number[] = [];
  for (const [area, place] of places.entries())
    likeness.push(
      await routing.likeness(area, serviceAreaPolygon(network, search, place, LIMIT), STRIP_METERS, srid),
    );
  findings.push({
    name: `IoU of ${POLYGONS} polygons with the ${STRIP_METERS} m buffer, median and lowest`,
    value: `${quantile(likeness, 0.5).toFixed(4)} and ${Math.min(...likeness).toFixed(4)}`,
    target: '≥ 0.985',
  });
}

async function searchSpeed(
  city: BenchCity,
  search: WalkSearch,
  native: NativeSearch | null,
  findings: Finding[],
): Promise<void> {
  const places = city.facilities.slice(0, FACILITIES);
  const run = (): number => {
    let settled = 0;
    for (const place of places) {
      search.run([place], LIMIT, 'TOWARDS_ORIGINS');
      settled += search.reachedCount;
    }
    return settled;
  };
  const settled = run();
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < 12; round++) {
    for (let k = 0; k < 5; k++) {
      const begin = performance.now();
      run();
      own.push(((performance.now() - begin) * 1e6) / settled);
    }
    // The first repetition of each process warms up.
    const there = native?.run(city.network, places, LIMIT, 6);
    if (there && there.reached !== settled)
      throw new Error(`C settled ${there.reached} nodes, not ${settled}`);
    other.push(...(there?.nanoseconds.slice(1) ?? []).map((nanoseconds) => nanoseconds / settled));
  }
  const ns = (times: readonly number[]): string =>
    `${quantile(times, 0.5).toFixed(1)} (best ${Math.min(...times).toFixed(1)}) ns`;
  findings.push({
    name: `a settled node in bounded searches, ${Math.round(settled / places.length)} nodes each`,
    value: ns(own),
    target: '≤ 40 ns',
  });
  findings.push({
    name: 'the same search in C, gcc -O3 -march=native',
    value: native ? ns(other) : 'not measured: no gcc here',
    target: '',
  });
  if (native)
    findings.push({
      name: 'ours ÷ C, of the medians and of the best',
      value: `${(quantile(own, 0.5) / quantile(other, 0.5)).toFixed(2)} and ${(Math.min(...own) / Math.min(...other)).toFixed(2)}`,
      target: '≤ 1.5',
    });
}

async function nearestPerNode(
  search: WalkSearch,
  facilities: BenchCity['facilities'],
  how: string,
  findings: Finding[],
): Promise<void> {
  const places = facilities.slice(0, FACILITIES);
  const run = (): void => search.runNearest(places, Infinity, 'TOWARDS_ORIGINS');
  const { median, least } = (await race([{ name: 'own', run }], 25)).get('own')!;
  const ns = (milliseconds: number): string => ((milliseconds * 1e6) / search.reachedCount).toFixed(1);
  findings.push({
    name: `nearest-facility field, per node, ${how}`,
    value: `${ns(median)} (best ${ns(least)}) ns`,
    target: '≤ 40 ns',
  });
}

async function whatIf(city: BenchCity, findings: Finding[]): Promise<void> {
  const { network, demand, demandWeight: weight, pointDivision, parent, facilities } = city;
  const index = new WhatIfIndex({ network, demand, weight, pointDivision, parent });
  const state = new CoverageWhatIf(index, facilities.slice(0, FACILITIES), LIMIT);
  const search = new WalkSearch(network);
  const snapped = Uint8Array.from(demand, (snap) => (snap ? 1 : 0));
  const rerun = (): unknown => {
    const { costCentimeters } = nearestFacilities(network, search, state.facilities, demand, LIMIT);
    const reach = { weight, costCentimeters, snapped, limitCentimeters: LIMIT };
    return populationCoverageByDivision(reach, pointDivision, parent);
  };
  const times = { opened: [] as number[], moved: [] as number[], closed: [] as number[] };
  const timed = (list: number[], change: () => unknown): void => {
    const begin = performance.now();
    change();
    list.push(performance.now() - begin);
  };
  for (let k = 0; k < 1_000; k++) {
    let facility = 0;
    timed(times.opened, () => (facility = state.open(facilities[500 + (k % 1_500)]).facility));
    timed(times.moved, () => state.move(k % FACILITIES, facilities[(k * 7 + 501) % 2_000]));
    timed(times.closed, () => state.close(facility));
  }
  for (const [name, list] of Object.entries(times))
    findings.push({
      name: `a facility ${name} among ${FACILITIES}: labels of ${demand.length.toLocaleString('en')} points, coverage of ${parent.length} divisions`,
      value: `p50 ${quantile(list, 0.5).toFixed(3)} ms, p99 ${quantile(list, 0.99).toFixed(3)} ms`,
      target: 'p50 ≤ 2 ms, p99 ≤ 6 ms',
    });
  const full = (await race([{ name: 'rerun', run: rerun }])).get('rerun') ?? timingOf([NaN]);
  findings.push({ name: 'the same by a full rerun', value: `${full.median.toFixed(2)} ms`, target: '' });
}
