import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { ApiProblem } from './api-problem.js';

/** A generated operation: its text, and the types of its answer and variables. */
export interface Operation<Answer, Variables> extends DocumentTypeDecoration<Answer, Variables> {
  toString(): string;
}

export interface ClientOptions {
  /** Where the server is, as `https://host`; by default the page's own host. */
  readonly server?: string;
  /** The API key to send, asked for with every request; null sends none. */
  readonly key?: () => string | null;
  readonly fetch?: typeof globalThis.fetch;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Takes an answer of which some parts failed; they are null in it. */
  readonly partial?: boolean;
}

export type Request = <Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
  options?: RequestOptions,
) => Promise<Answer>;

/**
 * Makes the one function that asks the server.
 * It throws `ApiProblem` where the answer has an error or does not come, and the signal's reason when that is aborted.
 */
export function createRequest({
  server = '',
  key = () => null,
  fetch = globalThis.fetch,
}: ClientOptions): Request {
  return async (operation, variables, { signal, partial = false } = {}) => {
    const secret = key();
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
    };
    if (secret) headers['x-api-key'] = secret;
    const body = JSON.stringify({ query: operation.toString(), variables });
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${server}/graphql`, { method: 'POST', headers, body, signal });
      text = await response.text();
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ApiProblem('OFFLINE', 'The server could not be reached.', { reason: String(error) });
    }
    return readAnswer(response.status, text, partial);
  };
}

interface WireError {
  readonly message: string;
  readonly extensions?: { readonly code?: string } & Record<string, unknown>;
}

/**
 * The data of an answer.
 * @throws ApiProblem where it has errors or is none
 */
export function readAnswer<Answer>(status: number, text: string, partial = false): Answer {
  let answer: { data?: Answer | null; errors?: readonly WireError[] };
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    throw new ApiProblem('SERVER_ERROR', `The server answered ${status} with something that is no answer.`, {
      status,
    });
  }
  const [first] = answer.errors ?? [];
  if (first && !(partial && answer.data)) {
    const { code = 'SERVER_ERROR', ...details } = first.extensions ?? {};
    throw new ApiProblem(code, first.message, details);
  }
  if (!answer.data) throw new ApiProblem('SERVER_ERROR', `The server answered ${status}.`, { status });
  return answer.data;
}
