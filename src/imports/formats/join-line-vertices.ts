import type { Position } from 'geojson';
import { forEachNearPair } from '../../kernel/geometry/near-pairs.js';
import { DisjointSets } from '../../kernel/network/disjoint-sets.js';

/** Vertices this near to each other are one place, whoever drew them. */
const SAME_PLACE_METERS = 0.01;

export interface JoinedLines {
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** Nodes of line l: wayNode[wayOffset[l] … wayOffset[l + 1]], a node repeated on the spot once. */
  readonly wayOffset: Int32Array;
  readonly wayNode: Int32Array;
  readonly joinedEndCount: number;
}

/**
 * Makes nodes of the vertices of lines. Vertices of one level within a centimetre (chains count) are one node. Of the
 * levels at one place, those on which lines pass or at least two lines end stay apart, as a road under a bridge does; a
 * level on which a single line ends lands there and joins them all, as ramps and stairs do.
 *
 * With joinMeters > 0 an end that meets nothing then joins the nearest vertex of another line within that distance; the
 * nearest pairs go first.
 */
export function joinLineVertices(
  lines: readonly (readonly Position[])[],
  level: ArrayLike<number>,
  joinMeters: number,
): JoinedLines {
  const nodes = nodesOf(lines, level);
  const standIn = Int32Array.from(nodes.lon, (_, node) => nodes.sets.find(node));
  const joinedEndCount = joinMeters > 0 ? joinEnds(nodes, standIn, joinMeters) : 0;

  const index = new Map<number, number>();
  const wayOffset = new Int32Array(lines.length + 1);
  const wayNode: number[] = [];
  nodes.ofLine.forEach((own, line) => {
    for (const vertex of own) {
      const node = follow(standIn, vertex);
      if (!index.has(node)) index.set(node, index.size);
      const at = index.get(node)!;
      if (wayNode.length === wayOffset[line] || wayNode[wayNode.length - 1] !== at) wayNode.push(at);
    }
    wayOffset[line + 1] = wayNode.length;
  });
  return {
    nodeLon: Float64Array.from(index.keys(), (node) => nodes.lon[node]),
    nodeLat: Float64Array.from(index.keys(), (node) => nodes.lat[node]),
    wayOffset,
    wayNode: Int32Array.from(wayNode),
    joinedEndCount,
  };
}

/** One entry for each place and level, grouped where levels meet. */
interface LineNodes {
  readonly lon: number[];
  readonly lat: number[];
  readonly sets: DisjointSets;
  readonly ofLine: readonly (readonly number[])[];
}

function nodesOf(lines: readonly (readonly Position[])[], level: ArrayLike<number>): LineNodes {
  const placeOf = placesOf(lines);
  const lon: number[] = [];
  const lat: number[] = [];
  const byKey = new Map<string, number>();
  const atPlace = new Map<string, number[]>();
  const passing: boolean[] = [];
  const ends: number[] = [];
  const ofLine = lines.map((line, way) =>
    line.map((position, at) => {
      const place = placeOf(position);
      const key = `${place} ${level[way]}`;
      let node = byKey.get(key);
      if (node === undefined) {
        node = lon.push(position[0]) - 1;
        lat.push(position[1]);
        passing.push(false);
        ends.push(0);
        byKey.set(key, node);
        const here = atPlace.get(place);
        if (here) here.push(node);
        else atPlace.set(place, [node]);
      }
      if (at === 0 || at === line.length - 1) ends[node]++;
      else passing[node] = true;
      return node;
    }),
  );
  const sets = new DisjointSets(lon.length);
  for (const here of atPlace.values()) {
    if (here.length === 1) continue;
    for (const node of here)
      if (!passing[node] && ends[node] === 1) for (const other of here) sets.join(node, other);
  }
  return { lon, lat, sets, ofLine };
}

/** Names each position by the first of those within a centimetre of it. */
function placesOf(lines: readonly (readonly Position[])[]): (position: Position) => string {
  const numbers = new Map<string, number>();
  const lon: number[] = [];
  const lat: number[] = [];
  for (const [x, y] of lines.flat()) {
    const text = `${x} ${y}`;
    if (numbers.has(text)) continue;
    numbers.set(text, lon.push(x) - 1);
    lat.push(y);
  }
  const sets = new DisjointSets(lon.length);
  forEachNearPair(lon, lat, SAME_PLACE_METERS, (one, other) => void sets.join(one, other));
  return ([x, y]) => String(sets.find(numbers.get(`${x} ${y}`)!));
}

function joinEnds(nodes: LineNodes, standIn: Int32Array, joinMeters: number): number {
  const passages = new Int32Array(nodes.lon.length);
  const lineOfNode = new Int32Array(nodes.lon.length);
  const isEnd = new Uint8Array(nodes.lon.length);
  nodes.ofLine.forEach((own, line) =>
    own.forEach((vertex, at) => {
      const node = standIn[vertex];
      passages[node]++;
      lineOfNode[node] = line;
      if (at === 0 || at === own.length - 1) isEnd[node] = 1;
    }),
  );
  const isLoose = (node: number): boolean => passages[node] === 1 && isEnd[node] === 1;
  const isOnLineOf = (node: number, end: number): boolean =>
    nodes.ofLine[lineOfNode[end]].some((vertex) => standIn[vertex] === node);
  const pairs: [end: number, other: number, meters: number][] = [];
  forEachNearPair(nodes.lon, nodes.lat, joinMeters, (one, other, meters) => {
    if (standIn[one] !== one || standIn[other] !== other) return;
    if (isLoose(one) && !isOnLineOf(other, one)) pairs.push([one, other, meters]);
    else if (isLoose(other) && !isOnLineOf(one, other)) pairs.push([other, one, meters]);
  });
  pairs.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1]);
  let joined = 0;
  const isJoined = new Set<number>();
  for (const [end, other] of pairs) {
    if (isJoined.has(end)) continue;
    const [from, to] = [follow(standIn, end), follow(standIn, other)];
    if (from === to) continue;
    standIn[from] = to;
    isJoined.add(end).add(other);
    joined++;
  }
  return joined;
}

function follow(standIn: Int32Array, node: number): number {
  while (standIn[node] !== node) node = standIn[node];
  return node;
}
