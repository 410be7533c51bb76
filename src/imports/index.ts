/**
 * Files and features into rows: reading formats and coordinate systems, staging, checks, the swap, the report.
 * Does not live here: the fields of a noun (its own room's `.feature.ts`), the walking engine (kernel, accessibility).
 * Neighbours: the catalogue rooms, walkways.
 */
import type { EntityManager } from 'typeorm';
import type { Progress } from '../kernel/progress.js';
import type { Room } from '../platform/graphql/room.js';
import { ImportRunsRepository } from './import-runs.repository.js';
import { ImportsResolver } from './imports.resolver.js';
import { ImportsService } from './imports.service.js';
import { prepareSampleRegion } from './load-sample-region.js';

export { openDatasetFile } from './formats/open-dataset-file.js';
export { readOsmWalkways } from './formats/osm-pbf.js';
export { countLines, formatImportReport, issueLines } from './format-import-report.js';
export { importDataset } from './import-dataset.js';
export { importNetwork } from './import-network.js';
export { IMPORT_DATASETS, type ImportDatasetName, type ImportReport } from './import-report.js';
export { importSchemaFiles } from './import-schema.js';
export { personalColumn } from './personal-data.js';
export { readRows, type RowsOfFile } from './read-rows.js';
export { loadSampleRegion } from './load-sample-region.js';
export { assignments, exitCodeOf, runImport, type RunImportRequest } from './run-import.js';

export interface ImportsRoom extends Room {
  /** Fills an empty database with the sample region where the settings say so. */
  prepare(mode: 'load' | 'none', progress: Progress): Promise<void>;
}

export function createImportsRoom({ manager }: { readonly manager: EntityManager }): ImportsRoom {
  const imports = new ImportsService(manager);
  const resolver = new ImportsResolver(imports, new ImportRunsRepository(manager));
  return {
    resolvers: [resolver],
    prepare: (mode, progress) =>
      mode === 'load' ? prepareSampleRegion(manager, progress) : Promise.resolve(),
  };
}
