import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrateDatabase, openDatabase } from '../../src/platform/database/open-database.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

function schemaHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(path.join(root, 'migrations')).sort()) {
    hash.update(name).update(readFileSync(path.join(root, 'migrations', name)));
  }
  hash.update(readFileSync(path.join(root, 'node_modules/@electric-sql/pglite/package.json')));
  return hash.digest('hex').slice(0, 12);
}

/** File of the migrated, empty embedded database that tests start from. */
export function templateImage(): string {
  return path.join(root, 'node_modules/.cache/carecircle', `template-${schemaHash()}.tar`);
}

/** Name of the migrated, empty database on the server that tests copy. */
export function templateName(): string {
  return `carecircle_template_${schemaHash()}`;
}

/** Vitest global setup: migrates once, so that each test file starts in a second or two. */
export default async function setup(): Promise<void> {
  const url = process.env.DATABASE_URL;
  await (url ? prepareServer(url) : prepareImage());
}

async function prepareImage(): Promise<void> {
  const image = templateImage();
  if (existsSync(image)) return;
  const database = await openDatabase({
    url: null,
    directory: null,
    entities: [],
    statementTimeoutMillis: 60_000,
  });
  await migrateDatabase(database);
  const bytes = await database.embedded!.dump();
  await database.close();
  mkdirSync(path.dirname(image), { recursive: true });
  const draft = `${image}.${process.pid}`;
  writeFileSync(draft, bytes);
  renameSync(draft, image);
}

async function prepareServer(url: string): Promise<void> {
  const name = templateName();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock(7236002)');
    const known = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (known.rowCount) return;
    await admin.query(`CREATE DATABASE ${name}`);
    const address = new URL(url);
    address.pathname = `/${name}`;
    const database = await openDatabase({
      url: address.href,
      directory: null,
      entities: [],
      statementTimeoutMillis: 60_000,
    });
    await migrateDatabase(database);
    await database.close();
  } finally {
    await admin.end();
  }
}
