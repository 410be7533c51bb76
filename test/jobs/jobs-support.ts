import { createJobsRoom, type JobRun, type JobsRoom } from '../../src/jobs/index.js';
import type { Viewer } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';

export const planner: Viewer = { actor: 'key:planner', role: 'planner' };
export const otherPlanner: Viewer = { actor: 'key:other', role: 'planner' };
export const admin: Viewer = { actor: 'key:admin', role: 'admin' };

/** What a test's job is to do. */
export interface Order {
  readonly does: 'ADD' | 'REFUSE' | 'BREAK' | 'DROP' | 'WAIT' | 'IGNORE';
  readonly numbers?: readonly number[];
}

/** One process as far as jobs go: a room of its own, what its runs were told, and its log. */
export interface JobProcess {
  readonly room: JobsRoom;
  readonly runs: { readonly order: Order; readonly viewer: Viewer; readonly signal: AbortSignal }[];
  readonly logged: unknown[];
  begin(atOnce?: number): void;
}

/** @param isAlone as the process that holds an embedded database is. */
export function openProcess(database: Database, isAlone = false): JobProcess {
  const room = createJobsRoom({ database: isAlone ? database : { ...database, embedded: null } });
  const runs: JobProcess['runs'] = [];
  const logged: unknown[] = [];
  const log = (what: unknown) => void logged.push(what);
  room.jobs.define('TEST', {
    run(order: Order, run) {
      runs.push({ order, viewer: run.viewer, signal: run.signal });
      return carryOut(order, run);
    },
  });
  return {
    room,
    runs,
    logged,
    begin: (atOnce = 1) => room.begin({ atOnce, log: { info: log, warn: log, error: log } as never }),
  };
}

async function carryOut({ does, numbers = [] }: Order, { signal, progress }: JobRun): Promise<unknown> {
  switch (does) {
    case 'ADD':
      return { sum: numbers.reduce((sum, number) => sum + number, 0) };
    case 'REFUSE':
      throw new PlanningError('NOT_FOUND', 'There is no such place.', { code12: '1' });
    case 'BREAK':
      throw new TypeError('secret details');
    case 'DROP':
      throw new PlanningError('UNAVAILABLE', 'A thread ended.');
    case 'WAIT':
      progress({ incumbent: 3, bound: 5, gap: 2 / 3, seconds: 0.1 });
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    case 'IGNORE':
      return new Promise(() => {});
  }
}

/** Waits until something holds; fails after half a minute. */
export async function until<T>(read: () => Promise<T> | T, holds: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 30_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
