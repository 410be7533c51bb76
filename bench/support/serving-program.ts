// The server as `npm start` runs it, for bench/serving.ts to ask from outside: says its port to the parent process and
// does what its messages ask for.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildApp } from '../../src/app.js';
import { silentProgress } from '../../src/kernel/progress.js';
import { parseConfig } from '../../src/platform/config/parse-config.js';
import { beginEmbedded } from '../../src/platform/database/begin-embedded.js';
import { createLogger } from '../../src/platform/log/create-logger.js';
import { createServer } from '../../src/server/create-server.js';
import { OwnWork } from './own-work.js';

/**
 * `loop`: how long the event loop was blocked since it was asked last; it is watched from the first time on, which takes
 * a tenth of the processor, until `rest`. `publish`: the same network as a new snapshot.
 */
export type ServingQuestion = 'loop' | 'rest' | 'publish';

/** What the program says of its event loop, in milliseconds. */
export interface LoopReport {
  /** As a client sees it: everything that kept the loop from turning. */
  readonly longestBlock: number;
  /** The same without the time in which the machine ran something else; NaN where the system does not tell. */
  readonly longestWork: number;
  /** All threads of the program together, since it began. */
  readonly processorMillis: number;
}

const PUBLISH_AGAIN = `
  INSERT INTO network_snapshot (checksum, node_count, edge_count, vertex_count, component_count, main_component_share,
    length_meters, synthetic, sources, content)
  SELECT checksum, node_count, edge_count, vertex_count, component_count, main_component_share, length_meters,
    synthetic, sources, content
  FROM network_snapshot ORDER BY id DESC LIMIT 1`;

const config = parseConfig(process.env);
const log = createLogger({ level: 'warn', secrets: [], destination: process.stderr });
const app = await buildApp(config, { progress: silentProgress, log, embedded: beginEmbedded(config) });
const server = await createServer({ config, app, log, examples: [] });
const port = await server.listen();
const delay = monitorEventLoopDelay({ resolution: 1 });
const ownWork = new OwnWork();

async function answer(question: ServingQuestion): Promise<LoopReport | null> {
  if (question === 'publish') {
    await app.database.manager.query(PUBLISH_AGAIN);
    return null;
  }
  if (question === 'rest') {
    delay.disable();
    ownWork.end();
    return null;
  }
  const { user, system } = process.cpuUsage();
  const processorMillis = (user + system) / 1e3;
  const report = { longestBlock: delay.max / 1e6, longestWork: ownWork.take(), processorMillis };
  delay.enable();
  delay.reset();
  ownWork.begin();
  return report;
}

process.on('message', (question: ServingQuestion) => {
  void answer(question).then((report) => process.send!(report));
});
process.on('disconnect', () => process.exit(0));
process.send!({ port });
