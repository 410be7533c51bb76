import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';
import { parseJsonInTurns } from '../platform/graphql/parse-json-in-turns.js';

/** Read at one go in a millisecond. */
const SHORT_BYTES = 1 << 17;

/** Reads JSON bodies as Fastify does, names that would change prototypes refused; long ones in turns of the event loop. */
export function readJsonBodies(fastify: FastifyInstance): void {
  const readWhole = fastify.getDefaultJsonParser('error', 'error');
  const parse = (text: string): unknown => {
    let outcome: { readonly error: Error | null; readonly value?: unknown } = { error: null };
    void readWhole(undefined as never, text, (error, value) => (outcome = { error, value }));
    if (outcome.error) throw outcome.error;
    return outcome.value;
  };
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      if (body.length <= SHORT_BYTES) return parse(body.toString());
      try {
        return await parseJsonInTurns(body, parse);
      } catch (error) {
        if (error instanceof SyntaxError) throw new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY();
        throw error;
      }
    },
  );
}
