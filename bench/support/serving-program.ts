// The server as `npm start` runs it, for bench/serving.ts to ask from outside: says its port to the parent process, and
// answers every message with how long its event loop has been blocked since the message before.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { OwnWork } from './own-work.js';
import { buildApp } from '../../src/app.js';
import { silentProgress } from '../../src/kernel/progress.js';
import { parseConfig } from '../../src/platform/config/parse-config.js';
import { beginEmbedded } from '../../src/platform/database/begin-embedded.js';
import { createLogger } from '../../src/platform/log/create-logger.js';
import { createServer } from '../../src/server/create-server.js';

/** What the program says of its event loop, in milliseconds. */
export interface LoopReport {
  /** As a client sees it: everything that kept the loop from turning. */
  readonly longestBlock: number;
  /** The same without the time in which the machine ran something else; NaN where the system does not tell. */
  readonly longestWork: number;
}

const config = parseConfig(process.env);
const log = createLogger({ level: 'warn', secrets: [], destination: process.stderr });
const app = await buildApp(config, { progress: silentProgress, log, embedded: beginEmbedded(config) });
const server = await createServer({ config, app, log, examples: [] });
const port = await server.listen();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const ownWork = new OwnWork();

process.on('message', () => {
  const report: LoopReport = { longestBlock: delay.max / 1e6, longestWork: ownWork.take() };
  delay.reset();
  process.send!(report);
});
process.on('disconnect', () => process.exit(0));
process.send!({ port });
