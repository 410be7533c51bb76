import { parseConfig } from './platform/config/parse-config.js';
import { readEnvironment } from './platform/config/read-environment.js';
import { beginEmbedded } from './platform/database/begin-embedded.js';

const env = readEnvironment();
const embedded = databaseAhead();
const [{ runProgram }, { buildApp }] = await Promise.all([
  import('./server/run-program.js'),
  import('./app.js'),
]);

const exitCode = await runProgram({
  buildApp: (config, options) => buildApp(config, { ...options, embedded }),
  argv: process.argv.slice(2),
  env,
  stdout: process.stdout,
  stderr: process.stderr,
  onStop,
});
process.exit(exitCode);

/** The database boots in its own thread while this one loads the rest of the program. */
function databaseAhead() {
  try {
    return beginEmbedded(parseConfig(env));
  } catch {
    // Settings that are not right are reported by runProgram.
    return null;
  }
}

/** The first signal stops in order, the second at once. */
function onStop(stop: (reason: string) => void): () => void {
  let asked = false;
  const listener = (signal: string) => {
    if (asked) process.exit(130);
    asked = true;
    stop(signal);
  };
  process.on('SIGINT', listener).on('SIGTERM', listener);
  return () => process.off('SIGINT', listener).off('SIGTERM', listener);
}
