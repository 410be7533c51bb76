import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { RequestContext } from '../platform/graphql/request-context.js';
import { demandCost, limitRules, QUERY_LIMITS } from './query-limits.js';

/** What a client sends to subscribe. */
export interface SocketQuery {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
  readonly operationName?: string | null;
}

const rules = [...specifiedRules, ...limitRules()];

/**
 * Checks a subscription as the HTTP route checks queries: tokens, depth, aliases, directives, cost. Queries and mutations
 * go by HTTP, which has a deadline for them.
 * @returns what is to be executed, or the errors to answer with.
 */
export function readSocketQuery(
  schema: GraphQLSchema,
  { query, variables, operationName }: SocketQuery,
  costLimit: number,
  contextValue: RequestContext,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: QUERY_LIMITS.tokens });
    const problems = validate(schema, document, rules);
    if (problems.length > 0) return problems.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== 'subscription') {
      const words = operation
        ? `This connection answers subscriptions; send a ${operation.operation} as POST /graphql.`
        : 'Name the operation to run: operationName.';
      return [new GraphQLError(words, { extensions: { code: 'BAD_REQUEST' } })];
    }
    demandCost({ schema, document, request: { variables, operationName } }, costLimit);
    return { schema, document, operationName, variableValues: variables, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

/** Refuses a subscription sent by HTTP, which has no way to answer more than once. */
export const refuseSubscriptions: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== 'subscription') return;
        throw new GraphQLError(
          'Subscriptions are answered on a web socket at this address (protocol graphql-transport-ws).',
          { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
        );
      },
    };
  },
};

function coded(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  const { nodes, source, positions, message } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { ...error.extensions, code } });
}
