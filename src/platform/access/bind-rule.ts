import type { Config } from '../config/config.js';
import { isLoopbackName } from '../config/parse-config.js';
import { PlanningError } from '../errors/planning-error.js';
import type { ApiKeys } from './api-keys.js';

/**
 * Whether requests of this machine without a credential are admin: only on a loopback address, with no proxy in
 * front, and not when LOCAL_ADMIN is off. Keys and tokens do not end it, they are for others.
 */
export function letsLocalAdminIn({ server, access }: Pick<Config, 'server' | 'access'>): boolean {
  return access.localAdmin && isLoopbackName(server.host) && server.trustProxy === false;
}

/**
 * Refuses to serve an address others can reach while nobody could prove who they are.
 * @throws PlanningError FAILED_PRECONDITION with what to do.
 */
export async function demandCredentialsToBind(
  { server, access }: Pick<Config, 'server' | 'access'>,
  keys: Pick<ApiKeys, 'countActive'>,
): Promise<void> {
  if (isLoopbackName(server.host) || access.adminApiKey || access.token) return;
  if ((await keys.countActive()) > 0) return;
  throw new PlanningError(
    'FAILED_PRECONDITION',
    `HOST=${server.host} can be reached by others, but no credentials are configured. Set ADMIN_API_KEY, or JWKS_URL ` +
      `with JWT_ISSUER and JWT_AUDIENCE, or create a key (carecircle key create), or keep HOST=127.0.0.1.`,
    { host: server.host },
  );
}
