import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { nodeCrossings, splitWays, type WaySet } from '../kernel/network/index.js';
import { silentProgress, type Progress } from '../kernel/progress.js';
import { badInput } from '../platform/errors/bad-input.js';
import { SourcesRepository } from '../platform/sources/index.js';
import { IMPORT_STAGES } from './import-stages.js';
import { crsOf } from './crs-of.js';
import { linesToWaySet } from './formats/lines-to-way-set.js';
import { openDatasetFile } from './formats/open-dataset-file.js';
import { readOsmWalkways } from './formats/osm-pbf.js';
import { ignoredWayWords } from './ignored-way-words.js';
import { importError, importIssue, type ImportIssue } from './import-issue.js';
import type { ImportOptions } from './import-options.js';
import { IssueLog, type ImportReport, type NodingReport } from './import-report.js';
import { LineReader } from './line-reader.js';
import { latestSnapshot, publishSnapshot, type PublishedSnapshot } from './publish-snapshot.js';
import { enterSource, inTransaction, recordImport } from './record-import.js';
import { sha256Of } from './sha256-of.js';
import type { SourceRecord } from './source-record.js';
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
  readonly ways: WaySet;
  readonly ignored: Readonly<Record<string, number>>;
  readonly issues: readonly ImportIssue[];
  /** Lines left out because of an error. */
  readonly rejected: number;
  readonly crs: string;
  readonly encoding: string | null;
  readonly joinedEndCount: number;
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
  const { manager, options, signal } = request;
  const progress = request.progress ?? silentProgress;
  const started = performance.now();
  signal?.throwIfAborted();
  checkOptions(request);
  const read = await readWays(request, progress);
  const { ways, noding } = nodedWays(read, options);
  const { segments, ignoredCounts } = splitWays(ways);
  if (segments.length === 0) throw importError('NO_WALKWAYS');
  checkWayNumbers(ways);
  const checksum = request.file === undefined ? null : await sha256Of(request.file);
  const ignored: Record<string, number> = { ...read.ignored, ...ignoredCounts };

  return inTransaction(manager, !options.dryRun, async (transaction) => {
    await enterSource(transaction, options.source);
    const counts = await swapWalkways(transaction, options.source.key, segments, progress, signal);
    const before = await latestSnapshot(transaction);
    const isNew = before === null || counts.inserted + counts.updated + counts.deleted > 0;
    const snapshot = isNew ? await publishSnapshot(transaction, progress) : before;
    if (isNew) await new SourcesRepository(transaction).bumpRevision('network', transaction);
    signal?.throwIfAborted();

    const issues = new IssueLog();
    issues.add(...read.issues, ...networkIssues(ignored, snapshot));
    const { nodeCount, edgeCount, vertexCount, lengthMeters, componentCount, mainComponentShare } =
      snapshot.summary;
    const report: ImportReport = {
      dataset: 'network',
      source: options.source.key,
      fileName: options.fileName ?? (request.file === undefined ? null : path.basename(request.file)),
      read: segments.length + read.rejected,
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
        noding,
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

function nodedWays(
  { ways, joinedEndCount }: ReadWays,
  { nodeCrossings: isAsked = false, joinMeters }: ImportOptions,
): { readonly ways: WaySet; readonly noding: NodingReport | null } {
  if (!isAsked)
    return {
      ways,
      noding: joinMeters === undefined ? null : { crossingCount: 0, touchCount: 0, joinedEndCount },
    };
  const { ways: noded, crossingCount, touchCount } = nodeCrossings(ways);
  return { ways: noded, noding: { crossingCount, touchCount, joinedEndCount } };
}

function isPbf(file: string): boolean {
  return /\.pbf$/i.test(file);
}

async function readWays(request: ImportNetworkRequest, progress: Progress): Promise<ReadWays> {
  const { file, records, ways, signal, options } = request;
  const plain = { ignored: {}, issues: [], rejected: 0, crs: 'wgs84', encoding: null, joinedEndCount: 0 };
  if (file === undefined) {
    if (ways !== undefined) return { ...plain, ways };
    if (records === undefined) throw importError('EMPTY_FILE');
    const crs = crsOf(options.crs, null);
    const reader = new LineReader(crs, options.map ?? {}, options.set ?? {});
    return {
      ...waysOf(
        Array.from(records, (record) => reader.read(record)),
        options,
      ),
      crs: crs.id,
      encoding: null,
    };
  }
  if (!isPbf(file)) return readLines(file, options, progress, signal);
  const osm = await readOsmWalkways(file, { progress, signal });
  const ignored = { ...osm.report.ignored } as Record<string, number>;
  return { ...plain, ways: osm.ways, ignored, issues: osm.report.issues };
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
  const records: SourceRecord[] = [];
  let bytes = 0;
  progress.begin(IMPORT_STAGES.read, file.bytesTotal);
  for await (const record of file.records()) {
    records.push(reader.read(record));
    if (records.length % 1000 !== 0) continue;
    signal?.throwIfAborted();
    progress.advance(file.bytesRead() - bytes);
    bytes = file.bytesRead();
  }
  const found = waysOf(records, options);
  return { ...found, issues: [...file.issues, ...found.issues], crs: crs.id, encoding: file.encoding };
}

function waysOf(
  records: readonly SourceRecord[],
  { joinMeters }: ImportOptions,
): Omit<ReadWays, 'crs' | 'encoding'> {
  const { ways, issues, ignored, joinedEndCount } = linesToWaySet(records, { joinMeters });
  const rejected = new Set(issues.filter(({ severity }) => severity === 'error').map(({ row }) => row)).size;
  return { ways, ignored: ignored as Record<string, number>, issues, rejected, joinedEndCount };
}

/** A way's number is its key; a second way of the same number would overwrite the first. */
function checkWayNumbers({ wayId }: WaySet): void {
  const seen = new Set<number>();
  for (const id of wayId) {
    if (seen.has(id)) throw importError('DUPLICATE_KEY', { field: 'id', value: id });
    seen.add(id);
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
