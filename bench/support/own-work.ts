import { readFileSync } from 'node:fs';

const TICK_MILLIS = 1;
/** Linux: nanoseconds the main thread ran, and nanoseconds it was ready to run and had no processor. */
const FILE = `/proc/self/task/${process.pid}/schedstat`;

/** The longest stretch this thread has worked between two turns of its event loop, whatever else the machine ran. */
export class OwnWork {
  private longest = 0;
  private ran = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Looks from now on, which takes up to a tenth of the processor. */
  begin(): void {
    if (this.timer) return;
    this.ran = this.read();
    this.timer = setInterval(() => this.look(), TICK_MILLIS).unref();
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Milliseconds since the last taking or the beginning; NaN where the system does not tell. */
  take(): number {
    const { longest } = this;
    this.longest = 0;
    return longest;
  }

  private look(): void {
    const now = this.read();
    this.longest = Math.max(this.longest, now - this.ran);
    this.ran = now;
  }

  private read(): number {
    try {
      return Number(readFileSync(FILE, 'latin1').split(' ')[0]) / 1e6;
    } catch {
      return NaN;
    }
  }
}
