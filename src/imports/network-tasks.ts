import { createHash } from 'node:crypto';
import {
  buildWalkNetwork,
  encodeWalkNetwork,
  joinSources,
  nodeCrossings,
  overlapMeters,
  placeGates,
  splitWays,
  summarizeNetwork,
  surveyNetwork,
  type NetworkSummary,
  type WalkwaySegment,
  type WaySet,
} from '../kernel/network/index.js';
import type { ThreadTask } from '../platform/compute/thread-task.js';
import type { DrawnGates } from './formats/line-collector.js';
import { waySetOfLines, type DrawnLines } from './formats/way-set-of-lines.js';
import type { NodingReport } from './import-report.js';
import type { SnapshotSurvey } from './snapshot-survey.js';
import {
  columnsOf,
  namedWay,
  WalkwayLists,
  type WalkwayColumns,
  type WalkwayRow,
} from './walkway-columns.js';

// A batch takes the main thread a few milliseconds.
const SEGMENTS_PER_BATCH = 500;
const POSITIONS_PER_BATCH = 10_000;

/** What was read of a file: ways, or lines that have still to be joined to ways. */
export type ReadNetwork =
  { readonly ways: WaySet } | { readonly lines: DrawnLines; readonly gates: DrawnGates };

export interface CutAsk {
  readonly read: ReadNetwork;
  readonly nodeCrossings: boolean;
  readonly joinMeters: number | undefined;
}

export interface CutWays {
  readonly segmentCount: number;
  readonly ignoredCounts: Readonly<Record<string, number>>;
  readonly noding: NodingReport | null;
  /** Rows of gates that no line passes. */
  readonly gatesOffLines: readonly number[];
  /** A way number that occurs twice, null where none does; nothing is staged then. */
  readonly duplicate: number | null;
}

/** Joins and cuts ways and has the segments staged, batch by batch. */
const cutWays: ThreadTask<CutAsk, WalkwayColumns, void, CutWays> = async (asked, stage) => {
  const noded = nodedWays(asked);
  const { noding } = noded;
  const gates = 'gates' in asked.read ? asked.read.gates : null;
  const { ways, missed } = gates === null ? { ...noded, missed: [] } : placeGates(noded.ways, gates);
  const duplicate = duplicateIn(ways.wayId);
  const { segments, ignoredCounts } = splitWays(ways);
  if (duplicate === null) for (const batch of batchesOf(segments)) await stage(columnsOf(batch));
  return {
    segmentCount: segments.length,
    ignoredCounts,
    noding,
    gatesOffLines: missed.map((gate) => gates!.row[gate]),
    duplicate,
  };
};

function nodedWays({ read, nodeCrossings: isAsked, joinMeters }: CutAsk): {
  readonly ways: WaySet;
  readonly noding: NodingReport | null;
} {
  const { ways, joinedEndCount } =
    'ways' in read ? { ways: read.ways, joinedEndCount: 0 } : waySetOfLines(read.lines, joinMeters);
  if (!isAsked)
    return {
      ways,
      noding: joinMeters === undefined ? null : { crossingCount: 0, touchCount: 0, joinedEndCount },
    };
  const { ways: noded, crossingCount, touchCount } = nodeCrossings(ways);
  return { ways: noded, noding: { crossingCount, touchCount, joinedEndCount } };
}

function duplicateIn(wayId: Float64Array): number | null {
  const seen = new Set<number>();
  for (const id of wayId) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

function* batchesOf(segments: readonly WalkwaySegment[]): Generator<WalkwaySegment[]> {
  let batch: WalkwaySegment[] = [];
  let positions = 0;
  for (const segment of segments) {
    batch.push(segment);
    positions += segment.lonLat.length / 2;
    if (batch.length < SEGMENTS_PER_BATCH && positions < POSITIONS_PER_BATCH) continue;
    yield batch;
    batch = [];
    positions = 0;
  }
  if (batch.length > 0) yield batch;
}

export interface BuiltNetwork {
  /** The encoded network. */
  readonly content: Uint8Array;
  /** SHA-256 of it. */
  readonly checksum: string;
  readonly summary: NetworkSummary;
  readonly survey: SnapshotSurvey;
}

/** A page of the walkways of all sources is asked for until there is none; a step of the work is told. */
export type BuildQuestion = 'page' | 'step';

/** Builds one network of the walkways of these sources. */
const buildNetwork: ThreadTask<
  readonly string[],
  BuildQuestion,
  readonly WalkwayRow[] | null,
  BuiltNetwork
> = async (sources, ask) => {
  const read = new WalkwayLists(sources);
  for (let page = await ask('page'); page; page = await ask('page')) read.add(page);
  const { lists } = read;
  await ask('step');
  const { segments, joinedCount } = joinSources(lists);
  const network = buildWalkNetwork(segments);
  await ask('step');
  const summary = summarizeNetwork(network);
  const found = surveyNetwork(network, segments);
  const survey: SnapshotSurvey = {
    ...found,
    deadEndCount: summary.deadEndCount,
    looseEnds: found.looseEnds.map((end) => ({ ...end, ...namedWay(end.wayId, sources) })),
    joinedPlaceCount: joinedCount,
    overlapMeters: lists.reduce((sum, list, at) => sum + overlapMeters(list, lists.slice(0, at).flat()), 0),
  };
  const content = encodeWalkNetwork(network);
  const checksum = createHash('sha256').update(content).digest('hex');
  await ask('step');
  return { content, checksum, summary, survey };
};

export const networkTasks = { cutWays, buildNetwork };
