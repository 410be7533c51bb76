import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/platform/database/directory-lock.js';
import {
  migrateDatabase,
  openDatabase,
  type Database,
} from '../../../src/platform/database/open-database.js';
import { translateDatabaseError } from '../../../src/platform/errors/translate-database-error.js';
import { openTestDatabase } from '../../support/database.js';
import { templateImage } from '../../support/template-database.js';

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
    const first = await openDatabase({ ...options, image: templateImage() });
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

  it('takes requests larger than a socket hands over at once', async () => {
    const database = await openDatabase(options);
    const visit = `
      const client = new (require('pg').Client)({ host: process.argv[1], user: 'postgres', database: 'postgres' });
      const text = '走'.repeat(300000);
      client.connect()
        .then(() => client.query('SELECT length($1::text) AS n, $1::text AS text', [text]))
        .then(({ rows: [{ n, text: same }] }) => { console.log(n, same === text); return client.end(); });`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', visit, folder]);
    expect(stdout.trim()).toBe('300000 true');
    await database.close();
  });

  /** A client that changes a row and then sends what no PostgreSQL survives. */
  async function breakOff({ embedded }: Database, change: string): Promise<Error> {
    const stream = embedded!.connect();
    const client = new pg.Client({ stream: () => stream as never, user: 'postgres', database: 'postgres' });
    const failure = once(client, 'error');
    client.on('error', () => {});
    await client.connect();
    await client.query('BEGIN');
    await client.query(change);
    stream.write(Buffer.from('y\0\0\0\x04S\0\0\0\x04', 'latin1'));
    const [error] = await failure;
    return error;
  }

  it('starts anew when PostgreSQL breaks off, with what was committed', async () => {
    const database = await openDatabase(options);
    const [{ i }] = await database.manager.query('SELECT i FROM kept');
    // The second one waits for the change to end.
    const [broken, waiting] = await Promise.all([
      breakOff(database, 'UPDATE kept SET i = -1'),
      database.manager.query('SELECT pg_sleep(0.5)').catch((reason: unknown) => reason),
    ]);
    expect(broken.message).toContain('broke off');
    if (waiting instanceof Error)
      expect(translateDatabaseError(waiting)).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await database.manager.query('SELECT i FROM kept')).toEqual([{ i }]);
    await database.manager.query('UPDATE kept SET i = i + 1');
    await database.close();
    const again = await openDatabase(options);
    expect(await again.manager.query('SELECT i FROM kept')).toEqual([{ i: i + 1 }]);
    await again.close();
  });

  it('says so when it breaks off in memory, and keeps nobody waiting', async () => {
    const database = await openDatabase({ ...options, directory: null, image: templateImage() });
    const error = await breakOff(database, 'CREATE TABLE lost (i int)');
    expect(translateDatabaseError(error)).toMatchObject({ code: 'UNAVAILABLE' });
    const later: unknown = await database.manager.query('SELECT 1').catch((reason: unknown) => reason);
    expect(translateDatabaseError(later)).toMatchObject({ code: 'UNAVAILABLE' });
    await database.close();
  });

  it('refuses the folder of another live process that opens no socket', async () => {
    writeFileSync(path.join(folder, 'carecircle.lock'), String(process.ppid));
    expect(() => lockDirectory(folder)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    await expect(openDatabase(options)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    rmSync(path.join(folder, 'carecircle.lock'));
  });
});
