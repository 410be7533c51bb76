import 'reflect-metadata';
import { createAccessRoom } from './access/index.js';
import { createAccessibilityRoom } from './accessibility/index.js';
import { createClaimsRoom } from './claims/index.js';
import { createCoverageRoom } from './coverage/index.js';
import { createDemandRoom, DemandPoint } from './demand/index.js';
import { AdministrativeDivision, createDivisionsRoom } from './divisions/index.js';
import { createDownloadsRoom } from './downloads/index.js';
import { createEquityRoom } from './equity/index.js';
import { ALLOCATION_RULE_FILE, createEstateAuditRoom } from './estate-audit/index.js';
import { CareRoom, createEstatesRoom, HousingEstate } from './estates/index.js';
import { CandidateSite, createFacilitiesRoom, Facility } from './facilities/index.js';
import { createFeaturesRoom } from './features-api/index.js';
import { createImportsRoom } from './imports/index.js';
import { createIndicatorsRoom } from './indicators/index.js';
import { createJobsRoom } from './jobs/index.js';
import { createLayersRoom } from './layers/index.js';
import { demandCredentialsToBind } from './platform/access/bind-rule.js';
import { HighsSolver } from './platform/compute/highs-solver.js';
import type { Config } from './platform/config/config.js';
import type { EmbeddedDatabase } from './platform/database/embedded-database.js';
import { migrateDatabase, openDatabase, type Database } from './platform/database/open-database.js';
import { buildGraphqlSchema } from './platform/graphql/build-schema.js';
import { createSourcesRoom, DataSourceRecord } from './platform/sources/index.js';
import { createPublicListsRoom } from './public-lists/index.js';
import type { App, BuildAppOptions } from './server/app-contract.js';
import { createHealthRoom } from './server/health/index.js';
import { createRemediesRoom } from './remedies/index.js';
import { createScenariosRoom } from './scenarios/index.js';
import { createMealsRoom } from './meals/index.js';
import { createSitingRoom } from './siting/index.js';
import { createTilesRoom } from './tiles/index.js';
import { createWalkwaysRoom } from './walkways/index.js';

/** TypeORM's records. */
export const entities = [
  DataSourceRecord,
  AdministrativeDivision,
  Facility,
  CandidateSite,
  CareRoom,
  HousingEstate,
  DemandPoint,
];

/** Every room, built from the ground up; each gets only its neighbours. */
export function composeRooms(database: Database) {
  const ground = { manager: database.manager };
  const solver = new HighsSolver();
  const access = createAccessRoom(ground);
  const health = createHealthRoom({ database });
  const jobs = createJobsRoom({ database });
  const sources = createSourcesRoom(ground);
  const divisions = createDivisionsRoom({ ...ground, sources });
  const facilities = createFacilitiesRoom({ ...ground, sources, divisions });
  const estates = createEstatesRoom({ ...ground, sources, divisions });
  const demand = createDemandRoom({ ...ground, sources, divisions });
  const walkways = createWalkwaysRoom(ground);
  const scenarios = createScenariosRoom(ground);
  const accessibility = createAccessibilityRoom({
    ...ground,
    changes: database.embedded,
    sources,
    facilities,
    walkways,
  });
  const coverage = createCoverageRoom({
    ...ground,
    divisions,
    facilities,
    estates,
    demand,
    accessibility,
    scenarios,
  });
  const indicators = createIndicatorsRoom({
    ...ground,
    sources,
    divisions,
    accessibility,
    coverage,
    policyFiles: [ALLOCATION_RULE_FILE],
  });
  const estateAudit = createEstateAuditRoom({
    ...ground,
    sources,
    divisions,
    estates,
    accessibility,
    indicators,
  });
  const remedies = createRemediesRoom({ ...ground, divisions, estates, accessibility, estateAudit });
  const equity = createEquityRoom({ divisions, facilities, accessibility, coverage });
  const siting = createSitingRoom({
    ...ground,
    divisions,
    facilities,
    estates,
    accessibility,
    coverage,
    jobs,
    solver,
    targets: ({ divisionCode, service, asOf }) => indicators.levelTargets.find(divisionCode, service, asOf),
  });
  const meals = createMealsRoom({ divisions, facilities, accessibility, coverage, siting, jobs });
  const claims = createClaimsRoom((keys) => indicators.onRecord.find(keys));
  const imports = createImportsRoom(ground);
  const layers = createLayersRoom({
    ...ground,
    versions: accessibility.versions,
    kind: database.kind,
    sources: coverage.layerSources,
  });
  const { tiles } = createTilesRoom(layers);
  const { features } = createFeaturesRoom(layers);
  const publicLists = createPublicListsRoom({ sources, divisions, facilities, accessibility });
  const { downloads } = createDownloadsRoom({
    ...{ sources, layers, divisions, publicLists, coverage, indicators, estateAudit, jobs },
  });
  const catalogue = [sources, divisions, facilities, estates, demand, walkways, scenarios];
  const speaking = [access, health, jobs, ...catalogue, indicators];
  const analysing = [accessibility, coverage, equity, siting, meals, estateAudit, remedies, claims, imports];
  const resolvers = [...speaking, ...analysing].flatMap((room) => room.resolvers);
  return {
    access,
    health,
    jobs,
    divisions,
    facilities,
    estates,
    accessibility,
    scenarios,
    coverage,
    equity,
    siting,
    meals,
    indicators,
    estateAudit,
    remedies,
    claims,
    imports,
    tiles,
    features,
    publicLists: publicLists.publicLists,
    downloads,
    solver,
    resolvers,
  };
}

/** Opens the database the settings name and brings its schema up to date. */
export async function openConfiguredDatabase(
  config: Config,
  embedded: Promise<EmbeddedDatabase> | null = null,
): Promise<Database> {
  const { url, directory, statementTimeoutMillis } = config.database;
  const database = await openDatabase({
    url: url?.reveal() ?? null,
    directory,
    entities,
    statementTimeoutMillis,
    embedded,
  });
  await migrateDatabase(database);
  return database;
}

/** The whole program but its doors: database, rooms, schema. */
export async function buildApp(config: Config, { progress, log, embedded }: BuildAppOptions): Promise<App> {
  progress.begin('打开数据库 · opening the database', 1);
  const database = await openConfiguredDatabase(config, embedded);
  const rooms = composeRooms(database);
  await demandCredentialsToBind(config, rooms.access.keys);
  await rooms.imports.prepare(config.sampleRegion, progress);
  await rooms.indicators.prepare();
  rooms.jobs.begin({ atOnce: config.jobsAtOnce, log });
  // Whoever asks before the network is loaded waits for it; nobody else does.
  const warming = rooms.accessibility
    .warmUp()
    .catch((error: unknown) => log.warn({ err: error }, 'network not loaded ahead'));
  return {
    schema: buildGraphqlSchema(rooms.resolvers),
    database,
    keys: rooms.access.keys,
    tiles: rooms.tiles,
    features: rooms.features,
    publicLists: rooms.publicLists,
    downloads: rooms.downloads,
    health: () => rooms.health.service.report(),
    async close() {
      await rooms.jobs.close();
      await warming;
      await rooms.accessibility.close();
      await rooms.siting.close();
      await rooms.meals.close();
      await rooms.remedies.close();
      await rooms.solver.close();
      await database.close();
    },
  };
}
