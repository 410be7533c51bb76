import { PassThrough } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/platform/log/create-logger.js';
import { secretScrubber } from '../../../src/platform/log/scrub-secrets.js';

function logged(write: (log: ReturnType<typeof createLogger>) => void, secrets: string[] = []): string {
  const lines: string[] = [];
  const destination = new PassThrough().on('data', (chunk) => lines.push(String(chunk)));
  write(createLogger({ level: 'trace', secrets, destination }));
  return lines.join('');
}

const KEY = `cc_planner_${'A1b2'.repeat(10)}abc`;
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';

describe('the log', () => {
  it('hides credentials in fields and in words', () => {
    const text = logged((log) => {
      log.info({ req: { headers: { authorization: `Bearer ${TOKEN}`, 'x-api-key': KEY } } }, 'request');
      log.info({ headers: { 'x-api-key': 'short-one' }, password: 'letmein' }, 'fields');
      log.warn(`refused ${KEY} and Bearer ${TOKEN}`);
      log.warn(`refused Basic ${btoa('qgis:letmein')}`);
      log.error(new Error('cannot reach postgres://care:hush@db:5432/care'));
    });
    for (const secret of [KEY, TOKEN, 'short-one', 'letmein', btoa('qgis:letmein'), 'hush'])
      expect(text).not.toContain(secret);
    expect(text).toContain('postgres://care:[hidden]@db:5432/care');
    for (const line of text.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('hides the secrets of this run wherever they turn up', () => {
    expect(
      logged((log) => log.info({ deep: { down: ['my-own-admin-key'] } }), ['my-own-admin-key']),
    ).not.toContain('my-own');
  });

  it('tells where an error came from, not what values its statement had', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505' });
    const error = new QueryFailedError('INSERT INTO t VALUES ($1)', ['a private value'], cause);
    const text = logged((log) => log.error({ err: error }));
    expect(text).toContain('create-logger.test.ts');
    expect(text).toContain('23505');
    expect(text).not.toContain('a private value');
  });
});

describe('secretScrubber', () => {
  it('leaves ordinary addresses and words alone', () => {
    const text = 'see https://example.cn/a:b and user@example.cn; bearer of news';
    expect(secretScrubber()(text)).toBe(text);
  });
});
