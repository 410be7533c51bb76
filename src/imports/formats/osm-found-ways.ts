import { setImmediate } from 'node:timers/promises';
import { WALKWAY_KINDS } from '../../kernel/network/way-set.js';
import type { Progress } from '../../kernel/progress.js';
import { OSM_WAY_KEYS, osmLevel, osmWalkability, type OsmIgnoredReason } from '../../walkways/index.js';
import { importError } from '../import-issue.js';
import { OsmNodeStore } from './osm-node-store.js';
import { malformedPbf, osmBlobs, unpackBlob, type OsmBlob, type OsmPbfSource } from './osm-pbf-blobs.js';
import { parseOsmHeader, readOsmWays, type OsmHeader } from './osm-pbf-block.js';

/** Features a file may require of its readers that this one has; history files (several versions a node) are not among them. */
const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/** Walk vertices: far above a province's, far below what would exhaust the memory. */
const NODE_LIMIT = 60_000_000;

/** Walkable ways as first read: nodes are slots of the store. */
export interface FoundWays {
  readonly header: OsmHeader;
  readonly nodes: OsmNodeStore;
  readonly nodeBlobs: OsmBlob[];
  readonly wayId: number[];
  readonly wayEnd: number[];
  readonly wayKind: number[];
  readonly wayDirection: number[];
  readonly waySpeedFactor: number[];
  readonly wayLevel: number[];
  slots: Int32Array;
  slotCount: number;
  wayCount: number;
  duplicateWayCount: number;
  readonly ignored: Partial<Record<OsmIgnoredReason, number>>;
}

/** First pass: the walkable ways, the nodes they name, and the blocks that hold nodes. */
export async function readOsmFoundWays(
  source: OsmPbfSource,
  progress: Progress,
  signal?: AbortSignal,
): Promise<FoundWays> {
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
        ways.wayLevel.push(osmLevel(way.tags));
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
    wayLevel: [],
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
