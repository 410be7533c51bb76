import type { SitingSearch } from './describe-plan.js';
import type { PlanTerms } from './site-tally.js';
import type { SitingConflict } from './siting-answer.js';
import type { SettledSites } from './settled-sites.js';
import type { SitingRun } from './siting-run.js';

/** What a model's solver hands back: what it found (null: nothing in time), or why nothing can be. */
export type Answered =
  | { readonly found: SitingSearch | null; readonly isProven: boolean; readonly terms: PlanTerms }
  | { readonly conflicts: readonly SitingConflict[] };

/** Answers one kind of question. */
export type Answer<Question> = (
  question: Question,
  settled: SettledSites,
  run: SitingRun,
) => Promise<Answered>;
