import { createRequire } from 'node:module';
import { type Client, createClient } from 'graphql-ws';
import type WebSocketClass from 'ws';

const require = createRequire(import.meta.url);

/** The web sockets the server itself uses; Node has none of its own before version 22. */
export const WebSocket = createRequire(require.resolve('@fastify/websocket'))('ws') as typeof WebSocketClass;
export type WebSocket = WebSocketClass;

export interface ConnectOptions {
  /** connectionParams, as browsers send them. */
  readonly params?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** A client of subscriptions; connects with the first one. */
export function connect(address: string, { params, headers }: ConnectOptions = {}): Client {
  class WithHeaders extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers });
    }
  }
  return createClient({
    url: address,
    webSocketImpl: WithHeaders,
    connectionParams: params,
    retryAttempts: 0,
  });
}
