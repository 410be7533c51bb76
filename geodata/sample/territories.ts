import { growTerritories } from './grow-territories.js';
import type { LandUnit } from './land-cells.js';
import { TOWN_SEEDS, COUNTY_TOWN, bendLand } from './landscape.js';
import type { Point } from './local-plane.js';
import { distance } from './plane-geometry.js';
import { createPrng, type Prng } from './prng.js';
import { SUCHENG_DIVISIONS, type DivisionName } from './sucheng-divisions.js';

export const COMMUNITIES: readonly DivisionName[] = SUCHENG_DIVISIONS.filter(
  ({ level }) => level === 'COMMUNITY' || level === 'VILLAGE',
);
export const TOWNS: readonly DivisionName[] = SUCHENG_DIVISIONS.filter(({ level }) =>
  ['SUBDISTRICT', 'TOWN', 'ZONE'].includes(level),
);

/** The community of each unit as an index into COMMUNITIES; -1 where the land belongs to nobody. */
export function shareLand(units: readonly LandUnit[], seed: number): Int32Array {
  const townOfUnit = growTerritories(units, {
    starts: TOWN_SEEDS.map((town) => startsOfTown(units, town.prefix, bendLand(town.center))),
    targets: TOWN_SEEDS.map((town) => town.share),
    open: () => true,
    riverPenaltyMeters: 2500,
  });
  const communityOfUnit = new Int32Array(units.length).fill(-1);
  TOWN_SEEDS.forEach(({ prefix }, town) => {
    const members: number[] = [];
    townOfUnit.forEach((owner, unit) => {
      if (owner === town) members.push(unit);
    });
    shareTown(units, members, prefix, createPrng(seed, `communities ${prefix}`), communityOfUnit);
  });
  return communityOfUnit;
}

function startsOfTown(units: readonly LandUnit[], prefix: string, center: Point): number[] {
  const own: number[] = [];
  let nearest = 0;
  units.forEach((unit, index) => {
    const { block } = unit;
    if (block && block.settlement !== COUNTY_TOWN && block.settlement.divisionPrefix === prefix)
      own.push(index);
    if (distance(unit.center, center) < distance(units[nearest].center, center)) nearest = index;
  });
  return own.length > 0 ? own : [nearest];
}

function shareTown(
  units: readonly LandUnit[],
  members: readonly number[],
  prefix: string,
  chance: Prng,
  communityOfUnit: Int32Array,
): void {
  const names = COMMUNITIES.map((name, index) => ({ name, index })).filter(({ name }) =>
    name.code.startsWith(prefix),
  );
  const urban = names.filter(({ name }) => name.level === 'COMMUNITY').length;
  const builtArea = members.reduce((sum, unit) => sum + (units[unit].block ? units[unit].area : 0), 0);
  const openArea = members.reduce((sum, unit) => sum + (units[unit].block ? 0 : units[unit].area), 0);
  const villages = names.length - urban;
  // Streets weigh so much that about as many clusters fall on them as there are urban communities.
  const builtWeight = villages > 0 ? (urban / villages) * (openArea / builtArea) : 6;
  const weight = (unit: number): number => units[unit].area * (units[unit].block ? builtWeight : 1);
  const clusterOf = kMeans(units, members, weight, names.length, chance);
  const inTown = new Set(members);
  const starts: number[][] = [];
  const targets: number[] = [];
  for (let cluster = 0; cluster < names.length; cluster++) {
    const own = members.filter((_, i) => clusterOf[i] === cluster);
    const center = weightedCenter(units, own, weight);
    starts.push([
      own.reduce((a, b) => (distance(units[a].center, center) <= distance(units[b].center, center) ? a : b)),
    ]);
    targets.push(own.reduce((sum, unit) => sum + units[unit].area, 0));
  }
  const owner = growTerritories(
    units,
    { starts, targets, open: (unit) => inTown.has(unit), riverPenaltyMeters: 900 },
    8,
  );
  const area = targets.map(() => 0);
  const built = targets.map(() => 0);
  for (const unit of members) {
    area[owner[unit]] += units[unit].area;
    if (units[unit].block) built[owner[unit]] += units[unit].area;
  }
  // The most built-up pieces become the urban communities; codes run on from there.
  const order = targets.map((_, i) => i).sort((a, b) => built[b] / area[b] - built[a] / area[a] || a - b);
  const indexOfCluster = new Map(order.map((cluster, rank) => [cluster, names[rank].index]));
  for (const unit of members) communityOfUnit[unit] = indexOfCluster.get(owner[unit]) as number;
}

function weightedCenter(
  units: readonly LandUnit[],
  own: readonly number[],
  weight: (unit: number) => number,
): Point {
  let [x, y, total] = [0, 0, 0];
  for (const unit of own) {
    const share = weight(unit);
    x += units[unit].center[0] * share;
    y += units[unit].center[1] * share;
    total += share;
  }
  return [x / total, y / total];
}

/** Lloyd's clustering from well-spread starts (k-means++); returns the cluster of each member, none of them empty. */
function kMeans(
  units: readonly LandUnit[],
  members: readonly number[],
  weight: (unit: number) => number,
  count: number,
  chance: Prng,
): Int32Array {
  const centers: Point[] = [units[chance.pick(members)].center];
  const away = members.map((unit) => distance(centers[0], units[unit].center));
  while (centers.length < count) {
    const pull = members.map((unit, i) => weight(unit) * away[i] ** 2);
    let draw = chance.next() * pull.reduce((sum, value) => sum + value, 0);
    let at = 0;
    while (at < pull.length - 1 && (draw -= pull[at]) > 0) at++;
    const center = units[members[at]].center;
    centers.push(center);
    members.forEach((unit, i) => (away[i] = Math.min(away[i], distance(center, units[unit].center))));
  }
  const clusterOf = new Int32Array(members.length);
  for (let round = 0; round < 14; round++) {
    members.forEach((unit, i) => {
      let nearest = 0;
      for (let c = 1; c < count; c++) {
        if (distance(centers[c], units[unit].center) < distance(centers[nearest], units[unit].center))
          nearest = c;
      }
      clusterOf[i] = nearest;
    });
    if (round === 13) break;
    for (let c = 0; c < count; c++) {
      const own = members.filter((_, i) => clusterOf[i] === c);
      if (own.length > 0) centers[c] = weightedCenter(units, own, weight);
    }
  }
  return clusterOf;
}
