import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Identify } from '../platform/access/identify.js';
import { Turns } from '../platform/compute/in-turns.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { createRequestContext, type RequestContext } from '../platform/graphql/request-context.js';
import { Sending } from '../platform/graphql/sending.js';
import { writeAnswer } from '../platform/graphql/write-answer.js';
import type { Logger } from '../platform/log/create-logger.js';
import { createFormatError } from './format-error.js';
import { sendGraphiqlPage } from './graphiql/graphiql-routes.js';
import type { GraphqlSockets } from './graphql-sockets.js';
import type { Metrics } from './metrics.js';
import { costLimitPlugin, limitRules, QUERY_LIMITS } from './query-limits.js';
import { signalOf, stopWhenAborted, type RequestGuards } from './request-guard.js';
import { refuseSubscriptions } from './socket-query.js';
import { UnsentAnswers } from './unsent-answers.js';

export interface GraphqlRouteGround {
  readonly schema: GraphQLSchema;
  readonly identify: Identify;
  readonly guards: RequestGuards;
  readonly metrics: Metrics;
  readonly sockets: GraphqlSockets;
  readonly queryCostLimit: number;
  readonly log: Logger;
}

const LONG_QUESTION_BYTES = 100_000;

/** Starts Apollo on `/graphql`: JSON for programs, GraphiQL for a browser that opens it, web sockets for subscriptions. */
export async function addGraphqlRoute(fastify: FastifyInstance, ground: GraphqlRouteGround): Promise<void> {
  const unsent = new UnsentAnswers();
  const apollo = createApollo(ground, unsent);
  await apollo.start();
  fastify.addHook('onClose', () => apollo.stop());

  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const answer = fastifyApolloHandler(apollo, { context: async (request) => contexts.get(request)! });

  async function send(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    return unsent.take((await answer.call(fastify, request, reply)) as string);
  }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const guard = ground.guards.watch(reply);
    const sending = new Sending();
    reply.raw.once('close', () => sending.end());
    contexts.set(request, createRequestContext(viewers.get(request)!, guard.signal, sending));
    void reply.header('cache-control', 'private, no-store');
    try {
      // A long question took a turn to be read, and takes another to be checked.
      if (Number(request.headers['content-length']) > LONG_QUESTION_BYTES) await new Turns().next();
      return await Promise.race([send(request, reply), guard.deadline]);
    } finally {
      // Of an answer that is sent while it is being made, the rest is still to come.
      void sending.worked().then(() => guard.release());
    }
  }

  const viewers = new WeakMap<FastifyRequest, Awaited<ReturnType<Identify>>>();
  const route: Omit<RouteOptions, 'method'> = {
    url: '/graphql',
    // Before the body is read: a stranger with a bad credential does not get to send one.
    onRequest: async (request) => {
      if (!URL.canParse(`http://${request.host}/`))
        throw new PlanningError('BAD_USER_INPUT', 'The Host header is not valid.');
      if (request.ws) ground.sockets.demandWelcome(request);
      if (!wantsPage(request)) viewers.set(request, await ground.identify(originOf(request)));
    },
    handler: (request, reply) => (wantsPage(request) ? sendGraphiqlPage(reply) : handle(request, reply)),
  };
  fastify.route({ ...route, method: 'POST' });
  fastify.route({ ...route, method: 'GET', wsHandler: ground.sockets.serve });
}

/** What the access rules look at: the socket's own peer, not a forwarded address. */
export function originOf(request: FastifyRequest) {
  return { headers: request.headers, remoteAddress: request.socket.remoteAddress };
}

function wantsPage({ method, query, headers }: FastifyRequest): boolean {
  return method === 'GET' && !('query' in (query as object)) && /\btext\/html\b/.test(headers.accept ?? '');
}

function createApollo(
  { schema, metrics, queryCostLimit, log }: GraphqlRouteGround,
  unsent: UnsentAnswers,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    formatError: createFormatError(log),
    stringifyResult: async (answer) => unsent.hold(await writeAnswer(answer, { signal: signalOf(answer) })),
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    validationRules: limitRules(),
    plugins: [
      metrics.plugin,
      refuseSubscriptions,
      costLimitPlugin(queryCostLimit),
      stopWhenAborted,
      // Nothing here reports to, or loads from, an outside host, whatever the environment says.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}
