import type { CoverCut } from './cover-cuts.js';
import type { CoverHint } from './cover-relaxation.js';

export interface BranchCoverOptions {
  /** Value of the best plan known. */
  readonly incumbent: number;
  /** A better plan must cover more than this beyond it to matter. */
  readonly step: number;
  readonly hint: CoverHint | null;
  /** Cuts known to hold. */
  readonly cuts?: readonly CoverCut[];
  /** A plan near a relaxed solution. */
  readonly round: (values: Float64Array) => readonly number[];
  /** The best plan found with some effort where values per site lean to. */
  readonly look?: (leaning: Float64Array) => Promise<readonly number[]>;
  /** Such values from elsewhere, to look for plans while the first relaxation is solved. */
  readonly leaning?: Float64Array;
  /** Whether the search should end at its root to begin anew with what was settled there. */
  readonly restarts: (settled: number, rows: number) => boolean;
  readonly secondsLeft: () => number;
  readonly isEnough: (value: number, bound: number) => boolean;
  readonly pause: () => Promise<void>;
  readonly onProgress?: (value: number, bound: number) => void;
  readonly signal?: AbortSignal;
}

export interface BranchCoverResult {
  /** A plan better than the incumbent; null when none was found. */
  readonly open: readonly number[] | null;
  readonly bound: number;
  readonly isComplete: boolean;
  readonly nodes: number;
  readonly restart: CoverRestart | null;
}

/** What a search that ended at its root leaves behind. */
export interface CoverRestart {
  /** Per site 1, 0 or -1 = undecided. */
  readonly settled: Int8Array;
  /** Per class. */
  readonly multipliers: Float64Array;
  readonly cuts: readonly CoverCut[];
}
