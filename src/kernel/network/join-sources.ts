import { forEachNearPair } from '../geometry/near-pairs.js';
import { segmentMeters } from '../geometry/segment-meters.js';
import { DisjointSets } from './disjoint-sets.js';
import { NODE_IS_CLOSED } from './way-set.js';
import type { WalkwaySegment } from './walkway-segment.js';

/** Vertices of two sources this near to each other are one place. */
export const SAME_PLACE_METERS = 0.01;
/** Numbers of the nodes where a line of one source is cut for the sake of another; far below every source's own. */
const FIRST_NEW_NODE = -3e15;

export interface JoinedSources {
  readonly segments: WalkwaySegment[];
  /** Places where vertices of two or more sources were made one node. */
  readonly joinedCount: number;
}

/**
 * Makes one network of the walkways of several sources: where vertices of two sources lie within SAME_PLACE_METERS, both
 * lines are cut there and share the node (the earlier source's). Vertices meet on a common level; the end of a line that
 * meets nothing in its own source meets any level, as ramps do; closed nodes meet nothing. Lines that cross without
 * vertices stay apart, and what one source holds is not joined within itself, for its own import has done that.
 * Node and way numbers must differ between the sources. One source comes back as it is.
 */
export function joinSources(sources: readonly (readonly WalkwaySegment[])[]): JoinedSources {
  const all = sources.flat();
  if (sources.length < 2) return { segments: all, joinedCount: 0 };
  const vertices = verticesOf(sources);
  const sets = new DisjointSets(vertices.lon.length);
  let isJoined = false;
  forEachNearPair(vertices.lon, vertices.lat, SAME_PLACE_METERS, (one, other) => {
    if (vertices.source[one] === vertices.source[other] || !meets(vertices, one, other)) return;
    isJoined = sets.join(one, other) || isJoined;
  });
  if (!isJoined) return { segments: all, joinedCount: 0 };
  return cutAtJoints(all, vertices, sets);
}

/** Every vertex once: a node of a source by its number, a bend by itself, in the order of the segments. */
interface Vertices {
  readonly lon: number[];
  readonly lat: number[];
  readonly source: number[];
  readonly level: number[];
  /** Further levels of nodes where lines of several meet. */
  readonly moreLevels: Map<number, number[]>;
  /** Segment ends at a node; 0 for a bend. */
  readonly degree: number[];
  readonly isClosed: boolean[];
  /** Number of a node; NaN for a bend. */
  readonly nodeId: number[];
  /** Vertices of segment s, one after the other: start[s] … start[s + 1] - 1. */
  readonly ofSegment: number[];
  readonly start: number[];
}

function verticesOf(sources: readonly (readonly WalkwaySegment[])[]): Vertices {
  const vertices: Vertices = {
    lon: [],
    lat: [],
    source: [],
    level: [],
    moreLevels: new Map(),
    degree: [],
    isClosed: [],
    nodeId: [],
    ofSegment: [],
    start: [0],
  };
  const byNode = new Map<number, number>();
  const add = (lon: number, lat: number, source: number, level: number, nodeId: number): number => {
    vertices.lon.push(lon);
    vertices.lat.push(lat);
    vertices.source.push(source);
    vertices.level.push(level);
    vertices.degree.push(0);
    vertices.isClosed.push(false);
    return vertices.nodeId.push(nodeId) - 1;
  };
  sources.forEach((segments, source) => {
    for (const { lonLat, level = 0, fromNode, toNode, fromFlags, toFlags } of segments) {
      const last = lonLat.length - 2;
      for (let k = 0; k <= last; k += 2) {
        const isEnd = k === 0 || k === last;
        const nodeId = k === 0 ? fromNode : k === last ? toNode : NaN;
        let vertex = isEnd ? byNode.get(nodeId) : undefined;
        if (vertex === undefined) {
          vertex = add(lonLat[k], lonLat[k + 1], source, level, nodeId);
          if (isEnd) byNode.set(nodeId, vertex);
        } else if (vertices.level[vertex] !== level) {
          const more = vertices.moreLevels.get(vertex);
          if (more) more.push(level);
          else vertices.moreLevels.set(vertex, [level]);
        }
        if (isEnd) {
          vertices.degree[vertex]++;
          if (((k === 0 ? fromFlags : toFlags) & NODE_IS_CLOSED) !== 0) vertices.isClosed[vertex] = true;
        }
        vertices.ofSegment.push(vertex);
      }
      vertices.start.push(vertices.ofSegment.length);
    }
  });
  return vertices;
}

function meets(vertices: Vertices, one: number, other: number): boolean {
  if (vertices.isClosed[one] || vertices.isClosed[other]) return false;
  if (vertices.degree[one] === 1 || vertices.degree[other] === 1) return true;
  const levels = levelsOf(vertices, other);
  return levelsOf(vertices, one).some((level) => levels.includes(level) && !Number.isNaN(level));
}

function levelsOf({ level, moreLevels }: Vertices, vertex: number): number[] {
  return [level[vertex], ...(moreLevels.get(vertex) ?? [])];
}

function cutAtJoints(all: readonly WalkwaySegment[], vertices: Vertices, sets: DisjointSets): JoinedSources {
  const count = vertices.lon.length;
  const members = new Int32Array(count);
  for (let vertex = 0; vertex < count; vertex++) members[sets.find(vertex)]++;
  const isJoint = (vertex: number): boolean => members[sets.find(vertex)] > 1;

  // A group keeps the number and the place of its first node; a group of bends gets a new number.
  const anchor = new Map<number, number>();
  for (let vertex = 0; vertex < count; vertex++) {
    const group = sets.find(vertex);
    if (members[group] < 2) continue;
    const held = anchor.get(group);
    if (held === undefined || (Number.isNaN(vertices.nodeId[held]) && !Number.isNaN(vertices.nodeId[vertex])))
      anchor.set(group, vertex);
  }
  let made = 0;
  for (const vertex of anchor.values())
    if (Number.isNaN(vertices.nodeId[vertex])) vertices.nodeId[vertex] = FIRST_NEW_NODE - made++;
  const placeOf = (vertex: number): number => anchor.get(sets.find(vertex)) ?? vertex;

  const segments = all.flatMap((segment, s) => {
    const own = vertices.ofSegment.slice(vertices.start[s], vertices.start[s + 1]);
    if (!own.some(isJoint)) return [segment];
    const lonLat = segment.lonLat.slice();
    own.forEach((vertex, k) => {
      lonLat[2 * k] = vertices.lon[placeOf(vertex)];
      lonLat[2 * k + 1] = vertices.lat[placeOf(vertex)];
    });
    const cuts = own.flatMap((vertex, k) => (k === 0 || k === own.length - 1 || isJoint(vertex) ? [k] : []));
    const stretch = segment.lengthMeters / (drawnMeters(lonLat) || 1);
    return cuts.slice(1).map((end, piece) => {
      const start = cuts[piece];
      const part = lonLat.slice(2 * start, 2 * end + 2);
      return {
        ...segment,
        fromNode: vertices.nodeId[placeOf(own[start])],
        toNode: vertices.nodeId[placeOf(own[end])],
        fromFlags: start === 0 ? segment.fromFlags : 0,
        toFlags: end === own.length - 1 ? segment.toFlags : 0,
        lonLat: part,
        lengthMeters: stretch * drawnMeters(part),
      };
    });
  });
  return { segments, joinedCount: anchor.size };
}

function drawnMeters(lonLat: Float64Array): number {
  let meters = 0;
  for (let k = 2; k < lonLat.length; k += 2)
    meters += segmentMeters(lonLat[k - 2], lonLat[k - 1], lonLat[k], lonLat[k + 1]);
  return meters;
}
