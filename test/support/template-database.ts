import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { migrateDatabase, openDatabase } from '../../src/platform/database/open-database.js';
import { cacheFile, markUsed, putInCache, root } from './test-cache.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Hash of the migrations this run began with; they may be edited while it runs. */
    templateHash: string;
  }
}

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
  return imageOf(inject('templateHash'));
}

/** Name of the migrated, empty database on the server that tests copy. */
export function templateName(): string {
  return nameOf(inject('templateHash'));
}

const imageOf = (hash: string) => cacheFile('template', hash, 'tar');
const nameOf = (hash: string) => `carecircle_template_${hash}`;

/** Vitest global setup: migrates once, so that each test file starts in a second or two. */
export default async function setup(project: TestProject): Promise<void> {
  const hash = schemaHash();
  const url = process.env.DATABASE_URL;
  await (url ? prepareServer(url, nameOf(hash)) : prepareImage(imageOf(hash)));
  project.provide('templateHash', hash);
}

async function prepareImage(image: string): Promise<void> {
  if (existsSync(image)) return markUsed(image);
  const database = await openDatabase({
    url: null,
    directory: null,
    entities: [],
    statementTimeoutMillis: 60_000,
  });
  await migrateDatabase(database);
  const bytes = await database.embedded!.dump();
  await database.close();
  putInCache(image, bytes);
}

async function prepareServer(url: string, name: string): Promise<void> {
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
