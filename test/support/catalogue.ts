import { graphql, type GraphQLError, type GraphQLSchema } from 'graphql';
import { createDemandRoom, DemandPoint, type DemandRoom } from '../../src/demand/index.js';
import {
  AdministrativeDivision,
  createDivisionsRoom,
  type DivisionsRoom,
} from '../../src/divisions/index.js';
import { CareRoom, createEstatesRoom, type EstatesRoom, HousingEstate } from '../../src/estates/index.js';
import {
  CandidateSite,
  createFacilitiesRoom,
  type FacilitiesRoom,
  Facility,
} from '../../src/facilities/index.js';
import type { Role } from '../../src/platform/access/viewer.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { buildGraphqlSchema } from '../../src/platform/graphql/build-schema.js';
import { createRequestContext } from '../../src/platform/graphql/request-context.js';
import { createSourcesRoom, DataSourceRecord, type SourcesRoom } from '../../src/platform/sources/index.js';
import { createWalkwaysRoom, type WalkwaysRoom } from '../../src/walkways/index.js';
import { openTestDatabase } from './database.js';
import { seedSmallCounty } from './small-county.js';

/** What a request answers, errors cut down to what a client relies on. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read into it freely
  readonly data: any;
  readonly errors: { readonly path: string; readonly code: string; readonly message: string }[];
}

/** The catalogue rooms over a database that holds the small county. */
export interface Catalogue {
  readonly database: Database;
  readonly schema: GraphQLSchema;
  readonly sources: SourcesRoom;
  readonly divisions: DivisionsRoom;
  readonly facilities: FacilitiesRoom;
  readonly estates: EstatesRoom;
  readonly demand: DemandRoom;
  readonly walkways: WalkwaysRoom;
  /** One request, as a viewer of the role. */
  ask(document: string, variables?: Record<string, unknown>, role?: Role): Promise<Answer>;
  close(): Promise<void>;
}

export async function openCatalogue(): Promise<Catalogue> {
  const database = await openTestDatabase([
    DataSourceRecord,
    AdministrativeDivision,
    Facility,
    CandidateSite,
    CareRoom,
    HousingEstate,
    DemandPoint,
  ]);
  const { manager } = database;
  await seedSmallCounty(manager);
  const sources = createSourcesRoom({ manager });
  const divisions = createDivisionsRoom({ manager, sources });
  const neighbours = { manager, sources, divisions };
  const facilities = createFacilitiesRoom(neighbours);
  const estates = createEstatesRoom(neighbours);
  const demand = createDemandRoom(neighbours);
  const walkways = createWalkwaysRoom({ manager });
  const rooms = { sources, divisions, facilities, estates, demand, walkways };
  const schema = buildGraphqlSchema(Object.values(rooms).flatMap(({ resolvers }) => resolvers));
  return {
    database,
    schema,
    ...rooms,
    async ask(document, variables = {}, role = 'public') {
      const contextValue = createRequestContext({ actor: `a ${role}`, role }, new AbortController().signal);
      const { data, errors } = await graphql({
        schema,
        source: document,
        variableValues: variables,
        contextValue,
      });
      // Field results of graphql-js have no prototype; tests compare them with plain objects.
      return {
        data: structuredClone(data),
        errors: (errors ?? []).map(simplified).sort((a, b) => (a.path < b.path ? -1 : 1)),
      };
    },
    close: () => database.close(),
  };
}

function simplified(error: GraphQLError) {
  const original = error.originalError as { code?: string } | null | undefined;
  const code = String(error.extensions.code ?? original?.code ?? 'INTERNAL');
  return { path: (error.path ?? []).join('.'), code, message: error.message };
}
