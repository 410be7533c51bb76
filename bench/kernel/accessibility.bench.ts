// Walking engine on a synthetic dense and a synthetic wide city; run with `npx vitest bench --run bench/kernel`.
import { bench, describe } from 'vitest';
import {
  coverLists,
  forEachReachedStretch,
  hierarchyOf,
  nearestFacilities,
  serviceArea,
  serviceAreaPolygon,
  travelCostMatrix,
  WalkSearch,
} from '../../src/kernel/accessibility/index.js';
import {
  buildWalkNetwork,
  decodeWalkNetwork,
  EdgeIndex,
  encodeWalkNetwork,
  splitWays,
  type Snap,
} from '../../src/kernel/network/index.js';
import { RANDOM_TOWN_CENTER, randomNumbers, randomTown } from '../../test/support/random-town.js';

const LIMIT = 90_000;
const options = { time: 1_000, warmupTime: 300 };

for (const [name, side, blockMeters] of [
  ['dense', 120, 45],
  ['wide', 150, 110],
] as const) {
  describe(`${name} city`, () => {
    const ways = randomTown(1, { side, blockMeters, streetShare: 0.8 });
    const { segments } = splitWays(ways);
    const network = buildWalkNetwork(segments);
    const index = new EdgeIndex(network);
    const snapshot = encodeWalkNetwork(network);
    const random = randomNumbers(2);
    const points = Array.from({ length: 20_000 }, () => {
      const node = Math.floor(random() * network.nodeCount);
      const spread = (): number => (random() - 0.5) * 1e-3;
      return [network.nodeLon[node] + spread(), network.nodeLat[node] + spread()] as const;
    });
    const demand = points.map(([lon, lat]) => index.snap(lon, lat));
    const facilities = demand.filter((snap): snap is Snap => snap !== null).slice(0, 500);
    const search = new WalkSearch(network);
    // The same network under another name, which knows its hierarchy.
    const ranked = { ...network };
    hierarchyOf(ranked);
    const rankedSearch = new WalkSearch(ranked);
    let next = 0;
    const one = (): Snap => facilities[next++ % facilities.length];
    let settled = 0;
    for (const facility of facilities) {
      search.run([facility], LIMIT, 'TOWARDS_ORIGINS');
      settled += search.reachedCount;
    }
    const perFacility = Math.round(settled / facilities.length);
    const size = `${network.nodeCount} nodes around ${RANDOM_TOWN_CENTER.lon}, ${RANDOM_TOWN_CENTER.lat}`;

    bench(`build (${size})`, () => void buildWalkNetwork(segments), options);
    bench('load a snapshot', () => void decodeWalkNetwork(snapshot), options);
    bench('snap 20,000 points', () => points.forEach(([lon, lat]) => void index.snap(lon, lat)), options);
    bench(
      `one bounded search (${perFacility} nodes)`,
      () => search.run([one()], LIMIT, 'TOWARDS_ORIGINS'),
      options,
    );
    bench(
      '500 bounded searches',
      () => facilities.forEach((f) => search.run([f], LIMIT, 'TOWARDS_ORIGINS')),
      options,
    );
    bench(
      'reached stretches',
      () => forEachReachedStretch(network, search, one(), LIMIT, 'TOWARDS_ORIGINS', () => {}),
      options,
    );
    bench('service area lines', () => void serviceArea(network, search, one(), LIMIT), options);
    bench('service area polygon', () => void serviceAreaPolygon(network, search, one(), LIMIT), options);
    bench(
      'nearest-facility field',
      () => search.runNearest(facilities, Infinity, 'TOWARDS_ORIGINS'),
      options,
    );
    bench(
      'nearest-facility field on the hierarchy',
      () => rankedSearch.runNearest(facilities, Infinity, 'TOWARDS_ORIGINS'),
      options,
    );
    bench(
      'nearest of 500 for 20,000 points',
      () => void nearestFacilities(network, search, facilities, demand, LIMIT),
      options,
    );
    bench(
      'cover lists 500 × 20,000',
      () => void coverLists(network, search, facilities, demand, LIMIT),
      options,
    );
    bench(
      'matrix 50 × 500 bounded',
      () => void travelCostMatrix(network, search, facilities.slice(0, 50), facilities, LIMIT),
      options,
    );
    bench(
      'matrix 50 × 500 unbounded',
      () => void travelCostMatrix(network, search, facilities.slice(0, 50), facilities),
      options,
    );
    bench(
      'matrix 50 × 500 unbounded on the hierarchy',
      () => void travelCostMatrix(ranked, rankedSearch, facilities.slice(0, 50), facilities),
      options,
    );
  });
}
