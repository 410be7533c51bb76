import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import {
  type Asked,
  type FeaturesAnswer,
  type FeaturesService,
  GEOJSON_TYPE,
  JSON_TYPE,
  OPENAPI_TYPE,
  type RawQuery,
  SCHEMA_TYPE,
} from '../features-api/index.js';
import type { Identify } from '../platform/access/identify.js';
import { weakTag } from '../platform/weak-tag.js';
import { addressOf, sayFreshness, sendDescription } from './answer-headers.js';
import { originOf } from './graphql-route.js';
import { hasAlready } from './has-already.js';
import type { RequestGuards } from './request-guard.js';

export interface FeaturesRoutesGround {
  readonly features: FeaturesService;
  readonly identify: Identify;
  readonly guards: RequestGuards;
}

type Describe = (name: string, asked: Asked) => object | Promise<object>;
interface CollectionParams {
  readonly name: string;
}
interface ItemParams extends CollectionParams {
  readonly id: string;
}

/**
 * OGC API – Features at `/features`. What is shown depends on who asks, so every answer may be kept by its client only
 * and must be asked for again with its ETag.
 */
export function addFeaturesRoutes(fastify: FastifyInstance, ground: FeaturesRoutesGround): void {
  const { features, identify } = ground;
  const askedBy = async (request: FastifyRequest): Promise<Asked> => ({
    viewer: await identify(originOf(request)),
    root: `${addressOf(request)}/features`,
    query: request.query as RawQuery,
  });
  const describe = (path: string, type: string, what: Describe) =>
    fastify.get<{ Params: CollectionParams }>(`/features${path}`, async (request, reply) => {
      const description = await what(request.params.name, await askedBy(request));
      return sendDescription(request, sayFreshness(reply, false), description, type);
    });

  describe('', JSON_TYPE, (_, asked) => features.landing(asked));
  describe('/', JSON_TYPE, (_, asked) => features.landing(asked));
  describe('/conformance', JSON_TYPE, (_, asked) => features.conformance(asked));
  describe('/api', OPENAPI_TYPE, (_, asked) => features.api(asked));
  describe('/collections', JSON_TYPE, (_, asked) => features.collections(asked));
  describe('/collections/:name', JSON_TYPE, (name, asked) => features.collection(name, asked));
  describe('/collections/:name/schema', SCHEMA_TYPE, (name, asked) => features.schema(name, asked));
  describe('/collections/:name/queryables', SCHEMA_TYPE, (name, asked) => features.queryables(name, asked));

  fastify.route<{ Params: CollectionParams }>({
    method: ['GET', 'HEAD'],
    url: '/features/collections/:name/items',
    handler: (request, reply) =>
      sendFeatures(request, reply, ground.guards, async (signal) =>
        features.items(request.params.name, await askedBy(request), signal),
      ),
  });
  fastify.route<{ Params: ItemParams }>({
    method: ['GET', 'HEAD'],
    url: '/features/collections/:name/items/:id',
    handler: (request, reply) =>
      sendFeatures(request, reply, ground.guards, async (signal) =>
        features.item(request.params.name, request.params.id, await askedBy(request), signal),
      ),
  });
}

/** HEAD reads no features. */
async function sendFeatures(
  request: FastifyRequest,
  reply: FastifyReply,
  guards: RequestGuards,
  find: (signal: AbortSignal) => Promise<FeaturesAnswer>,
): Promise<FastifyReply> {
  const guard = guards.watch(reply);
  try {
    const { crs, state, text } = await Promise.race([find(guard.signal), guard.deadline]);
    const etag = weakTag(state);
    void sayFreshness(reply, false).header('etag', etag).header('content-crs', `<${crs.uri}>`);
    const isKnown = hasAlready(request.headers['if-none-match'], etag);
    if (isKnown || request.method === 'HEAD') {
      guard.release();
      return isKnown ? reply.code(304).send() : reply.type(GEOJSON_TYPE).send();
    }
    const pieces = text()[Symbol.asyncIterator]();
    const first = await Promise.race([pieces.next(), guard.deadline]);
    const stream = Readable.from(piecesFrom(first, pieces, guard.signal), { objectMode: false });
    // Also where nobody begins to read it, as of HEAD.
    stream.once('close', () => {
      guard.release();
      pieces.return?.().catch(() => {});
    });
    return reply.type(GEOJSON_TYPE).send(stream);
  } catch (error) {
    guard.release();
    throw error;
  }
}

/** The pieces of an answer, the first of which is there; what fails later breaks the answer off. */
async function* piecesFrom(
  first: IteratorResult<string, unknown>,
  pieces: AsyncIterator<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (let piece = first; !piece.done; piece = await pieces.next()) {
    yield piece.value;
    signal.throwIfAborted();
  }
}
