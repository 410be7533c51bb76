import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessConfig } from '../config/config.js';
import type { Secret } from '../config/secret.js';
import { PlanningError } from '../errors/planning-error.js';
import type { ApiKeys } from './api-keys.js';
import { isLocalRequest, type RequestOrigin } from './local-request.js';
import { createTokenVerifier } from './verify-token.js';
import { publicViewer, type Viewer } from './viewer.js';

/** Who the person at this machine is while the local rule holds. */
export const localViewer: Viewer = { actor: 'local', role: 'admin' };

/**
 * Finds out who sends a request.
 * @throws PlanningError UNAUTHENTICATED for a credential that is not good (it never falls back to public),
 *   FORBIDDEN for a token without a known role.
 */
export type Identify = (request: RequestOrigin) => Promise<Viewer>;

export interface IdentifyGround {
  readonly access: AccessConfig;
  readonly keys: Pick<ApiKeys, 'findActive'>;
  /** Whether a request of this machine without a credential is admin; see `letsLocalAdminIn`. */
  readonly localAdmin: boolean;
}

/** @throws PlanningError BAD_USER_INPUT when the configured key set file cannot be read. */
export function createIdentify({ access, keys, localAdmin }: IdentifyGround): Identify {
  const verifyToken = access.token ? createTokenVerifier(access.token) : null;

  async function byKey(key: string): Promise<Viewer> {
    if (access.adminApiKey && sameText(key, access.adminApiKey))
      return { actor: 'key:ADMIN_API_KEY', role: 'admin' };
    const known = await keys.findActive(key);
    if (!known) throw refused('The API key is not known or has been revoked.');
    return { actor: `key:${known.name}`, role: known.role };
  }

  function byAuthorization(authorization: string): Promise<Viewer> {
    const [, scheme = '', value = ''] = /^(Bearer|Basic) +([^\s,]+)$/i.exec(authorization) ?? [];
    if (scheme.toLowerCase() === 'basic') {
      // For programs that know no other header: an API key as the password of whatever user they name.
      const [, password] = /^[^:]*:(.*)$/.exec(Buffer.from(value, 'base64').toString()) ?? [];
      if (password !== undefined) return byKey(password);
    } else if (scheme !== '') {
      if (!verifyToken) throw refused('This server accepts no tokens; send an API key as x-api-key.');
      return verifyToken(value);
    }
    throw refused('The Authorization header must be "Bearer <token>", or Basic with an API key as password.');
  }

  return async (request) => {
    const key = request.headers['x-api-key'];
    const { authorization } = request.headers;
    if (key !== undefined && authorization !== undefined) {
      throw refused('Send either x-api-key or Authorization, not both.');
    }
    if (key !== undefined) return byKey(String(key));
    if (authorization !== undefined) return byAuthorization(authorization);
    return localAdmin && isLocalRequest(request) ? localViewer : publicViewer;
  };
}

function refused(message: string): PlanningError {
  return new PlanningError('UNAUTHENTICATED', message);
}

/** Compares in a time that does not tell how much was right. */
function sameText(given: string, secret: Secret): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(secret.reveal()));
}
