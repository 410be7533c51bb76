import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../kernel/progress.js';

export interface TerminalProgress extends Progress {
  /** Ends the bar of the last stage. */
  finish(): void;
}

/** Shows stages as a bar on a terminal, and as one line a stage where the stream is a file or a pipe. */
export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): TerminalProgress {
  return stream.isTTY ? new BarProgress(stream) : new LineProgress(stream);
}

class BarProgress implements TerminalProgress {
  private bar: SingleBar | null = null;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  begin(stage: string, total: number): void {
    this.finish();
    this.bar = new SingleBar(
      { stream: this.stream, format: `${stage} {bar} {percentage}%`, hideCursor: true },
      Presets.shades_classic,
    );
    this.bar.start(Math.max(1, total), 0);
  }

  advance(amount = 1): void {
    this.bar?.increment(amount);
  }

  finish(): void {
    if (!this.bar) return;
    this.bar.update(this.bar.getTotal());
    this.bar.stop();
    this.bar = null;
  }
}

class LineProgress implements TerminalProgress {
  constructor(private readonly stream: NodeJS.WritableStream) {}

  begin(stage: string): void {
    this.stream.write(`${stage}…\n`);
  }

  advance(): void {}

  finish(): void {}
}
