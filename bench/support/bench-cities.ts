import { existsSync } from 'node:fs';
import path from 'node:path';
import { createPrng } from '../../geodata/sample/prng.js';
import { generateSampleRegion } from '../../geodata/sample/generate-sample-region.js';
import { readOsmWalkways } from '../../src/imports/formats/osm-pbf.js';
import {
  buildWalkNetwork,
  EdgeIndex,
  splitWays,
  type Snap,
  type WalkNetwork,
} from '../../src/kernel/network/index.js';

/** A network with facilities and demand on it, the same in every run. */
export interface BenchCity {
  readonly name: string;
  readonly network: WalkNetwork;
  readonly index: EdgeIndex;
  /** 2,000 places near random nodes of the main component, so that they crowd where walkways do. */
  readonly facilities: readonly Snap[];
  readonly demand: readonly (Snap | null)[];
  readonly demandWeight: Float64Array;
  /** Divisions of the demand points, as parents; the sample region's own, an invented tree elsewhere. */
  readonly pointDivision: Int32Array;
  readonly parent: Int32Array;
}

const SEED = 500;
const DEMAND_POINTS = 20_000;

/** A file of the shared test data, or null where it is not at hand. */
export function sharedFile(relative: string): string | null {
  const root = process.env.CARECIRCLE_SHARED_DATA ?? path.resolve(process.cwd(), '../shared/data');
  const file = path.join(root, relative);
  return existsSync(file) ? file : null;
}

/** Porto Alegre as OpenStreetMap has it (an extract among the shared data), or null without it. */
export function portoAlegre(): Promise<BenchCity | null> {
  return osmCity('Porto Alegre', 'osm/porto-alegre.osm.pbf');
}

/** The middle of Helsinki, small and dense, likewise. */
export function helsinki(): Promise<BenchCity | null> {
  return osmCity('middle of Helsinki', 'osm/Helsinki.osm.pbf');
}

async function osmCity(name: string, relative: string): Promise<BenchCity | null> {
  const file = sharedFile(relative);
  if (file === null) return null;
  const { ways } = await readOsmWalkways(file);
  return cityOn(name, buildWalkNetwork(splitWays(ways).segments));
}

/** The sample region with its own demand points and divisions. */
export function sampleRegion(): BenchCity {
  const region = generateSampleRegion();
  const city = cityOn('sample region', buildWalkNetwork(splitWays(region.network).segments));
  const divisionOf = new Map(region.divisions.map(({ properties }, k) => [String(properties.code), k]));
  const demand = region.demand.map(({ geometry }) => {
    const [lon, lat] = (geometry as { coordinates: number[] }).coordinates;
    return city.index.snap(lon, lat);
  });
  return {
    ...city,
    demand,
    demandWeight: Float64Array.from(region.demand, ({ properties }) => Number(properties.elderly60 ?? 0)),
    pointDivision: Int32Array.from(
      region.demand,
      ({ properties }) => divisionOf.get(String(properties.divisionCode)) ?? -1,
    ),
    parent: Int32Array.from(
      region.divisions,
      ({ properties }) => divisionOf.get(String(properties.parentCode)) ?? -1,
    ),
  };
}

/** Facilities and demand strewn over a network. */
export function cityOn(name: string, network: WalkNetwork): BenchCity {
  const index = new EdgeIndex(network);
  const chance = createPrng(SEED, name);
  const somewhere = (): Snap | null => {
    for (;;) {
      const node = Math.floor(chance.range(0, network.nodeCount));
      if (network.nodeComponent[node] !== 0) continue;
      return index.snap(
        network.nodeLon[node] + chance.range(-5e-4, 5e-4),
        network.nodeLat[node] + chance.range(-5e-4, 5e-4),
      );
    }
  };
  const facilities: Snap[] = [];
  while (facilities.length < 2_000) {
    const snap = somewhere();
    if (snap) facilities.push(snap);
  }
  const demand = Array.from({ length: DEMAND_POINTS }, somewhere);
  // A county of 18 towns with a dozen communities each.
  const parent = Int32Array.from({ length: 1 + 18 + 216 }, (_, d) =>
    d === 0 ? -1 : d <= 18 ? 0 : 1 + (d % 18),
  );
  return {
    name,
    network,
    index,
    facilities,
    demand,
    demandWeight: Float64Array.from(demand, () => chance.range(0, 60)),
    pointDivision: Int32Array.from(demand, () => 19 + Math.floor(chance.range(0, 216))),
    parent,
  };
}
