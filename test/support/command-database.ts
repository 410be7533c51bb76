import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { entities } from '../../src/app.js';
import { SOCKET_NAME, type EmbeddedDatabase } from '../../src/platform/database/embedded-database.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openTestDatabase } from './database.js';
import { runCommand, type CommandRun } from './run-command.js';

/** A fresh, migrated database that commands find by their settings. */
export interface CommandDatabase {
  readonly database: Database;
  run(...argv: readonly string[]): Promise<CommandRun>;
  close(): Promise<void>;
}

/**
 * Opens it once for all commands of a test file. The embedded one is offered as a running program offers its own: a
 * folder that is held, with a socket in it.
 */
export async function openCommandDatabase(): Promise<CommandDatabase> {
  const database = await openTestDatabase(entities);
  const { embedded } = database;
  const door = embedded ? await openDoorway(embedded) : null;
  const { url } = database.dataSource.options as { url?: string };
  const env: Record<string, string> = door ? { DATA_DIR: door.directory } : { DATABASE_URL: url! };
  return {
    database,
    run: (...argv) => runCommand(argv, env),
    async close() {
      door?.close();
      await database.close();
    },
  };
}

async function openDoorway(embedded: EmbeddedDatabase) {
  const directory = mkdtempSync(path.join(tmpdir(), 'carecircle-'));
  const server = createServer((socket) => {
    const client = embedded.connect();
    socket.pipe(client).pipe(socket);
    socket.on('error', () => client.destroy());
    client.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(path.join(directory, SOCKET_NAME), resolve));
  // This process's own lock would count as free to it.
  writeFileSync(path.join(directory, 'carecircle.lock'), String(process.ppid));
  return {
    directory,
    close() {
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
