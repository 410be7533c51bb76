import { difference, featureCollection, polygon } from '@turf/turf';
import type { WalkwayKind } from '../../src/kernel/network/way-set.js';
import { BlockMesh, sideKey } from './block-mesh.js';
import {
  COUNTY_TOWN,
  PLANNED_RIVER,
  RIVER,
  RIVER_HALF_WIDTH,
  bendLand,
  type Settlement,
} from './landscape.js';
import type { Point } from './local-plane.js';
import type { NetworkDraft } from './network-draft.js';
import {
  centroid,
  densify,
  distance,
  distanceToLine,
  distanceToSegment,
  signedArea,
} from './plane-geometry.js';
import { createPrng, type Prng } from './prng.js';

/** A street block: its ring of street nodes (counter-clockwise) and where it lies. */
export interface Block {
  readonly settlement: Settlement;
  readonly ring: readonly number[];
  readonly points: readonly Point[];
  readonly center: Point;
  readonly area: number;
  /** 0 in the middle of the settlement, 1 at its edge. */
  readonly eccentricity: number;
}

export interface SettlementStreets {
  readonly settlement: Settlement;
  readonly blocks: readonly Block[];
  /** The outer streets as closed rings of nodes; two where the river parts the settlement. */
  readonly outerRings: readonly (readonly number[])[];
}

const SHAPE_STEP_METERS = 62;

/** Draws the streets of one settlement: arterials on a bent grid, then blocks cut until they have the usual size. */
export function drawSettlementStreets(
  settlement: Settlement,
  draft: NetworkDraft,
  seed: number,
): SettlementStreets {
  const chance = createPrng(seed, `streets ${settlement.key}`);
  const mesh = new BlockMesh();
  const large = settlement === COUNTY_TOWN;
  const footprint = footprintOf(settlement, chance);
  const parts = large ? partByRiver(footprint) : [footprint];
  for (const part of parts) mesh.addBlock(part, large ? 'secondary' : 'tertiary');
  const eccentricityAt = (at: Point): number =>
    Math.hypot(
      (at[0] - settlement.center[0]) / settlement.radiusX,
      (at[1] - settlement.center[1]) / settlement.radiusY,
    );
  drawArterials(settlement, mesh, chance);
  mesh.subdivide(
    (at) => {
      const out = eccentricityAt(at);
      const largest = large ? 30_000 + 75_000 * out ** 2.2 : 26_000 + 34_000 * out ** 2;
      return largest * chance.range(0.75, 1.35);
    },
    6_000,
    (area) => (area > 330_000 ? 'tertiary' : area > 90_000 ? 'residential' : 'living_street'),
    chance,
  );
  return layStreets(settlement, mesh, draft, eccentricityAt);
}

function footprintOf({ center, radiusX, radiusY }: Settlement, chance: Prng): Point[] {
  const corners = radiusX > 3000 ? 40 : 16;
  const phase = chance.range(0, 6);
  const ring: Point[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    const reach =
      1 +
      0.1 * Math.sin(2 * angle + phase) +
      0.09 * Math.sin(3 * angle + 2 * phase) +
      chance.range(-0.05, 0.05);
    ring.push([center[0] + reach * radiusX * Math.cos(angle), center[1] + reach * radiusY * Math.sin(angle)]);
  }
  return ring;
}

/** The land on either bank: the footprint less the strip of the river. */
function partByRiver(footprint: readonly Point[]): Point[][] {
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 1; i + 1 < PLANNED_RIVER.length; i++) {
    const [before, here, after] = [PLANNED_RIVER[i - 1], PLANNED_RIVER[i], PLANNED_RIVER[i + 1]];
    const length = distance(before, after);
    const normal: Point = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    left.push([here[0] + normal[0] * RIVER_HALF_WIDTH, here[1] + normal[1] * RIVER_HALF_WIDTH]);
    right.push([here[0] - normal[0] * RIVER_HALF_WIDTH, here[1] - normal[1] * RIVER_HALF_WIDTH]);
  }
  const strip = [...left, ...right.reverse()];
  const land = difference(featureCollection([polygon([closed(footprint)]), polygon([closed(strip)])]));
  if (land?.geometry.type !== 'MultiPolygon') throw new Error('The river must part the county town in two.');
  return land.geometry.coordinates
    .map((rings) => rings[0].slice(0, -1).map(([x, y]): Point => [x, y]))
    .map((ring) => (signedArea(ring) < 0 ? ring.reverse() : ring))
    .filter((ring) => signedArea(ring) > 100_000);
}

function closed(ring: readonly Point[]): number[][] {
  return [...ring, ring[0]].map(([x, y]) => [x, y]);
}

function drawArterials(settlement: Settlement, mesh: BlockMesh, chance: Prng): void {
  const { center, radiusX, radiusY, tilt } = settlement;
  const large = settlement === COUNTY_TOWN;
  const reach = Math.max(radiusX, radiusY) * 1.15;
  for (const across of [0, Math.PI / 2]) {
    let offset = -reach + chance.range(0.2, 0.6) * (large ? 900 : 500);
    let index = 0;
    while (offset < reach) {
      const angle = tilt + across + chance.range(-0.035, 0.035);
      const origin: Point = [
        center[0] - Math.sin(tilt + across) * offset,
        center[1] + Math.cos(tilt + across) * offset,
      ];
      const kind: WalkwayKind = !large ? 'tertiary' : index % 3 === 1 ? 'primary' : 'secondary';
      const pause = { at: chance.range(-0.8, 0.8) * reach, length: chance.range(300, 1500) };
      const pauses = kind !== 'primary' && chance.chance(0.6);
      mesh.cutAlong(origin, angle, kind, 12_000, (at) => {
        const along = (at[0] - origin[0]) * Math.cos(angle) + (at[1] - origin[1]) * Math.sin(angle);
        return pauses && Math.abs(along - pause.at) < pause.length / 2;
      });
      offset += large ? chance.range(560, 1050) : chance.range(420, 720);
      index++;
    }
  }
}

/** Bends the plan, puts it into the network with its shape points, and hands back blocks of network nodes. */
function layStreets(
  settlement: Settlement,
  mesh: BlockMesh,
  draft: NetworkDraft,
  eccentricityAt: (at: Point) => number,
): SettlementStreets {
  const nodeOfCorner = new Map<number, number>();
  const nodeOf = (corner: number): number => {
    let node = nodeOfCorner.get(corner);
    if (node === undefined) {
      node = draft.node(bendLand(mesh.corners[corner]));
      nodeOfCorner.set(corner, node);
    }
    return node;
  };
  const sides = new Map<string, readonly number[]>();
  const sideUse = new Map<string, number>();
  const laySide = (from: number, to: number): readonly number[] => {
    const key = sideKey(from, to);
    const known = sides.get(key);
    if (known) return known[0] === nodeOf(from) ? known : known.slice().reverse();
    const shape = densify([mesh.corners[from], mesh.corners[to]], SHAPE_STEP_METERS).slice(1, -1);
    const nodes = [nodeOf(from), ...shape.map((point) => draft.node(bendLand(point))), nodeOf(to)];
    sides.set(key, nodes);
    draft.way(nodes, mesh.sideKind.get(key) ?? 'residential');
    return nodes;
  };
  const outerSides = new Map<number, readonly number[]>();
  const cornerRings = mesh.rings();
  for (const ring of cornerRings) {
    ring.forEach((corner, i) => {
      const key = sideKey(corner, ring[(i + 1) % ring.length]);
      sideUse.set(key, (sideUse.get(key) ?? 0) + 1);
    });
  }
  const blocks = cornerRings.map((corners): Block => {
    const ring = corners.flatMap((corner, i) => {
      const next = corners[(i + 1) % corners.length];
      const nodes = laySide(corner, next);
      if (sideUse.get(sideKey(corner, next)) === 1) outerSides.set(nodes[0], nodes);
      return nodes.slice(0, -1);
    });
    const points = ring.map((node) => draft.points[node]);
    const center = centroid(points);
    const planned = centroid(corners.map((corner) => mesh.corners[corner]));
    return {
      settlement,
      ring,
      points,
      center,
      area: signedArea(points),
      eccentricity: eccentricityAt(planned),
    };
  });
  return { settlement, blocks, outerRings: chainRings(outerSides) };
}

function chainRings(sideFrom: Map<number, readonly number[]>): number[][] {
  const rings: number[][] = [];
  const left = new Set(sideFrom.keys());
  for (const start of sideFrom.keys()) {
    if (!left.has(start)) continue;
    const ring: number[] = [];
    let at = start;
    do {
      left.delete(at);
      const side = sideFrom.get(at) as readonly number[];
      ring.push(...side.slice(0, -1));
      at = side[side.length - 1];
    } while (at !== start && left.has(at));
    rings.push(ring);
  }
  return rings;
}

/** Bridges of the county town: where arterials meet both riverside roads; pairs of nodes with the wanted spacing. */
export function bridgeSites(
  streets: SettlementStreets,
  draft: NetworkDraft,
  spacingMeters: number,
): [number, number][] {
  const banks = streets.outerRings.map((ring) =>
    ring.filter((node) => distanceToLine(draft.points[node], RIVER) < RIVER_HALF_WIDTH * 1.6),
  );
  const degree = new Map<number, number>();
  for (const way of draft.ways) {
    if (!['primary', 'secondary', 'tertiary'].includes(way.kind)) continue;
    for (const end of [way.nodes[0], way.nodes[way.nodes.length - 1]])
      degree.set(end, (degree.get(end) ?? 0) + 1);
  }
  const options: { pair: [number, number]; length: number }[] = [];
  for (const left of banks[0] ?? []) {
    for (const right of banks.slice(1).flat()) {
      const length = distance(draft.points[left], draft.points[right]);
      const junctions = (degree.get(left) ?? 0) >= 3 && (degree.get(right) ?? 0) >= 3;
      if (junctions && length < RIVER_HALF_WIDTH * 3.4) options.push({ pair: [left, right], length });
    }
  }
  options.sort((a, b) => a.length - b.length || a.pair[0] - b.pair[0]);
  const chosen: [number, number][] = [];
  for (const { pair } of options) {
    const far = chosen.every(
      ([left, right]) =>
        distanceToSegment(draft.points[pair[0]], draft.points[left], draft.points[right]) > spacingMeters,
    );
    if (far) chosen.push(pair);
  }
  return chosen;
}
