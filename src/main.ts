import 'reflect-metadata';
import { buildApp } from './app.js';
import { readEnvironment } from './platform/config/read-environment.js';
import { runProgram } from './server/run-program.js';

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

const exitCode = await runProgram({
  buildApp,
  argv: process.argv.slice(2),
  env: readEnvironment(),
  stdout: process.stdout,
  stderr: process.stderr,
  onStop,
});
process.exit(exitCode);
