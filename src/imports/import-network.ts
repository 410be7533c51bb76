import path from 'node:path';
import type { EntityManager } from 'typeorm';
import type { WaySet } from '../kernel/network/index.js';
import { silentProgress, type Progress } from '../kernel/progress.js';
import { inTurns } from '../platform/compute/in-turns.js';
import { badInput } from '../platform/errors/bad-input.js';
import { SourcesRepository } from '../platform/sources/index.js';
import { IMPORT_STAGES } from './import-stages.js';
import { crsOf } from './crs-of.js';
import { LineCollector } from './formats/line-collector.js';
import { openDatasetFile } from './formats/open-dataset-file.js';
import { readOsmWalkways } from './formats/osm-pbf.js';
import { ignoredWayWords } from './ignored-way-words.js';
import { importError, importIssue, type ImportIssue } from './import-issue.js';
import type { ImportOptions } from './import-options.js';
import { IssueLog, type ImportReport } from './import-report.js';
import { LineReader, NETWORK_FIELDS } from './line-reader.js';
import type { CutWays, ReadNetwork } from './network-tasks.js';
import { type NetworkThreads, withNetworkThreads } from './network-threads.js';
import { latestSnapshot, publishSnapshot, type PublishedSnapshot } from './publish-snapshot.js';
import { enterSource, inTransaction, recordImport } from './record-import.js';
import { sha256Of } from './sha256-of.js';
import type { SourceRecord } from './source-record.js';
import type { WalkwayColumns } from './walkway-columns.js';
import { swapWalkways } from './walkway-rows.js';

export interface ImportNetworkRequest {
  readonly manager: EntityManager;
  /** An .osm.pbf, or a file of lines, … */
  readonly file?: string;
  /** … or the lines themselves, coordinates in `options.crs`, … */
  readonly records?: Iterable<SourceRecord>;
  /** … or the ways, in WGS 84. */
  readonly ways?: WaySet;
  readonly options: ImportOptions;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** Walkable ways, and what their reader has to say about them. */
interface ReadWays {
  readonly network: ReadNetwork;
  readonly ignored: Readonly<Record<string, number>>;
  readonly issues: readonly ImportIssue[];
  /** Lines left out because of an error. */
  readonly rejected: number;
  readonly crs: string;
  readonly encoding: string | null;
}

/** Below this share of the vertices in one piece a planner should look at the network. */
const WHOLE_NETWORK = 0.9;
/** Streets drawn twice over fewer metres than this are not worth a warning. */
const OVERLAP_METERS = 100;
/** Ends further apart than this are not one place drawn carelessly. */
const LONGEST_JOIN_METERS = 5;

/**
 * Replaces the walkways of one source by those of the file and, when anything changed, publishes a new snapshot of the
 * network of all sources, in one transaction. In the report a row is a walkway segment, the piece of a way
 * between two junctions, or a line that was rejected whole.
 * @throws PlanningError for options that do not fit and for a file that cannot be read whole; nothing is stored then.
 */
export async function importNetwork(request: ImportNetworkRequest): Promise<ImportReport> {
  return withNetworkThreads((threads) => importInThreads(request, threads));
}

async function importInThreads(
  request: ImportNetworkRequest,
  threads: NetworkThreads,
): Promise<ImportReport> {
  const { manager, options, signal } = request;
  const progress = request.progress ?? silentProgress;
  const started = performance.now();
  signal?.throwIfAborted();
  checkOptions(request);
  const read = await readWays(request, progress);
  const checksum = request.file === undefined ? null : await sha256Of(request.file);

  return inTransaction(manager, !options.dryRun, async (transaction) => {
    await enterSource(transaction, options.source);
    let cut!: CutWays;
    const fill = async (stage: (batch: WalkwayColumns) => Promise<void>): Promise<number> => {
      progress.begin(IMPORT_STAGES.stage, 0);
      const ask = {
        read: read.network,
        nodeCrossings: options.nodeCrossings ?? false,
        joinMeters: options.joinMeters,
      };
      cut = await threads.run('cutWays', ask, stage, signal);
      checkCut(cut);
      return cut.segmentCount;
    };
    const counts = await swapWalkways(transaction, options.source.key, fill, progress, signal);
    const ignored: Record<string, number> = { ...read.ignored, ...cut.ignoredCounts };
    const before = await latestSnapshot(transaction);
    const isNew = before === null || counts.inserted + counts.updated + counts.deleted > 0;
    const snapshot = isNew ? await publishSnapshot(transaction, threads, progress, signal) : before;
    if (isNew) await new SourcesRepository(transaction).bumpRevision('network', transaction);
    signal?.throwIfAborted();

    const issues = new IssueLog(NETWORK_FIELDS);
    issues.add(...read.issues, ...networkIssues(ignored, snapshot));
    for (const row of cut.gatesOffLines) issues.add(importIssue('GATE_OFF_LINES', { row }));
    const { nodeCount, edgeCount, vertexCount, lengthMeters, componentCount, mainComponentShare } =
      snapshot.summary;
    const report: ImportReport = {
      dataset: 'network',
      source: options.source.key,
      fileName: options.fileName ?? (request.file === undefined ? null : path.basename(request.file)),
      read: cut.segmentCount + read.rejected,
      ...counts,
      rejected: read.rejected,
      dryRun: options.dryRun ?? false,
      issues: issues.sorted(),
      issuesOmitted: issues.omitted,
      issueCounts: issues.counts,
      crs: read.crs,
      encoding: read.encoding,
      seconds: Math.round(performance.now() - started) / 1000,
      network: {
        snapshotId: snapshot.snapshotId,
        isNew,
        nodeCount,
        edgeCount,
        vertexCount,
        lengthMeters,
        componentCount,
        mainComponentShare,
        ignored,
        survey: snapshot.survey,
        noding: cut.noding,
      },
    };
    if (!options.dryRun) await recordImport(transaction, report, options, checksum);
    return report;
  });
}

function checkOptions({ file, options: { joinMeters } }: ImportNetworkRequest): void {
  if (joinMeters === undefined) return;
  if (!(joinMeters > 0 && joinMeters <= LONGEST_JOIN_METERS)) {
    throw badInput(`joinMeters must be above 0 and at most ${LONGEST_JOIN_METERS}; got ${joinMeters}.`, {
      field: 'joinMeters',
    });
  }
  if (file !== undefined && isPbf(file)) {
    throw badInput('joinMeters is for lines; the ways of an .osm.pbf meet at their common nodes.', {
      field: 'joinMeters',
    });
  }
}

/** A way's number is its key; a second way of the same number would overwrite the first. */
function checkCut({ segmentCount, duplicate }: CutWays): void {
  if (segmentCount === 0) throw importError('NO_WALKWAYS');
  if (duplicate !== null) throw importError('DUPLICATE_KEY', { field: 'id', value: duplicate });
}

function isPbf(file: string): boolean {
  return /\.pbf$/i.test(file);
}

async function readWays(request: ImportNetworkRequest, progress: Progress): Promise<ReadWays> {
  const { file, records, ways, signal, options } = request;
  const plain = { ignored: {}, issues: [], rejected: 0, crs: 'wgs84', encoding: null };
  if (file === undefined) {
    if (ways !== undefined) return { ...plain, network: { ways } };
    if (records === undefined) throw importError('EMPTY_FILE');
    const crs = crsOf(options.crs, null);
    const reader = new LineReader(crs, options.map ?? {}, options.set ?? {});
    const collector = new LineCollector();
    await inTurns(takeEach(records, (record) => collector.add(reader.read(record))));
    return { ...foundIn(collector), crs: crs.id, encoding: null };
  }
  if (!isPbf(file)) return readLines(file, options, progress, signal);
  const osm = await readOsmWalkways(file, { progress, signal });
  const ignored = { ...osm.report.ignored } as Record<string, number>;
  return { ...plain, network: { ways: osm.ways }, ignored, issues: osm.report.issues };
}

/** An authority's lines; a line that cannot be read is rejected, the others are taken. */
async function readLines(
  path: string,
  options: ImportOptions,
  progress: Progress,
  signal?: AbortSignal,
): Promise<ReadWays> {
  const file = await openDatasetFile(path, { encoding: options.encoding, declaredCrs: options.crs });
  const crs = crsOf(options.crs, file.crsHint);
  const reader = new LineReader(crs, options.map ?? {}, options.set ?? {});
  const collector = new LineCollector();
  let records = 0;
  let bytes = 0;
  progress.begin(IMPORT_STAGES.read, file.bytesTotal);
  for await (const record of file.records()) {
    collector.add(reader.read(record));
    if (++records % 1000 !== 0) continue;
    signal?.throwIfAborted();
    progress.advance(file.bytesRead() - bytes);
    bytes = file.bytesRead();
  }
  const found = foundIn(collector);
  return { ...found, issues: [...file.issues, ...found.issues], crs: crs.id, encoding: file.encoding };
}

function foundIn(collector: LineCollector): Omit<ReadWays, 'crs' | 'encoding'> {
  const { issues, ignored } = collector;
  const rejected = new Set(issues.filter(({ severity }) => severity === 'error').map(({ row }) => row)).size;
  return {
    network: { lines: collector.lines(), gates: collector.gates() },
    ignored: ignored as Record<string, number>,
    issues,
    rejected,
  };
}

function* takeEach<T>(items: Iterable<T>, take: (item: T) => void): Generator<void, void> {
  for (const item of items) {
    take(item);
    yield;
  }
}

function networkIssues(
  ignored: Readonly<Record<string, number>>,
  { summary: { componentCount, mainComponentShare }, survey }: PublishedSnapshot,
): ImportIssue[] {
  const issues = Object.entries(ignored).map(([reason, count]) => {
    const { zh, en } = ignoredWayWords(reason);
    return importIssue('WAYS_IGNORED', { value: reason, reasonZh: zh, reasonEn: en, count });
  });
  if (mainComponentShare !== null && mainComponentShare < WHOLE_NETWORK) {
    const sharePercent = (mainComponentShare * 100).toFixed(1);
    issues.push(importIssue('MANY_COMPONENTS', { count: componentCount, sharePercent }));
  }
  if (survey !== null && survey.overlapMeters >= OVERLAP_METERS)
    issues.push(importIssue('OVERLAPPING_SOURCES', { meters: Math.round(survey.overlapMeters) }));
  return issues;
}
