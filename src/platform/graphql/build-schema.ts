import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { preparesArguments } from './prepares-arguments.js';
import type { RequestContext } from './request-context.js';

/**
 * The executable schema of these resolver objects, and of nothing else that happens to be loaded.
 * Inputs are checked where they are used (PlanningError), so no validator runs here; resolver objects that prepare
 * arguments do so in the validator's place.
 */
export function buildGraphqlSchema(resolvers: readonly object[]): GraphQLSchema {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  if (instances.size !== resolvers.length) throw new Error('two resolver objects of one class');
  const preparing = resolvers.filter(preparesArguments);
  return buildSchemaSync({
    // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeGraphQL's own type for a class
    resolvers: [...instances.keys()] as [Function, ...Function[]],
    container: {
      get(type) {
        const instance = instances.get(type);
        if (!instance) throw new Error(`no resolver object of ${type.name}`);
        return instance;
      },
    },
    validateFn: async (args, _type, { context }) => {
      for (const one of preparing) await one.prepareArguments(args, context as RequestContext);
    },
    orphanedTypes: [],
    // Asked for wherever there is a subscription; ours name sources of their own.
    pubSub: { publish: noTopics, subscribe: noTopics },
  });
}

/** The schema as text, sorted, so that equal schemas give equal files. */
export function printSortedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function noTopics(): never {
  throw new Error('subscriptions have sources of their own, not topics');
}
