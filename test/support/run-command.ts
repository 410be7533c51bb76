import { PassThrough } from 'node:stream';
import { runCommandLine } from '../../src/commands/command-line.js';

/** What a shell sees of one command. */
export interface CommandRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command. */
export async function runCommand(
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandRun> {
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
