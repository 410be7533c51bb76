import { PassThrough } from 'node:stream';
import { buildSchema, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { ApiKeyRow } from '../../src/platform/access/api-keys.js';
import { parseConfig, type Environment } from '../../src/platform/config/parse-config.js';
import type { RequestContext } from '../../src/platform/graphql/request-context.js';
import { createLogger } from '../../src/platform/log/create-logger.js';
import type { App } from '../../src/server/app-contract.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import { exampleQueries } from '../../src/server/example-queries.js';

const TYPE_DEFINITIONS = /* GraphQL */ `
  type Query {
    whoami: String!
    role: String!
    echo(number: Int! = 1): Int!
    child: Node!
    nodes(first: Int = 50): NodeConnection!
  }
  type Mutation {
    touch: Boolean!
  }
  type NodeConnection {
    edges: [NodeEdge!]!
  }
  type NodeEdge {
    node: Node!
  }
  type Node {
    name: String!
    child: Node!
    nodes(first: Int = 50): NodeConnection!
    work: String
    fail: String
  }
`;

export type TestResolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, RequestContext>>>;

/** A schema as small as the server's rules need; resolvers are named `Type.field`. */
export function testSchema(resolvers: TestResolvers = {}): GraphQLSchema {
  const schema = buildSchema(TYPE_DEFINITIONS);
  const all: TestResolvers = {
    'Query.whoami': (_source, _args, { viewer }) => viewer.actor,
    'Query.role': (_source, _args, { viewer }) => viewer.role,
    'Query.echo': (_source, { number }) => number as number,
    'Query.child': () => ({ name: 'a' }),
    'Query.nodes': () => ({ edges: [{ node: { name: 'a' } }] }),
    'Node.child': () => ({ name: 'b' }),
    'Node.nodes': () => ({ edges: [] }),
    'Mutation.touch': () => true,
    ...resolvers,
  };
  for (const [place, resolve] of Object.entries(all)) {
    const [type, field] = place.split('.') as [string, string];
    (schema.getType(type) as GraphQLObjectType).getFields()[field]!.resolve = resolve;
  }
  return schema;
}

export interface TestServer {
  readonly server: Server;
  /** Everything the log has said. */
  readonly logText: () => string;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly env?: Environment;
  readonly resolvers?: TestResolvers;
  readonly keys?: Readonly<Record<string, Pick<ApiKeyRow, 'name' | 'role'>>>;
  readonly app?: Partial<App>;
}

/** A server on an address of its own, without a database. */
export async function startTestServer({
  env = {},
  resolvers,
  keys = {},
  app = {},
}: TestServerOptions = {}): Promise<TestServer> {
  const config = parseConfig({ PORT: '0', ...env });
  const lines: string[] = [];
  const destination = new PassThrough().on('data', (chunk) => lines.push(String(chunk)));
  const log = createLogger({ level: 'trace', secrets: [], destination });
  const server = await createServer({
    config,
    log,
    examples: exampleQueries,
    app: {
      schema: testSchema(resolvers),
      database: { dataSource: { driver: {} } } as never,
      keys: {
        findActive: async (key) => keys[key] ?? null,
        countActive: async () => Object.keys(keys).length,
      },
      tiles: { warmUp: async () => {} } as never,
      features: {} as never,
      publicLists: {} as never,
      downloads: {} as never,
      health: async () => ({
        ready: true,
        uptimeSeconds: 1,
        database: { kind: 'embedded', reachable: true, pendingMigrations: 0 },
        networkSnapshot: null,
      }),
      ...app,
    },
  });
  return { server, logText: () => lines.join(''), close: () => server.close(100) };
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: readonly (string | number)[];
      readonly extensions: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** Sends a query as a program of this machine would. */
export async function ask(
  { server }: TestServer,
  query: string,
  {
    headers = {},
    variables,
    remoteAddress,
  }: { headers?: Record<string, string>; variables?: object; remoteAddress?: string } = {},
): Promise<GraphqlAnswer> {
  const response = await server.fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { host: 'localhost:4000', 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ query, variables }),
    remoteAddress,
  });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
}
