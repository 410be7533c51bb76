import { setImmediate as letOthersRun } from 'node:timers/promises';

const MILLIS_PER_TURN = 5;

/**
 * Takes the steps of some work to its end and lets other requests run every few milliseconds; short work is one turn.
 * Rejects with the signal's reason on abort.
 */
export async function inTurns<R>(steps: Iterator<unknown, R>, signal?: AbortSignal): Promise<R> {
  const turns = new Turns();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (!turns.isOver) continue;
    await turns.next();
    signal?.throwIfAborted();
  }
}

/** The turn some work has on the event loop. */
export class Turns {
  private turnEnds = performance.now() + MILLIS_PER_TURN;
  private isFirst = true;

  get isOver(): boolean {
    return performance.now() >= this.turnEnds;
  }

  /** Lets other requests run. */
  async next(): Promise<void> {
    await letOthersRun();
    // What begins while input is read would otherwise go on before the loop has come round.
    if (this.isFirst) await letOthersRun();
    this.isFirst = false;
    this.turnEnds = performance.now() + MILLIS_PER_TURN;
  }

  /** To be called between steps: lets other requests run once the turn is over. */
  async pause(): Promise<void> {
    if (this.isOver) await this.next();
  }
}
