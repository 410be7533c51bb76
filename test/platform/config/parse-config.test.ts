import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isLoopbackName, parseConfig, type Environment } from '../../../src/platform/config/parse-config.js';
import { readEnvironment } from '../../../src/platform/config/read-environment.js';
import { PlanningError } from '../../../src/platform/errors/planning-error.js';

function problemsOf(env: Environment): readonly string[] {
  try {
    parseConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(PlanningError);
    expect((error as PlanningError).code).toBe('BAD_USER_INPUT');
    return (error as PlanningError).details.problems as readonly string[];
  }
  return [];
}

describe('parseConfig', () => {
  it('needs no setting at all', () => {
    expect(parseConfig({})).toEqual({
      database: { url: null, directory: '.carecircle', statementTimeoutMillis: 30_000 },
      server: {
        host: '127.0.0.1',
        port: 4000,
        corsOrigins: [],
        bodyLimitBytes: 5_242_880,
        requestsPerMinute: 1200,
        tilesPerMinute: 12_000,
        requestTimeoutMillis: 120_000,
        queryCostLimit: 1_000_000,
        trustProxy: false,
      },
      access: { adminApiKey: null, token: null, localAdmin: true },
      sampleRegion: 'load',
      logLevel: 'info',
      jobsAtOnce: 1,
    });
  });

  it('takes an empty value as absent, and trims', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: ' ', ADMIN_API_KEY: '' }).server.port).toBe(4000);
    expect(parseConfig({ PORT: ' 5000 ' }).server.port).toBe(5000);
  });

  it('is frozen in depth', () => {
    const config = parseConfig({ CORS_ORIGINS: 'https://a.example, https://b.example' });
    expect(config.server.corsOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.server.corsOrigins)).toBe(true);
  });

  it('reports every problem at once', () => {
    expect(
      problemsOf({
        DATABASE_URL: 'mysql://root:hush-hush@db/care',
        PORT: '70000',
        SAMPLE_REGION: 'yes',
        LOG_LEVEL: 'loud',
        ADMIN_API_KEY: 'too-short',
        STATEMENT_TIMEOUT_MS: '-5',
        CORS_ORIGINS: 'maps.example.cn',
        JWKS_URL: 'http://id.example.cn/keys',
        JWT_ALGORITHMS: 'RS256,HS256',
        LOCAL_ADMIN: 'maybe',
      }),
    ).toEqual([
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/database; its value is not shown here',
      'STATEMENT_TIMEOUT_MS must be a whole number from 100 to 3600000; got "-5"',
      'PORT must be a whole number from 0 to 65535; got "70000"',
      'CORS_ORIGINS must be origins such as https://maps.example.cn, separated by commas; got "maps.example.cn"',
      'ADMIN_API_KEY must be at least 24 characters; its value is not shown here',
      'JWKS_URL must be an https:// address (http:// only on this machine); got "http://id.example.cn/keys"',
      'JWT_ALGORITHMS must be some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA; got "RS256,HS256"',
      'JWT_ISSUER is needed to check tokens: the iss claim they must carry',
      'JWT_AUDIENCE is needed to check tokens: the aud claim they must carry',
      'LOCAL_ADMIN must be on or off; got "maybe"',
      'SAMPLE_REGION must be load or none; got "yes"',
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent; got "loud"',
    ]);
  });

  it.each(['none', 'HS256', 'HS512', 'rs256'])('does not accept the token algorithm %s', (name) => {
    expect(
      problemsOf({ JWKS_FILE: 'k.json', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a', JWT_ALGORITHMS: name }),
    ).toHaveLength(1);
  });

  it('does not accept token rules without keys, or two sources of keys', () => {
    expect(problemsOf({ JWT_ISSUER: 'https://id.example.cn/' })[0]).toMatch(
      /^JWT_ISSUER is set, but neither/,
    );
    expect(
      problemsOf({
        JWKS_FILE: 'k.json',
        JWKS_URL: 'https://id.example.cn/k',
        JWT_ISSUER: 'i',
        JWT_AUDIENCE: 'a',
      }),
    ).toEqual(['JWKS_FILE cannot be combined with JWKS_URL']);
  });

  it('reads token rules', () => {
    const { token } = parseConfig({ JWKS_FILE: 'k.json', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' }).access;
    expect(token).toEqual({
      keySet: { kind: 'file', path: 'k.json' },
      issuer: 'i',
      audience: 'a',
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      roleClaim: 'role',
    });
  });

  it('never shows a secret, however it is printed', () => {
    const env = {
      DATABASE_URL: 'postgres://care:hush-hush-password@db/care',
      ADMIN_API_KEY: 'an-admin-key-nobody-may-see',
    };
    const config = parseConfig(env);
    const printed = [
      JSON.stringify(config),
      inspect(config, { depth: 9 }),
      `${config.access.adminApiKey}`,
    ].join('\n');
    expect(printed).not.toContain('hush-hush');
    expect(printed).not.toContain('nobody-may-see');
    expect(config.access.adminApiKey!.reveal()).toBe(env.ADMIN_API_KEY);
    expect(config.database.url!.reveal()).toBe(env.DATABASE_URL);
  });

  it('reads proxies', () => {
    expect(parseConfig({ TRUST_PROXY: 'true' }).server.trustProxy).toBe(true);
    expect(parseConfig({ TRUST_PROXY: '10.0.0.1, 10.0.0.2' }).server.trustProxy).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });
});

describe('isLoopbackName', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.8.8', '::1', '[::1]', '::ffff:127.0.0.1'])(
    'knows %s',
    (name) => {
      expect(isLoopbackName(name)).toBe(true);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.5', 'localhost.example.cn', '127.0.0.1.example.cn', 'example.cn'])(
    'does not take %s for it',
    (name) => {
      expect(isLoopbackName(name)).toBe(false);
    },
  );
});

describe('readEnvironment', () => {
  it('puts the process environment over a .env file', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'carecircle-env-'));
    try {
      writeFileSync(
        path.join(folder, '.env'),
        '# a comment\nCARECIRCLE_TEST_A=file\nCARECIRCLE_TEST_B="in file"\n',
      );
      process.env.CARECIRCLE_TEST_A = 'process';
      const env = readEnvironment(folder);
      expect(env.CARECIRCLE_TEST_A).toBe('process');
      expect(env.CARECIRCLE_TEST_B).toBe('in file');
      expect(readEnvironment(path.join(folder, 'absent')).CARECIRCLE_TEST_B).toBeUndefined();
    } finally {
      delete process.env.CARECIRCLE_TEST_A;
      rmSync(folder, { recursive: true });
    }
  });
});
