import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../clients/typescript/src/api-problem.js';
import { type Operation, createRequest } from '../../../clients/typescript/src/request.js';

const operation: Operation<{ viewer: { role: string } }, { code: string }> = {
  toString: () => 'query { viewer { role } }',
};

function answering(status: number, body: string) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return new Response(body, { status });
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

async function problemOf(fetch: typeof globalThis.fetch, partial = false): Promise<ApiProblem> {
  const answer = createRequest({ fetch })(operation, { code: '1' }, { partial });
  const problem = await answer.then(
    () => null,
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(ApiProblem);
  return problem as ApiProblem;
}

describe('a request', () => {
  it('sends the text, the variables and the key, and gives the data', async () => {
    const { fetch, asked } = answering(200, '{"data":{"viewer":{"role":"planner"}}}');
    const request = createRequest({ server: 'https://care.example', key: () => 'cc_1', fetch });
    expect(await request(operation, { code: '1' })).toEqual({ viewer: { role: 'planner' } });
    expect(asked[0].url).toBe('https://care.example/graphql');
    expect(asked[0].init.headers).toMatchObject({ 'x-api-key': 'cc_1', 'content-type': 'application/json' });
    expect(JSON.parse(String(asked[0].init.body))).toEqual({
      query: 'query { viewer { role } }',
      variables: { code: '1' },
    });
  });

  it('without a key sends none', async () => {
    const { fetch, asked } = answering(200, '{"data":{"viewer":{"role":"public"}}}');
    await createRequest({ fetch })(operation, { code: '1' });
    expect(asked[0].init.headers).not.toHaveProperty('x-api-key');
  });

  it('tells the code, the words and the details of an error of the server', async () => {
    const errors = [
      { message: 'needs planner', extensions: { code: 'FORBIDDEN', neededRoles: ['planner'] } },
    ];
    const problem = await problemOf(answering(200, JSON.stringify({ errors, data: null })).fetch);
    expect(problem).toMatchObject({
      code: 'FORBIDDEN',
      message: 'needs planner',
      details: { neededRoles: ['planner'] },
    });
    expect(problem.isPassing).toBe(false);
  });

  it('takes a part of an answer only when asked to', async () => {
    const body = JSON.stringify({
      errors: [{ message: 'no entrance' }],
      data: { viewer: { role: 'public' } },
    });
    expect((await problemOf(answering(200, body).fetch)).code).toBe('SERVER_ERROR');
    const request = createRequest({ fetch: answering(200, body).fetch });
    expect(await request(operation, { code: '1' }, { partial: true })).toEqual({
      viewer: { role: 'public' },
    });
    expect(
      (await problemOf(answering(200, '{"errors":[{"message":"all failed"}],"data":null}').fetch, true)).code,
    ).toBe('SERVER_ERROR');
  });

  it('an answer that is none, or empty, is an error of the server', async () => {
    expect(await problemOf(answering(502, '<html>Bad gateway</html>').fetch)).toMatchObject({
      code: 'SERVER_ERROR',
      details: { status: 502 },
      isPassing: true,
    });
    expect((await problemOf(answering(200, '{}').fetch)).code).toBe('SERVER_ERROR');
  });

  it('a server that cannot be reached is OFFLINE; a request that was given up is not', async () => {
    const lost = (async () => {
      throw new TypeError('Failed to fetch');
    }) as typeof globalThis.fetch;
    expect(await problemOf(lost)).toMatchObject({ code: 'OFFLINE', isPassing: true });

    const controller = new AbortController();
    const given = createRequest({ fetch: lost })(operation, { code: '1' }, { signal: controller.signal });
    controller.abort();
    await expect(given).rejects.toBeInstanceOf(TypeError);
  });
});
