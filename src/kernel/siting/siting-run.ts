import type { LpEngine } from '../milp/lp-engine.js';
import { relativeGap, type MilpSolver } from '../milp/milp-solver.js';

/** What a solve may use besides its own arithmetic. */
export interface SitingSolvers {
  readonly milp: MilpSolver;
  readonly lp: LpEngine;
  /** Seconds since some moment; the kernel has no clock of its own. */
  readonly clock: () => number;
}

export interface SitingOptions {
  readonly timeLimitSeconds: number;
  /** Relative gap that is good enough; default 0 = prove the optimum. */
  readonly gapTolerance?: number;
  /** Stops the work; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Awaited between steps, e.g. a setImmediate: lets a server answer others and aborts arrive. */
  readonly pause?: () => Promise<void>;
  /** Told how far the best plan's objective and the bound have come. */
  readonly watch?: (objective: number, bound: number) => void;
}

/** One solve under way: its helpers, its clock, and when it may stop. */
export class SitingRun {
  readonly milp: MilpSolver;
  readonly lp: LpEngine;
  readonly signal: AbortSignal | undefined;
  readonly gapTolerance: number;
  readonly watch: SitingOptions['watch'];
  private readonly startedAt: number;

  constructor(
    readonly solvers: SitingSolvers,
    private readonly options: SitingOptions,
  ) {
    this.milp = solvers.milp;
    this.lp = solvers.lp;
    this.signal = options.signal;
    this.gapTolerance = options.gapTolerance ?? 0;
    this.watch = options.watch;
    this.startedAt = solvers.clock();
  }

  get seconds(): number {
    return this.solvers.clock() - this.startedAt;
  }

  readonly secondsLeft = (): number => this.options.timeLimitSeconds - this.seconds;

  readonly pause = async (): Promise<void> => {
    await this.options.pause?.();
    this.signal?.throwIfAborted();
  };

  /** Whether objective and bound are as close as was asked for; never true when the proof itself was asked for. */
  readonly isEnough = (objective: number, bound: number): boolean =>
    this.gapTolerance > 0 && relativeGap(objective, bound) <= this.gapTolerance;

  /** The same run without an audience, and proving to the end: for a question that is only part of another. */
  silent(): SitingRun {
    return this.part({ watch: undefined, gapTolerance: 0 });
  }

  /** The same run with another audience. */
  watching(watch: SitingOptions['watch']): SitingRun {
    return this.part({ watch });
  }

  private part(change: Partial<SitingOptions>): SitingRun {
    return new SitingRun(this.solvers, { ...this.options, timeLimitSeconds: this.secondsLeft(), ...change });
  }
}
