import type { FastifyInstance } from 'fastify';

/** Asks for much of what GraphQL does itself; reads no data. */
const QUERY = `query WarmUp { __typename __schema { types { kind name fields(includeDeprecated: true) {
  name args { name type { kind name ofType { name } } } type { kind name ofType { name } } } inputFields { name } enumValues { name } } } }`;

/**
 * Answers a question nobody asked, so that the code of all doors is loaded and its first run does not hold up the first
 * request. What comes of it does not matter: whoever asks next is told what is wrong.
 */
export async function warmUp(fastify: FastifyInstance): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers,
    payload: JSON.stringify({ query: QUERY }),
  });
}
