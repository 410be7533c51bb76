import Flatbush from 'flatbush';
import { metersPerDegreeLat, metersPerDegreeLon, segmentMeters } from '../geometry/segment-meters.js';
import { NODE_IS_CLOSED, NODE_IS_KEPT, type WaySet } from './way-set.js';

/** Gates and entrances given as points in WGS 84 degrees. */
export interface GatePoints {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** 1 where nobody gets through. */
  readonly isClosed: Uint8Array;
}

export interface GatedWays {
  readonly ways: WaySet;
  /** Gates with no way within the limit, by index. */
  readonly missed: readonly number[];
}

/** A gate drawn further from its way than this belongs to another, or to none. */
const GATE_METERS = 1;
/** A vertex this much further than the nearest place on the line stands for it. */
const VERTEX_METERS = 0.05;
/** Numbers of the parts of a way that a closed gate cuts: way + part × 10¹², as every importer numbers parts. */
const WAY_PART = 1e12;

/**
 * Makes each gate a node of the nearest way within a metre: at a vertex of it, or between two, where the line gets a
 * vertex. At an open gate the node is kept; at a closed one every way that passes ends, at a
 * node of its own on either side. Of gates at one place a closed one prevails.
 */
export function placeGates(ways: WaySet, gates: GatePoints): GatedWays {
  if (gates.lon.length === 0) return { ways, missed: [] };
  const lines = Array.from(ways.wayId, (_, way) =>
    Array.from(ways.wayNode.subarray(ways.wayOffset[way], ways.wayOffset[way + 1])),
  );
  const nodes: Nodes = {
    id: Array.from(ways.nodeId),
    lon: Array.from(ways.nodeLon),
    lat: Array.from(ways.nodeLat),
    flags: Array.from(ways.nodeFlags),
  };
  const find = nearestOnLines(lines, nodes);
  const missed: number[] = [];
  const inserted = new Map<number, Insertion[]>();
  let lastId = nodes.id.reduce((highest, id) => Math.max(highest, id), 0);
  const addNode = (lon: number, lat: number, flags: number): number => {
    nodes.lon.push(lon);
    nodes.lat.push(lat);
    nodes.flags.push(flags);
    return nodes.id.push(++lastId) - 1;
  };
  for (let gate = 0; gate < gates.lon.length; gate++) {
    const place = find(gates.lon[gate], gates.lat[gate]);
    const flag = gates.isClosed[gate] === 1 ? NODE_IS_CLOSED : NODE_IS_KEPT;
    if (place === null) missed.push(gate);
    else if ('node' in place) nodes.flags[place.node] |= flag;
    else {
      const node = addNode(place.lon, place.lat, flag);
      const here = inserted.get(place.line);
      if (here) here.push({ ...place, node });
      else inserted.set(place.line, [{ ...place, node }]);
    }
  }
  for (const [line, insertions] of inserted) {
    insertions.sort((a, b) => b.at - a.at || b.share - a.share);
    for (const { at, node } of insertions) lines[line].splice(at + 1, 0, node);
  }
  return { ways: cutAtClosed(ways, lines, nodes, addNode), missed };
}

interface Nodes {
  readonly id: number[];
  readonly lon: number[];
  readonly lat: number[];
  readonly flags: number[];
}

/** A place between the vertices at and at + 1 of a line. */
interface Between {
  readonly line: number;
  readonly at: number;
  readonly share: number;
  readonly lon: number;
  readonly lat: number;
}

type Insertion = Between & { readonly node: number };

function nearestOnLines(
  lines: readonly (readonly number[])[],
  { lon, lat }: Nodes,
): (x: number, y: number) => { readonly node: number } | Between | null {
  const segments = lines.flatMap((line, way) =>
    line.slice(1).flatMap((to, at) => (isUsable(line[at]) && isUsable(to) ? [{ way, at }] : [])),
  );
  function isUsable(node: number): boolean {
    return Math.abs(lon[node]) <= 180 && Math.abs(lat[node]) <= 90;
  }
  if (segments.length === 0) return () => null;
  const index = new Flatbush(segments.length, 16, Float64Array);
  for (const { way, at } of segments) {
    const [a, b] = [lines[way][at], lines[way][at + 1]];
    index.add(
      Math.min(lon[a], lon[b]),
      Math.min(lat[a], lat[b]),
      Math.max(lon[a], lon[b]),
      Math.max(lat[a], lat[b]),
    );
  }
  index.finish();

  return (x, y) => {
    const padX = GATE_METERS / metersPerDegreeLon(y);
    const padY = GATE_METERS / metersPerDegreeLat(y);
    let vertex = -1;
    let vertexMeters = GATE_METERS;
    let between: Between | null = null;
    let betweenMeters = GATE_METERS;
    const near = index.search(x - padX, y - padY, x + padX, y + padY).sort((one, other) => one - other);
    for (const segment of near) {
      const { way: line, at } = segments[segment];
      const [a, b] = [lines[line][at], lines[line][at + 1]];
      for (const node of [a, b]) {
        const meters = segmentMeters(x, y, lon[node], lat[node]);
        if (meters > vertexMeters || (meters === vertexMeters && vertex >= 0)) continue;
        vertex = node;
        vertexMeters = meters;
      }
      // In metres on a plane: padX and padY are the same length in either direction.
      const [dx, dy] = [(lon[b] - lon[a]) / padX, (lat[b] - lat[a]) / padY];
      const [px, py] = [(x - lon[a]) / padX, (y - lat[a]) / padY];
      const share = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
      const place = { lon: lon[a] + share * (lon[b] - lon[a]), lat: lat[a] + share * (lat[b] - lat[a]) };
      const meters = segmentMeters(x, y, place.lon, place.lat);
      if (meters > betweenMeters || (meters === betweenMeters && between !== null)) continue;
      between = { line, at, share, ...place };
      betweenMeters = meters;
    }
    return vertexMeters <= betweenMeters + VERTEX_METERS ? asNode(vertex) : between;
  };
}

function asNode(node: number): { readonly node: number } | null {
  return node < 0 ? null : { node };
}

function cutAtClosed(
  ways: WaySet,
  lines: readonly (readonly number[])[],
  nodes: Nodes,
  addNode: (lon: number, lat: number, flags: number) => number,
): WaySet {
  const isClosed = nodes.flags.map((flags) => (flags & NODE_IS_CLOSED) !== 0);
  const taken = new Set(ways.wayId);
  const wayId: number[] = [];
  const sourceWay: number[] = [];
  const wayOffset: number[] = [0];
  const wayNode: number[] = [];
  lines.forEach((line, way) => {
    partsBetween(line, isClosed).forEach((part, number) => {
      let id = ways.wayId[way];
      if (number > 0) while (taken.has(id)) id += WAY_PART;
      taken.add(id);
      wayId.push(id);
      sourceWay.push(way);
      for (const node of part)
        wayNode.push(isClosed[node] ? addNode(nodes.lon[node], nodes.lat[node], NODE_IS_CLOSED) : node);
      wayOffset.push(wayNode.length);
    });
  });
  return {
    nodeId: Float64Array.from(nodes.id),
    nodeLon: Float64Array.from(nodes.lon),
    nodeLat: Float64Array.from(nodes.lat),
    nodeFlags: Uint8Array.from(nodes.flags),
    wayId: Float64Array.from(wayId),
    wayOffset: Int32Array.from(wayOffset),
    wayNode: Int32Array.from(wayNode),
    wayKind: Uint8Array.from(sourceWay, (way) => ways.wayKind[way]),
    wayDirection: Uint8Array.from(sourceWay, (way) => ways.wayDirection[way]),
    waySpeedFactor: Float32Array.from(sourceWay, (way) => ways.waySpeedFactor[way]),
    wayLevel: Float32Array.from(sourceWay, (way) => ways.wayLevel?.[way] ?? 0),
  };
}

/** The parts of a line between closed nodes, these included; a line without parts of two nodes stays for the report. */
function partsBetween(line: readonly number[], isClosed: readonly boolean[]): number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  for (const node of line) {
    part.push(node);
    if (!isClosed[node]) continue;
    if (part.length > 1) parts.push(part);
    part = [node];
  }
  if (part.length > 1 || parts.length === 0) parts.push(part);
  return parts;
}
