// Loaded before each test file that runs once, whatever the database (vitest.config.ts).
import pg from 'pg';
import { EmbeddedDatabase } from '../../src/platform/database/embedded-database.js';

function refuse(): never {
  throw new Error(
    'A test that runs once opens a database, so it would be tried on one kind only: let it take its database from ' +
      'test/support/database.ts or command-database.ts, and it runs on both.',
  );
}

EmbeddedDatabase.start = refuse;
pg.Client.prototype.connect = refuse;
