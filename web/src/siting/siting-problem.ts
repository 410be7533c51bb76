import { ApiProblem } from '../api/request.js';
import type { Language } from '../language/words.js';
import { NO_SUCH_JOB } from './siting-run.js';
import { sitingWords } from './words.js';

/** What went wrong with a search, where siting has words of its own for it; null leaves it to the notice. */
export function sitingProblemWords(problem: unknown, language: Language): string | null {
  const w = sitingWords(language);
  if (problem === NO_SUCH_JOB) return w.noJob;
  if (!(problem instanceof ApiProblem)) return null;
  const { code, details } = problem;
  if (code === 'FAILED_PRECONDITION' && details.reason === 'NO_NETWORK') return w.noNetwork;
  if (code === 'NOT_FOUND') return /\bjob\b/i.test(problem.message) ? w.noJob : w.unknownDivision;
  if (code === 'LIMIT_EXCEEDED' && /jobs/.test(problem.message)) return w.tooManyJobs;
  return null;
}

/** A job's error as one of the API. */
export function asProblem(problem: unknown): unknown {
  const error = problem as { readonly code?: unknown; readonly message?: unknown } | null;
  if (problem instanceof Error || typeof error?.code !== 'string') return problem;
  return new ApiProblem(error.code, String(error.message));
}
