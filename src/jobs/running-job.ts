import { PlanningError } from '../platform/errors/planning-error.js';
import type { ClaimsRepository } from './claims.repository.js';
import type { AnyJobKind, ProgressFigures } from './job-kind.js';
import type { Job } from './job.record.js';

/** Between two signs of life; each also tells the latest figures and finds out whether the job was cancelled. */
const BEAT_MILLIS = 150;
/** Longer than any kind allows itself; ends what forgot to end. */
const MOST_MILLIS = 6 * 3_600_000;

/** Why a run was ended from outside. */
export type Interruption = 'CANCELLED' | 'LOST' | 'STOPPING';

/** How a run ended: with a result as JSON, with what it threw, or from outside. */
export type RunEnd =
  { readonly result: string } | { readonly error: unknown } | { readonly interrupted: Interruption };

/** One run of one job in this process. */
export class RunningJob {
  private readonly controller = new AbortController();
  private interrupted: Interruption | null = null;
  private latest: ProgressFigures | null = null;
  private beating: Promise<void> | null = null;
  private beatenAt = -Infinity;

  constructor(
    readonly job: Job,
    readonly claim: string,
    private readonly claims: ClaimsRepository,
    private readonly onBeat: () => void,
    /** Told what kept a sign of life from being given. */
    private readonly onMissedBeat: (error: unknown) => void,
  ) {}

  /** Does the work to its end, however it ends; never rejects. No statement of its own runs afterwards. */
  async run(kind: AnyJobKind): Promise<RunEnd> {
    const { signal } = this.controller;
    const { actor, role, question } = this.job;
    const pulse = setInterval(() => (this.beating ??= this.beat()), BEAT_MILLIS);
    const limit = setTimeout(() => this.controller.abort(tooLong()), MOST_MILLIS);
    try {
      const work = kind.run(JSON.parse(question) as never, {
        viewer: { actor, role },
        signal,
        progress: (figures) => {
          this.latest = finite(figures);
          if (performance.now() - this.beatenAt >= BEAT_MILLIS) this.beating ??= this.beat();
        },
      });
      const result = await Promise.race([work, whenAborted(signal)]);
      // What it came to, too.
      await this.beating;
      if (this.latest) await this.beat();
      return { result: JSON.stringify(result ?? null) };
    } catch (error) {
      return this.interrupted ? { interrupted: this.interrupted } : { error };
    } finally {
      clearInterval(pulse);
      clearTimeout(limit);
      await this.beating;
    }
  }

  /** Ends the run at once; the first reason counts. */
  interrupt(why: Interruption): void {
    if (this.controller.signal.aborted) return;
    this.interrupted = why;
    this.controller.abort(new PlanningError('UNAVAILABLE', WORDS[why]));
  }

  private async beat(): Promise<void> {
    const figures = this.latest;
    this.latest = null;
    this.beatenAt = performance.now();
    try {
      if (!(await this.claims.beat(this.claim, figures))) this.interrupt('LOST');
      else if (figures) this.onBeat();
    } catch (error) {
      // The next beat finds out whether the claim outlived it.
      this.latest ??= figures;
      this.onMissedBeat(error);
    } finally {
      this.beating = null;
    }
  }
}

const WORDS: Readonly<Record<Interruption, string>> = {
  CANCELLED: 'The job was cancelled.',
  LOST: 'The job was cancelled, or given to another worker.',
  STOPPING: 'The program is stopping.',
};

function tooLong(): PlanningError {
  return new PlanningError(
    'DEADLINE_EXCEEDED',
    `The job took longer than ${MOST_MILLIS / 1000} s and was ended.`,
  );
}

/** Frees the worker even of work that does not heed its signal. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A bound of infinity says nothing. */
function finite(figures: ProgressFigures): ProgressFigures {
  const known = (figure: number | null) => (Number.isFinite(figure) ? figure : null);
  const { incumbent, bound, gap, seconds } = figures;
  return { incumbent: known(incumbent), bound: known(bound), gap: known(gap), seconds: known(seconds) };
}
