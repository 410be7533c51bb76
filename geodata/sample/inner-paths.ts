import type { Point } from './local-plane.js';
import type { NetworkDraft } from './network-draft.js';
import { between, crossing, distance, insideRing } from './plane-geometry.js';
import type { Prng } from './prng.js';

const MEETING_METERS = 3;

/** A straight path through a ring with the nodes along it, as shares of its length. */
interface Chord {
  readonly from: Point;
  readonly to: Point;
  readonly stops: { readonly share: number; readonly node: number }[];
}

/**
 * Draws the footways of a compound: the loop, rows of paths between the houses, and a few spines across the rows. Some
 * rows lack a piece and end blind. Returns places for houses, about every 45 m along the rows.
 */
export function drawInnerPaths(loop: readonly number[], draft: NetworkDraft, chance: Prng): Point[] {
  const ring = loop.map((node) => draft.points[node]);
  const angle = rowDirection(ring);
  const onLoop: { share: number; node: number }[][] = loop.map(() => []);
  const rows = chords(loop, ring, angle, chance.range(34, 48), onLoop, draft);
  const spines = chords(loop, ring, angle + Math.PI / 2, chance.range(80, 125), onLoop, draft);
  for (const row of rows) {
    for (const spine of spines) {
      const share = crossing(row.from, row.to, spine.from, spine.to);
      if (share === null) continue;
      const at = between(row.from, row.to, share);
      const met = [...row.stops, ...spine.stops].find(
        (stop) => distance(draft.points[stop.node], at) < MEETING_METERS,
      );
      const node = met?.node ?? draft.node(at);
      row.stops.push({ share, node });
      spine.stops.push({ share: distance(spine.from, at) / distance(spine.from, spine.to), node });
    }
  }
  const inOrder = (stops: Chord['stops']): number[] =>
    stops.sort((a, b) => a.share - b.share).map(({ node }) => node);
  draft.way([...loop.flatMap((node, i) => [node, ...inOrder(onLoop[i])]), loop[0]], 'footway');
  for (const spine of spines) draft.way(inOrder(spine.stops), 'footway');
  for (const row of rows) {
    const nodes = inOrder(row.stops);
    const gap = nodes.length > 2 && chance.chance(0.3) ? chance.int(0, nodes.length - 2) : -1;
    const broad = gap >= 0 && distance(draft.points[nodes[gap]], draft.points[nodes[gap + 1]]) > 15;
    if (!broad) draft.way(nodes, 'footway');
    else drawWithGap(nodes, gap, draft);
  }
  return rows.flatMap((row) => houses(row, ring, angle, chance));
}

/** Leaves out one piece of a row but for a stub, so that the row ends blind there. */
function drawWithGap(nodes: readonly number[], gap: number, draft: NetworkDraft): void {
  const stub = draft.node(between(draft.points[nodes[gap]], draft.points[nodes[gap + 1]], 0.6));
  draft.way([...nodes.slice(0, gap + 1), stub], 'footway');
  if (gap + 2 < nodes.length) draft.way(nodes.slice(gap + 1), 'footway');
}

/** Houses face south: rows follow the longest side, or stand square to it, whichever is nearer east–west. */
function rowDirection(ring: readonly Point[]): number {
  let longest = 0;
  let angle = 0;
  ring.forEach((point, i) => {
    const next = ring[(i + 1) % ring.length];
    if (distance(point, next) > longest) {
      longest = distance(point, next);
      angle = Math.atan2(next[1] - point[1], next[0] - point[0]);
    }
  });
  return angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2);
}

function chords(
  loop: readonly number[],
  ring: readonly Point[],
  angle: number,
  spacing: number,
  onLoop: { share: number; node: number }[][],
  draft: NetworkDraft,
): Chord[] {
  const normal: Point = [-Math.sin(angle), Math.cos(angle)];
  const offsets = ring.map((point) => point[0] * normal[0] + point[1] * normal[1]);
  const low = Math.min(...offsets);
  const high = Math.max(...offsets);
  const count = Math.max(0, Math.floor((high - low) / spacing));
  // A path that ends beside a corner, or beside another path's end, ends there.
  const joinLoop = (side: number, share: number, at: Point): number => {
    const corner = [side, (side + 1) % ring.length].find((end) => distance(ring[end], at) < MEETING_METERS);
    if (corner !== undefined) return loop[corner];
    const met = onLoop[side].find(({ node }) => distance(draft.points[node], at) < MEETING_METERS);
    if (met) return met.node;
    const node = draft.node(at);
    onLoop[side].push({ share, node });
    return node;
  };
  const found: Chord[] = [];
  for (let i = 1; i <= count; i++) {
    const level = low + ((high - low) * i) / (count + 1);
    const hits: { side: number; share: number; at: Point }[] = [];
    ring.forEach((point, side) => {
      const next = (side + 1) % ring.length;
      if (offsets[side] > level === offsets[next] > level) return;
      const share = (level - offsets[side]) / (offsets[next] - offsets[side]);
      hits.push({ side, share, at: between(point, ring[next], share) });
    });
    if (hits.length !== 2 || distance(hits[0].at, hits[1].at) < 25) continue;
    if (!insideRing(between(hits[0].at, hits[1].at, 0.5), ring)) continue;
    const stops = hits.map(({ side, share, at }, end) => {
      return { share: end, node: joinLoop(side, share, at) };
    });
    found.push({ from: hits[0].at, to: hits[1].at, stops });
  }
  return found;
}

function houses(row: Chord, ring: readonly Point[], angle: number, chance: Prng): Point[] {
  const length = distance(row.from, row.to);
  const count = Math.max(1, Math.round(length / 45));
  const found: Point[] = [];
  for (let i = 0; i < count; i++) {
    const on = between(row.from, row.to, (i + 0.5) / count);
    const away = chance.range(6, 11);
    const at: Point = [on[0] - Math.sin(angle) * away, on[1] + Math.cos(angle) * away];
    if (insideRing(at, ring)) found.push(at);
  }
  return found;
}
