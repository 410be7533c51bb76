import websocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer, type Server } from 'graphql-ws';
import type { Identify } from '../platform/access/identify.js';
import type { Viewer } from '../platform/access/viewer.js';
import type { ServerConfig } from '../platform/config/config.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { createRequestContext } from '../platform/graphql/request-context.js';
import type { Logger } from '../platform/log/create-logger.js';
import { endableEvents } from './endable-events.js';
import { createFormatError } from './format-error.js';
import { demandKnownOrigin, MessageRate, OpenConnections, SOCKET_LIMITS } from './socket-limits.js';
import { readSocketQuery, type SocketQuery } from './socket-query.js';

export interface SocketGround {
  readonly schema: GraphQLSchema;
  readonly identify: Identify;
  readonly settings: Pick<ServerConfig, 'corsOrigins' | 'requestsPerMinute' | 'queryCostLimit'>;
  readonly log: Logger;
}

/** One connection: where it came from, and what ends its subscriptions. */
interface Connection {
  readonly request: FastifyRequest;
  readonly socket: WebSocket;
  readonly open: Map<string, AbortController>;
}

type SocketContext = Context<Record<string, unknown>, Connection>;

/** A connection that does not answer a ping within this is ended. */
const PING_MILLIS = 15_000;
/** A client has this long to say who it is. */
const INIT_MILLIS = 5_000;
/** A stopping server waits this long for clients to close their side. */
const CLOSE_MILLIS = 1_000;
const GOING_AWAY = 1001;
const TOO_MANY_MESSAGES = 1008;

/** Lets the server take web sockets; to be awaited before routes are added. */
export async function addSockets(fastify: FastifyInstance, log: Logger): Promise<void> {
  await fastify.register(websocket, {
    options: { maxPayload: SOCKET_LIMITS.messageBytes, handleProtocols },
    errorHandler(error, socket) {
      // Nothing of ours is at fault: a message too large, a broken frame, a client that vanished.
      log.debug({ err: error }, 'a web socket failed');
      socket.terminate();
    },
    preClose(done) {
      const { clients } = fastify.websocketServer;
      for (const client of clients) client.close(GOING_AWAY, 'The server is stopping.');
      const impatience = setTimeout(() => {
        for (const client of clients) client.terminate();
      }, CLOSE_MILLIS);
      impatience.unref();
      done();
    },
  });
}

/** Subscriptions over the protocol graphql-transport-ws, on the address of the queries. */
export class GraphqlSockets {
  private readonly connections = new OpenConnections();
  private readonly server: Server<Connection>;
  private readonly formatError: ReturnType<typeof createFormatError>;

  constructor(private readonly ground: SocketGround) {
    this.formatError = createFormatError(ground.log);
    this.server = makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: INIT_MILLIS,
      onConnect: (context) => this.admit(context),
      onSubscribe: (context, id, query) => this.subscribe(context, id, query),
      onOperation: ({ extra }, id, _query, _args, result) =>
        'next' in result ? endableEvents(result, () => end(extra, id)) : undefined,
      onNext: (_context, _id, _query, _args, { errors, ...result }) => ({
        ...result,
        ...(errors && { errors: errors.map(this.shown) as never }),
      }),
      onError: (_context, _id, _query, errors) => errors.map((error) => this.shown(error as GraphQLError)),
      onComplete: ({ extra }, id) => end(extra, id),
    });
  }

  /** Refuses a connection before it is made. @throws PlanningError FORBIDDEN, LIMIT_EXCEEDED */
  demandWelcome(request: FastifyRequest): void {
    demandKnownOrigin(request, this.ground.settings.corsOrigins);
    this.connections.demandRoom(request);
  }

  /** Serves one connection until it closes. */
  readonly serve = (socket: WebSocket, request: FastifyRequest): void => {
    const leave = this.connections.add(request);
    const connection: Connection = { request, socket, open: new Map() };
    const rate = new MessageRate(this.ground.settings.requestsPerMinute);
    const closed = this.server.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (hear) =>
          socket.on('message', (data) => {
            if (!rate.admits()) return socket.close(TOO_MANY_MESSAGES, 'Too many messages a minute.');
            hear(String(data)).catch((error: unknown) => {
              if (socket.readyState !== socket.OPEN) return;
              this.ground.log.error({ err: error }, 'a message of a web socket could not be handled');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      connection,
    );
    const stopPings = keepAsking(socket);
    socket.once('close', (code, reason) => {
      stopPings();
      leave();
      for (const id of [...connection.open.keys()]) end(connection, id);
      void closed(code, String(reason));
    });
  };

  private async admit({ connectionParams, extra }: SocketContext): Promise<boolean> {
    try {
      await this.viewer(extra.request, connectionParams);
      return true;
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      extra.socket.close(CloseCode.Unauthorized, error.message.slice(0, 100));
      return false;
    }
  }

  private async subscribe({ connectionParams, extra }: SocketContext, id: string, query: SocketQuery) {
    const { schema, settings } = this.ground;
    try {
      if (extra.open.size >= SOCKET_LIMITS.subscriptions) throw tooMany();
      const controller = new AbortController();
      extra.open.set(id, controller);
      // Anew each time: a key may have been revoked while the connection was open.
      const viewer = await this.viewer(extra.request, connectionParams);
      const context = createRequestContext(viewer, controller.signal);
      const read = readSocketQuery(schema, query, settings.queryCostLimit, context);
      if (Array.isArray(read)) end(extra, id);
      return read as Exclude<typeof read, readonly GraphQLError[]> | GraphQLError[];
    } catch (error) {
      end(extra, id);
      const cause = error as Error;
      return [new GraphQLError(cause.message, { originalError: cause })];
    }
  }

  /** Who it is by the headers of the handshake, or by connectionParams, as browsers cannot send headers. */
  private viewer(
    { headers, socket }: FastifyRequest,
    params: Readonly<Record<string, unknown>> = {},
  ): Promise<Viewer> {
    const credentials: Record<string, string> = {};
    for (const [name, value] of Object.entries(params)) {
      const header = name.toLowerCase();
      if ((header === 'x-api-key' || header === 'authorization') && typeof value === 'string')
        credentials[header] = value;
    }
    const request = { headers: { ...headers, ...credentials }, remoteAddress: socket.remoteAddress };
    return this.ground.identify(request);
  }

  private readonly shown = (error: GraphQLError): GraphQLFormattedError =>
    this.formatError(error.toJSON(), error.originalError ?? error);
}

function end({ open }: Connection, id: string): void {
  open.get(id)?.abort();
  open.delete(id);
}

function tooMany(): PlanningError {
  return new PlanningError(
    'LIMIT_EXCEEDED',
    `More than ${SOCKET_LIMITS.subscriptions} subscriptions on one connection.`,
    { limit: SOCKET_LIMITS.subscriptions },
  );
}

/** Pings the client and ends a connection that stays silent. @returns what stops it. */
function keepAsking(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_MILLIS);
  return () => clearInterval(timer);
}
