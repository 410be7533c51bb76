import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { ask, startTestServer, type TestServer } from './test-server.js';

describe('errors', () => {
  let server: TestServer;
  let next: () => unknown = () => null;
  beforeAll(async () => {
    server = await startTestServer({ resolvers: { 'Node.fail': () => next() } });
  });
  afterAll(() => server.close());

  async function failWith(error: unknown) {
    next = () => {
      throw error;
    };
    const { status, body } = await ask(server, '{ child { name fail } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ child: { name: 'a', fail: null } });
    expect(body.errors).toHaveLength(1);
    expect(body.errors![0]!.path).toEqual(['child', 'fail']);
    return body.errors![0]!;
  }

  it('of planning are shown as they are, with code and details', async () => {
    const error = await failWith(
      new PlanningError('NOT_FOUND', 'No division has code 1.', { divisionCode: '1' }),
    );
    expect(error.message).toBe('No division has code 1.');
    expect(error.extensions).toEqual({ code: 'NOT_FOUND', divisionCode: '1' });
  });

  it('of the database are translated', async () => {
    const driverError = Object.assign(new Error('duplicate key value (id)=(secret row)'), {
      code: '23505',
      table: 'facility',
    });
    const error = await failWith(Object.assign(new Error('failed'), { driverError }));
    expect(error.extensions).toEqual({ code: 'CONFLICT', table: 'facility' });
    expect(error.message).not.toContain('secret row');
  });

  it('nobody foresaw are masked behind an id that the log has', async () => {
    const error = await failWith(new TypeError('cannot read plan of undefined'));
    expect(error.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(Object.keys(error.extensions).sort()).toEqual(['code', 'errorId']);
    expect(error.message).toContain(error.extensions.errorId as string);
    expect(JSON.stringify(error)).not.toMatch(/cannot read plan|at .*\.ts|node_modules/);
    const line = server
      .logText()
      .split('\n')
      .find((text) => text.includes(error.extensions.errorId as string))!;
    expect(JSON.parse(line)).toMatchObject({
      err: { message: 'cannot read plan of undefined' },
      path: ['child', 'fail'],
    });
    expect(JSON.parse(line).err.stack).toContain('errors.test.ts');
  });

  it('that are no errors at all are masked too', async () => {
    expect((await failWith('just a text')).extensions.code).toBe('INTERNAL_SERVER_ERROR');
  });

  it.each<[string, string, object | undefined, string]>([
    ['no query language', '{ whoami', undefined, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ whoamI }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', 'query ($n: Int!) { echo(number: $n) }', { n: 'ten' }, 'BAD_USER_INPUT'],
    ['a missing variable', 'query ($n: Int!) { echo(number: $n) }', {}, 'BAD_USER_INPUT'],
    [
      'an unknown operation',
      'query A { whoami } query B { whoami }',
      undefined,
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('in the request: %s', async (_name, query, variables, code) => {
    const { status, body } = await ask(server, query, { variables });
    expect(status).toBe(400);
    expect(body.errors![0]!.extensions.code).toBe(code);
  });

  const json = { 'content-type': 'application/json' };
  /** A body that is read in turns, with something at the end of a long list. */
  const longBody = (last: string) =>
    `{"query":"{ whoami }","variables":{"rows":[${'{"name":"a"},'.repeat(50_000)}${last}]}}`;

  it('a long body is read like a short one', async () => {
    const response = await server.server.fastify.inject({
      method: 'POST',
      url: '/graphql',
      headers: json,
      payload: longBody('7'),
    });
    expect(response.json()).toEqual({ data: { whoami: expect.any(String) } });
  });

  it.each<[string, object, number, string]>([
    [
      'bad JSON',
      { method: 'POST', url: '/graphql', headers: json, payload: '{"query": ' },
      400,
      'BAD_REQUEST',
    ],
    ['no body', { method: 'POST', url: '/graphql', headers: json, payload: '' }, 400, 'BAD_REQUEST'],
    ['no query', { method: 'POST', url: '/graphql', headers: json, payload: '{}' }, 400, 'BAD_REQUEST'],
    [
      'XML',
      { method: 'POST', url: '/graphql', headers: { 'content-type': 'text/xml' }, payload: '<a/>' },
      415,
      'BAD_REQUEST',
    ],
    [
      'a form (CSRF)',
      {
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'text/plain' },
        payload: '{"query":"{whoami}"}',
      },
      400,
      'BAD_REQUEST',
    ],
    ['a plain GET (CSRF)', { method: 'GET', url: '/graphql?query={whoami}' }, 400, 'BAD_REQUEST'],
    [
      'a mutation by GET',
      { method: 'GET', url: '/graphql?query=mutation{touch}', headers: { 'apollo-require-preflight': '1' } },
      405,
      'BAD_REQUEST',
    ],
    ['an unknown address', { method: 'GET', url: '/nowhere' }, 404, 'NOT_FOUND'],
    ['an unknown method', { method: 'DELETE', url: '/graphql' }, 404, 'NOT_FOUND'],
    ['a broken address', { method: 'GET', url: '/%E0%A4%A' }, 400, 'BAD_REQUEST'],
    [
      'a broken Host',
      { method: 'POST', url: '/graphql', headers: { ...json, host: 'a b' }, payload: '{"query":"{whoami}"}' },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'a poisoned prototype',
      { method: 'POST', url: '/graphql', headers: json, payload: '{"__proto__":{"a":1}}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a poisoned prototype in a long body',
      { method: 'POST', url: '/graphql', headers: json, payload: longBody('{"__proto__":{"a":1}}') },
      400,
      'BAD_REQUEST',
    ],
    [
      'bad JSON in a long body',
      { method: 'POST', url: '/graphql', headers: json, payload: longBody('1,') },
      400,
      'BAD_REQUEST',
    ],
  ])('before GraphQL are JSON of the same shape: %s', async (_name, request, status, code) => {
    const response = await server.server.fastify.inject(request);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    const { errors } = response.json();
    expect(errors[0].extensions.code).toBe(code);
    expect(errors[0].message.length).toBeGreaterThan(10);
    expect(response.body).not.toMatch(/FST_|fastify|apollo-server|node_modules|\.js:/i);
  });

  it('a query by GET is answered', async () => {
    const response = await server.server.fastify.inject({
      url: '/graphql?query={whoami}',
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.json()).toEqual({ data: { whoami: expect.any(String) } });
  });
});
