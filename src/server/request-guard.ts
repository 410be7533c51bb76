import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply } from 'fastify';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { RequestContext } from '../platform/graphql/request-context.js';

/** Watches one request: its signal fires when the client goes away, time runs out, or the server stops. */
export interface RequestGuard {
  readonly signal: AbortSignal;
  /** Never fulfilled; rejects with DEADLINE_EXCEEDED when time runs out, so that a slow resolver cannot hold the answer. */
  readonly deadline: Promise<never>;
  /** Gives the request its whole time again, for an answer that is sent while it is made. */
  renew(): void;
  /** Ends the watch. */
  release(): void;
}

/** Every request that is being answered, so that a stopping server can end what is left. */
export class RequestGuards {
  private readonly open = new Set<Watch>();

  constructor(private readonly timeoutMillis: number) {}

  watch(reply: FastifyReply): RequestGuard {
    const watch = new Watch();
    this.open.add(watch);
    const onClose = () => {
      if (!reply.raw.writableFinished) watch.abort(new PlanningError('UNAVAILABLE', 'The client went away.'));
    };
    reply.raw.once('close', onClose);
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        const late = new PlanningError(
          'DEADLINE_EXCEEDED',
          `The request took longer than ${this.timeoutMillis / 1000} s and was stopped. Ask for less at once.`,
          { timeoutSeconds: this.timeoutMillis / 1000 },
        );
        watch.abort(late);
        reject(late);
      }, this.timeoutMillis);
    });
    deadline.catch(() => {});
    return {
      get signal() {
        return watch.signal;
      },
      deadline,
      renew: () => void timer?.refresh(),
      release: () => {
        clearTimeout(timer);
        reply.raw.off('close', onClose);
        this.open.delete(watch);
      },
    };
  }

  /** Stops the work of every request that is still being answered. */
  stopAll(): void {
    for (const watch of this.open) watch.abort(new PlanningError('UNAVAILABLE', 'The server is stopping.'));
  }
}

/** An AbortController that is made when somebody asks for its signal: many short answers never do. */
class Watch {
  private controller: AbortController | null = null;
  private reason: PlanningError | null = null;

  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.reason) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  abort(reason: PlanningError): void {
    this.reason ??= reason;
    this.controller?.abort(reason);
  }
}

const SIGNAL = Symbol('the signal of the request that is answered');

/** The signal of the request an execution result answers. */
export function signalOf({ data }: { readonly data?: unknown }): AbortSignal | undefined {
  return (data as { readonly [SIGNAL]?: AbortSignal } | null | undefined)?.[SIGNAL];
}

/**
 * Lets no further field run once a request's signal has fired; graphql-js itself cannot be cancelled. Leaves the signal
 * on the result for whoever writes it, who is told of nothing else.
 */
export const stopWhenAborted: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async executionDidStart({ contextValue: { signal } }) {
        return {
          willResolveField() {
            if (signal.aborted) throw signal.reason;
          },
        };
      },
      async willSendResponse({ response: { body }, contextValue: { signal } }) {
        if (body.kind === 'single' && body.singleResult.data)
          Object.assign(body.singleResult.data, { [SIGNAL]: signal });
      },
    };
  },
};
