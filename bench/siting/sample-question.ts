import { generateSampleRegion } from '../../geodata/sample/generate-sample-region.js';
import { coverLists, WalkSearch } from '../../src/kernel/accessibility/index.js';
import type { MclpQuestion } from '../../src/kernel/siting/siting-model.js';
import { CARE_SERVICES } from '../../src/facilities/index.js';
import { networkCandidates } from '../../src/siting/network-candidates.js';
import type { BenchCity } from '../support/bench-cities.js';

const WALK_CENTIMETERS = 15 * 60 * 0.8 * 100;

/**
 * Where the next ten stations of the sample region go: all its demand, what stands already, and as candidates the
 * imported places and up to 2,000 junctions.
 */
export function sampleQuestion({ network, index, demand, demandWeight }: BenchCity): MclpQuestion {
  const region = generateSampleRegion();
  const isStation = (kind: unknown) => CARE_SERVICES.STATION.kinds.some((each) => each === kind);
  type Place = { id: string; lon: number; lat: number };
  const placeOf = ({ properties, geometry }: (typeof region.candidates)[number]): Place => {
    const [lon, lat] = (geometry as { coordinates: number[] }).coordinates;
    return { id: String(properties.id), lon, lat };
  };
  const existing = region.facilities.filter(({ properties }) => isStation(properties.kind)).map(placeOf);
  const { nodeLon, nodeLat } = network;
  const [west, east] = nodeLon.reduce(
    ([low, high], lon) => [Math.min(low, lon), Math.max(high, lon)],
    [180, -180],
  );
  const [south, north] = nodeLat.reduce(
    ([low, high], lat) => [Math.min(low, lat), Math.max(high, lat)],
    [90, -90],
  );
  const places: Place[] = [
    ...existing,
    ...region.candidates.map(placeOf),
    ...networkCandidates(network, [west, south, east, north], true),
  ];
  const sites = places.map(({ lon, lat }) => index.snap(lon, lat));
  const lists = coverLists(network, new WalkSearch(network), sites, demand, WALK_CENTIMETERS);
  return {
    model: 'MCLP',
    demandIds: Array.from(demand, (_, point) => String(point)),
    demandWeight,
    candidateIds: places.map(({ id }) => id),
    roles: places.map((_, at) => (at < existing.length ? 'EXISTING' : 'FREE')),
    travel: { offset: lists.offset, demand: lists.demand, cost: lists.costCentimeters },
    cutoff: WALK_CENTIMETERS,
    p: 10,
  };
}
