import { setImmediate } from 'node:timers/promises';
import { segmentMeters } from '../../kernel/geometry/segment-meters.js';
import type { WaySet } from '../../kernel/network/way-set.js';
import { silentProgress, type Progress } from '../../kernel/progress.js';
import { OSM_NODE_KEYS, osmNodePassage, type OsmIgnoredReason } from '../../walkways/index.js';
import { importError, importIssue, type ImportIssue } from '../import-issue.js';
import { readOsmFoundWays, type FoundWays } from './osm-found-ways.js';
import type { OsmNodeStore } from './osm-node-store.js';
import { openOsmPbf, unpackBlob, type OsmPbfSource } from './osm-pbf-blobs.js';
import { readOsmNodes } from './osm-pbf-block.js';
import { OsmWaySetBuilder } from './osm-way-set-builder.js';

/** What was found in an OSM file, and what was left out and why. */
export interface OsmReport {
  /** west, south, east, north in degrees as the file's header gives them. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** Ways that are roads, paths, platforms or piers of any sort. */
  readonly wayCount: number;
  readonly walkableWayCount: number;
  /** Different nodes of the walkable ways. */
  readonly nodeCount: number;
  /** Length of all walkable ways, each counted once. */
  readonly lengthMeters: number;
  /** Ways left out, by reason. */
  readonly ignored: Readonly<Partial<Record<OsmIgnoredReason, number>>>;
  /** Gates and entrances kept as nodes of the network. */
  readonly gateCount: number;
  /** Nodes nobody walks through; the ways end on either side. */
  readonly blockedNodeCount: number;
  /** Nodes that walkable ways mention and the file does not hold. */
  readonly missingNodeCount: number;
  /** Nodes at 0,0, out of range or without a number for a position. */
  readonly badPositionCount: number;
  /** Walkable ways of which fewer than two nodes are left. */
  readonly emptyWayCount: number;
  /** Second copies of a way number, left out. */
  readonly duplicateWayCount: number;
  readonly issues: readonly ImportIssue[];
}

export interface ReadOsmOptions {
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Reads the walkable ways of an .osm.pbf file (path or bytes) in two passes: ways first, then only the nodes they use.
 * A way is cut where a node is missing or has no usable position: a -1 stands in `wayNode` there and its neighbours
 * are flagged as edge of the data, as are the first node and the end of a way outside the bounds the file names. At a
 * node nobody walks through the way ends, with a copy of the node for each side (negative number). Editors' names,
 * numbers and times are skipped unread.
 *
 * @throws PlanningError EMPTY_FILE, TRUNCATED_FILE, MALFORMED_FILE, UNSUPPORTED_COMPRESSION, UNSUPPORTED_FEATURE,
 *   FILE_TOO_LARGE or NO_WALKWAYS in `details.issueCode`
 */
export async function readOsmWalkways(
  input: string | Uint8Array,
  options: ReadOsmOptions = {},
): Promise<{ readonly ways: WaySet; readonly report: OsmReport }> {
  const progress = options.progress ?? silentProgress;
  const source = await openOsmPbf(input);
  try {
    progress.begin('读取道路 · reading ways', source.bytesTotal);
    const found = await readOsmFoundWays(source, progress, options.signal);
    if (found.wayId.length === 0) throw importError('NO_WALKWAYS');

    progress.begin(
      '读取节点 · reading nodes',
      found.nodeBlobs.reduce((sum, blob) => sum + blob.size, 0),
    );
    const passage = await readNodes(source, found, progress, options.signal);
    return assemble(found, passage);
  } finally {
    await source.close();
  }
}

/** What the nodes' tags say: slots one cannot pass, and slots to keep. */
interface NodePassages {
  readonly blocked: ReadonlySet<number>;
  readonly gates: ReadonlySet<number>;
}

async function readNodes(
  source: OsmPbfSource,
  found: FoundWays,
  progress: Progress,
  signal?: AbortSignal,
): Promise<NodePassages> {
  const keys = new Set(OSM_NODE_KEYS);
  const blocked = new Set<number>();
  const gates = new Set<number>();
  const { nodes } = found;
  const sink = {
    wanted: (id: number) => nodes.find(id),
    place: (slot: number, lon: number, lat: number) => nodes.place(slot, lon, lat),
    tags: (slot: number, tags: Record<string, string>) => {
      const passage = osmNodePassage(tags);
      if (passage.blocked) blocked.add(slot);
      if (passage.gate) gates.add(slot);
    },
  };
  for (const blob of found.nodeBlobs) {
    signal?.throwIfAborted();
    readOsmNodes(await unpackBlob(source, blob), keys, sink);
    progress.advance(blob.size);
    await setImmediate();
  }
  return { blocked, gates };
}

/** Where a node stands: 0 unused so far, 1 usable, 2 not in the file, 3 without a usable position. */
const USABLE = 1;
const MISSING = 2;
const MISPLACED = 3;

function standingOf(nodes: OsmNodeStore, slot: number): number {
  if (!nodes.isPlaced(slot)) return MISSING;
  const lon = nodes.lon(slot);
  const lat = nodes.lat(slot);
  if (lon === 0 && lat === 0) return MISPLACED;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? USABLE : MISPLACED;
}

function assemble(found: FoundWays, { blocked, gates }: NodePassages): { ways: WaySet; report: OsmReport } {
  const { nodes } = found;
  const standing = new Uint8Array(nodes.size);
  let missingNodeCount = 0;
  const misplaced: number[] = [];
  for (let slot = 0; slot < standing.length; slot++) {
    standing[slot] = standingOf(nodes, slot);
    if (standing[slot] === MISSING) missingNodeCount++;
    else if (standing[slot] === MISPLACED) misplaced.push(nodes.id(slot));
  }
  checkLocations(found, missingNodeCount);

  const set = new OsmWaySetBuilder(nodes, gates, found.header.bounds, found.slotCount);
  let emptyWayCount = 0;
  let start = 0;
  for (let way = 0; way < found.wayId.length; way++) {
    const end = found.wayEnd[way];
    let part = 0;
    let open = false;
    for (let at = start; at < end; at++) {
      const slot = found.slots[at];
      if (standing[slot] !== USABLE) {
        set.gap();
        continue;
      }
      open = true;
      if (!blocked.has(slot)) {
        set.pass(slot);
        continue;
      }
      // The way ends at its own copy of the blocked node and begins again at another.
      set.stop(slot);
      if (at > start && at < end - 1) {
        if (set.endWay(found, way, part)) part++;
        set.stop(slot);
      }
    }
    if (set.endWay(found, way, part)) part++;
    if (!open || part === 0) emptyWayCount++;
    start = end;
  }
  const ways = set.build();
  if (ways.wayId.length === 0) throw importError('NO_WALKWAYS');

  const issues: ImportIssue[] = [];
  if (missingNodeCount > 0) issues.push(importIssue('NODES_MISSING', { count: missingNodeCount }));
  if (misplaced.length > 0) {
    issues.push(
      importIssue('NODE_POSITION_BAD', { count: misplaced.length, value: misplaced.slice(0, 10).join(', ') }),
    );
  }
  return {
    ways,
    report: {
      bounds: found.header.bounds,
      wayCount: found.wayCount,
      walkableWayCount: found.wayId.length,
      nodeCount: nodes.size - missingNodeCount - misplaced.length,
      lengthMeters: lengthOf(ways),
      ignored: found.ignored,
      gateCount: gates.size,
      blockedNodeCount: blocked.size,
      missingNodeCount,
      badPositionCount: misplaced.length,
      emptyWayCount,
      duplicateWayCount: found.duplicateWayCount,
      issues,
    },
  };
}

/** Files that keep positions in the ways (osmium's LocationsOnWays) lack the nodes; say so instead of "no walkways". */
function checkLocations(found: FoundWays, missingNodeCount: number): void {
  const { requiredFeatures, optionalFeatures } = found.header;
  const inWays = [...requiredFeatures, ...optionalFeatures].includes('LocationsOnWays');
  if (inWays && missingNodeCount > found.nodes.size / 2) {
    throw importError('UNSUPPORTED_FEATURE', { detail: 'LocationsOnWays' });
  }
}

function lengthOf(ways: WaySet): number {
  let meters = 0;
  for (let way = 0; way < ways.wayId.length; way++) {
    for (let at = ways.wayOffset[way] + 1; at < ways.wayOffset[way + 1]; at++) {
      const from = ways.wayNode[at - 1];
      const to = ways.wayNode[at];
      if (from < 0 || to < 0) continue;
      meters += segmentMeters(ways.nodeLon[from], ways.nodeLat[from], ways.nodeLon[to], ways.nodeLat[to]);
    }
  }
  return meters;
}
