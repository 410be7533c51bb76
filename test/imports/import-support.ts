import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Geometry } from 'geojson';
import { importDataset, type ImportDatasetRequest } from '../../src/imports/import-dataset.js';
import type { ImportOptions } from '../../src/imports/import-options.js';
import type { ImportReport } from '../../src/imports/import-report.js';
import type { SourceRecord } from '../../src/imports/source-record.js';
import type { Database } from '../../src/platform/database/open-database.js';

export const admin = { actor: 'tester', role: 'admin' } as const;

/** Writes a file of this content into a folder of its own. */
export function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'carecircle-')), name);
  writeFileSync(file, content);
  return file;
}

/** Rows as records, numbered from 1; a `geometry` member is the row's geometry. */
export function records(...rows: readonly Record<string, unknown>[]): SourceRecord[] {
  return rows.map(({ geometry, ...properties }, index) => ({
    row: index + 1,
    properties,
    geometry: (geometry as Geometry | undefined) ?? null,
  }));
}

/** Imports rows or a file with the least ceremony. */
export function importer(database: Database) {
  return (
    dataset: ImportDatasetRequest['dataset'],
    input: string | SourceRecord[],
    options: Partial<ImportOptions> = {},
  ): Promise<ImportReport> =>
    importDataset({
      manager: database.manager,
      dataset,
      ...(typeof input === 'string' ? { file: input } : { records: input }),
      options: { source: { key: 'test', title: 'Test' }, actor: admin, ...options },
    });
}

/** A square of about the given side around a point, as a GeoJSON polygon. */
export function square(lon: number, lat: number, sideMeters: number): Geometry {
  const dy = sideMeters / 2 / 111_195;
  const dx = dy / Math.cos((lat * Math.PI) / 180);
  const ring = [
    [lon - dx, lat - dy],
    [lon + dx, lat - dy],
    [lon + dx, lat + dy],
    [lon - dx, lat + dy],
    [lon - dx, lat - dy],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Codes of a report's issues with their rows: `BAD_CODE@2`. */
export function found(report: ImportReport): string[] {
  return report.issues.map(({ code, row }) => (row === null ? code : `${code}@${row}`));
}

export async function revisionOf(database: Database, dataset: string): Promise<number> {
  const [{ revision }] = await database.manager.query(
    'SELECT revision FROM dataset_revision WHERE dataset = $1',
    [dataset],
  );
  return Number(revision);
}

export async function countOf(database: Database, table: string): Promise<number> {
  const [{ count }] = await database.manager.query(`SELECT count(*)::integer AS count FROM ${table}`);
  return count;
}

/** A county with a street of one community and a town of one village, on two squares side by side. */
export const smallTree = [
  { code: '321302000000', name: '宿城区', geometry: square(118.3, 33.95, 6000) },
  { code: '321302001000', name: '幸福街道', geometry: square(118.29, 33.95, 1800) },
  { code: '321302001001', name: '凤凰居委会', urbanRuralClass: '111', geometry: square(118.29, 33.95, 1000) },
  { code: '321302101000', name: '王官集镇', geometry: square(118.315, 33.95, 1800) },
  {
    code: '321302101201',
    name: '汪庄村委会',
    urbanRuralClass: '220',
    geometry: square(118.315, 33.95, 1000),
  },
];
