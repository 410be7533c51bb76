import { PassThrough } from 'node:stream';
import { runCommandLine } from '../../src/commands/command-line.js';

/** One command as a shell sees it: exit code and both outputs. */
export async function runCommand(argv: readonly string[], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await runCommandLine({
    argv,
    env,
    stdout,
    stderr: stderr as unknown as NodeJS.WriteStream,
  });
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { exitCode, stdout: text(stdout), stderr: text(stderr) };
}
