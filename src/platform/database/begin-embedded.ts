import { existsSync } from 'node:fs';
import type { Config } from '../config/config.js';
import { holderOf } from './directory-lock.js';
import { dataFolder, EmbeddedDatabase } from './embedded-database.js';

/**
 * Starts the embedded database of these settings ahead of its first use, so that it boots in its own thread while the
 * program loads; null where there is none yet, or none is to be started here. A failure shows when the result is awaited.
 */
export function beginEmbedded({ database }: Config): Promise<EmbeddedDatabase> | null {
  if (database.url || !existsSync(dataFolder(database.directory))) return null;
  if (holderOf(database.directory) !== null) return null;
  const starting = EmbeddedDatabase.start({ directory: database.directory });
  starting.catch(() => {
    // Reported by openDatabase, which awaits the same promise.
  });
  return starting;
}
