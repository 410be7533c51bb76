import { type Client, createClient } from 'graphql-ws';
import { ApiProblem } from './api-problem.js';
import type { ClientOptions, Operation } from './request.js';

export interface SubscribeOptions<Answer> {
  /** Called with every answer. */
  readonly onNext: (answer: Answer) => void;
  /** Called once when it ends, with the problem that ended it, or null. */
  readonly onEnd?: (problem: ApiProblem | null) => void;
  readonly signal?: AbortSignal;
}

export type Subscribe = <Answer, Variables extends Record<string, unknown>>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
  options: SubscribeOptions<Answer>,
) => void;

/** Makes the one function that follows the server's subscriptions; its web socket is open only while one is followed. */
export function createSubscribe({ server, key = () => null }: ClientOptions): Subscribe {
  let client: Client | null = null;
  const connect = () =>
    createClient({
      url: () => `${(server ?? globalThis.location.origin).replace(/^http/, 'ws')}/graphql`,
      lazy: true,
      retryAttempts: 5,
      connectionParams: () => {
        const secret = key();
        return secret ? { 'x-api-key': secret } : {};
      },
    });
  return <Answer, Variables extends Record<string, unknown>>(
    operation: Operation<Answer, Variables>,
    variables: Variables,
    { onNext, onEnd, signal }: SubscribeOptions<Answer>,
  ) => {
    client ??= connect();
    let problem: ApiProblem | null = null;
    const stop = client.subscribe<Answer>(
      { query: operation.toString(), variables },
      {
        next({ data, errors }) {
          const [first] = errors ?? [];
          if (first) problem = problemOf(first);
          else if (data) onNext(data);
        },
        error(error) {
          onEnd?.(
            Array.isArray(error) && error[0] ? problemOf(error[0] as WireError) : lostConnection(error),
          );
        },
        complete: () => onEnd?.(problem),
      },
    );
    signal?.addEventListener('abort', stop, { once: true });
  };
}

interface WireError {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown } & Record<string, unknown>;
}

function problemOf({ message, extensions }: WireError): ApiProblem {
  const { code, ...details } = extensions ?? {};
  return new ApiProblem(typeof code === 'string' ? code : 'SERVER_ERROR', message, details);
}

function lostConnection(error: unknown): ApiProblem {
  return new ApiProblem('OFFLINE', 'The connection to the server was lost.', { reason: String(error) });
}
