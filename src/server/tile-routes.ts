import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Identify } from '../platform/access/identify.js';
import type { Viewer } from '../platform/access/viewer.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { type AskedTexts, isForAll, layerNamed, type TilesService } from '../tiles/index.js';
import { addressOf, sayFreshness, sendDescription } from './answer-headers.js';
import { originOf } from './graphql-route.js';
import { hasAlready } from './has-already.js';
import type { RequestGuards } from './request-guard.js';

export interface TileRoutesGround {
  readonly tiles: TilesService;
  readonly identify: Identify;
  readonly guards: RequestGuards;
  /** Of tiles; false for none. */
  readonly rateLimit: RateLimitOptions | false;
}

const MVT = 'application/vnd.mapbox-vector-tile';
/** How many features a tile had to leave out; absent where it shows all. */
const LEFT_OUT = 'x-features-left-out';
const decompress = promisify(gunzip);

interface TileParams {
  readonly layer: string;
  readonly z: string;
  readonly x: string;
  readonly file: string;
}

/**
 * `/tiles` lists the layers, `/tiles/{layer}.json` is TileJSON, `/tiles/{layer}/{z}/{x}/{y}.mvt` a tile. Every answer
 * may be kept and must be asked for again with its ETag; one that not everybody gets may be kept by its client only.
 */
export function addTileRoutes(fastify: FastifyInstance, ground: TileRoutesGround): void {
  const { tiles, identify, guards, rateLimit } = ground;
  const viewerOf = (request: FastifyRequest): Promise<Viewer> => identify(originOf(request));

  fastify.get('/tiles', async (request, reply) => {
    const layers = await tiles.list(addressOf(request), await viewerOf(request));
    return sendDescription(request, sayFreshness(reply, false), { layers });
  });

  fastify.get<{ Params: { file: string } }>('/tiles/:file', async (request, reply) => {
    const layer = without('.json', request.params.file, request);
    const described = await tiles.describe(
      layer,
      addressOf(request),
      await viewerOf(request),
      askedOf(request),
    );
    return sendDescription(request, sayFreshness(reply, isForAll(layerNamed(layer))), described);
  });

  // The tile is kept compressed: compressing it again for every answer would cost more than all the rest.
  fastify.get<{ Params: TileParams }>(
    '/tiles/:layer/:z/:x/:file',
    { compress: false, config: { rateLimit } },
    async (request, reply) => {
      const { layer, z, x, file } = request.params;
      const y = without('.mvt', file, request);
      const guard = guards.watch(reply);
      try {
        const drawn = tiles.tile(layer, { z, x, y }, await viewerOf(request), guard, askedOf(request));
        const { etag, bytes, isGzipped, leftOut } = await Promise.race([drawn, guard.deadline]);
        sayFreshness(reply, isForAll(layerNamed(layer))).header('etag', etag);
        if (leftOut > 0) void reply.header(LEFT_OUT, leftOut);
        if (hasAlready(request.headers['if-none-match'], etag)) return reply.code(304).send();
        if (!bytes) return reply.code(204).send();
        void reply.type(MVT);
        if (!isGzipped) return reply.send(bytes);
        if (!takesGzip(request)) return reply.send(await decompress(bytes));
        return reply.header('content-encoding', 'gzip').send(bytes);
      } finally {
        guard.release();
      }
    },
  );
}

/** What a computed layer is asked; a name given twice counts once. */
function askedOf({ query }: FastifyRequest): AskedTexts {
  const given = Object.entries(query as Record<string, string | string[]>);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function without(ending: string, file: string, { method, url }: FastifyRequest): string {
  if (file.endsWith(ending)) return file.slice(0, -ending.length);
  throw new PlanningError(
    'NOT_FOUND',
    `There is nothing at ${method} ${url}; /tiles/{layer}.json describes a layer, /tiles/{layer}/{z}/{x}/{y}.mvt is a tile.`,
  );
}

function takesGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(headers['accept-encoding'] ?? ''));
}
