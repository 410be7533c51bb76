import type { RequestContext } from './request-context.js';

/** A resolver object that sees the arguments of every field, as instances of their classes, before they are used. */
export interface PreparesArguments {
  /** Completes or refuses arguments; null where there is nothing to wait for. */
  prepareArguments(args: unknown, context: RequestContext): Promise<unknown> | null;
}

export function preparesArguments(resolver: object): resolver is PreparesArguments {
  return 'prepareArguments' in resolver;
}
