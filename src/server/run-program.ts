import { createServer as createProbe } from 'node:net';
import { parseArgs } from 'node:util';
import type { Config } from '../platform/config/config.js';
import { parseConfig, type Environment } from '../platform/config/parse-config.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { translateDatabaseError } from '../platform/errors/translate-database-error.js';
import { createLogger, type Logger } from '../platform/log/create-logger.js';
import { secretScrubber } from '../platform/log/scrub-secrets.js';
import { terminalProgress } from '../platform/log/terminal-progress.js';
import type { App, BuildApp } from './app-contract.js';
import { createServer, explainListenError, type Server } from './create-server.js';
import { exampleQueries } from './example-queries.js';
import { welcomeText } from './welcome.js';

export interface ProgramGround {
  readonly buildApp: BuildApp;
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Called with what is to stop the program; returns what no longer listens. */
  onStop(stop: (reason: string) => void): () => void;
}

/** Exit codes: 0 stopped as asked, 1 our own failure, 2 something the user can put right. */
export type ExitCode = 0 | 1 | 2;

const HELP = `Usage: npm start -- [--host ADDRESS] [--port NUMBER]

Serves GraphQL, GraphiQL, health and metrics. Every setting is described in .env.example;
--host and --port stand over HOST and PORT.
`;

/** The server program from arguments to exit code: checks settings, builds, serves, waits to be stopped, closes. */
export async function runProgram(ground: ProgramGround): Promise<ExitCode> {
  const { stdout, stderr, env } = ground;
  let scrub = secretScrubber();
  try {
    const options = readArguments(ground.argv);
    if (options.help) {
      stdout.write(HELP);
      return 0;
    }
    const config = parseConfig({ ...env, ...options.overrides });
    const secrets = secretsOf(config);
    scrub = secretScrubber(secrets);
    const log = createLogger({ level: config.logLevel, secrets, destination: stderr });
    await serve(config, log, ground);
    return 0;
  } catch (error) {
    const known = error instanceof PlanningError ? error : translateDatabaseError(error);
    if (known) {
      stderr.write(`carecircle: ${scrub(known.message)}\n`);
      return 2;
    }
    stderr.write(
      `carecircle: unexpected error\n${scrub(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    return 1;
  }
}

async function serve(config: Config, log: Logger, ground: ProgramGround): Promise<void> {
  const stopped = stopSignal(ground);
  // The sample region takes a while to load; a taken port should not be found out after it.
  await demandFreePort(config);
  const progress = terminalProgress(ground.stderr);
  let app: App | null = null;
  let server: Server | null = null;
  try {
    app = await Promise.race([ground.buildApp(config, { progress, log }), stopped.promise.then(() => null)]);
    progress.finish();
    // Stopped while building: the process ends with what it was building, which the database survives.
    if (!app) return;
    server = await createServer({ config, app, log, examples: exampleQueries });
    const port = await server.listen();
    ground.stdout.write(
      welcomeText({ config, port, localAdmin: server.localAdmin, examples: exampleQueries }),
    );
    log.info({ reason: await stopped.promise }, 'stopping');
  } finally {
    progress.finish();
    await server?.close();
    await app?.close();
    stopped.forget();
  }
}

function stopSignal({ onStop }: ProgramGround) {
  let forget = () => {};
  const promise = new Promise<string>((resolve) => {
    forget = onStop(resolve);
  });
  return { promise, forget: () => forget() };
}

function readArguments(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { host: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const overrides: Record<string, string> = {};
    if (values.host !== undefined) overrides.HOST = values.host;
    if (values.port !== undefined) overrides.PORT = values.port;
    return { help: values.help ?? false, overrides };
  } catch (error) {
    throw new PlanningError('BAD_USER_INPUT', `${(error as Error).message} (--help shows what there is)`);
  }
}

function secretsOf({ access, database }: Config): string[] {
  const secrets = [access.adminApiKey?.reveal() ?? ''];
  if (database.url) {
    const { password } = new URL(database.url.reveal());
    secrets.push(database.url.reveal(), password, safeDecode(password));
  }
  // A very short password would blot out ordinary words.
  return secrets.filter((secret) => secret.length >= 4);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function demandFreePort({ server }: Config): Promise<void> {
  if (server.port === 0) return;
  const probe = createProbe();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(explainListenError(error, server)));
    probe.listen({ host: server.host, port: server.port, exclusive: true }, () =>
      probe.close(() => resolve()),
    );
  });
}
