import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokenVerifier, type VerifyToken } from '../../../src/platform/access/verify-token.js';
import type { TokenConfig } from '../../../src/platform/config/config.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'carecircle-jwks-'));
const file = path.join(folder, 'jwks.json');
const rules: TokenConfig = {
  keySet: { kind: 'file', path: file },
  issuer: 'https://id.example.cn/',
  audience: 'carecircle',
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  roleClaim: 'role',
};

describe('tokens', () => {
  let rsa: CryptoKey;
  let ed: CryptoKey;
  let foreign: CryptoKey;
  let verify: VerifyToken;
  let keySet: string;

  beforeAll(async () => {
    const [first, second, third] = await Promise.all([
      generateKeyPair('RS256', { extractable: true }),
      generateKeyPair('EdDSA', { extractable: true }),
      generateKeyPair('RS256', { extractable: true }),
    ]);
    [rsa, ed, foreign] = [first.privateKey, second.privateKey, third.privateKey];
    keySet = JSON.stringify({
      keys: [
        { ...(await exportJWK(first.publicKey)), kid: 'rsa', use: 'sig' },
        { ...(await exportJWK(second.publicKey)), kid: 'ed', use: 'sig' },
      ],
    });
    writeFileSync(file, keySet);
    verify = createTokenVerifier(rules);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  interface Changes {
    readonly claims?: JWTPayload;
    readonly issuer?: string;
    readonly audience?: string;
    readonly expires?: string | null;
    readonly subject?: string | null;
    readonly key?: CryptoKey | Uint8Array;
    readonly header?: { alg: string; kid?: string };
  }

  function token(changes: Changes = {}): Promise<string> {
    const { claims = { role: 'planner' }, key = rsa, header = { alg: 'RS256', kid: 'rsa' } } = changes;
    const jwt = new SignJWT(claims)
      .setProtectedHeader(header)
      .setIssuer(changes.issuer ?? rules.issuer)
      .setAudience(changes.audience ?? rules.audience);
    if (changes.subject !== null) jwt.setSubject(changes.subject ?? 'li');
    if (changes.expires !== null) jwt.setExpirationTime(changes.expires ?? '5m');
    return jwt.sign(key);
  }

  it('lets a good token in with the role it carries', async () => {
    expect(await verify(await token())).toEqual({ actor: 'token:li', role: 'planner' });
    expect(await verify(await token({ key: ed, header: { alg: 'EdDSA', kid: 'ed' } }))).toMatchObject({
      role: 'planner',
    });
  });

  it('refuses a token without a signature', async () => {
    const unsigned = new UnsecuredJWT({ role: 'admin', sub: 'li' })
      .setIssuer(rules.issuer)
      .setAudience(rules.audience)
      .setExpirationTime('5m')
      .encode();
    await expect(verify(unsigned)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses a token signed with the public key as a shared secret', async () => {
    const secret = new TextEncoder().encode(keySet.padEnd(64));
    const forged = await token({
      claims: { role: 'admin' },
      key: secret,
      header: { alg: 'HS256', kid: 'rsa' },
    });
    await expect(verify(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each<[string, Changes, RegExp]>([
    ['another issuer', { issuer: 'https://elsewhere.example/' }, /"iss"/],
    ['another audience', { audience: 'something-else' }, /"aud"/],
    ['the past', { expires: '-1m' }, /expired/],
    ['no end', { expires: null }, /"exp"/],
    ['no subject', { subject: null }, /"sub"/],
    ['an unknown key', { header: { alg: 'RS256', kid: 'other' } }, /not valid/],
  ])('refuses a token of %s', async (_name, changes, words) => {
    const refusal = await verify(await token(changes)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringMatching(words) });
  });

  it('refuses a token that somebody else signed, was changed, or is no token', async () => {
    await expect(verify(await token({ key: foreign }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const [head, , signature] = (await token()).split('.');
    const claims = Buffer.from(JSON.stringify({ role: 'admin', sub: 'li' })).toString('base64url');
    await expect(verify(`${head}.${claims}.${signature}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(verify('gibberish')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses an algorithm that is not on the list', async () => {
    const strict = createTokenVerifier({ ...rules, algorithms: ['ES256'] });
    await expect(strict(await token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([undefined, 'king', ['admin'], 1, null, 'constructor'])(
    'forbids a token whose role is %j',
    async (role) => {
      await expect(verify(await token({ claims: { role } }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('reads the role from the configured claim', async () => {
    const other = createTokenVerifier({ ...rules, roleClaim: 'care_role' });
    expect(await other(await token({ claims: { role: 'admin', care_role: 'resources' } }))).toMatchObject({
      role: 'resources',
    });
  });

  it('says which key set file cannot be read', () => {
    const path = `${file}.absent`;
    expect(() => createTokenVerifier({ ...rules, keySet: { kind: 'file', path } })).toThrow(
      /JWKS_FILE .*absent must be/,
    );
    writeFileSync(`${file}.broken`, '{');
    expect(() => createTokenVerifier({ ...rules, keySet: { kind: 'file', path: `${file}.broken` } })).toThrow(
      /JWKS_FILE/,
    );
  });

  describe('with keys fetched from a provider', () => {
    let provider: Server;
    let status = 200;
    beforeAll(async () => {
      provider = createServer((_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(keySet);
      });
      await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => void provider.close());

    function remote(): VerifyToken {
      const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
      return createTokenVerifier({ ...rules, keySet: { kind: 'url', url } });
    }

    it('verifies, and tells an unreachable provider from a bad token', async () => {
      expect(await remote()(await token())).toMatchObject({ role: 'planner' });
      await expect(remote()(await token({ key: foreign }))).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
      status = 500;
      await expect(remote()(await token())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
  });
});
