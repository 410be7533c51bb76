import type { EntityManager } from 'typeorm';
import type { Progress } from '../kernel/progress.js';
import type { Viewer } from '../platform/access/viewer.js';
import { badInput } from '../platform/errors/bad-input.js';
import { importDataset } from './import-dataset.js';
import { importNetwork } from './import-network.js';
import type { ImportSource } from './import-options.js';
import { IMPORT_DATASETS, type ImportDatasetName, type ImportReport } from './import-report.js';

export interface RunImportRequest {
  readonly manager: EntityManager;
  /** As typed; checked here. */
  readonly dataset: string;
  readonly file: string;
  readonly crs?: string;
  /** `field=column`, as typed. */
  readonly map?: readonly string[];
  /** `field=value` for every row, as typed. */
  readonly set?: readonly string[];
  /** For networks only; see ImportOptions. */
  readonly nodeCrossings?: boolean;
  readonly joinMeters?: number;
  readonly encoding?: string;
  /** Absent: `osm` for an .osm.pbf, `local` for everything else. */
  readonly source?: ImportSource;
  readonly dryRun?: boolean;
  readonly actor: Viewer;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Imports one file, as the command line asks for it.
 * @throws PlanningError when the whole file is refused (exit code 2); nothing is stored then.
 */
export async function runImport(request: RunImportRequest): Promise<ImportReport> {
  const { manager, file, progress, signal } = request;
  const dataset = datasetNamed(request.dataset);
  const options = {
    source: request.source ?? defaultSource(file),
    actor: request.actor,
    crs: request.crs,
    map: assignments('--map', 'field=column', request.map),
    set: assignments('--set', 'field=value', request.set),
    encoding: request.encoding,
    dryRun: request.dryRun,
    nodeCrossings: request.nodeCrossings,
    joinMeters: request.joinMeters,
  };
  return dataset === 'network'
    ? importNetwork({ manager, file, options, progress, signal })
    : importDataset({ manager, dataset, file, options, progress, signal });
}

/** 0 clean, 1 rows were rejected; a refused file throws and is 2. */
export function exitCodeOf(report: ImportReport): 0 | 1 {
  return report.rejected > 0 ? 1 : 0;
}

function datasetNamed(name: string): ImportDatasetName {
  const known = IMPORT_DATASETS.find((dataset) => dataset === name);
  if (known) return known;
  throw badInput(`Unknown dataset "${name}"; expected one of ${IMPORT_DATASETS.join(', ')}.`, {
    dataset: name,
  });
}

function defaultSource(file: string): ImportSource {
  if (!/\.pbf$/i.test(file)) return { key: 'local' };
  return {
    key: 'osm',
    title: 'OpenStreetMap',
    attribution: '© OpenStreetMap contributors',
    licence: 'ODbL-1.0',
  };
}

/** @throws PlanningError BAD_USER_INPUT unless every text is `name=value`. */
export function assignments(
  option: string,
  form: string,
  given: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const equals = text.indexOf('=');
      if (equals < 1) throw badInput(`${option} expects ${form}, got "${text}".`, { option });
      return [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
    }),
  );
}
