import type { Feature } from 'geojson';
import type { EntityManager } from 'typeorm';
import { demandRole, type Viewer } from '../platform/access/viewer.js';
import { Turns } from '../platform/compute/in-turns.js';
import { badInput } from '../platform/errors/bad-input.js';
import { checkGeometry } from './formats/check-geometry.js';
import { importDataset } from './import-dataset.js';
import { importNetwork } from './import-network.js';
import type { ImportDatasetName, ImportReport } from './import-report.js';
import type { ImportFeaturesArguments, ImportSourceInput } from './import-report.record.js';
import type { SourceRecord } from './source-record.js';

/** What natural-resources and housing staff keep. */
const OF_ESTATES: ReadonlySet<ImportDatasetName> = new Set([
  'estates',
  'careRooms',
  'evidence',
  'pools',
  'careLand',
  'communityPremises',
  'availablePremises',
]);

/** Imports that come through the API: the same path as a file's. */
export class ImportsService {
  constructor(private readonly manager: EntityManager) {}

  /** @throws PlanningError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, and what refuses a whole file. */
  async importFeatures(
    input: ImportFeaturesArguments,
    viewer: Viewer,
    signal?: AbortSignal,
  ): Promise<ImportReport> {
    const { dataset, features, crs, dryRun, nodeCrossings, joinMeters } = input;
    demandRole(
      viewer,
      'importFeatures',
      'planner',
      ...(OF_ESTATES.has(dataset) ? ['resources' as const] : []),
    );
    if (features.type !== 'FeatureCollection') {
      throw badInput(`features: expected a FeatureCollection, got ${features.type}.`, { field: 'features' });
    }
    if (features.features.length === 0)
      throw badInput('features: the FeatureCollection is empty.', { field: 'features' });
    const options = {
      source: sourceOf(input.source),
      actor: viewer,
      crs,
      dryRun,
      fileName: 'importFeatures',
      nodeCrossings,
      joinMeters: joinMeters ?? undefined,
    };
    // Reading and checking the request took a turn already.
    await new Turns().next();
    if (dataset === 'network') {
      return importNetwork({ manager: this.manager, records: recordsOf(features.features), options, signal });
    }
    return importDataset({
      manager: this.manager,
      dataset,
      records: recordsOf(features.features),
      options,
      signal,
    });
  }
}

function sourceOf({ key, title, attribution, licence, vintage }: ImportSourceInput) {
  return { key, title: title ?? undefined, attribution, licence, vintage };
}

/** Features as records, numbered from 1. */
function* recordsOf(features: Iterable<Feature>): Generator<SourceRecord> {
  let row = 0;
  for (const feature of features) {
    row++;
    const { geometry, issues } = checkGeometry(feature.geometry, row);
    const properties = { ...feature.properties };
    if (feature.id !== undefined && properties.id === undefined) properties.id = feature.id;
    yield { row, properties, geometry, issues };
  }
}
