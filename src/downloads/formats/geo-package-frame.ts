import initSqlJs from 'sql.js';
import { invariant } from '../../kernel/invariant.js';
import { WGS84 } from '../download-crs.js';
import { noteValues } from '../download-notes.js';
import type { DownloadTable } from '../download-table.js';
import type { Bounds } from './bounds.js';
import { PAGE_BYTES } from './sqlite-table.js';

const GEOMETRY_TYPES = {
  POINT: 'POINT',
  LINE: 'LINESTRING',
  POLYGON: 'MULTIPOLYGON',
  POINT_OR_POLYGON: 'GEOMETRY',
} as const;
const COLUMN_TYPES = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'BOOLEAN',
  date: 'DATE',
} as const;
/** "GPKG", version 1.3. */
const HEADER = 'PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;';

const TABLES = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
  CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
  CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
    definition TEXT NOT NULL, scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
  CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
    description TEXT, mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
  CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
    min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
  CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
  CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
    row_id_value INTEGER, timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata (id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata (id));`;

const EXTENSIONS = [
  ['gpkg_data_columns', 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema'],
  ['gpkg_data_column_constraints', 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema'],
  ['gpkg_metadata', 'gpkg_metadata', 'http://www.geopackage.org/spec130/#extension_metadata'],
  ['gpkg_metadata_reference', 'gpkg_metadata', 'http://www.geopackage.org/spec130/#extension_metadata'],
];

const ADD_SRS = 'INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)';
const NOTES_URI = 'https://www.geopackage.org';

/**
 * Everything of a GeoPackage but its features, written by SQLite. What varies takes as many pages whatever its value, so
 * that the frame can be written again once the bounds are known.
 */
export class GeoPackageFrame {
  /** Page of the root of the table of features, from 1. */
  readonly root: number;

  private constructor(
    private readonly database: initSqlJs.Database,
    private readonly name: string,
  ) {
    const [{ values }] = database.exec('SELECT rootpage FROM sqlite_schema WHERE name = ?', [name]);
    this.root = Number(values[0][0]);
  }

  /** @param now of the last change, in UTC */
  static async open(table: DownloadTable, now: string): Promise<GeoPackageFrame> {
    const { Database } = await sqlite();
    const database = new Database();
    try {
      addTables(database, table, now);
      return new GeoPackageFrame(database, table.name);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * The first pages of the file.
   * @param bounds null without features
   */
  bytes(bounds: Bounds | null): Buffer {
    const [west, south, east, north] = bounds ?? [null, null, null, null];
    const sides = [west, south, east, north, this.name];
    this.database.run(
      'UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?',
      sides,
    );
    const { buffer, byteOffset, length } = this.database.export();
    invariant(length % PAGE_BYTES === 0, `a frame of ${length} bytes`);
    return Buffer.from(buffer, byteOffset, length);
  }

  close(): void {
    this.database.close();
  }
}

function addTables(database: initSqlJs.Database, table: DownloadTable, now: string): void {
  const { name, title, columns, geometry, crs, notes } = table;
  database.run(`PRAGMA page_size = ${PAGE_BYTES}; BEGIN; ${HEADER} ${TABLES}`);
  addSystems(database, table);
  const fields = columns.map((column) => `${quoted(column.name)} ${COLUMN_TYPES[column.type]}`);
  const shape = geometry === null ? [] : [`geom ${GEOMETRY_TYPES[geometry]}`];
  database.run(
    `CREATE TABLE ${quoted(name)} (${['fid INTEGER PRIMARY KEY NOT NULL', ...shape, ...fields].join(', ')})`,
  );
  const srs = geometry === null ? 0 : crs.epsg;
  const kind = geometry === null ? 'attributes' : 'features';
  database.run('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, ?)', [
    ...[name, kind, title.zh, title.en, now, srs],
  ]);
  if (geometry !== null)
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [
      ...[name, 'geom', GEOMETRY_TYPES[geometry], srs],
    ]);
  for (const [of, extension, definition] of EXTENSIONS)
    database.run("INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')", [
      ...[of, extension, definition],
    ]);
  for (const column of columns)
    database.run('INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)', [
      // Twice: some programs show the short name, others the title.
      ...[name, column.name, column.zh, column.zh, column.en],
    ]);
  database.run("INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)", [
    ...[NOTES_URI, JSON.stringify(noteValues(notes))],
  ]);
  database.run("INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, 1, NULL)", [
    name,
    now,
  ]);
  database.run('COMMIT');
}

let loaded: Promise<initSqlJs.SqlJsStatic> | null = null;

/** Compiled once. */
function sqlite(): Promise<initSqlJs.SqlJsStatic> {
  loaded ??= initSqlJs();
  loaded.catch(() => (loaded = null));
  return loaded;
}

/** The three every GeoPackage has and the one it is in. */
function addSystems(database: initSqlJs.Database, { crs, geometry }: DownloadTable): void {
  database.run(ADD_SRS, ['Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian']);
  database.run(ADD_SRS, ['Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic']);
  const systems = geometry === null || crs.epsg === WGS84.epsg ? [WGS84] : [WGS84, crs];
  for (const { name, epsg, wkt } of systems) database.run(ADD_SRS, [name, epsg, 'EPSG', epsg, wkt, null]);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
