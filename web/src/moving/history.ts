/** What was done, and what was undone since: both can be gone through step by step. */
export interface History<T> {
  readonly now: T;
  readonly past: readonly T[];
  readonly future: readonly T[];
}

const MOST_STEPS = 100;

export function historyOf<T>(now: T): History<T> {
  return { now, past: [], future: [] };
}

/** Goes on to a next state; what was undone before is forgotten. The same state again is no step. */
export function next<T>(history: History<T>, state: T): History<T> {
  if (Object.is(state, history.now)) return history;
  return { now: state, past: [...history.past, history.now].slice(-MOST_STEPS), future: [] };
}

export function undo<T>({ now, past, future }: History<T>): History<T> {
  if (past.length === 0) return { now, past, future };
  return { now: past[past.length - 1], past: past.slice(0, -1), future: [now, ...future] };
}

export function redo<T>({ now, past, future }: History<T>): History<T> {
  if (future.length === 0) return { now, past, future };
  return { now: future[0], past: [...past, now], future: future.slice(1) };
}
