import type { LinearProgram } from '../../kernel/milp/linear-program.js';
import type { LpEngine, LpOutcome, LpRequest, LpSession } from '../../kernel/milp/lp-engine.js';

/** What a thread wants of an LpEngine that lives elsewhere; sessions go by number. */
export type LpAsk =
  /** Answered with the number of the session. */
  | { readonly kind: 'OPEN'; readonly program: LinearProgram }
  | { readonly kind: 'RELAXATION'; readonly session: number; readonly request: LpRequest }
  | { readonly kind: 'CLOSE'; readonly session: number };

export type LpReply = LpOutcome | number | null;

/** The thread's end: an engine that has everything asked elsewhere. */
export function relayedLp(ask: (asked: LpAsk) => Promise<unknown>): LpEngine {
  return {
    async open(program) {
      const session = (await ask({ kind: 'OPEN', program })) as number;
      return {
        solve: (request) => ask({ kind: 'RELAXATION', session, request }) as Promise<LpOutcome>,
        close: async () => void (await ask({ kind: 'CLOSE', session })),
      };
    },
  };
}

/** The other end: answers what one task asks. */
export function answerLpAsks(engine: LpEngine, signal?: AbortSignal): (asked: LpAsk) => Promise<LpReply> {
  const sessions: LpSession[] = [];
  return async (asked) => {
    switch (asked.kind) {
      case 'OPEN':
        return sessions.push(await engine.open(asked.program, signal)) - 1;
      case 'RELAXATION':
        return sessions[asked.session].solve(asked.request);
      case 'CLOSE':
        await sessions[asked.session].close();
        return null;
    }
  };
}
