import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { runImport } from '../../src/imports/index.js';

export const GRID_COUNTY = '990101000000';
/** Codes have room for 999 towns. */
const UNITS_IN_TOWN = 30;
/** About 300 m. */
const STEP = 0.003;

/**
 * A made-up county of communities on a square grid, a walkway along every side of every cell, one place where people live
 * and one estate in each community, a station in every tenth; towns of thirty.
 */
export async function seedGridCounty(manager: EntityManager, units: number): Promise<void> {
  const side = Math.ceil(Math.sqrt(units));
  const towns = Math.ceil(units / UNITS_IN_TOWN);
  const run = (sql: string) => manager.query(sql);
  await run(`INSERT INTO data_source (key, title, synthetic) VALUES ('grid', 'Made-up county', true)`);
  await run(`INSERT INTO administrative_division (code, name, level, source_key)
    VALUES ('${GRID_COUNTY}', '格网县', 'COUNTY', 'grid')`);
  await run(`INSERT INTO administrative_division (code, name, level, parent_code, source_key)
    SELECT ${townCode('t')}, '镇' || t, 'TOWN', '${GRID_COUNTY}', 'grid' FROM generate_series(0, ${towns - 1}) t`);
  await run(`CREATE TABLE grid_unit AS SELECT u, left(${townCode(`(u / ${UNITS_IN_TOWN})`)}, 9)
      || lpad((201 + u % ${UNITS_IN_TOWN})::text, 3, '0') AS code, ${townCode(`(u / ${UNITS_IN_TOWN})`)} AS town,
      118 + (u % ${side}) * ${STEP} AS lon, 33 + (u / ${side}) * ${STEP} AS lat
    FROM generate_series(0, ${units - 1}) u`);
  await run(`INSERT INTO administrative_division (code, name, level, parent_code, boundary, source_key)
    SELECT code, '村' || u, 'VILLAGE', town, ST_Multi(ST_MakeEnvelope(lon - ${STEP / 2}, lat - ${STEP / 2},
      lon + ${STEP / 2}, lat + ${STEP / 2}, 4326)), 'grid' FROM grid_unit`);
  await run(`INSERT INTO facility (id, name, kind, capabilities, published, entrance, division_code, division_from, source_key)
    SELECT 'g-' || u, '站' || u, 'COMMUNITY_STATION', '{DAY_CARE}', true, ST_SetSRID(ST_MakePoint(lon, lat), 4326), code,
      'DECLARED', 'grid' FROM grid_unit WHERE u % 10 = 0`);
  await run(`INSERT INTO facility_status (facility_id, valid_from, status)
    SELECT 'g-' || u, '2020-01-01', 'OPERATING' FROM grid_unit WHERE u % 10 = 0`);
  await run(`INSERT INTO demand_point (id, kind, location, weight_60, division_code, division_from, source_key)
    SELECT 'd-' || u, 'VILLAGE', ST_SetSRID(ST_MakePoint(lon, lat), 4326), 100 + u % 50, code, 'DECLARED', 'grid'
    FROM grid_unit`);
  await run(`INSERT INTO housing_estate (id, name, households, location, division_code, division_from, source_key)
    SELECT 'e-' || u, '小区' || u, 200 + u % 90, ST_SetSRID(ST_MakePoint(lon, lat), 4326), code, 'DECLARED', 'grid'
    FROM grid_unit`);
  await run(`INSERT INTO target (jurisdiction_code, indicator_key, value, deadline, document_key, clause, recorded_by,
      source_key)
    SELECT '${GRID_COUNTY}', indicator_key, value, deadline, document_key, clause, 'bench', source_key
    FROM target WHERE jurisdiction_code = '321302000000' AND version = 1`);
  await run('DROP TABLE grid_unit');
  await run('ANALYZE');
  await importGrid(manager, side, Math.ceil(units / side));
}

/** Walkways along the rows and columns; they meet at every place. */
async function importGrid(manager: EntityManager, columns: number, rows: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-grid-'));
  const at = (x: number, y: number) => [round(118 + x * STEP), round(33 + y * STEP)];
  const span = (count: number) => Array.from({ length: count }, (_, index) => index);
  const lines = [
    ...span(rows).map((y) => span(columns).map((x) => at(x, y))),
    ...span(columns).map((x) => span(rows).map((y) => at(x, y))),
  ];
  const features = lines
    .filter((line) => line.length > 1)
    .map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates },
    }));
  try {
    const file = path.join(folder, 'grid.geojson');
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
    const actor = { actor: 'bench', role: 'admin' } as const;
    await runImport({
      manager,
      dataset: 'network',
      file,
      source: { key: 'grid-network', synthetic: true },
      actor,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** Six digits of the county and three of the town. */
function townCode(town: string): string {
  return `'990101' || lpad((${town} + 1)::text, 3, '0') || '000'`;
}
