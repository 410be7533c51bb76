import type { SourceRecord } from '../../src/imports/source-record.js';
import { SAMPLE_ALLOCATION_RULES } from './allocation-rules.js';
import { buildBlocks } from './block-uses.js';
import { candidateRecords } from './candidate-records.js';
import { careRoomRecords } from './care-room-records.js';
import { drawCountryRoads } from './country-roads.js';
import type { DemandSite } from './demand-site.js';
import { DivisionBorders, isWithin, type Territory } from './division-borders.js';
import { divisionRecords } from './division-records.js';
import { ledgerFaults, withRegister } from './estate-dates.js';
import { estateId, estateRecords } from './estate-records.js';
import { facilityRecords } from './facility-records.js';
import { buildHamlets } from './hamlets.js';
import { divideLand, type LandUnit } from './land-cells.js';
import { COUNTY_TOWN, RIVER, TOWN_SETTLEMENTS } from './landscape.js';
import { toLonLat, type Point } from './local-plane.js';
import { NetworkDraft } from './network-draft.js';
import { addUp, settlePeople } from './people.js';
import { NearbyIndex, TerritoryIndex } from './place-index.js';
import { between } from './plane-geometry.js';
import { premisesRecords } from './premises-records.js';
import { createPrng } from './prng.js';
import { drawPromenades } from './riverside.js';
import type { SampleRegion } from './sample-region.js';
import { ServicePlaces } from './service-places.js';
import { bridgeSites, drawSettlementStreets } from './settlement-streets.js';
import { SUCHENG_DIVISIONS } from './sucheng-divisions.js';
import { COMMUNITIES, shareLand, TOWNS } from './territories.js';

export type { SampleRegion } from './sample-region.js';

export const DEFAULT_SEED = 321302;
const TOWN_BRIDGES_APART_METERS = 1150;
const REMOTE_HOMES = 14;
/** Streets a facility may stand on. */
const FRONTAGE = [
  'residential',
  'living_street',
  'tertiary',
  'secondary',
  'service',
  'unclassified',
  'pedestrian',
];

/**
 * Generates the sample region: real names and codes of 宿城区's divisions, everything else invented. Pure and
 * deterministic: the same seed gives the same region, to the last digit.
 */
export function generateSampleRegion({ seed = DEFAULT_SEED }: { seed?: number } = {}): SampleRegion {
  const draft = new NetworkDraft();
  const towns = [COUNTY_TOWN, ...TOWN_SETTLEMENTS].map((settlement) =>
    drawSettlementStreets(settlement, draft, seed),
  );
  const bridges = bridgeSites(towns[0], draft, TOWN_BRIDGES_APART_METERS).map((pair) =>
    draft.way(pair, 'primary'),
  );
  const townRings = towns.flatMap(({ outerRings }) =>
    outerRings.map((ring) => ring.map((node) => draft.points[node])),
  );

  const cells = divideLand(towns, townRings, seed);
  const communityOfUnit = shareLand(cells.units, seed);
  const territories = dissolveLevels(new DivisionBorders(cells, communityOfUnit, seed), communityOfUnit);
  const communityLand = COMMUNITIES.map(({ code }) => territories.get(code) as Territory);

  const blocks = towns.flatMap((town) => town.blocks);
  // Units begin with the blocks, in the same order.
  const inZone = new Set(blocks.filter((_, i) => isZone(COMMUNITIES[communityOfUnit[i]].code)));
  const built = buildBlocks(blocks, (block) => inZone.has(block), draft, seed);
  drawPromenades(towns[0], draft);
  const land = measureLand(cells.units, communityOfUnit);
  const hamlets = buildHamlets(communityLand, land.open, townRings, draft, seed);
  const townBridgePoints = bridges.map((way) => {
    const [a, b] = draft.ways[way].nodes;
    return between(draft.points[a], draft.points[b], 0.5);
  });
  const roads = drawCountryRoads(hamlets, towns, townRings, townBridgePoints, draft, seed);

  const index = new TerritoryIndex(communityLand);
  const remote = remoteHomes(communityLand, draft, seed);
  const sites = [...built.sites, ...hamlets.flatMap((hamlet) => hamlet.sites), ...remote]
    .map((site) => ({ site, community: index.find(site.at) }))
    .filter(({ community }) => community >= 0);
  const people = settlePeople(
    sites.map(({ site }) => site),
    seed,
  );
  const headcounts = COMMUNITIES.map((_, i) => addUp(people.filter((__, s) => sites[s].community === i)));
  const homes = COMMUNITIES.map((_, i) =>
    sites.flatMap(({ site, community }, s) =>
      community === i ? [{ at: site.at, people: people[s].population }] : [],
    ),
  );
  const estatePeople = built.estates.map(() => 0);
  sites.forEach(({ site }, s) => {
    if (site.estate !== null) estatePeople[site.estate] += people[s].population;
  });

  const cutOff = new Set([...roads.cutOffHamlets].flatMap((hamlet) => hamlets[hamlet].nodes));
  const places = new ServicePlaces(
    frontage(draft, index, cutOff),
    homes.map((list) => list.map(({ at }) => at)),
    (point, community) => isWithin(point, communityLand[community]),
  );
  const { divisions, populations } = divisionRecords(
    { headcounts, homes, urbanRuralClass: land.builtShare.map(classOf), territories },
    seed,
  );
  const estates = ledgerFaults(
    withRegister(
      estateRecords(
        built.estates,
        estatePeople,
        built.estates.map(({ center }) => COMMUNITIES[index.find(center)].code),
        seed,
      ),
      seed,
    ),
  );
  const peopleOfTown = TOWNS.map(({ code }) =>
    COMMUNITIES.reduce(
      (sum, { parentCode }, i) => sum + (parentCode === code ? headcounts[i].population : 0),
      0,
    ),
  );
  return {
    divisions,
    populations,
    facilities: facilityRecords(
      headcounts.map(({ population }) => population),
      places,
      seed,
    ),
    estates,
    ...careRoomRecords(estates, seed),
    ...premisesRecords(estates, peopleOfTown, seed),
    demand: sites.map(({ site, community }, s): SourceRecord => ({
      row: s + 1,
      properties: {
        id: `DP-${String(s + 1).padStart(5, '0')}`,
        kind: site.kind,
        divisionCode: COMMUNITIES[community].code,
        estateId: site.estate === null ? undefined : estateId(site.estate),
        ...people[s],
      },
      geometry: { type: 'Point', coordinates: toLonLat(site.at) },
    })),
    candidates: candidateRecords(places, seed),
    allocationRules: SAMPLE_ALLOCATION_RULES,
    network: draft.toWaySet(),
    landmarks: {
      river: RIVER.map(toLonLat),
      bridgeWayIds: [...bridges, ...roads.bridgeWays].map((way) => draft.wayIdOf(way)),
    },
  };
}

function isZone(communityCode: string): boolean {
  return communityCode.startsWith('321302400') || communityCode.startsWith('321302450');
}

function dissolveLevels(borders: DivisionBorders, communityOfUnit: Int32Array): Map<string, Territory> {
  const labelAt = new Map(SUCHENG_DIVISIONS.map(({ code }, i) => [code, i]));
  const communityLabel = COMMUNITIES.map(({ code }) => labelAt.get(code) as number);
  const townLabel = COMMUNITIES.map(({ parentCode }) => labelAt.get(parentCode as string) as number);
  const countyLabel = labelAt.get('321302000000') as number;
  const found = new Map<string, Territory>();
  for (const label of [
    (community: number) => communityLabel[community],
    (community: number) => townLabel[community],
    () => countyLabel,
  ]) {
    const dissolved = borders.dissolve((unit) => {
      const community = unit < 0 ? -1 : communityOfUnit[unit];
      return community < 0 ? -1 : label(community);
    });
    for (const [division, territory] of dissolved) found.set(SUCHENG_DIVISIONS[division].code, territory);
  }
  return found;
}

/** Open country by community, and the share built up (with the share inside the county town apart). */
function measureLand(units: readonly LandUnit[], communityOfUnit: Int32Array) {
  const open = COMMUNITIES.map(() => 0);
  const inCountyTown = COMMUNITIES.map(() => 0);
  const inTown = COMMUNITIES.map(() => 0);
  units.forEach(({ block, area }, unit) => {
    const community = communityOfUnit[unit];
    if (community < 0) return;
    const kind = !block ? open : block.settlement === COUNTY_TOWN ? inCountyTown : inTown;
    kind[community] += area;
  });
  const builtShare = COMMUNITIES.map(({ code }, i) => {
    const total = open[i] + inCountyTown[i] + inTown[i];
    return { code, countyTown: inCountyTown[i] / total, town: inTown[i] / total };
  });
  return { open, builtShare };
}

/** The urban–rural class as the geometry suggests it, in the codes of the statistics bureau. */
function classOf({ code, countyTown, town }: { code: string; countyTown: number; town: number }): string {
  if (code.startsWith('321302450')) return '123';
  if (countyTown > 0.6) return '111';
  if (countyTown > 0.06) return '112';
  if (town > 0.35) return '121';
  return town > 0.04 ? '122' : '220';
}

/** Lone farmsteads so far from any walkway that they cannot be tied to the network. */
function remoteHomes(communityLand: readonly Territory[], draft: NetworkDraft, seed: number): DemandSite[] {
  const chance = createPrng(seed, 'remote homes');
  const nearby = new NearbyIndex(draft.points, 500);
  const villages = COMMUNITIES.map((_, i) => i).filter((i) => COMMUNITIES[i].level === 'VILLAGE');
  const found: DemandSite[] = [];
  for (let attempt = 0; attempt < 20_000 && found.length < REMOTE_HOMES; attempt++) {
    const territory = communityLand[chance.pick(villages)];
    const corner = chance.pick(territory[0]);
    const at: Point = [corner[0] + chance.range(-900, 900), corner[1] + chance.range(-900, 900)];
    // Roads have a node at least every 160 m, so a node 340 m away means a road more than 300 m away.
    if (!isWithin(at, territory) || nearby.nearest(at) < 340) continue;
    found.push({ at, kind: 'VILLAGE', estate: null, weight: chance.range(8, 22), age: 1.6 });
  }
  return found;
}

function frontage(draft: NetworkDraft, index: TerritoryIndex, cutOff: ReadonlySet<number>): Point[][] {
  const byCommunity = COMMUNITIES.map((): Point[] => []);
  const seen = new Set(cutOff);
  for (const way of draft.ways) {
    if (!FRONTAGE.includes(way.kind)) continue;
    for (const node of way.nodes) {
      if (seen.has(node)) continue;
      seen.add(node);
      const community = index.find(draft.points[node]);
      if (community >= 0) byCommunity[community].push(draft.points[node]);
    }
  }
  return byCommunity;
}
