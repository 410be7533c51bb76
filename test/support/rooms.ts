import 'reflect-metadata';
import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Logger } from 'typeorm';
import { createAccessibilityRoom, type AccessibilityRoom } from '../../src/accessibility/index.js';
import { createCoverageRoom, type CoverageRoom } from '../../src/coverage/index.js';
import { createDemandRoom, DemandPoint } from '../../src/demand/index.js';
import { AdministrativeDivision, createDivisionsRoom } from '../../src/divisions/index.js';
import { createEquityRoom, type EquityRoom } from '../../src/equity/index.js';
import { CareRoom, createEstatesRoom, HousingEstate } from '../../src/estates/index.js';
import { CandidateSite, createFacilitiesRoom, Facility } from '../../src/facilities/index.js';
import { HighsSolver } from '../../src/platform/compute/highs-solver.js';
import type { Role } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../../src/platform/graphql/request-context.js';
import { createSourcesRoom, DataSourceRecord } from '../../src/platform/sources/index.js';
import { createScenariosRoom } from '../../src/scenarios/index.js';
import { createJobsRoom, type JobsRoom } from '../../src/jobs/index.js';
import { createMealsRoom, type MealsRoom } from '../../src/meals/index.js';
import { createSitingRoom, type SitingRoom } from '../../src/siting/index.js';
import { createWalkwaysRoom } from '../../src/walkways/index.js';
import { openTestDatabase } from './database.js';

/** Parsed JSON, looked into without ceremony. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests compare what comes
export type Json = any;

/** Every room on a fresh database, and a way to ask it questions. */
export interface TestRooms {
  readonly database: Database;
  readonly schema: GraphQLSchema;
  readonly accessibility: AccessibilityRoom;
  readonly coverage: CoverageRoom;
  readonly equity: EquityRoom;
  readonly siting: SitingRoom;
  readonly meals: MealsRoom;
  readonly jobs: JobsRoom;
  /** Runs one request; default role: planner. */
  ask(query: string, options?: AskOptions): Promise<ExecutionResult<Json>>;
  /** Data of a request that must not have errors. */
  data(query: string, options?: AskOptions): Promise<Json>;
  /** Code of the first error of a request that must fail. */
  refusal(query: string, options?: AskOptions): Promise<{ code: string; details: Json; message: string }>;
  /** SQL statements run so far. */
  statements(): number;
  close(): Promise<void>;
}

interface AskOptions {
  readonly role?: Role;
  readonly variables?: Record<string, unknown>;
  readonly signal?: AbortSignal;
}

export async function openTestRooms(): Promise<TestRooms> {
  const database = await openTestDatabase([
    AdministrativeDivision,
    CandidateSite,
    DataSourceRecord,
    DemandPoint,
    Facility,
    CareRoom,
    HousingEstate,
  ]);
  const { manager } = database;
  let statements = 0;
  const logger: Logger = {
    logQuery: () => void statements++,
    logQueryError() {},
    logQuerySlow() {},
    logSchemaBuild() {},
    logMigration() {},
    log() {},
  };
  Object.assign(database.dataSource, { logger });

  const solver = new HighsSolver();
  const sources = createSourcesRoom({ manager });
  const divisions = createDivisionsRoom({ manager, sources });
  const facilities = createFacilitiesRoom({ manager, sources, divisions });
  const estates = createEstatesRoom({ manager, sources, divisions });
  const demand = createDemandRoom({ manager, sources, divisions });
  const walkways = createWalkwaysRoom({ manager });
  const accessibility = createAccessibilityRoom({ manager, sources, facilities, walkways });
  const scenarios = createScenariosRoom({ manager });
  const coverage = createCoverageRoom({
    manager,
    divisions,
    facilities,
    estates,
    demand,
    accessibility,
    scenarios,
  });
  const equity = createEquityRoom({ divisions, facilities, accessibility, coverage });
  const jobs = createJobsRoom({ database });
  const siting = createSitingRoom({
    manager,
    divisions,
    facilities,
    estates,
    accessibility,
    coverage,
    jobs,
    solver,
  });
  const meals = createMealsRoom({ divisions, facilities, accessibility, coverage, siting, jobs });
  const rooms = [
    sources,
    divisions,
    facilities,
    estates,
    demand,
    walkways,
    accessibility,
    scenarios,
    coverage,
    equity,
    jobs,
    siting,
    meals,
  ];
  const schema = buildGraphqlSchema(rooms.flatMap((room) => room.resolvers));

  const ask: TestRooms['ask'] = (source, { role = 'planner', variables, signal } = {}) =>
    graphql({
      schema,
      source,
      variableValues: variables,
      contextValue: createRequestContext({ actor: 'tester', role }, signal ?? new AbortController().signal),
    }) as Promise<ExecutionResult<Json>>;
  return {
    database,
    schema,
    accessibility,
    coverage,
    equity,
    siting,
    meals,
    jobs,
    ask,
    async data(query, options) {
      const result = await ask(query, options);
      if (result.errors) throw result.errors[0].originalError ?? result.errors[0];
      // Results have no prototype; a copy compares like any object.
      return JSON.parse(JSON.stringify(result.data));
    },
    async refusal(query, options) {
      const { errors } = await ask(query, options);
      if (!errors) throw new Error('expected the request to be refused');
      const cause = errors[0].originalError;
      if (!(cause instanceof PlanningError)) throw errors[0];
      return { code: cause.code, details: cause.details, message: cause.message };
    },
    statements: () => statements,
    async close() {
      await jobs.close();
      await accessibility.close();
      await siting.close();
      await meals.close();
      await solver.close();
      await database.close();
    },
  };
}
