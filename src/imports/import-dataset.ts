import path from 'node:path';
import type { Geometry } from 'geojson';
import type { EntityManager } from 'typeorm';
import { silentProgress, type Progress } from '../kernel/progress.js';
import { Turns } from '../platform/compute/in-turns.js';
import { badInput } from '../platform/errors/bad-input.js';
import { SourcesRepository } from '../platform/sources/index.js';
import { IMPORT_STAGES } from './import-stages.js';
import { settleDivisions } from './check-divisions.js';
import { placeShapes, repairShapes } from './check-shapes.js';
import { warnOfCrs } from './crs-evidence.js';
import { isInChinaBox } from './crs/crs-plausibility.js';
import type { Crs } from '../platform/crs/find-crs.js';
import { crsOf } from './crs-of.js';
import { DATASET_PLANS, type DatasetPlan, type Repeat } from './datasets/index.js';
import { openDatasetFile, type DatasetFile, type DatasetFormat } from './formats/open-dataset-file.js';
import { importIssue } from './import-issue.js';
import type { ImportOptions } from './import-options.js';
import { IssueLog, type ImportDatasetName, type ImportReport } from './import-report.js';
import { reassignDivisions } from './reassign-divisions.js';
import { enterSource, inTransaction, recordImport } from './record-import.js';
import { RowReader } from './row-reader.js';
import { sha256Of } from './sha256-of.js';
import type { SourceRecord } from './source-record.js';
import { Stage, type StagedRow } from './stage.js';
import { keepAbsentValues, storeStaged } from './store-staged.js';

export interface ImportDatasetRequest {
  readonly manager: EntityManager;
  readonly dataset: Exclude<ImportDatasetName, 'network'>;
  /** A file of rows, … */
  readonly file?: string;
  /** … or the rows themselves, coordinates in `options.crs`. */
  readonly records?: AsyncIterable<SourceRecord> | Iterable<SourceRecord>;
  readonly options: ImportOptions;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/** A batch is full with this many rows, or this many positions of polygons. */
const BATCH_ROWS = 500;
const BATCH_POSITIONS = 50_000;

/**
 * Imports a file or rows of a dataset in one transaction: read, draft, stage, check, store. Rows with an error are
 * left out and reported; rows that are stored already and the same are left alone. A dry run is the same and rolled
 * back.
 * @throws PlanningError for what concerns the whole file (empty, cut short, personal data, unknown CRS, …); nothing is
 *   stored then. An abort throws the signal's reason.
 */
export async function importDataset(request: ImportDatasetRequest): Promise<ImportReport> {
  const { manager, options, signal } = request;
  const started = performance.now();
  signal?.throwIfAborted();
  if (options.nodeCrossings || options.joinMeters !== undefined)
    throw badInput('nodeCrossings and joinMeters are for the dataset network only.', {
      dataset: request.dataset,
    });
  const file = request.file === undefined ? null : await openDatasetFile(request.file, fileOptions(options));
  const crs = crsOf(options.crs, file?.crsHint ?? null);
  const checksum = request.file === undefined ? null : await sha256Of(request.file);
  return inTransaction(manager, !options.dryRun, async (transaction) => {
    await enterSource(transaction, options.source);
    const report = await importRows(request, transaction, file, crs, started);
    if (!options.dryRun) await recordImport(transaction, report, options, checksum);
    return report;
  });
}

/** Formats whose rows all have the same columns. */
export const COLUMNAR: ReadonlySet<DatasetFormat> = new Set(['csv', 'xlsx', 'shapefile']);

function fileOptions(options: ImportOptions) {
  const { lon, lat } = options.map ?? {};
  return {
    encoding: options.encoding,
    declaredCrs: options.crs,
    columns: lon !== undefined && lat !== undefined ? { lon, lat } : undefined,
  };
}

async function importRows(
  request: ImportDatasetRequest,
  transaction: EntityManager,
  file: DatasetFile | null,
  crs: Crs,
  started: number,
): Promise<ImportReport> {
  const { dataset, options, signal } = request;
  const plan: DatasetPlan<unknown> = DATASET_PLANS[dataset];
  const progress = request.progress ?? silentProgress;
  const issues = new IssueLog(plan.fields);
  issues.add(...(file?.issues ?? []));
  const reader = new RowReader(
    {
      fields: plan.fields,
      crs,
      sourceKey: options.source.key,
      map: options.map ?? {},
      set: options.set ?? {},
      isColumnar: file !== null && COLUMNAR.has(file.format),
    },
    (row) => plan.read(row),
  );
  const stage = new Stage(transaction, plan, issues, reader.present);
  await stage.create();
  const counted = await stageRecords(request, file, reader, stage, progress);
  issues.add(...reader.columnIssues());

  const steps: readonly (() => Promise<unknown>)[] = [
    () => stage.query('ANALYZE staged_import'),
    () => keepAbsentValues(stage),
    () => repairShapes(stage),
    () => placeShapes(stage),
    () => plan.check?.(stage) ?? Promise.resolve(),
    () => (plan.divisionOf ? settleDivisions(stage) : Promise.resolve()),
    () => warnOfCrs(stage, crs),
    () => warnOutsideChina(stage),
  ];
  progress.begin(IMPORT_STAGES.check, steps.length);
  for (const step of steps) {
    signal?.throwIfAborted();
    await step();
    progress.advance();
  }
  progress.begin(IMPORT_STAGES.store, 1);
  const stored = await storeStaged(stage, options.source.key, options.actor.actor);
  const changed = dataset === 'divisions' ? await reassignDivisions(stage) : [];
  if (stored.inserted + stored.updated > 0) changed.push(dataset);
  const revisions = new SourcesRepository(transaction);
  for (const name of changed) await revisions.bumpRevision(name, transaction);
  signal?.throwIfAborted();
  progress.advance();
  return {
    dataset,
    source: options.source.key,
    fileName: options.fileName ?? (request.file === undefined ? null : path.basename(request.file)),
    read: counted.read,
    ...stored,
    rejected: counted.rejected + stage.rejectedCount,
    deleted: 0,
    dryRun: options.dryRun ?? false,
    issues: issues.sorted(),
    issuesOmitted: issues.omitted,
    issueCounts: issues.counts,
    crs: crs.id,
    encoding: file?.encoding ?? null,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** Reads all records into the staging table; duplicates of a key after its first row are rejected. */
async function stageRecords(
  { records, signal }: ImportDatasetRequest,
  file: DatasetFile | null,
  reader: RowReader<unknown>,
  stage: Stage,
  progress: Progress,
): Promise<{ readonly read: number; readonly rejected: number }> {
  const { plan, issues } = stage;
  const firstRows = new Map<string, number>();
  const repeats: Repeat<unknown>[] = [];
  let batch: StagedRow<unknown>[] = [];
  let positions = 0;
  let read = 0;
  let rejected = 0;
  let bytes = 0;
  const turns = new Turns();
  const flush = async (): Promise<void> => {
    signal?.throwIfAborted();
    await turns.next();
    await stage.add(batch);
    batch = [];
    positions = 0;
    const now = file?.bytesRead() ?? 0;
    progress.advance(now - bytes);
    bytes = now;
  };
  progress.begin(IMPORT_STAGES.read, file?.bytesTotal ?? 0);
  for await (const record of file?.records() ?? records ?? []) {
    await turns.pause();
    const { row } = record;
    read++;
    const { draft, issues: found } = reader.read(record);
    issues.add(...found);
    const key = draft === null ? '' : plan.keyOf(draft);
    const firstRow = firstRows.get(key);
    if (draft === null || firstRow !== undefined) {
      rejected++;
      if (draft !== null) {
        const named = plan.nameOf ? { value: plan.nameOf(draft) } : { field: plan.key, value: key };
        issues.add(importIssue('DUPLICATE_KEY', { row, ...named, firstRow }));
        if (plan.again) repeats.push({ row, draft });
      }
      continue;
    }
    firstRows.set(key, row);
    positions += positionsIn(record.geometry);
    if (batch.push({ place: read, row, draft }) >= BATCH_ROWS || positions >= BATCH_POSITIONS) await flush();
  }
  await flush();
  if (repeats.length > 0) await plan.again!(stage, repeats);
  return { read, rejected };
}

/** Chinese codes with coordinates outside China: taken, because the CRS does not forbid it, and reported once. */
async function warnOutsideChina(stage: Stage): Promise<void> {
  const coded = stage.plan.dataset === 'divisions' ? 'true' : "division_from = 'DECLARED'";
  const rows: { row: number; lon: number; lat: number }[] = await stage.query(`
    SELECT row, ST_X(location) AS lon, ST_Y(location) AS lat FROM staged_import
    WHERE NOT rejected AND location IS NOT NULL AND ${coded} ORDER BY place`);
  const outside = rows.filter(({ lon, lat }) => !isInChinaBox(lon, lat));
  if (outside.length === 0) return;
  const [{ row, lon, lat }] = outside;
  stage.issues.add(
    importIssue('POINTS_OUTSIDE_CHINA', { count: outside.length, firstRow: row, value: `${lon}, ${lat}` }),
  );
}

function positionsIn(geometry: Geometry | null): number {
  if (geometry?.type === 'Polygon') return geometry.coordinates.reduce((sum, ring) => sum + ring.length, 0);
  if (geometry?.type === 'MultiPolygon')
    return geometry.coordinates.flat().reduce((sum, ring) => sum + ring.length, 0);
  return 1;
}
