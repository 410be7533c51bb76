import { EdgeIndex } from './edge-index.js';
import { findLooseEnds, type LooseEnd } from './find-loose-ends.js';
import { NODE_IS_CLOSED, NODE_IS_DATA_EDGE, NODE_IS_KEPT } from './way-set.js';
import type { WalkNetwork } from './walk-network.js';
import type { WalkwaySegment } from './walkway-segment.js';

/** A part of the network that cannot be reached from its largest part. */
export interface Island {
  readonly lengthMeters: number;
  readonly nodeCount: number;
  /** A place on it, WGS 84. */
  readonly lon: number;
  readonly lat: number;
}

/** A dead end that stops just short of another walkway. */
export interface LooseEndPlace {
  readonly lon: number;
  readonly lat: number;
  readonly gapMeters: number;
  /** Number of the way it seems to miss, as its segments have it. */
  readonly wayId: number;
}

/** What somebody who repairs the network wants to know. */
export interface NetworkSurvey {
  /** Longest first. */
  readonly islands: readonly Island[];
  readonly islandCount: number;
  /** Nearest first. */
  readonly looseEnds: readonly LooseEndPlace[];
  readonly looseEndCount: number;
  /** Ways that go on outside the data. */
  readonly continuingWayCount: number;
  /** Gates and entrances that are nodes; the closed ones (walls among them) that cut ways. */
  readonly gateCount: number;
  readonly closedGateCount: number;
  readonly oneWayCount: number;
  readonly stepsCount: number;
}

/** Dead ends this near to another walkway look like missing connections. */
const LOOSE_END_METERS = 10;

/**
 * Looks over a network built from these segments, in time proportional to both. Each list holds at most `listed` entries;
 * the counts count all. Gates are counted by place, ways by number.
 */
export function surveyNetwork(
  network: WalkNetwork,
  segments: readonly WalkwaySegment[],
  listed = 100,
): NetworkSurvey {
  const loose = findLooseEnds(network, new EdgeIndex(network), LOOSE_END_METERS);
  const nearest = [...loose].sort((a, b) => a.gapMeters - b.gapMeters || a.node - b.node).slice(0, listed);
  return {
    ...islandsOf(network, listed),
    looseEnds: placesOf(nearest, network, segments),
    looseEndCount: loose.length,
    ...countWays(segments),
    gateCount: countPlaces(network, NODE_IS_KEPT),
    closedGateCount: countPlaces(network, NODE_IS_CLOSED),
  };
}

function islandsOf(network: WalkNetwork, listed: number): Pick<NetworkSurvey, 'islands' | 'islandCount'> {
  const { nodeComponent, componentNodeCount, edgeCount, edgeFrom, edgeLengthMeters } = network;
  const meters = new Float64Array(componentNodeCount.length);
  for (let edge = 0; edge < edgeCount; edge++)
    meters[nodeComponent[edgeFrom[edge]]] += edgeLengthMeters[edge];
  const firstNode = new Int32Array(componentNodeCount.length);
  for (let node = network.nodeCount - 1; node >= 0; node--) firstNode[nodeComponent[node]] = node;
  const islands = Array.from(meters, (lengthMeters, component) => ({
    lengthMeters,
    nodeCount: componentNodeCount[component],
    lon: network.nodeLon[firstNode[component]],
    lat: network.nodeLat[firstNode[component]],
  })).slice(1);
  islands.sort((a, b) => b.lengthMeters - a.lengthMeters);
  return { islands: islands.slice(0, listed), islandCount: islands.length };
}

/** An edge may hold several ways: the one is looked up by the two vertices the end lies nearest to. */
function placesOf(
  ends: readonly LooseEnd[],
  network: WalkNetwork,
  segments: readonly WalkwaySegment[],
): LooseEndPlace[] {
  const { vertexLon, vertexLat } = network;
  const pairs = ends.map(({ edge, offsetMeters }) => {
    let vertex = network.edgeVertexOffset[edge];
    const last = network.edgeVertexOffset[edge + 1] - 2;
    while (vertex < last && network.vertexMeters[vertex + 1] < offsetMeters) vertex++;
    return pairKey(vertexLon[vertex], vertexLat[vertex], vertexLon[vertex + 1], vertexLat[vertex + 1]);
  });
  const wayOfPair = new Map<string, number>(pairs.map((pair) => [pair, NaN]));
  if (wayOfPair.size > 0) {
    for (const { lonLat, wayId } of segments) {
      for (let k = 0; k + 3 < lonLat.length; k += 2) {
        const pair = pairKey(lonLat[k], lonLat[k + 1], lonLat[k + 2], lonLat[k + 3]);
        if (wayOfPair.has(pair)) wayOfPair.set(pair, wayId);
      }
    }
  }
  return ends.map(({ node, gapMeters }, at) => ({
    lon: network.nodeLon[node],
    lat: network.nodeLat[node],
    gapMeters,
    wayId: wayOfPair.get(pairs[at])!,
  }));
}

/** The same in both directions. */
function pairKey(lonA: number, latA: number, lonB: number, latB: number): string {
  const isAscending = lonA < lonB || (lonA === lonB && latA <= latB);
  return isAscending ? `${lonA} ${latA} ${lonB} ${latB}` : `${lonB} ${latB} ${lonA} ${latA}`;
}

function countWays(
  segments: readonly WalkwaySegment[],
): Pick<NetworkSurvey, 'continuingWayCount' | 'oneWayCount' | 'stepsCount'> {
  const continuing = new Set<number>();
  const oneWay = new Set<number>();
  const steps = new Set<number>();
  for (const { wayId, fromFlags, toFlags, direction, kind } of segments) {
    if (((fromFlags | toFlags) & NODE_IS_DATA_EDGE) !== 0) continuing.add(wayId);
    if (direction !== 0) oneWay.add(wayId);
    if (kind === 'steps') steps.add(wayId);
  }
  return { continuingWayCount: continuing.size, oneWayCount: oneWay.size, stepsCount: steps.size };
}

function countPlaces(network: WalkNetwork, flag: number): number {
  const places = new Set<string>();
  for (let node = 0; node < network.nodeCount; node++)
    if ((network.nodeFlags[node] & flag) !== 0)
      places.add(`${network.nodeLon[node]} ${network.nodeLat[node]}`);
  return places.size;
}
