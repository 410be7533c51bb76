import { graphql, type GraphQLSchema } from 'graphql';
import { composeRooms, entities } from '../../src/app.js';
import { runImport, type ImportReport } from '../../src/imports/index.js';
import type { Role } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../../src/platform/graphql/request-context.js';
import { openTestDatabase } from './database.js';

/** The whole program on a fresh database, asked the way its users ask: files in, GraphQL documents out. */
export interface Program {
  readonly database: Database;
  readonly rooms: ReturnType<typeof composeRooms>;
  importFile(
    dataset: string,
    file: string,
    options?: { crs?: string; map?: string[]; set?: string[] },
  ): Promise<ImportReport>;
  /** The answer's data. @throws when the answer has errors */
  ask<T>(query: string, variables?: Record<string, unknown>, role?: Role): Promise<T>;
  close(): Promise<void>;
}

export async function openProgram(): Promise<Program> {
  const database = await openTestDatabase(entities);
  const rooms = composeRooms(database);
  const schema: GraphQLSchema = buildGraphqlSchema(rooms.resolvers);
  return {
    database,
    rooms,
    importFile: (dataset, file, options = {}) =>
      runImport({
        manager: database.manager,
        dataset,
        file,
        ...options,
        actor: { actor: 'test', role: 'admin' },
      }),
    async ask<T>(query: string, variables: Record<string, unknown> = {}, role: Role = 'planner'): Promise<T> {
      const contextValue = createRequestContext({ actor: 'test', role }, new AbortController().signal);
      const { data, errors } = await graphql({
        schema,
        source: query,
        variableValues: variables,
        contextValue,
      });
      if (errors) throw new AggregateError(errors, errors.map((error) => error.message).join('; '));
      return JSON.parse(JSON.stringify(data)) as T;
    },
    async close() {
      await rooms.jobs.close();
      await rooms.accessibility.close();
      await rooms.siting.close();
      await rooms.remedies.close();
      await rooms.solver.close();
      await database.close();
    },
  };
}
