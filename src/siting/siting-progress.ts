import { relativeGap } from '../kernel/milp/milp-solver.js';

/** How far the search for a plan has come. */
export interface SitingProgress {
  /** Objective of the best plan so far, null while there is none. */
  readonly incumbent: number | null;
  /** Nothing is better than this; null while nothing is known. */
  readonly bound: number | null;
  /** |bound − incumbent| ÷ |incumbent|; null while one of them is unknown. */
  readonly gap: number | null;
  /** Since the question came in. */
  readonly seconds: number;
}

export type WatchSiting = (progress: SitingProgress) => void;

const MILLIS_BETWEEN = 250;

/**
 * Tells a watcher at most four times a second how far a search has come; the best bound so far counts, as a step of
 * the proof may begin with a bound behind the one before.
 */
export class ProgressTeller {
  private bound: number | null = null;
  private toldAt = -Infinity;

  /** @param startedAt of performance.now() */
  constructor(
    private readonly watch: WatchSiting,
    private readonly maximizes: boolean,
    private readonly startedAt: number,
  ) {}

  readonly tell = (objective: number, bound: number): void => {
    if (Number.isFinite(bound)) {
      const better = this.maximizes ? Math.min : Math.max;
      this.bound = this.bound === null ? bound : better(this.bound, bound);
    }
    const now = performance.now();
    if (now - this.toldAt < MILLIS_BETWEEN) return;
    this.toldAt = now;
    const incumbent = Number.isFinite(objective) ? objective : null;
    const isKnown = incumbent !== null && this.bound !== null;
    this.watch({
      incumbent,
      bound: this.bound,
      gap: isKnown ? relativeGap(incumbent, this.bound!) : null,
      seconds: Math.round(now - this.startedAt) / 1000,
    });
  };
}
