import type { DemandSite } from './demand-site.js';
import { isWithin, type Territory } from './division-borders.js';
import { distanceToRiver } from './landscape.js';
import type { Point } from './local-plane.js';
import type { NetworkDraft } from './network-draft.js';
import { distance, distanceToRing, isBeyond } from './plane-geometry.js';
import { createPrng, type Prng } from './prng.js';

/** A group of farmhouses (自然村) with its lanes. */
export interface Hamlet {
  readonly center: Point;
  readonly community: number;
  /** Nodes of its lanes. */
  readonly nodes: readonly number[];
  readonly sites: readonly DemandSite[];
}

const APART_METERS = 600;
const SQUARE_METERS_PER_HAMLET = 1_080_000;

/** Scatters hamlets over the open land of every community and draws their lanes. */
export function buildHamlets(
  territories: readonly Territory[],
  openArea: readonly number[],
  townRings: readonly (readonly Point[])[],
  draft: NetworkDraft,
  seed: number,
): Hamlet[] {
  const chance = createPrng(seed, 'hamlets');
  const hamlets: Hamlet[] = [];
  territories.forEach((territory, community) => {
    if (openArea[community] < 500_000) return;
    const wanted = Math.max(1, Math.round(openArea[community] / SQUARE_METERS_PER_HAMLET));
    const xs = territory[0].map(([x]) => x);
    const ys = territory[0].map(([, y]) => y);
    const box = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    let found = 0;
    for (let attempt = 0; attempt < 60 * wanted && found < wanted; attempt++) {
      const at: Point = [chance.range(box[0], box[1]), chance.range(box[2], box[3])];
      if (!isWithin(at, territory) || distanceToRing(at, territory[0]) < 150 || distanceToRiver(at) < 360)
        continue;
      if (hamlets.some(({ center }) => distance(center, at) < APART_METERS)) continue;
      if (!townRings.every((ring) => isBeyond(at, ring, 300))) continue;
      hamlets.push(buildHamlet(at, community, draft, chance));
      found++;
    }
  });
  return hamlets;
}

/** Rows of houses along lanes that run roughly east–west, joined by a few cross lanes; row ends are blind. */
function buildHamlet(center: Point, community: number, draft: NetworkDraft, chance: Prng): Hamlet {
  const angle = chance.range(-0.3, 0.3) + (chance.chance(0.15) ? Math.PI / 2 : 0);
  const rows = chance.int(2, 4);
  const spacing = chance.range(45, 75);
  const half = chance.range(95, 205);
  const columns = crossLanes(half, chance);
  const place = (along: number, across: number): Point => [
    center[0] + along * Math.cos(angle) - across * Math.sin(angle),
    center[1] + along * Math.sin(angle) + across * Math.cos(angle),
  ];
  const nodes: number[] = [];
  const add = (along: number, across: number): number => {
    const node = draft.node(place(along + chance.range(-7, 7), across + chance.range(-6, 6)));
    nodes.push(node);
    return node;
  };
  const sites: DemandSite[] = [];
  const lanes: number[][] = columns.map(() => []);
  for (let row = 0; row < rows; row++) {
    const across = (row - (rows - 1) / 2) * spacing;
    const start = columns[0] - chance.range(20, 70);
    const end = columns[columns.length - 1] + chance.range(20, 70);
    const stops: number[] = [add(start, across)];
    columns.forEach((column, i) => {
      const node = add(column, across);
      stops.push(node);
      lanes[i].push(node);
      if (i + 1 < columns.length && columns[i + 1] - column > 75)
        stops.push(add((column + columns[i + 1]) / 2, across));
    });
    stops.push(add(end, across));
    draft.way(
      stops,
      row === Math.floor(rows / 2) ? 'residential' : chance.chance(0.5) ? 'service' : 'living_street',
    );
    const houses = row === 0 ? 2 : 1;
    for (let house = 0; house < houses; house++) {
      sites.push({
        at: place(chance.range(start + 10, end - 10), across + 12),
        kind: 'VILLAGE',
        estate: null,
        weight: half * chance.range(0.35, 0.8),
        age: 1.32,
      });
    }
  }
  for (const lane of lanes) draft.way(lane, chance.chance(0.7) ? 'path' : 'service');
  return { center, community, nodes, sites };
}

function crossLanes(half: number, chance: Prng): number[] {
  const count = chance.int(2, 4);
  return Array.from(
    { length: count },
    (_, i) => -half + ((i + 0.5 + chance.range(-0.18, 0.18)) * 2 * half) / count,
  );
}
