import { segmentMeters } from '../geometry/segment-meters.js';
import type { WalkDirection, WalkwaySegment } from './walkway-segment.js';
import { NODE_IS_DATA_EDGE, WALKWAY_KINDS, type WaySet } from './way-set.js';

/** Why a way, or one node of it, could not be used. */
export type IgnoredReason =
  | 'NODE_MISSING'
  | 'NODE_NOT_A_NUMBER'
  | 'NODE_OUT_OF_RANGE'
  | 'NODE_AT_ZERO'
  | 'FEWER_THAN_TWO_NODES'
  | 'SPEED_FACTOR_OUT_OF_RANGE';

export interface IgnoredWayPart {
  readonly wayId: number;
  /** The node left out, or null where the whole way is; a missing node has no number here either. */
  readonly nodeId: number | null;
  readonly reason: IgnoredReason;
}

export interface WaySplit {
  readonly segments: WalkwaySegment[];
  readonly ignored: IgnoredWayPart[];
  /** How many parts were left out for each reason that occurred. */
  readonly ignoredCounts: Readonly<Partial<Record<IgnoredReason, number>>>;
}

const NODE_FAULTS = [null, 'NODE_NOT_A_NUMBER', 'NODE_OUT_OF_RANGE', 'NODE_AT_ZERO'] as const;

/**
 * Cuts ways at their ends, at nodes that two or more passages share, and at flagged nodes. A node that is missing or
 * has no usable position is left out and reported; the way goes on at both sides of it, with these new ends flagged
 * as edge of the data. Ways of fewer than two different nodes are reported and ignored.
 */
export function splitWays(ways: WaySet): WaySplit {
  const segments: WalkwaySegment[] = [];
  const ignored: IgnoredWayPart[] = [];
  const wayCount = ways.wayId.length;
  const fault = nodeFaults(ways);
  const isCut = new Uint8Array(fault.length);
  const isPassed = new Uint8Array(fault.length);

  for (let way = 0; way < wayCount; way++) {
    if (!hasSpeed(ways, way)) {
      ignored.push({ wayId: ways.wayId[way], nodeId: null, reason: 'SPEED_FACTOR_OUT_OF_RANGE' });
      continue;
    }
    let nodesUsed = 0;
    forEachRun(ways, way, fault, (run) => {
      nodesUsed = Math.max(nodesUsed, run.length);
      if (run.length < 2) return;
      run.forEach((node, at) => {
        if (at === 0 || at === run.length - 1 || isPassed[node] === 1 || ways.nodeFlags[node] !== 0)
          isCut[node] = 1;
        isPassed[node] = 1;
      });
    });
    let faults = 0;
    for (let at = ways.wayOffset[way]; at < ways.wayOffset[way + 1]; at++) {
      const node = ways.wayNode[at];
      const reason = isKnown(node, fault) ? NODE_FAULTS[fault[node]] : 'NODE_MISSING';
      if (reason === null) continue;
      faults++;
      ignored.push({
        wayId: ways.wayId[way],
        nodeId: reason === 'NODE_MISSING' ? null : ways.nodeId[node],
        reason,
      });
    }
    if (nodesUsed < 2 && faults === 0)
      ignored.push({ wayId: ways.wayId[way], nodeId: null, reason: 'FEWER_THAN_TWO_NODES' });
  }

  for (let way = 0; way < wayCount; way++) {
    if (!hasSpeed(ways, way)) continue;
    let segment = 0;
    forEachRun(ways, way, fault, (run, opensAtFault, closesAtFault) => {
      let start = 0;
      for (let at = 1; at < run.length; at++) {
        if (isCut[run[at]] === 0) continue;
        const fromExtra = start === 0 && opensAtFault ? NODE_IS_DATA_EDGE : 0;
        const toExtra = at === run.length - 1 && closesAtFault ? NODE_IS_DATA_EDGE : 0;
        segments.push(segmentOf(ways, way, segment++, run, start, at, fromExtra, toExtra));
        start = at;
      }
    });
  }
  return { segments, ignored, ignoredCounts: countReasons(ignored) };
}

function nodeFaults(ways: WaySet): Uint8Array {
  const fault = new Uint8Array(ways.nodeId.length);
  for (let node = 0; node < fault.length; node++) {
    const lon = ways.nodeLon[node];
    const lat = ways.nodeLat[node];
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) fault[node] = 1;
    else if (lon < -180 || lon > 180 || lat < -90 || lat > 90) fault[node] = 2;
    else if (lon === 0 && lat === 0) fault[node] = 3;
  }
  return fault;
}

function isKnown(node: number, fault: Uint8Array): boolean {
  return node >= 0 && node < fault.length;
}

function hasSpeed(ways: WaySet, way: number): boolean {
  const factor = ways.waySpeedFactor[way];
  return factor > 0 && factor <= 1;
}

/** Visits the stretches of usable nodes of a way, a node repeated on the spot taken once. */
function forEachRun(
  ways: WaySet,
  way: number,
  fault: Uint8Array,
  visit: (run: readonly number[], opensAtFault: boolean, closesAtFault: boolean) => void,
): void {
  let run: number[] = [];
  let opensAtFault = false;
  for (let at = ways.wayOffset[way]; at < ways.wayOffset[way + 1]; at++) {
    const node = ways.wayNode[at];
    if (!isKnown(node, fault) || fault[node] !== 0) {
      if (run.length > 0) visit(run, opensAtFault, true);
      run = [];
      opensAtFault = true;
    } else if (run.length === 0 || run[run.length - 1] !== node) run.push(node);
  }
  if (run.length > 0) visit(run, opensAtFault, false);
}

function segmentOf(
  ways: WaySet,
  way: number,
  segment: number,
  run: readonly number[],
  start: number,
  end: number,
  fromExtra: number,
  toExtra: number,
): WalkwaySegment {
  const lonLat = new Float64Array(2 * (end - start + 1));
  let lengthMeters = 0;
  for (let at = start, k = 0; at <= end; at++, k += 2) {
    lonLat[k] = ways.nodeLon[run[at]];
    lonLat[k + 1] = ways.nodeLat[run[at]];
    if (k > 0) lengthMeters += segmentMeters(lonLat[k - 2], lonLat[k - 1], lonLat[k], lonLat[k + 1]);
  }
  return {
    wayId: ways.wayId[way],
    segment,
    fromNode: ways.nodeId[run[start]],
    toNode: ways.nodeId[run[end]],
    kind: WALKWAY_KINDS[ways.wayKind[way]] ?? 'other',
    direction: ways.wayDirection[way] as WalkDirection,
    speedFactor: ways.waySpeedFactor[way],
    level: ways.wayLevel?.[way] ?? 0,
    fromFlags: ways.nodeFlags[run[start]] | fromExtra,
    toFlags: ways.nodeFlags[run[end]] | toExtra,
    lonLat,
    lengthMeters,
  };
}

function countReasons(ignored: readonly IgnoredWayPart[]): Partial<Record<IgnoredReason, number>> {
  const counts: Partial<Record<IgnoredReason, number>> = {};
  for (const { reason } of ignored) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
