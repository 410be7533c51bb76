import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/platform/database/open-database.js';
import { templateImage, templateName } from './template-database.js';

/** A fresh, migrated database for one test file: embedded, or on the server DATABASE_URL names. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for a class
export async function openTestDatabase(entities: readonly Function[] = []): Promise<Database> {
  const url = process.env.DATABASE_URL;
  const options = { directory: null, entities, statementTimeoutMillis: 60_000 };
  if (!url) return openDatabase({ ...options, url: null, image: templateImage() });
  const name = `carecircle_test_${randomBytes(6).toString('hex')}`;
  await onServer(url, `CREATE DATABASE ${name} TEMPLATE ${templateName()}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const database = await openDatabase({ ...options, url: address.href });
  return {
    ...database,
    async close() {
      await database.close();
      await onServer(url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    // Copies of one template must not overlap.
    await admin.query('SELECT pg_advisory_lock(7236003)');
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
