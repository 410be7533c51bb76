import { PassThrough } from 'node:stream';
import { runCommandLine } from '../../src/commands/command-line.js';

/** One command as a shell sees it: exit code and both outputs. */
export async function runCommand(argv: readonly string[], env: Record<string, string> = {}) {
  const texts = ['', ''];
  const [stdout, stderr] = texts.map((_, at) =>
    new PassThrough().on('data', (chunk) => (texts[at] += String(chunk))),
  );
  const exitCode = await runCommandLine({
    argv,
    env,
    stdout,
    stderr: stderr as unknown as NodeJS.WriteStream,
  });
  return { exitCode, stdout: texts[0], stderr: texts[1] };
}
