import { describe, expect, it } from 'vitest';
import { demandCredentialsToBind, letsLocalAdminIn } from '../../../src/platform/access/bind-rule.js';
import { createIdentify, localViewer } from '../../../src/platform/access/identify.js';
import { publicViewer } from '../../../src/platform/access/viewer.js';
import { parseConfig, type Environment } from '../../../src/platform/config/parse-config.js';

const ADMIN_API_KEY = 'a-bootstrap-key-of-many-letters';

function whoIs(
  headers: Record<string, string>,
  { env = {}, remoteAddress = '127.0.0.1' }: { env?: Environment; remoteAddress?: string } = {},
) {
  const config = parseConfig(env);
  const identify = createIdentify({
    access: config.access,
    keys: { findActive: async (key) => (key === 'known' ? { name: 'map', role: 'planner' } : null) },
    localAdmin: letsLocalAdminIn(config),
  });
  return identify({ headers: { host: 'localhost:4000', ...headers }, remoteAddress });
}

describe('a request without a credential', () => {
  it.each<[string, Record<string, string>, string?]>([
    ['by name', {}],
    ['by IPv4 address', { host: '127.0.0.1:4000' }],
    ['by IPv6 address', { host: '[::1]:4000' }, '::1'],
    ['from an IPv4 peer of an IPv6 socket', {}, '::ffff:127.0.0.1'],
    ['without a port', { host: 'localhost' }],
    ['from a page of this server', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }],
  ])('of this machine is admin: %s', async (_name, headers, remoteAddress) => {
    expect(await whoIs(headers, { remoteAddress })).toEqual(localViewer);
  });

  it.each<[string, Record<string, string>, string?]>([
    ['from another machine', {}, '192.168.1.20'],
    ['from another machine that says it is local', { 'x-forwarded-for': '127.0.0.1' }, '192.168.1.20'],
    ['under a foreign name (DNS rebinding)', { host: 'attacker.example:4000' }],
    ['under a name that only begins like ours', { host: 'localhost.attacker.example' }],
    ['with a broken Host', { host: 'localhost:4000@attacker.example' }],
    ['from a foreign page', { origin: 'https://attacker.example' }],
    ['from a page of another local port', { origin: 'http://localhost:3000' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from a page of another scheme', { origin: 'https://localhost:4000' }],
    ['started by a foreign page', { 'sec-fetch-site': 'cross-site' }],
    ['through a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['through a standard proxy', { forwarded: 'for=203.0.113.9' }],
  ])('is public %s', async (_name, headers, remoteAddress) => {
    expect(await whoIs(headers, { remoteAddress })).toEqual(publicViewer);
  });

  it.each<[string, Environment]>([
    ['LOCAL_ADMIN is off', { LOCAL_ADMIN: 'off' }],
    ['others can reach the address', { HOST: '0.0.0.0', ADMIN_API_KEY }],
    ['there is a proxy', { TRUST_PROXY: 'true' }],
  ])('is public when %s', async (_name, env) => {
    expect(await whoIs({}, { env })).toEqual(publicViewer);
  });
});

describe('a request with a credential', () => {
  it('is who the key says, on this machine too', async () => {
    expect(await whoIs({ 'x-api-key': 'known' })).toEqual({ actor: 'key:map', role: 'planner' });
  });

  it('is who the key says where it comes as a password, whatever user is named', async () => {
    const sent = (text: string) => whoIs({ authorization: `Basic ${btoa(text)}` });
    const planner = { actor: 'key:map', role: 'planner' };
    expect([await sent('qgis:known'), await sent(':known')]).toEqual([planner, planner]);
    await expect(sent('qgis:a:known')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is admin with the configured key', async () => {
    const remoteAddress = '203.0.113.9';
    const env = { HOST: '0.0.0.0', ADMIN_API_KEY };
    expect(await whoIs({ 'x-api-key': ADMIN_API_KEY }, { env, remoteAddress })).toMatchObject({
      role: 'admin',
    });
  });

  it.each<[string, Record<string, string>]>([
    ['an unknown key', { 'x-api-key': 'unknown' }],
    ['an empty key', { 'x-api-key': '' }],
    ['a token where none are accepted', { authorization: 'Bearer eyJ.eyJ.sig' }],
    ['a user and a password that is no key', { authorization: `Basic ${btoa('a:b')}` }],
    ['a user without a password', { authorization: `Basic ${btoa('known')}` }],
    ['another scheme', { authorization: 'Digest YTpi' }],
    ['an empty Authorization', { authorization: '' }],
    ['two credentials', { 'x-api-key': 'known', authorization: 'Bearer eyJ.eyJ.sig' }],
  ])('is refused, not public, with %s', async (_name, headers) => {
    await expect(whoIs(headers)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('serving an address others can reach', () => {
  const none = { countActive: async () => 0 };
  const one = { countActive: async () => 1 };

  it.each(['0.0.0.0', '::', '192.168.1.5', 'care.example.cn'])(
    'is refused on %s while nobody can prove who they are',
    async (HOST) => {
      await expect(demandCredentialsToBind(parseConfig({ HOST }), none)).rejects.toMatchObject({
        code: 'FAILED_PRECONDITION',
        message: expect.stringContaining(`HOST=${HOST}`),
      });
    },
  );

  it('is allowed with any credential, and on this machine without', async () => {
    const token = { JWKS_URL: 'https://id.example.cn/k', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' };
    await demandCredentialsToBind(parseConfig({ HOST: '0.0.0.0', ADMIN_API_KEY }), none);
    await demandCredentialsToBind(parseConfig({ HOST: '0.0.0.0', ...token }), none);
    await demandCredentialsToBind(parseConfig({ HOST: '0.0.0.0' }), one);
    await demandCredentialsToBind(parseConfig({ HOST: '127.0.0.1' }), none);
    await demandCredentialsToBind(parseConfig({ HOST: '::1' }), none);
  });
});
