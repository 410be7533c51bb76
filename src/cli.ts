import 'reflect-metadata';
import { runCommandLine } from './commands/command-line.js';
import { readEnvironment } from './platform/config/read-environment.js';

// A reader that closes early (head, less) ends the program quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await runCommandLine({
  argv: process.argv.slice(2),
  env: readEnvironment(),
  stdout: process.stdout,
  stderr: process.stderr,
});
