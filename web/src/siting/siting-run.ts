import { addProgress, type ProgressPoint } from './progress-points.js';

/** What the server tells of a job. */
export interface JobTold {
  readonly id: string;
  readonly state: string;
  readonly progress?: {
    readonly incumbent?: number | null;
    readonly bound?: number | null;
    readonly gap?: number | null;
    readonly seconds?: number | null;
  } | null;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly errorId?: string | null;
  } | null;
}

/** How a run talks to the server. */
export interface RunApi<Q, R> {
  readonly start: (question: Q) => Promise<{ readonly id: string }>;
  /** Tells every change of a job until it has ended; rejects where it cannot. */
  readonly watch: (id: string, hear: (told: JobTold | null) => void, signal: AbortSignal) => Promise<void>;
  /** Null where there is no such job. */
  readonly look: (id: string, signal: AbortSignal) => Promise<JobTold | null>;
  readonly cancel: (id: string) => Promise<unknown>;
  readonly result: (id: string, signal: AbortSignal) => Promise<R | null>;
  /** Milliseconds without news after which it looks by itself. */
  readonly pause: number;
}

export type RunPhase =
  'idle' | 'starting' | 'queued' | 'running' | 'cancelling' | 'cancelled' | 'failed' | 'done';

export interface RunState<R> {
  readonly phase: RunPhase;
  readonly jobId: string | null;
  readonly points: readonly ProgressPoint[];
  readonly gap: number | null;
  readonly outcome: R | null;
  /** What went wrong, of the job or on the way. */
  readonly problem: unknown;
}

/** The problem of a search that is not, or no longer, known. */
export const NO_SUCH_JOB = Symbol('no such job');

const IDLE = { phase: 'idle', jobId: null, points: [], gap: null, outcome: null, problem: null } as const;
/** Looks that may fail one after the other before it is given up. */
const PATIENCE = 5;
const ENDED: Readonly<Record<string, RunPhase>> = { DONE: 'done', FAILED: 'failed', CANCELLED: 'cancelled' };

/** A search for sites as this page follows it: begun, followed by what is told or by looking, called off, its result. */
export class SitingRun<Q, R> {
  state: RunState<R> = IDLE;
  /** When the latest progress was told, of performance.now(). */
  private toldAt = 0;
  private following: AbortController | null = null;

  constructor(
    private readonly api: RunApi<Q, R>,
    private readonly onChange: () => void,
  ) {}

  get isBusy(): boolean {
    return ['starting', 'queued', 'running', 'cancelling'].includes(this.state.phase);
  }

  /** What is known up to now: between two tellings the search goes on, and its best plan and bound still hold. */
  pointsUntil(now: number): readonly ProgressPoint[] {
    const { points } = this.state;
    const last = points[points.length - 1];
    if (!last || !this.isBusy) return points;
    return addProgress(points, { ...last, seconds: last.seconds + Math.max(0, now - this.toldAt) / 1000 });
  }

  /** Begins a search; one that was followed before goes on unseen unless it was cancelled. */
  async start(question: Q): Promise<void> {
    const following = this.followAnew();
    this.put({ ...IDLE, phase: 'starting' });
    try {
      const { id } = await this.api.start(question);
      if (following.signal.aborted) return void this.api.cancel(id).catch(() => {});
      this.put({ jobId: id, phase: 'queued' });
      await this.follow(id, following.signal);
    } catch (problem) {
      if (!following.signal.aborted) this.put({ phase: 'failed', problem });
    }
  }

  /** Follows a search begun earlier, such as by the address. */
  async resume(id: string): Promise<void> {
    const { signal } = this.followAnew();
    this.put({ ...IDLE, jobId: id, phase: 'queued' });
    try {
      await this.follow(id, signal);
    } catch (problem) {
      if (!signal.aborted) this.put({ phase: 'failed', problem });
    }
  }

  /** Calls the search off; that it is being called off shows at once. */
  async cancel(): Promise<void> {
    const { jobId, phase } = this.state;
    if (phase === 'starting') {
      this.stop();
      return this.put({ phase: 'cancelled' });
    }
    if (jobId === null || !this.isBusy) return;
    this.put({ phase: 'cancelling' });
    try {
      await this.api.cancel(jobId);
      if (this.state.phase !== 'cancelling') return;
      this.stop();
      this.put({ phase: 'cancelled' });
    } catch (problem) {
      if (this.state.phase === 'cancelling') this.put({ phase: 'running', problem });
    }
  }

  /** Looks no longer; the search itself goes on. */
  stop(): void {
    this.following?.abort();
    this.following = null;
  }

  clear(): void {
    this.stop();
    this.put(IDLE);
  }

  private followAnew(): AbortController {
    this.stop();
    this.following = new AbortController();
    return this.following;
  }

  /** Takes in what is told, and looks by itself where nothing was told for a while. */
  private async follow(id: string, signal: AbortSignal): Promise<void> {
    let hasEnded = false;
    let heardAt = -Infinity;
    let failures = 0;
    const ended = new AbortController();
    const hear = (told: JobTold | null) => {
      if (signal.aborted || hasEnded) return;
      heardAt = performance.now();
      failures = 0;
      hasEnded = this.take(told);
      if (hasEnded) ended.abort();
    };
    const either = AbortSignal.any([signal, ended.signal]);
    // Without a web socket looking will do.
    this.api.watch(id, hear, either).catch(() => {});
    while (!either.aborted) {
      await waitFor(this.api.pause, either);
      if (either.aborted || performance.now() - heardAt < this.api.pause) continue;
      try {
        hear(await this.api.look(id, either));
      } catch (problem) {
        if (!either.aborted && (!mayPass(problem) || ++failures >= PATIENCE)) throw problem;
      }
    }
    if (signal.aborted || this.state.phase !== 'done') return;
    const outcome = await this.api.result(id, signal);
    if (!signal.aborted) this.put({ outcome });
  }

  /** @returns whether it has ended */
  private take(told: JobTold | null): boolean {
    if (told === null) {
      this.put({ phase: 'failed', problem: NO_SUCH_JOB });
      return true;
    }
    const { progress, error } = told;
    if (progress?.seconds != null) {
      const { seconds, incumbent = null, bound = null } = progress;
      this.toldAt = performance.now();
      const points = addProgress(this.state.points, { seconds, incumbent, bound });
      this.put({ points, gap: progress.gap ?? null });
    }
    const end = ENDED[told.state];
    if (end) this.put({ phase: end, problem: error ?? null });
    else if (this.state.phase !== 'cancelling')
      this.put({ phase: told.state === 'QUEUED' ? 'queued' : 'running' });
    return end !== undefined;
  }

  private put(patch: Partial<RunState<R>>): void {
    this.state = { ...this.state, ...patch };
    this.onChange();
  }
}

/** Whether the same question may well be answered a little later; a refusal will stay one. */
function mayPass(problem: unknown): boolean {
  return (problem as { readonly isPassing?: boolean } | null)?.isPassing !== false;
}

function waitFor(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, millis);
    signal.addEventListener('abort', end);
  });
}
