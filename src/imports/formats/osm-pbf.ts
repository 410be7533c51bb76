import { setImmediate } from 'node:timers/promises';
import { segmentMeters } from '../../kernel/geometry/segment-meters.js';
import { NODE_IS_DATA_EDGE, NODE_IS_KEPT, WALKWAY_KINDS, type WaySet } from '../../kernel/network/way-set.js';
import { silentProgress, type Progress } from '../../kernel/progress.js';
import {
  OSM_NODE_KEYS,
  OSM_WAY_KEYS,
  osmNodePassage,
  osmWalkability,
  type OsmIgnoredReason,
} from '../../walkways/index.js';
import { importError, importIssue, type ImportIssue } from '../import-issue.js';
import { OsmNodeStore } from './osm-node-store.js';
import {
  malformedPbf,
  openOsmPbf,
  osmBlobs,
  unpackBlob,
  type OsmBlob,
  type OsmPbfSource,
} from './osm-pbf-blobs.js';
import { parseOsmHeader, readOsmNodes, readOsmWays, type OsmHeader } from './osm-pbf-block.js';

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

/** Features a file may require of its readers that this one has; history files (several versions a node) are not among them. */
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** Walk vertices: far above a province's, far below what would exhaust the memory. */
const NODE_LIMIT = 60_000_000;

/**
 * The parts of a way behind a blocked node get the number way + part × 10¹², so that numbers stay unique and the OSM
 * number can be told from them.
 */
export const OSM_WAY_PART = 1e12;

/**
 * Reads the walkable ways of an .osm.pbf file (path or bytes) in two passes: ways first, then only the nodes they use.
 * A way is cut where a node is missing or has no usable position: a -1 stands in `wayNode` there and its neighbours
 * are flagged as edge of the data. At a node nobody walks through the way ends, with a copy of the node for each side
 * (negative number). Editors' names, numbers and times are skipped unread.
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
    const found = await readWays(source, progress, options.signal);
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

/** Walkable ways as first read: nodes are slots of the store. */
interface FoundWays {
  readonly header: OsmHeader;
  readonly nodes: OsmNodeStore;
  readonly nodeBlobs: OsmBlob[];
  readonly wayId: number[];
  readonly wayEnd: number[];
  readonly wayKind: number[];
  readonly wayDirection: number[];
  readonly waySpeedFactor: number[];
  slots: Int32Array;
  slotCount: number;
  wayCount: number;
  duplicateWayCount: number;
  readonly ignored: Partial<Record<OsmIgnoredReason, number>>;
}

async function readWays(source: OsmPbfSource, progress: Progress, signal?: AbortSignal): Promise<FoundWays> {
  const keys = new Set(OSM_WAY_KEYS);
  const known = new Set<number>();
  let found: FoundWays | null = null;
  let position = 0;
  for await (const blob of osmBlobs(source)) {
    signal?.throwIfAborted();
    if (blob.type === 'OSMHeader') {
      const header = parseOsmHeader(await unpackBlob(source, blob));
      checkFeatures(header);
      found ??= emptyFoundWays(header);
    } else if (blob.type === 'OSMData') {
      if (found === null) throw malformedPbf('data before the header');
      const ways = found;
      const bytes = await unpackBlob(source, blob);
      const { holdsNodes } = readOsmWays(bytes, keys, (way) => {
        const walkability = osmWalkability(way.tags);
        if (!walkability.walkable) {
          if (walkability.ignored === 'notAWay') return;
          ways.wayCount++;
          ways.ignored[walkability.ignored] = (ways.ignored[walkability.ignored] ?? 0) + 1;
          return;
        }
        ways.wayCount++;
        if (known.has(way.id)) {
          ways.duplicateWayCount++;
          return;
        }
        known.add(way.id);
        ways.wayId.push(way.id);
        ways.wayKind.push(WALKWAY_KINDS.indexOf(walkability.kind));
        ways.wayDirection.push(walkability.direction);
        ways.waySpeedFactor.push(walkability.speedFactor);
        addSlots(ways, way.refs, way.refCount);
        ways.wayEnd.push(ways.slotCount);
      });
      if (holdsNodes) ways.nodeBlobs.push(blob);
    }
    progress.advance(blob.offset + blob.size - position);
    position = blob.offset + blob.size;
    await setImmediate();
  }
  if (found === null) throw malformedPbf('no header');
  return found;
}

function emptyFoundWays(header: OsmHeader): FoundWays {
  return {
    header,
    nodes: new OsmNodeStore(),
    nodeBlobs: [],
    wayId: [],
    wayEnd: [],
    wayKind: [],
    wayDirection: [],
    waySpeedFactor: [],
    slots: new Int32Array(1 << 14),
    slotCount: 0,
    wayCount: 0,
    duplicateWayCount: 0,
    ignored: {},
  };
}

function checkFeatures(header: OsmHeader): void {
  const unknown = header.requiredFeatures.find((feature) => !KNOWN_FEATURES.has(feature));
  if (unknown !== undefined) throw importError('UNSUPPORTED_FEATURE', { detail: unknown });
}

function addSlots(ways: FoundWays, refs: Float64Array, refCount: number): void {
  if (ways.slotCount + refCount > ways.slots.length) {
    const longer = new Int32Array(Math.max(ways.slots.length * 2, ways.slotCount + refCount));
    longer.set(ways.slots);
    ways.slots = longer;
  }
  for (let i = 0; i < refCount; i++) ways.slots[ways.slotCount++] = ways.nodes.add(refs[i]);
  if (ways.slotCount > NODE_LIMIT) {
    throw importError(
      'FILE_TOO_LARGE',
      { what: '步行道路节点数 / walkway vertices', actual: `${ways.slotCount}`, limit: `${NODE_LIMIT}` },
      'LIMIT_EXCEEDED',
    );
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

  const set = new WaySetBuilder(nodes, gates, found.slotCount);
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

/** Collects ways over the nodes in use, giving each node its index at its first passage. */
class WaySetBuilder {
  private readonly indexOfSlot: Int32Array;
  private readonly nodeId: number[] = [];
  private readonly nodeLon: number[] = [];
  private readonly nodeLat: number[] = [];
  private readonly nodeFlags: number[] = [];
  private readonly wayId: number[] = [];
  private readonly wayOffset: number[] = [0];
  private readonly wayNode: Int32Array;
  private readonly wayKind: number[] = [];
  private readonly wayDirection: number[] = [];
  private readonly waySpeedFactor: number[] = [];
  private nodeEnd = 0;
  private copies = 0;
  private gapOpen = false;

  constructor(
    private readonly nodes: OsmNodeStore,
    private readonly gates: ReadonlySet<number>,
    slotCount: number,
  ) {
    this.indexOfSlot = new Int32Array(nodes.size).fill(-1);
    // Every passage can add itself, a gap, and a second copy of a blocked node.
    this.wayNode = new Int32Array(slotCount * 3);
  }

  pass(slot: number): void {
    if (this.indexOfSlot[slot] < 0) this.indexOfSlot[slot] = this.newNode(slot, this.nodes.id(slot));
    this.append(this.indexOfSlot[slot]);
  }

  /** A copy of a node nobody passes, for this end only. */
  stop(slot: number): void {
    this.append(this.newNode(slot, -++this.copies - 1e15));
  }

  /** One or more nodes in a row are not to be had. */
  gap(): void {
    if (!this.gapOpen && this.nodeEnd > this.wayStart()) this.flagEdge(this.wayNode[this.nodeEnd - 1]);
    this.gapOpen = true;
  }

  /** Closes a way; false when fewer than two nodes are left of it, which are then dropped. */
  endWay(found: FoundWays, way: number, part: number): boolean {
    const start = this.wayStart();
    this.gapOpen = false;
    let longest = 0;
    for (let at = start, run = 0; at < this.nodeEnd; at++) {
      run = this.wayNode[at] < 0 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    if (longest < 2) {
      this.nodeEnd = start;
      return false;
    }
    this.wayId.push(found.wayId[way] + part * OSM_WAY_PART);
    this.wayOffset.push(this.nodeEnd);
    this.wayKind.push(found.wayKind[way]);
    this.wayDirection.push(found.wayDirection[way]);
    this.waySpeedFactor.push(found.waySpeedFactor[way]);
    return true;
  }

  build(): WaySet {
    return {
      nodeId: Float64Array.from(this.nodeId),
      nodeLon: Float64Array.from(this.nodeLon),
      nodeLat: Float64Array.from(this.nodeLat),
      nodeFlags: Uint8Array.from(this.nodeFlags),
      wayId: Float64Array.from(this.wayId),
      wayOffset: Int32Array.from(this.wayOffset),
      wayNode: this.wayNode.slice(0, this.nodeEnd),
      wayKind: Uint8Array.from(this.wayKind),
      wayDirection: Uint8Array.from(this.wayDirection),
      waySpeedFactor: Float32Array.from(this.waySpeedFactor),
    };
  }

  private wayStart(): number {
    return this.wayOffset[this.wayOffset.length - 1];
  }

  private append(node: number): void {
    if (this.gapOpen) {
      if (this.nodeEnd > this.wayStart()) this.wayNode[this.nodeEnd++] = -1;
      this.flagEdge(node);
      this.gapOpen = false;
    }
    this.wayNode[this.nodeEnd++] = node;
  }

  private flagEdge(node: number): void {
    this.nodeFlags[node] |= NODE_IS_DATA_EDGE;
  }

  private newNode(slot: number, id: number): number {
    const index = this.nodeId.length;
    this.nodeId.push(id);
    this.nodeLon.push(this.nodes.lon(slot));
    this.nodeLat.push(this.nodes.lat(slot));
    this.nodeFlags.push(this.gates.has(slot) ? NODE_IS_KEPT : 0);
    return index;
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
