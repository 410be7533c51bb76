import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/platform/database/directory-lock.js';
import {
  migrateDatabase,
  openDatabase,
  type Database,
} from '../../../src/platform/database/open-database.js';
import { openTestDatabase } from '../../support/database.js';

describe('a database, embedded or server', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('has PostGIS and every migration', async () => {
    const [row] = await database.manager.query<{ area: number }[]>(
      `SELECT ST_Area(ST_MakeEnvelope(118, 33, 118.01, 33.01, 4326)::geography) AS area`,
    );
    expect(row!.area).toBeGreaterThan(1_030_000);
    expect(row!.area).toBeLessThan(1_040_000);
    expect(await database.dataSource.showMigrations()).toBe(false);
  });

  it('keeps a transaction apart from other connections', async () => {
    await database.manager.transaction(async (tx) => {
      await tx.query(`INSERT INTO data_source (key, title) VALUES ('draft', 'Draft')`);
      const outside = database.manager.query<unknown[]>(`SELECT 1 FROM data_source WHERE key = 'draft'`);
      await tx.query(`DELETE FROM data_source WHERE key = 'draft'`);
      void outside.then((rows) => expect(rows).toHaveLength(0));
    });
    await expect(
      database.manager.transaction(async (tx) => {
        await tx.query(`INSERT INTO data_source (key, title) VALUES ('undone', 'Undone')`);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await database.manager.query(`SELECT 1 FROM data_source WHERE key = 'undone'`)).toHaveLength(0);
  });

  it('reports a statement error with its PostgreSQL code and goes on', async () => {
    await expect(database.manager.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({
      driverError: { code: '22012' },
    });
    expect(await database.manager.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('runs every migration down and up again', async () => {
    for (let left = database.dataSource.migrations.length; left > 0; left--)
      await database.dataSource.undoLastMigration();
    expect(
      await database.manager.query(
        `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND relname NOT IN ('spatial_ref_sys', 'schema_migration')`,
      ),
    ).toEqual([]);
    expect(await migrateDatabase(database)).toBe(database.dataSource.migrations.length);
  });
});

describe.skipIf(process.env.DATABASE_URL)('the embedded database on a folder', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'carecircle-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const options = { url: null, directory: folder, entities: [], statementTimeoutMillis: 60_000 };

  it('keeps its data and takes over the lock of a dead process', async () => {
    const first = await openDatabase(options);
    await first.manager.query('CREATE TABLE kept (i int)');
    await first.manager.query('INSERT INTO kept VALUES (7)');
    await first.close();
    writeFileSync(path.join(folder, 'carecircle.lock'), '999999999');
    const second = await openDatabase(options);
    expect(await second.manager.query('SELECT i FROM kept')).toEqual([{ i: 7 }]);
    await second.close();
  });

  it('lets another process in through its socket while it runs, one transaction at a time', async () => {
    const database = await openDatabase(options);
    const visit = `
      const client = new (require('pg').Client)({ host: process.argv[1], user: 'postgres', database: 'postgres' });
      client.connect()
        .then(() => client.query('BEGIN'))
        .then(() => client.query('UPDATE kept SET i = i + 1'))
        .then(() => client.query('COMMIT'))
        .then(() => client.query('SELECT i FROM kept'))
        .then(({ rows }) => { console.log(rows[0].i); return client.end(); });`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', visit, folder]);
    expect(stdout.trim()).toBe('8');
    expect(await database.manager.query('SELECT i FROM kept')).toEqual([{ i: 8 }]);
    await database.close();
  });

  it('refuses the folder of another live process that opens no socket', async () => {
    writeFileSync(path.join(folder, 'carecircle.lock'), String(process.ppid));
    expect(() => lockDirectory(folder)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    await expect(openDatabase(options)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    rmSync(path.join(folder, 'carecircle.lock'));
  });
});
