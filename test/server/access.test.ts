import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, startTestServer, type TestServer } from './test-server.js';

const ADMIN_API_KEY = 'a-bootstrap-key-of-many-letters';

describe('who is let in', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      env: { ADMIN_API_KEY },
      keys: { planners: { name: 'map', role: 'planner' } },
    });
  });
  afterAll(() => server.close());

  it('this machine as admin, others and foreign pages as public', async () => {
    const role = async (options: Parameters<typeof ask>[2]) =>
      (await ask(server, '{ role }', options)).body.data?.role;
    expect(await role({})).toBe('admin');
    expect(await role({ remoteAddress: '203.0.113.9' })).toBe('public');
    expect(await role({ headers: { host: 'attacker.example' } })).toBe('public');
    expect(await role({ headers: { origin: 'https://attacker.example' } })).toBe('public');
    expect(await role({ headers: { 'x-api-key': 'planners' } })).toBe('planner');
  });

  it('nobody with a bad credential, and the body is not even read', async () => {
    const response = await server.server.fastify.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'x-api-key': 'guessed' },
      payload: 'not json',
    });
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer');
    expect(response.json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(server.logText()).not.toContain('guessed');
  });

  it('to /metrics: this machine and admins only', async () => {
    const from = async (remoteAddress: string, headers = {}) =>
      (
        await server.server.fastify.inject({
          url: '/metrics',
          remoteAddress,
          headers: { host: 'localhost', ...headers },
        })
      ).statusCode;
    expect(await from('127.0.0.1')).toBe(200);
    expect(await from('127.0.0.1', { host: 'attacker.example' })).toBe(401);
    expect(await from('203.0.113.9')).toBe(401);
    expect(await from('203.0.113.9', { 'x-api-key': 'planners' })).toBe(403);
    expect(await from('203.0.113.9', { 'x-api-key': ADMIN_API_KEY })).toBe(200);
  });
});

describe('the address', () => {
  it('is refused where others could come in and nobody can prove who they are', async () => {
    const server = await startTestServer({ env: { HOST: '0.0.0.0' } });
    await expect(server.server.listen()).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
    await server.close();
  });

  it('that is taken is explained', async () => {
    const first = await startTestServer();
    const port = await first.server.listen();
    const second = await startTestServer({ env: { PORT: String(port) } });
    await expect(second.server.listen()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(new RegExp(`^Port ${port} on 127.0.0.1 is in use`)),
    });
    await first.close();
    await second.close();
  });
});

describe('pages of other origins', () => {
  it('may read answers only when their origin is configured', async () => {
    const server = await startTestServer({ env: { CORS_ORIGINS: 'https://maps.example.cn' } });
    const allowed = await ask(server, '{ role }', { headers: { origin: 'https://maps.example.cn' } });
    expect(allowed.headers['access-control-allow-origin']).toBe('https://maps.example.cn');
    expect(allowed.headers['access-control-expose-headers']).toContain('x-features-left-out');
    expect(allowed.body.data).toEqual({ role: 'public' });
    const foreign = await ask(server, '{ role }', { headers: { origin: 'https://attacker.example' } });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    await server.close();
    const closed = await startTestServer();
    const answer = await ask(closed, '{ role }', { headers: { origin: 'https://maps.example.cn' } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    await closed.close();
  });
});
