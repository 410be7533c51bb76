import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { getNamedType, GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import type { RequestContext } from '../platform/graphql/request-context.js';

/** How large a single query may be, whoever sends it. */
export const QUERY_LIMITS = { depth: 20, aliases: 30, directives: 8, tokens: 5000 } as const;

const DEFAULT_PAGE = 50;

function refuse(context: ValidationContext | null, error: GraphQLError): void {
  const message = error.message.replace(/^Syntax Error: /, '');
  context?.reportError(new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } }));
}

/** Validation rules for depth, aliases and directives. Tokens are counted by the parser itself (`maxTokens`). */
export function limitRules(): ValidationRule[] {
  const limited = (n: number) => ({ n, propagateOnRejection: false, onReject: [refuse] });
  const { validationRules } = new ApolloArmor({
    maxDepth: { ...limited(QUERY_LIMITS.depth), flattenFragments: true },
    maxAliases: { ...limited(QUERY_LIMITS.aliases), allowList: [] },
    maxDirectives: limited(QUERY_LIMITS.directives),
    // Counted elsewhere, or wanted: introspection is on, so a suggestion gives nothing away.
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return validationRules as ValidationRule[];
}

/**
 * A field costs its own `complexity` (1 unless its room says more) plus what is below it, a connection that many times
 * over as rows were asked for.
 */
const estimateField: ComplexityEstimator = (options) => {
  const { field, args, childComplexity } = options;
  const own: unknown = field.extensions?.complexity ?? 1;
  if (typeof own === 'function') return own(options) as number;
  const rows = getNamedType(field.type).name.endsWith('Connection') ? rowsOf(args.first) : 1;
  return Number(own) + rows * childComplexity;
};

function rowsOf(first: unknown): number {
  return typeof first === 'number' && first > 0 ? first : DEFAULT_PAGE;
}

/** Refuses, before anything runs, a query that could answer with more than `limit` fields. */
export function costLimitPlugin(limit: number): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, request }) {
          demandCost({ schema, document, request }, limit);
        },
      };
    },
  };
}

/** @throws GraphQLError LIMIT_EXCEEDED; BAD_USER_INPUT for wrong variables and arguments. */
export function demandCost(query: Estimable, limit: number): void {
  const cost = costOf(query);
  if (cost <= limit) return;
  throw new GraphQLError(
    `This query could answer with about ${cost} fields; the limit is ${limit}. ` +
      'Ask for fewer rows (`first`) or fewer lists inside lists.',
    { extensions: { code: 'LIMIT_EXCEEDED', limit, cost, http: { status: 400 } } },
  );
}

type Estimable = Pick<Parameters<typeof getComplexity>[0], 'schema'> & {
  readonly document: Parameters<typeof getComplexity>[0]['query'];
  readonly request: {
    readonly variables?: Record<string, unknown> | null;
    readonly operationName?: string | null;
  };
};

function costOf({ schema, document, request }: Estimable): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables: request.variables ?? undefined,
      operationName: request.operationName ?? undefined,
      estimators: [estimateField],
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // Wrong variables and arguments surface here first; skipping them would skip the limit.
    const code = error.message.includes('maximum allowed number of nodes')
      ? 'LIMIT_EXCEEDED'
      : 'BAD_USER_INPUT';
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      extensions: { code, http: { status: 400 } },
    });
  }
}
