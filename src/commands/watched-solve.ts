import type { CommandGround } from './command-ground.js';

/** How far a search has come, as the live line shows it; null where nothing is known. */
export interface ShownProgress {
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly seconds: number;
}

/**
 * Runs a search with a live line; Ctrl-C ends it at once. null when the user stopped it: that is told, and the exit
 * code is 130.
 */
export async function watchedSolve<T>(
  ground: CommandGround,
  run: (options: { signal: AbortSignal; watch: (progress: ShownProgress) => void }) => Promise<T>,
): Promise<T | null> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt);
  const watch = (progress: ShownProgress) => ground.liveLine.show(() => progressText(progress));
  try {
    return await run({ signal: stop.signal, watch });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    ground.liveLine.clear();
    ground.remark('已中断 · interrupted; there is no answer.');
    ground.exitCode = 130;
    return null;
  } finally {
    process.off('SIGINT', onInterrupt);
    ground.liveLine.clear();
  }
}

function progressText({ incumbent, bound, gap, seconds }: ShownProgress): string {
  const figure = (value: number | null) => (value === null ? '–' : String(Number(value.toPrecision(9))));
  const percent = gap === null ? '–' : `${(gap * 100).toFixed(3)} %`;
  return `${seconds.toFixed(1)} s  方案 incumbent ${figure(incumbent)}  界 bound ${figure(bound)}  差距 gap ${percent}`;
}
