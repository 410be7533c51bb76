/** Runs stepwise work to its end in one go. */
export function finish<R>(steps: Iterator<unknown, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with a pause after every step. */
export async function finishInTurns<R>(
  steps: Iterator<unknown, R>,
  pause: () => Promise<void> | void,
): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
