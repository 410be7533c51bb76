import { setImmediate as letOthersRun } from 'node:timers/promises';

const MILLIS_PER_TURN = 8;

/** Takes the steps of some work to its end and lets other requests run every few milliseconds; short work is one turn. */
export async function inTurns<R>(steps: Iterator<unknown, R>): Promise<R> {
  let turnEnds = performance.now() + MILLIS_PER_TURN;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await letOthersRun();
    turnEnds = performance.now() + MILLIS_PER_TURN;
  }
}
