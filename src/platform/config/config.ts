import type { Secret } from './secret.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Signatures made with a private key; a shared-secret (HS*) or absent (none) signature proves nothing here. */
export const TOKEN_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

/** Which tokens of an identity provider are accepted. */
export interface TokenConfig {
  readonly keySet:
    { readonly kind: 'url'; readonly url: string } | { readonly kind: 'file'; readonly path: string };
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly TokenAlgorithm[];
  /** Name of the claim that carries the role. */
  readonly roleClaim: string;
}

export interface AccessConfig {
  /** A key that is admin without being in the database, to create the first keys with. */
  readonly adminApiKey: Secret | null;
  readonly token: TokenConfig | null;
  /** Whether the person at this machine is admin while the server listens on a loopback address. */
  readonly localAdmin: boolean;
}

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** Origins whose pages may read answers; empty allows none but our own. */
  readonly corsOrigins: readonly string[];
  readonly bodyLimitBytes: number;
  /** Per client address; 0 switches the limit off. */
  readonly requestsPerMinute: number;
  /** Vector tiles, which are counted by themselves; per client address, 0 switches the limit off. */
  readonly tilesPerMinute: number;
  readonly requestTimeoutMillis: number;
  /** Highest estimated number of fields one query may answer with. */
  readonly queryCostLimit: number;
  /** Addresses of proxies whose X-Forwarded-For is believed; true believes every one. */
  readonly trustProxy: boolean | readonly string[];
}

export interface DatabaseConfig {
  /** postgres:// address of a server; null uses the embedded database. */
  readonly url: Secret | null;
  /** Folder of the embedded database. */
  readonly directory: string;
  readonly statementTimeoutMillis: number;
}

/** Every setting of the program, checked and frozen. */
export interface Config {
  readonly database: DatabaseConfig;
  readonly server: ServerConfig;
  readonly access: AccessConfig;
  /** Whether an empty database is filled with the sample region on start. */
  readonly sampleRegion: 'load' | 'none';
  readonly logLevel: LogLevel;
  /** Jobs this process works on at a time; 0 leaves them to other processes. */
  readonly jobsAtOnce: number;
}
