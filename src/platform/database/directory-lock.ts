import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { PlanningError } from '../errors/planning-error.js';

export interface DirectoryLock {
  release(): void;
}

const LOCK_NAME = 'carecircle.lock';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Process id of the live program that holds the folder, or null when it is free. */
export function holderOf(directory: string): number | null {
  let text: string;
  try {
    text = readFileSync(path.join(directory, LOCK_NAME), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(text);
  return Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid) ? pid : null;
}

/**
 * Takes the folder for this process; PGlite itself does not notice a second process and would lose committed data.
 * @throws PlanningError CONFLICT when another live process holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const file = path.join(directory, LOCK_NAME);
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 1) throw error;
      const holder = holderOf(directory);
      if (holder !== null) {
        throw new PlanningError('CONFLICT', `Database folder ${directory} is in use by process ${holder}.`, {
          directory,
          processId: holder,
        });
      }
      // Left behind by a process that was killed.
      rmSync(file, { force: true });
    }
  }
}
