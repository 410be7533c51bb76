import { readFileSync } from 'node:fs';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import type { TokenConfig } from '../config/config.js';
import { PlanningError } from '../errors/planning-error.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

/**
 * @throws PlanningError UNAUTHENTICATED for a token that proves nothing, FORBIDDEN for one without a known role,
 *   UNAVAILABLE when the identity provider's keys cannot be fetched.
 */
export type VerifyToken = (token: string) => Promise<Viewer>;

const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Checks signature (only the configured algorithms), issuer, audience and expiry of tokens.
 * @throws PlanningError BAD_USER_INPUT when the key set file cannot be read.
 */
export function createTokenVerifier(config: TokenConfig): VerifyToken {
  const keys = keySetOf(config);
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: [...config.algorithms],
      issuer: config.issuer,
      audience: config.audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const role = payload[config.roleClaim];
    if (!isRole(role)) {
      throw new PlanningError(
        'FORBIDDEN',
        `The token's claim "${config.roleClaim}" must be one of ${ROLES.join(', ')}.`,
        { claim: config.roleClaim },
      );
    }
    return { actor: `token:${payload.sub}`, role };
  };
}

function isRole(value: unknown): value is Role {
  return (ROLES as readonly unknown[]).includes(value);
}

function keySetOf({ keySet }: TokenConfig): JWTVerifyGetKey {
  if (keySet.kind === 'url') return remoteKeys(keySet.url);
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(keySet.path, 'utf8')) as JSONWebKeySet);
  } catch (error) {
    throw new PlanningError(
      'BAD_USER_INPUT',
      `JWKS_FILE ${keySet.path} must be a readable JSON key set {"keys": […]}: ${(error as Error).message}`,
      { path: keySet.path },
    );
  }
}

/** Tells a provider that cannot be reached from a token that matches none of its keys. */
function remoteKeys(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url));
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
        throw error;
      throw new PlanningError(
        'UNAVAILABLE',
        "The identity provider's keys cannot be fetched; try again later.",
      );
    }
  };
}

/** Says what is wrong with a token in words that do not help a forger. */
function refusalOf(error: unknown): PlanningError {
  if (error instanceof PlanningError) return error;
  if (error instanceof errors.JWTExpired) return refused('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refused(`The token's claim "${error.claim}" is not accepted here.`);
  }
  return refused('The token is not valid.');
}

function refused(message: string): PlanningError {
  return new PlanningError('UNAUTHENTICATED', message);
}
