import type { Viewer } from '../platform/access/viewer.js';

/** Figures of a job under way; what is not known is null. */
export interface ProgressFigures {
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly seconds: number | null;
}

/** What one run of a job has at hand. */
export interface JobRun {
  /** Who asked, with the role they had then. */
  readonly viewer: Viewer;
  /** Fires when the job is cancelled or the program stops; the run then ends its threads and rejects. */
  readonly signal: AbortSignal;
  /** Tells how far it is; may be called as often as is handy. */
  progress(figures: ProgressFigures): void;
}

/** One kind of long work. Question and result are plain data, as they go to the database and back. */
export interface JobKind<Question, Result> {
  /** Does the work. It may be begun again after a crash, so it changes nothing but its result. */
  run(question: Question, run: JobRun): Promise<Result>;
}

export type AnyJobKind = JobKind<never, unknown>;
