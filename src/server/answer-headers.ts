import type { FastifyReply, FastifyRequest } from 'fastify';
import { PlanningError } from '../platform/errors/planning-error.js';
import { weakTag } from '../platform/weak-tag.js';
import { hasAlready } from './has-already.js';

/** What tells viewers apart. */
const BY_VIEWER = ['authorization', 'x-api-key'];

/** Sends JSON with its ETag, or says that the client has it. */
export function sendDescription(
  request: FastifyRequest,
  reply: FastifyReply,
  description: object,
  type = 'application/json; charset=utf-8',
): FastifyReply {
  const text = JSON.stringify(description);
  const etag = weakTag(text);
  void reply.header('etag', etag);
  if (hasAlready(request.headers['if-none-match'], etag)) return reply.code(304).send();
  // As bytes: Fastify writes the type of a text anew, with quotes that GDAL does not take.
  return reply.type(type).send(Buffer.from(text));
}

/** An answer may be kept and must be asked for again; one that not everybody gets may be kept by its client only. */
export function sayFreshness(reply: FastifyReply, isForAllViewers: boolean): FastifyReply {
  const vary = [reply.getHeader('vary'), 'accept-encoding', ...(isForAllViewers ? [] : BY_VIEWER)];
  return reply
    .header('cache-control', isForAllViewers ? 'public, no-cache' : 'private, no-cache')
    .header('vary', vary.filter(Boolean).join(', '));
}

/** Where the client reached this server. */
export function addressOf({ protocol, host }: FastifyRequest): string {
  const address = `${protocol}://${host}`;
  // What has a path, a query or a user in it is no host.
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(`${address}/`))
    throw new PlanningError('BAD_USER_INPUT', 'The Host header is not valid.');
  return address;
}
