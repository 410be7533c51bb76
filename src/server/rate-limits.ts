import type { RateLimitOptions, RateLimitPluginOptions } from '@fastify/rate-limit';
import type { ServerConfig } from '../platform/config/config.js';
import { PlanningError } from '../platform/errors/planning-error.js';

const WINDOW_MILLIS = 60_000;

/** How often one client address may ask for what has no limit of its own; null where nothing is limited. */
export function rateLimits({
  requestsPerMinute,
  tilesPerMinute,
}: ServerConfig): RateLimitPluginOptions | null {
  if (requestsPerMinute === 0 && tilesPerMinute === 0) return null;
  return {
    global: requestsPerMinute > 0,
    max: requestsPerMinute,
    timeWindow: WINDOW_MILLIS,
    allowList: ({ url }) => url.startsWith('/health/'),
    errorResponseBuilder: (_request, { max, ttl }) =>
      new PlanningError(
        'LIMIT_EXCEEDED',
        `More than ${max} requests a minute from one address; wait a little.`,
        { limit: max, retryAfterSeconds: Math.ceil(ttl / 1000) },
      ),
  };
}

/** Tiles are counted by themselves: one look at a map takes dozens. */
export function tileRateLimit({ tilesPerMinute }: ServerConfig): RateLimitOptions | false {
  return tilesPerMinute > 0 && { max: tilesPerMinute };
}
