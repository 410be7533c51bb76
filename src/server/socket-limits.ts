import type { FastifyRequest } from 'fastify';
import { PlanningError } from '../platform/errors/planning-error.js';

/** How much web sockets may hold of this server. */
export const SOCKET_LIMITS = {
  connections: 500,
  connectionsPerAddress: 20,
  /** Of one connection, at a time. */
  subscriptions: 20,
  /** Of one message; a subscription is a short text. */
  messageBytes: 65_536,
} as const;

/** Counts open connections by the address they come from. */
export class OpenConnections {
  private readonly byAddress = new Map<string, number>();
  private all = 0;

  /** @throws PlanningError LIMIT_EXCEEDED when the server, or this client, has as many as there may be. */
  demandRoom({ ip }: FastifyRequest): void {
    const own = this.byAddress.get(ip) ?? 0;
    const { connections, connectionsPerAddress } = SOCKET_LIMITS;
    if (own < connectionsPerAddress && this.all < connections) return;
    throw new PlanningError(
      'LIMIT_EXCEEDED',
      own < connectionsPerAddress
        ? 'This server has as many open connections as it takes; try again later.'
        : `More than ${connectionsPerAddress} connections from one address; one carries many subscriptions.`,
      { limit: own < connectionsPerAddress ? connections : connectionsPerAddress },
    );
  }

  /** @returns what is to be called when the connection has closed. */
  add({ ip }: FastifyRequest): () => void {
    this.all++;
    this.byAddress.set(ip, (this.byAddress.get(ip) ?? 0) + 1);
    return () => {
      this.all--;
      const left = this.byAddress.get(ip)! - 1;
      if (left === 0) this.byAddress.delete(ip);
      else this.byAddress.set(ip, left);
    };
  }
}

/** Counts a client's messages by the minute. */
export class MessageRate {
  private since = 0;
  private count = 0;

  /** @param mostPerMinute 0 for no limit */
  constructor(private readonly mostPerMinute: number) {}

  /** @returns false for a message too many. */
  admits(now = performance.now()): boolean {
    if (now - this.since >= 60_000) {
      this.since = now;
      this.count = 0;
    }
    return ++this.count <= this.mostPerMinute || this.mostPerMinute === 0;
  }
}

/**
 * @throws PlanningError FORBIDDEN for a page that is neither this server's own nor of an origin that may read answers:
 *   browsers ask for no permission before they open a socket.
 */
export function demandKnownOrigin({ headers }: FastifyRequest, corsOrigins: readonly string[]): void {
  const { origin, host } = headers;
  if (origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)) return;
  if (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()) return;
  throw new PlanningError(
    'FORBIDDEN',
    'Pages of this origin may not open a connection here; the server names the others in CORS_ORIGINS.',
    { origin },
  );
}
