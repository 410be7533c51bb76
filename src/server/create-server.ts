import compress from '@fastify/compress';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import serveFiles from '@fastify/static';
import {
  fastify as createFastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
} from 'fastify';
import type { AddressInfo } from 'node:net';
import { demandCredentialsToBind, letsLocalAdminIn } from '../platform/access/bind-rule.js';
import { createIdentify, type Identify } from '../platform/access/identify.js';
import { isLocalRequest } from '../platform/access/local-request.js';
import { demandRole } from '../platform/access/viewer.js';
import type { Config, ServerConfig } from '../platform/config/config.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import type { Logger } from '../platform/log/create-logger.js';
import type { App } from './app-contract.js';
import type { ExampleQuery } from './example-queries.js';
import { addDownloadRoutes } from './download-routes.js';
import { addFeaturesRoutes } from './features-routes.js';
import { addGraphiqlParts } from './graphiql/graphiql-routes.js';
import { addGraphqlRoute, originOf } from './graphql-route.js';
import { addSockets, GraphqlSockets } from './graphql-sockets.js';
import { createErrorHandler } from './http-errors.js';
import { createMetrics, type Metrics } from './metrics.js';
import { addPageRoutes } from './page-routes.js';
import { addPublicRoutes } from './public-routes.js';
import { rateLimits, tileRateLimit } from './rate-limits.js';
import { readJsonBodies } from './read-json-body.js';
import { RequestGuards } from './request-guard.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { addTileRoutes } from './tile-routes.js';
import { warmUp } from './warm-up.js';

export interface ServerGround {
  readonly config: Pick<Config, 'server' | 'access'>;
  readonly app: Omit<App, 'close'>;
  readonly log: Logger;
  readonly examples: readonly ExampleQuery[];
}

export interface Server {
  /** The HTTP layer itself, also for tests that inject requests. */
  readonly fastify: FastifyInstance;
  readonly localAdmin: boolean;
  /** Listens on the configured address. @throws PlanningError when it may not or cannot. @returns the port. */
  listen(): Promise<number>;
  /** Answers what has begun, for at most `graceMillis`, then stops the rest. */
  close(graceMillis?: number): Promise<void>;
}

const GRACE_MILLIS = 10_000;
/** A client gets this long to send a whole request. */
const RECEIVE_MILLIS = 60_000;

/** Builds the HTTP server around a composed program. The program stays the caller's to close. */
export async function createServer({ config, app, log, examples }: ServerGround): Promise<Server> {
  const { server: settings, access } = config;
  const localAdmin = letsLocalAdminIn(config);
  const identify = createIdentify({ access, keys: app.keys, localAdmin });
  const guards = new RequestGuards(settings.requestTimeoutMillis);
  const metrics = createMetrics(app.database);
  const fastify = createHttp(settings, log);

  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    done();
  });
  await fastify.register(cors, corsOptions(settings));
  await fastify.register(compress, { threshold: 1024 });
  const limits = rateLimits(settings);
  if (limits) await fastify.register(rateLimit, limits);
  await addSockets(fastify, log);
  await fastify.register(serveFiles, { root: import.meta.dirname, serve: false });
  fastify.addHook('onResponse', (_request, reply, done) => {
    metrics.countAnswer(reply.statusCode);
    done();
  });

  await addPageRoutes(fastify);
  addGraphiqlParts(fastify, examples);
  addProbes(fastify, { app, metrics, identify });
  addTileRoutes(fastify, { tiles: app.tiles, identify, guards, rateLimit: tileRateLimit(settings) });
  addFeaturesRoutes(fastify, { features: app.features, identify, guards });
  addDownloadRoutes(fastify, { downloads: app.downloads, identify, guards });
  addPublicRoutes(fastify, { publicLists: app.publicLists, downloads: app.downloads, guards });
  const { schema } = app;
  const { queryCostLimit } = settings;
  const sockets = new GraphqlSockets({ schema, identify, settings, log });
  await addGraphqlRoute(fastify, { schema, identify, guards, metrics, sockets, queryCostLimit, log });

  return {
    fastify,
    localAdmin,
    async listen() {
      await demandCredentialsToBind(config, app.keys);
      await warmUp(fastify);
      app.tiles.warmUp().catch((error: unknown) => log.warn({ err: error }, 'no tile drawn ahead'));
      await fastify
        .listen({ host: settings.host, port: settings.port })
        .catch((error: NodeJS.ErrnoException) => {
          throw explainListenError(error, settings);
        });
      return (fastify.server.address() as AddressInfo).port;
    },
    async close(graceMillis = GRACE_MILLIS) {
      const impatience = setTimeout(() => {
        guards.stopAll();
        fastify.server.closeAllConnections();
      }, graceMillis);
      await fastify.close();
      clearTimeout(impatience);
    },
  };
}

function createHttp(settings: ServerConfig, log: Logger): FastifyInstance {
  const handleError = createErrorHandler(log);
  const fastify = createFastify({
    // Its own news ("listening") is ours to tell.
    loggerInstance: log.child({}, log.level === 'info' ? { level: 'warn' } : {}) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // Nothing is logged by request: a logger of its own for each would cost more than many an answer.
    childLoggerFactory: (logger) => logger,
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout: RECEIVE_MILLIS,
    trustProxy: typeof settings.trustProxy === 'boolean' ? settings.trustProxy : [...settings.trustProxy],
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  readJsonBodies(fastify);
  fastify.setErrorHandler(handleError);
  fastify.setNotFoundHandler((request, reply) =>
    handleError(
      new PlanningError('NOT_FOUND', `There is nothing at ${request.method} ${request.url}.`),
      request,
      reply,
    ),
  );
  return fastify;
}

function corsOptions({ corsOrigins }: ServerConfig) {
  return {
    origin: corsOrigins.includes('*') ? '*' : corsOrigins.length > 0 ? [...corsOrigins] : false,
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type', 'authorization', 'x-api-key', 'apollo-require-preflight'],
    exposedHeaders: ['content-crs', 'content-disposition', 'etag', 'retry-after', 'x-features-left-out'],
    maxAge: 3600,
  };
}

interface ProbeGround {
  readonly app: ServerGround['app'];
  readonly metrics: Metrics;
  readonly identify: Identify;
}

function addProbes(fastify: FastifyInstance, { app, metrics, identify }: ProbeGround): void {
  fastify.get('/health/live', () => ({ live: true }));
  fastify.get('/health/ready', async (_request, reply) => {
    const health = await app.health();
    return reply.code(health.ready ? 200 : 503).send(health);
  });
  fastify.get('/metrics', async (request, reply) => {
    const origin = originOf(request);
    const viewer = await identify(origin);
    if (!isLocalRequest(origin)) demandRole(viewer, 'Reading metrics', 'admin');
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

export function explainListenError(
  error: NodeJS.ErrnoException,
  { host, port }: ServerConfig,
): PlanningError {
  const details = { host, port, reason: error.code ?? error.message };
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program. Stop that program, or set PORT to another number.`,
    EACCES: `This user may not listen on port ${port}. Set PORT to a number from 1024 to 65535.`,
    EADDRNOTAVAIL: `HOST=${host} is not an address of this machine.`,
    ENOTFOUND: `HOST=${host} is not a name this machine knows.`,
  };
  return new PlanningError(
    'UNAVAILABLE',
    words[error.code ?? ''] ?? `Cannot listen on ${host}:${port}: ${error.message}`,
    details,
  );
}
