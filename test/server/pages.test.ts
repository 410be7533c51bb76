import { execFileSync } from 'node:child_process';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleQueries } from '../../src/server/example-queries.js';
import { startTestServer, type TestServer } from './test-server.js';

describe('pages', () => {
  let server: TestServer;
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build.mjs']);
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    server.server.fastify.inject({ url, headers });
  const referencesOf = (html: string) =>
    [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map((match) => match[1]!);

  it('GraphiQL needs nothing but this server, and nothing inline', async () => {
    const page = await get('/graphql', { accept: 'text/html,application/xhtml+xml' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers.vary).toContain('accept');
    expect(page.body).toContain('编写查询');
    expect(page.body).not.toMatch(/https?:\/\//);
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
    const references = referencesOf(page.body).filter((reference) => !reference.startsWith('data:'));
    expect(references.length).toBeGreaterThanOrEqual(6);
    for (const reference of references) {
      expect(reference).toMatch(/^\/graphiql\//);
      const part = await get(reference);
      expect(part.statusCode, reference).toBe(200);
      expect(part.headers['content-type']).toMatch(reference.endsWith('.css') ? /^text\/css/ : /javascript/);
      if (reference.endsWith('.css')) expect(part.body).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
    }
  });

  it('GraphiQL opens with the three example queries', async () => {
    expect(exampleQueries).toHaveLength(3);
    expect((await get('/graphiql/examples.json')).json()).toEqual(exampleQueries);
  });

  it('programs that ask the same address get JSON', async () => {
    const response = await get('/graphql', { accept: 'application/json' });
    expect(response.headers['content-type']).toMatch(/^application\/json/);
  });

  it('the policy of every page allows this server only', async () => {
    for (const url of ['/', '/graphql']) {
      const policy = String((await get(url, { accept: 'text/html' })).headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    }
  });

  it('every answer tells browsers what they may not do with it', async () => {
    for (const url of ['/', '/tiles', '/features', '/nothing']) {
      const { headers } = await get(url);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(headers['cross-origin-resource-policy']).toBeDefined();
    }
  });

  it('the map page speaks Chinese first and needs nothing but this server', async () => {
    const page = await get('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.body).toContain('<html lang="zh-CN">');
    expect(page.body).not.toMatch(/https?:\/\//);
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
    const parts = referencesOf(page.body).filter((reference) => reference.startsWith('/assets/'));
    expect(parts.length).toBeGreaterThanOrEqual(3);
    expect(referencesOf(page.body)).toContain('/graphql');
    for (const part of parts) {
      const answer = await get(part);
      expect(answer.statusCode, part).toBe(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it('parts of the map page come as they were compressed when it was built', async () => {
    const [script] = referencesOf((await get('/')).body).filter((reference) => reference.endsWith('.js'));
    const plain = await get(script!);
    expect(plain.headers['content-type']).toMatch(/javascript/);
    expect(plain.headers['vary']).toBe('accept-encoding');
    for (const encoding of ['br', 'gzip']) {
      const answer = await get(script!, { 'accept-encoding': encoding });
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(answer.headers['vary']).toBe('accept-encoding');
      expect(answer.rawPayload.length).toBeLessThan(plain.rawPayload.length);
      const text = (encoding === 'br' ? brotliDecompressSync : gunzipSync)(answer.rawPayload);
      expect(text.equals(plain.rawPayload)).toBe(true);
    }
  });

  it('the embedded map is a module at an address that stays', async () => {
    const module = await get('/embed.js');
    expect(module.headers['content-type']).toMatch(/^text\/javascript/);
    const [, part] = /^import '\.(\/assets\/[\w-]+\.js)';\n$/.exec(module.body)!;
    expect((await get(part!)).statusCode).toBe(200);
  });

  it('no header names the framework or its version', async () => {
    for (const url of ['/', '/graphql', '/health/live', '/nowhere', '/graphiql/react.js']) {
      const { headers } = await get(url);
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
      expect(JSON.stringify(headers)).not.toMatch(/fastify|apollo|express|node\.?js/i);
    }
  });

  it('nothing outside the known files can be fetched', async () => {
    for (const url of [
      '/graphiql/../package.json',
      '/graphiql/%2e%2e/create-server.ts',
      '/create-server.ts',
      '/graphiql/',
      '/assets/../index.html',
      '/assets/%2e%2e/index.html',
      '/index.html',
    ]) {
      expect((await get(url)).statusCode, url).toBe(404);
    }
  });
});
