// A process of its own: starts a job, waits until it works on it, and dies without a word.
import 'reflect-metadata';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { openProcess, planner, until } from './jobs-support.js';

const where = process.argv[2]!;
const isServer = where.startsWith('postgres');
const database = await openDatabase({
  url: isServer ? where : null,
  directory: isServer ? null : where,
  entities: [],
  statementTimeoutMillis: 60_000,
});
const { room, begin } = openProcess(database, !isServer);
begin();
const { id } = await room.jobs.start('TEST', { does: 'WAIT' }, planner);
await until(
  () => room.jobs.find(id, planner),
  (job) => job?.state === 'RUNNING' && job.progress !== null,
);
process.kill(process.pid, 'SIGKILL');
